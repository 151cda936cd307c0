"""A headline that is given apart is annotated as the first line that it is in print, and counts in the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsnlp
from newsnlp import Document, build_graph
from newsnlp.cleaning import clean, with_headline
from newsnlp.evaluation import evaluate
from newsnlp.explanation import explain
from newsnlp.schema import reading_order
from newsnlp.viewing.article import marked_text

TITLE = "Ferri incontra Novak a Lubiana"
TEXT = (
    "LUBIANA - Il ministro degli Esteri Carlo Ferri ha ricevuto ieri la premier Ana Novak. "
    "«Un incontro utile», ha detto Ferri."
)
DAY = "2024-05-02"


def spans(value: Any) -> Iterator[dict]:
    """Yield everything in a record that has a start and an end."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner)


def check_spans(document: Document) -> None:
    """Check that every span indexes the part that it names."""
    for span in spans(document.model_dump()):
        whole = document.title if span.get("part") == "title" else document.text
        assert whole is not None
        assert 0 <= span["start"] <= span["end"] <= len(whole)
        assert span.get("text", whole[span["start"] : span["end"]]) == whole[span["start"] : span["end"]]


def as_one(document: Document, length: int) -> str:
    """Return a record as it would be if the title stood in the text: one way to compare the two."""

    def shifted(value: Any) -> Any:
        if isinstance(value, dict):
            if "start" in value:
                shift = 0 if value.get("part", "text") == "title" else length
                value = {**value, "start": value["start"] + shift, "end": value["end"] + shift}
                value.pop("part", None)
            return {name: shifted(inner) for name, inner in value.items()}
        return [shifted(inner) for inner in value] if isinstance(value, list | tuple) else value

    layers = ("entities", "events", "quotes", "relations", "times")
    return repr({name: shifted(document.model_dump()[name]) for name in layers})


def test_a_title_given_apart_is_read_as_the_first_line(nlp):
    apart = newsnlp.annotate(TEXT, title=TITLE, published=DAY, nlp=nlp)
    inside = newsnlp.annotate(f"{TITLE}\n{TEXT}", published=DAY, nlp=nlp)
    assert apart.text == TEXT
    assert apart.title == TITLE
    assert {mention.part for entity in apart.entities for mention in entity.mentions} == {"title", "text"}
    check_spans(apart)
    assert as_one(apart, len(TITLE) + 1) == as_one(inside, 0)


def test_slice_gives_the_words_of_either_part(nlp):
    document = newsnlp.annotate(TEXT, title=TITLE, published=DAY, nlp=nlp)
    found = [(m.part, document.slice(m)) for entity in document.entities for m in entity.mentions]
    assert ("title", "Novak") in found
    assert ("text", "Ana Novak") in found
    ordered = sorted((m for entity in document.entities for m in entity.mentions), key=reading_order)
    assert [m.part for m in ordered] == sorted((part for part, _ in found), reverse=True)


def test_without_spans_in_the_title_no_part_is_written(nlp):
    assert '"part"' not in newsnlp.annotate(f"{TITLE}\n{TEXT}", title=TITLE, nlp=nlp).model_dump_json()
    written = newsnlp.annotate(TEXT, title=TITLE, nlp=nlp).model_dump_json()
    assert '"part":"title"' in written
    assert '"part":"text"' not in written
    assert Document.model_validate_json(written).model_dump_json() == written


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, f"{TITLE}\n{TEXT}"),
        (TITLE, f"{TITLE.upper()}.\n\n{TEXT}"),
        (f"  {TITLE}  ", f"Ferri  incontra\tNovak a Lubiana. {TEXT}"),
        (f"{TITLE}.", f"{TITLE}\n{TEXT}"),
        (f"«{TITLE}»", f"“{TITLE}”\n{TEXT}"),
        ("L’intesa di Praga", f"L'intesa di Praga\n{TEXT}"),
        ("Cos\u00ec Ferri a Praga", f"Cosi\u0300 Ferri a Praga\n{TEXT}"),
        ("Cosi\u0300 Ferri a Praga", f"Cos\u00ec Ferri a Praga\n{TEXT}"),
        (f"{TITLE} - Il Faro", f"{TITLE}\n{TEXT}"),
        (f"{TITLE} | Il Faro", f"{TITLE}\n{TEXT}"),
        (TITLE[:20] + "…", f"{TITLE}\n{TEXT}"),
        (TITLE, f"Esteri\n\n{TITLE}\n{TEXT}"),
        ("Ferri &amp; Novak a Praga", f"Ferri & Novak a Praga\n{TEXT}"),
        (TITLE, f"<h1>{TITLE}</h1><p>{TEXT}</p>"),
        # Names of sections, and what is nothing at all.
        ("Esteri", TEXT),
        ("", TEXT),
        (" \n ", TEXT),
        (None, TEXT),
    ],
)
def test_a_headline_that_the_text_repeats_is_one(title, text):
    cleaned = clean(text)
    assert with_headline(cleaned, title) == cleaned


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, TEXT),
        ("Ferri a Praga", f"Ferri a Pragatto. {TEXT}"),
        (TITLE, f"{TEXT}\n{TEXT}\n{TITLE} domani."),
    ],
)
def test_another_headline_is_put_before_the_text(title, text):
    cleaned = clean(text)
    assert with_headline(cleaned, title).text == f"{title}\n{cleaned.text}"


@pytest.mark.parametrize(("title", "told"), [("\0a\0b \0c", "is not annotated"), ("Bo " * 300, "900 characters")])
def test_a_title_that_is_none_is_kept_with_a_warning(tiny, title, told):
    (record,) = newsnlp.annotate_many([{"text": TEXT, "title": title}], nlp=tiny)
    assert isinstance(record, Document)
    assert record.title == title
    assert any(told in warning for warning in record.warnings)
    check_spans(record)


words = st.sampled_from(
    ["Ferri", "vede", "Novak", "a Roma", "«", "»", "ieri", ".", "\n", " ", "<b>", "&agrave;", "😀", "–"]
)
pieces = st.lists(words, max_size=12).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=pieces, text=pieces)
def test_no_span_crosses_the_border(tiny, title, text):
    (record,) = newsnlp.annotate_many([{"text": f"{text} Roma", "title": title}], nlp=tiny)
    assert isinstance(record, Document)
    check_spans(record)


@given(title=pieces, text=pieces, data=st.data())
def test_every_stretch_maps_to_one_part(title, text, data):
    cleaned = with_headline(clean(text), title)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    part, first, last = cleaned.offsets.to_part(start, end)
    whole = title if part == "title" else text
    assert 0 <= first <= last <= len(whole)


def test_what_reads_spans_respects_the_part(nlp):
    document = newsnlp.annotate(TEXT, title=TITLE, published=DAY, nlp=nlp)
    graph = build_graph([document])
    edges = [data for *_, data in graph.edges(data=True) if data["evidence"] is not None]
    assert edges
    for data in edges:
        whole = document.title if data["evidence_part"] == "title" else document.text
        assert whole is not None
        assert whole[data["evidence_start"] : data["evidence_end"]] == data["evidence"]
    told = "\n".join(str(explanation) for explanation in explain(document))
    assert "V1 MEETING" in told
    assert evaluate([document], [document]).figures()["names"]["f"] == 1.0


def test_a_place_in_the_title_is_not_one_in_the_text(nlp):
    document = newsnlp.annotate(TEXT, title=TITLE, published=DAY, nlp=nlp)
    moved = document.model_dump_json().replace('"part":"title"', '"part":"text"')
    with pytest.raises(ValueError, match="the text has"):
        Document.model_validate_json(moved)
    # The same numbers in the other part are other words: such a record does not score as the first.
    entities = [
        entity.model_copy(update={"mentions": tuple(m.model_copy(update={"part": "text"}) for m in entity.mentions)})
        for entity in document.entities
    ]
    scores = evaluate([document], [document.model_copy(update={"entities": tuple(entities)})]).figures()
    assert scores["names"]["f"] < 1.0


def test_a_headline_given_apart_is_shown_above_the_text(nlp):
    shown = marked_text(newsnlp.annotate(TEXT, title=TITLE, published=DAY, nlp=nlp))
    assert shown.plain == f"{TITLE}\n\n{TEXT}"
    marked = {shown.plain[span.start : span.end] for span in shown.spans}
    assert {"Novak", "Ana Novak", "incontra", "Lubiana"} <= marked
    assert marked_text(newsnlp.annotate(TEXT, title="Esteri", nlp=nlp)).plain == TEXT
