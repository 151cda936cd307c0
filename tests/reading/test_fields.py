"""Which fields of an article are read, under which names, and what becomes of the others."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.errors import ArticleError, InputError
from newsnlp.lang.it.article_fields import article_fields
from newsnlp.reading import article_of
from newsnlp.reading.fields import LAYERS, FieldNames, given_id
from newsnlp.reading.meta import MOST_CHARS
from newsnlp.schema import RawArticle, content_id

DAY = datetime.date(2024, 6, 19)


@pytest.mark.parametrize("name", article_fields()["text"])
@pytest.mark.parametrize("write", [str, str.upper, str.title, lambda name: f" {name} "])
def test_texts_under_every_name(name, write):
    assert article_of({write(name): "Testo."}) == RawArticle(id=content_id("Testo."), text="Testo.")


@pytest.mark.parametrize(
    ("field", "name"), [(f, name) for f, names in article_fields().items() if f != "text" for name in names]
)
def test_every_name_of_every_field(field, name):
    value = "2024-06-19" if field == "published" else "x"
    article = article_of({"text": "Testo.", name: value})
    assert getattr(article, field) == (DAY if field == "published" else "x")
    assert (article.meta, article.warnings) == ({}, ())


@pytest.mark.parametrize("name", ["publishedAt", "Published at", "PUBLISHED-AT", "published.at"])
def test_names_are_compared_by_their_letters(name):
    assert article_of({"text": "a", name: "2024-06-19"}).published == DAY


def test_of_two_names_of_a_field_the_one_listed_first_counts_and_the_other_is_carried_along():
    article = article_of(
        {"content": "<p>Lungo</p>", "text": "Testo.", "testo": "Altro.", "headline": "H", "title": "T"}
    )
    assert (article.text, article.title) == ("Testo.", "T")
    assert article.meta == {"content": "<p>Lungo</p>", "testo": "Altro.", "headline": "H"}


def test_a_name_that_is_empty_or_unfit_leaves_the_field_to_the_next():
    given = {"text": " ", "body": {"html": "x"}, "content": "Testo.", "date": "ieri", "pubDate": "2024-06-19"}
    article = article_of(given)
    assert (article.text, article.published, article.warnings) == ("Testo.", DAY, ())
    assert article.meta == {"text": " ", "body": {"html": "x"}, "date": "ieri"}


def test_a_second_copy_of_the_text_is_not_carried_along():
    assert article_of({"text": "Testo.", "body": "Testo."}).meta == {}


def test_names_that_are_given_take_the_place_of_those_that_are_known():
    names = FieldNames({"text": "pezzo", "title": ["occhiello", "titolo"], "id": "codice", "published": "uscita"})
    given = {"pezzo": "Testo.", "text": "altro", "titolo": "T", "codice": 7, "uscita": "19/06/2024"}
    article = article_of(given, names=names)
    assert (article.id, article.text, article.title, article.published) == ("7", "Testo.", "T", DAY)
    assert article.meta == {"text": "altro"}
    with pytest.raises(ArticleError, match="the field 'pezzo' is missing; found: text"):
        article_of({"text": "Testo."}, names=names)


def test_a_field_that_newsnlp_does_not_have_is_refused():
    with pytest.raises(InputError, match="no field testo; the fields are id, text, title, published, url, source"):
        FieldNames({"testo": "text"})


def test_what_is_no_field_is_carried_along_as_it_is():
    extra = {"author": "A. B.", "tags": ["x", {"y": 1}], "words": 512, "paid": False, "score": 0.5, "lead": None}
    article = article_of({"text": "Testo.", **extra})
    assert article.meta == {name: value for name, value in extra.items() if value is not None}
    assert article.warnings == ()


def test_what_annotating_fills_is_not_carried_along():
    gold = {"text": "Testo.", **{key: [1] for key in LAYERS}, "meta": {"a": 1}, "b": 2}
    assert article_of(gold).meta == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"schema_version": "1.2", "id": "a", "text": "Testo."}, "annotated already"),
        ({"id": "a", "stage": "clean", "reason": "the text is empty"}, "a failure of an earlier run"),
    ],
)
def test_what_newsnlp_wrote_itself_is_no_article(fields, why):
    with pytest.raises(ArticleError, match=why):
        article_of(fields)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({1, 2}, "JSON has no set"),
        (b"x", "JSON has no bytes"),
        pytest.param(10**5000, "too long a number", id="number"),
        ({1: 2}, "it has keys that are no strings"),
        ("x" * MOST_CHARS, "too long"),
        (json.loads("[" * 50 + "]" * 50), "nested too deeply"),
    ],
)
def test_what_cannot_be_carried_along_is_told(value, why):
    article = article_of({"text": "Testo.", "x": value, "y": 1})
    assert article.meta == {"y": 1}
    assert article.warnings == (f"not carried along: x ({why})",)


def test_days_are_carried_along_as_text():
    given = {"text": "a", "updated": DAY, "seen": datetime.datetime(2024, 6, 19, 8), "at": datetime.time(8, 30)}
    assert article_of(given).meta == {"updated": "2024-06-19", "seen": "2024-06-19T08:00:00", "at": "08:30:00"}


def test_nothing_that_is_given_is_changed():
    given = {"text": "Testo.", "meta": {"a": [1]}, "tags": ["x"], "warnings": ["w"]}
    before = json.dumps(given)
    article = article_of(given, warnings=("read",))
    assert json.dumps(given) == before
    assert article.warnings == ("read", "w")


keys = st.sampled_from([name for names in article_fields().values() for name in names]) | st.text(max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10) | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner) | st.sets(st.integers()),
    max_leaves=4,
)


@given(st.dictionaries(keys | st.integers() | st.none(), values, max_size=6))
def test_any_mapping_is_an_article_or_has_no_text(fields):
    stated = given_id(fields)
    try:
        article = article_of(fields)
    except ArticleError as error:
        assert "text" in str(error)  # noqa: PT017 - either way is right
        return
    assert article.id == (stated or content_id(article.text)) or "\ufffd" in article.id
    assert RawArticle.model_validate_json(article.model_dump_json()) == article


def test_the_documentation_lists_the_names_in_their_order():
    page = (Path(__file__).parents[2] / "docs" / "input.md").read_text(encoding="utf8")
    for field, names in article_fields().items():
        assert f"| `{field}` | {', '.join(f'`{name}`' for name in names)} |" in page
