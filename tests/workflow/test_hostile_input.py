"""Whatever the bytes are: one result an item, in order, that can be written; spans that index their text."""

from __future__ import annotations

import errno
import io
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsnlp
from newsnlp import Document, Failure
from newsnlp.reading import read
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.store import to_line
from newsnlp.workflow import read_many

GOOD = "Anna Neri ha incontrato Carlo Bo a Roma."
HALF = "\ud83d"  # of an emoji that JavaScript has cut in two
PIECES = (
    *("Anna Neri", "ha visto", "Carlo Bo", "a Roma", ". ", "\n\n", "«", "»", "ieri", " ", "l’", "è", "E\u0301"),
    *(HALF, "\ude00", "😀", "\0", "\x01", "\x1b[2J", "\x9b", "\u202e", "\u2028", "\u0085", "\r", "\ufeff", "\ufffd"),
    *("<b>", "</p>", "&amp;", "&#55357;", "&#0;", "<script>", '"', "\\", "\U000e0001", "\u200d", "a" * 300),
)
NAMES = ("id", "text", "title", "published", "url", "source", "warnings", "part", "meta", HALF)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(st.characters(), max_size=30)
plain = texts | st.none() | st.booleans() | st.integers() | st.floats()
foreign = st.none().map(lambda _: 10**5000) | st.dates() | st.datetimes() | st.binary() | st.just({1, 2})


def nested(leaves: st.SearchStrategy) -> st.SearchStrategy:
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=4)


def mappings(values: st.SearchStrategy) -> st.SearchStrategy:
    fields = {name: values for name in NAMES if name != "text"}
    return st.dictionaries(texts, values, max_size=3) | st.fixed_dictionaries({"text": texts}, optional=fields)


short = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def check_written(result: Document | Failure) -> None:
    """Check that a result can be written and read back, and that the spans of a record index its text."""
    assert type(result).model_validate_json(to_line(result)) == result
    if isinstance(result, Document):
        spans = [m for e in result.entities for m in e.mentions] + [s for e in result.events for s in e.evidence]
        assert all(result.slice(span) == span.text for span in [*spans, *result.times])


@short
@given(items=st.lists(mappings(nested(plain | foreign)) | texts | foreign, max_size=4))
def test_items_of_any_kind_give_one_result_each(tiny, items):
    results = list(newsnlp.annotate_many([*items, GOOD], nlp=tiny, batch_size=3))
    assert len(results) == len(items) + 1
    assert isinstance(results[-1], Document)
    for result in results:
        check_written(result)


objects = mappings(nested(plain)).map(lambda item: json.dumps(item).encode())
lines_of_bytes = st.binary(max_size=60).map(lambda data: data.replace(b"\n", b"").replace(b"\r", b""))


@short
@given(lines=st.lists(objects | lines_of_bytes, max_size=4))
def test_lines_of_any_bytes_give_one_result_each(tiny, lines):
    stream = io.BytesIO(b"\n".join([*lines, json.dumps({"text": GOOD}).encode()]))
    results = list(newsnlp.annotate_many(read_jsonl(stream, name="f.jsonl"), nlp=tiny))
    assert len(results) == sum(bool(line.strip()) for line in lines) + 1
    assert isinstance(results[-1], Document)
    for result in results:
        check_written(result)


@short
@given(data=st.binary(max_size=200) | texts.map(lambda text: text.encode("utf8", "surrogatepass")))
def test_text_files_of_any_bytes_give_one_result(tiny, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    (result,) = newsnlp.annotate_many(read(path), nlp=tiny)
    assert result.id == "any"
    check_written(result)


@pytest.mark.parametrize("name", ["id", "title", "url", "source", "text"])
def test_half_a_character_is_replaced_one_for_one_with_a_warning(tiny, name):
    line = json.dumps({"id": "x", "text": GOOD} | {name: f"Anna {HALF} Neri"}).encode()
    (record,) = newsnlp.annotate_many(read_jsonl(io.BytesIO(line), name="f"), nlp=tiny)
    assert isinstance(record, Document)
    assert getattr(record, name) == "Anna \ufffd Neri"
    assert record.warnings[0] == f"{name}: halves of characters (lone surrogates) stand as U+FFFD"
    check_written(record)


def test_half_a_character_in_a_python_string_is_replaced_too(tiny):
    record = newsnlp.annotate(f"{GOOD} {HALF}", id=HALF, nlp=tiny)
    assert (record.text, record.id) == (f"{GOOD} \ufffd", "\ufffd")
    check_written(record)


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ('"warnings": 5', "warnings left out"),
        ('"id": ["x"]', "id left out"),
        ('"id": true', "id left out"),
        ('"title": {"a": 1}', "title left out"),
        ('"published": ' + "1" * 5000, "published left out"),
        ('"text": "x", "text": "Anna è a Roma."', "the key 'text' stands twice"),
    ],
)
def test_unfit_fields_are_told_and_cost_no_article(tiny, fields, warning):
    line = f'{{"text": "{GOOD}", {fields}}}'.encode()
    (record,) = newsnlp.annotate_many(read_jsonl(io.BytesIO(line), name="f"), nlp=tiny)
    assert isinstance(record, Document)
    assert any(warning in told for told in record.warnings)


@pytest.mark.parametrize("extra", ['"n": ' + "7" * 5000, '"n": -1e999', '"n": NaN', '"n": [Infinity]', '"n": "a\tb"'])
def test_what_is_hardly_json_is_read(tiny, extra):
    line = f'{{"id": "x", "text": "{GOOD}", {extra}}}'.encode()
    (record,) = newsnlp.annotate_many(read_jsonl(io.BytesIO(line), name="f"), nlp=tiny)
    assert isinstance(record, Document)
    assert record.id == "x"
    check_written(record)


@pytest.mark.parametrize("missing", [float("nan"), None, ""])
def test_what_tables_put_for_nothing_is_nothing(tiny, missing):
    given = {"text": GOOD, "id": missing, "title": missing, "published": missing, "url": missing}
    (record,) = newsnlp.annotate_many([given], nlp=tiny)
    assert record == newsnlp.annotate(GOOD, nlp=tiny)


def test_an_id_of_five_thousand_digits_stays_as_it_is(tiny):
    line = f'{{"id": {"8" * 5000}, "text": "{GOOD}"}}'.encode()
    (record,) = newsnlp.annotate_many(read_jsonl(io.BytesIO(line), name="f"), nlp=tiny)
    assert record.id == "8" * 5000


def test_a_file_that_cannot_be_read_on_costs_what_follows_in_it_alone(tiny):
    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            if b"third" in line:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return line

    stream = Failing(b'{"text": "Anna vede Bo."}\n{"text": "Bo vede Anna."}\n{"text": "third"}\n{"text": "fourth"}\n')
    first, second, failure = newsnlp.annotate_many(read_jsonl(stream, name="f.jsonl"), nlp=tiny)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(failure, Failure)
    assert failure.id == "f.jsonl:3"
    assert "cannot be read on from here: Input/output error; what follows is lost" in failure.reason


def test_a_file_that_is_gone_when_its_turn_comes_stops_no_other(tmp_path):
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.jsonl", "d.txt")]
    for path in paths:
        path.write_text('{"text": "x"}', encoding="utf8")
    articles = read_many(paths)
    for path in paths[1:3]:
        path.unlink()
    assert [(a.id, type(a) is Failure) for a in articles] == [
        ("a", False),
        ("b", True),
        ("c.jsonl", True),
        ("d", False),
    ]


def test_a_name_that_is_no_utf8_is_read_as_windows_1252(tiny, tmp_path):
    name = os.fsencode(tmp_path / "x").removesuffix(b"x") + b"perch\xe9 \xc3\xa8.txt"
    try:
        with open(name, "wb") as file:
            file.write(GOOD.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (record,) = newsnlp.annotate_many(read(os.fsdecode(name)), nlp=tiny)
    assert record.id == "perché è"
    check_written(record)


def test_carriage_returns_alone_may_end_lines(tiny):
    stream = io.BytesIO(b'{"id": "a", "text": "Uno."}\r{"id": "b", "text": "Due."}\r{\r')
    assert [item.id for item in read_jsonl(stream, name="f")] == ["a", "b", "f:1.3"]


def test_single_damaged_bytes_in_utf8_stay_utf8():
    line = '{"text": "Perché è così? '.encode() + b"\xc3" + b'"}'
    (article,) = read_jsonl(io.BytesIO(line), name="f")
    assert article.text == "Perché è così? \ufffd"
    assert article.warnings == ("not quite UTF-8: 1 damaged characters stand as U+FFFD",)
