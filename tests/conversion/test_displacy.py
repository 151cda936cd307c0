"""What displaCy draws of an article: all marks stand on their words, and no markup of the article is let through."""

from __future__ import annotations

import pytest
from spacy import displacy
from spacy.language import Language

import newsnlp

TEXT = (
    "Il ministro degli Esteri Carlo Ferri ha incontrato ieri a Mosca la premier Ana Novak. La premier ha detto: "
    "«Domani vedrò Karl Huber»."
)
HOSTILE = "<script>alert(1)</script> & <b>Carlo Ferri</b> ha incontrato Ana Novak a Roma <img src=x onerror=alert(2)>."


@pytest.fixture(scope="module")
def document(nlp: Language) -> newsnlp.Document:
    return newsnlp.annotate(TEXT, published="2024-05-02", title="Ferri a Mosca", nlp=nlp)


def test_entities_and_triggers_are_drawn_once(document: newsnlp.Document) -> None:
    drawn = newsnlp.displacy_ents(document)
    marks = {(drawn["text"][mark["start"] : mark["end"]], mark["label"]) for mark in drawn["ents"]}
    assert {("Carlo Ferri", "PER"), ("Mosca", "LOC"), ("incontrato", "MEETING happened"), ("Ana Novak", "PER")} <= marks
    ends = [0, *(mark["end"] for mark in drawn["ents"])]
    assert all(mark["start"] >= end for mark, end in zip(drawn["ents"], ends, strict=False))
    assert {mark["kb_url"] for mark in drawn["ents"]} >= {"https://www.wikidata.org/wiki/Q649", "#"}


def test_descriptions_are_drawn(document: newsnlp.Document) -> None:
    kinds = {mention.text: mention.kind for entity in document.entities for mention in entity.mentions}
    assert "nominal" in kinds.values()
    drawn = newsnlp.displacy_ents(document)
    words = {drawn["text"][mark["start"] : mark["end"]] for mark in drawn["ents"]}
    assert {text for text, kind in kinds.items() if kind == "nominal"} & words


def test_spans_stand_on_their_words(document: newsnlp.Document) -> None:
    drawn = newsnlp.displacy_spans(document)
    marks = {
        (" ".join(drawn["tokens"][mark["start_token"] : mark["end_token"]]), mark["label"]) for mark in drawn["spans"]
    }
    assert ("Carlo Ferri", "PER") in marks
    assert ("Domani vedrò Karl Huber", "QUOTE") in marks
    assert ("ieri", "TIME 2024-05-01") in marks
    assert all(mark["start_token"] < mark["end_token"] for mark in drawn["spans"])


def test_both_are_rendered(document: newsnlp.Document) -> None:
    for style, drawn in (("ent", newsnlp.displacy_ents(document)), ("span", newsnlp.displacy_spans(document))):
        page = displacy.render(drawn, style=style, manual=True, jupyter=False)
        assert "Ferri" in page
        assert "MEETING happened" in page
        assert "Ferri a Mosca" in page


def test_a_doc_is_drawn_as_its_record(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert newsnlp.displacy_ents(doc) == newsnlp.displacy_ents(newsnlp.to_document(doc))
    assert newsnlp.displacy_spans(doc) == newsnlp.displacy_spans(newsnlp.to_document(doc))


@pytest.mark.parametrize("style", ["ent", "span"])
def test_markup_of_an_article_stays_text(nlp: Language, style: str) -> None:
    document = newsnlp.to_document(nlp(HOSTILE), title="<script>alert(3)</script>", id="<i>")
    drawn = newsnlp.displacy_ents(document) if style == "ent" else newsnlp.displacy_spans(document)
    page = displacy.render(drawn, style=style, manual=True, jupyter=False)
    for tag in ("<script", "<img", "<b>", "<i>"):
        assert tag not in page


def test_an_article_without_anything_is_drawn_as_its_text(nlp: Language) -> None:
    document = newsnlp.annotate("e poi piove", nlp=nlp)
    assert newsnlp.displacy_ents(document)["ents"] == []
    assert newsnlp.displacy_spans(document)["tokens"] == ["e", "poi", "piove"]
