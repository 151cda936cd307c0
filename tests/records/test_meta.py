"""What a source tells besides goes into the record, as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.schema import Document, RawArticle

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
strings = st.text(st.characters(), max_size=5)  # halves of characters included
values = st.recursive(leaves | strings, lambda inner: st.lists(inner) | st.dictionaries(strings, inner), max_leaves=5)


@given(st.dictionaries(strings, values, max_size=3))
def test_meta_goes_through_json_and_back(meta):
    document = Document(id="a", text="b", meta=meta)
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert RawArticle(id="a", text="b", meta=meta).meta == document.meta


def test_a_record_without_meta_has_no_such_field():
    assert "meta" not in Document(id="a", text="b").model_dump_json()


def test_records_can_be_kept_in_sets():
    first, second = (Document(id="a", text="b", meta={"n": 1}) for _ in range(2))
    assert {first, second} == {first}
    assert hash(RawArticle(id="a", text="b")) == hash(RawArticle(id="a", text="b", meta={"n": [1]}))
