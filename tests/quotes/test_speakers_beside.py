"""Quotations without a listed verb: neighbour sentences, interviews, dashes, headlines; each with a near miss."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsnlp

CASES: list[tuple[str, list[tuple[str | None, str]]]] = [
    # a verb that reports by its place
    ("«Che fatica», sbuffa Anna Sala. Il film è lungo.", [("Anna Sala", "Che fatica")]),
    ("Con «Il mare d'inverno», vince Anna Sala.", []),
    # the sentence before
    (
        "Il sindaco Renato Galli è furioso. «Il ponte doveva riaprire e invece è chiuso».",
        [("Renato Galli", "Il ponte doveva riaprire e invece è chiuso")],
    ),
    ("La canzone di Ada Riva si chiama «Il mare d'inverno». È un successo.", []),
    # an interview
    (
        "Sindaca Galli, quando riaprirà? «A settembre, se arrivano i fondi».",
        [("Galli", "A settembre, se arrivano i fondi")],
    ),
    ("Quando riaprirà il «Teatro nuovo»?", []),
    # between dashes
    ("— Firmo solo se cambia — ha replicato Ana Novak.", [("Ana Novak", "Firmo solo se cambia")]),
    ("Il voto:\n- Roma - tre punti\n- Milano - due punti", []),
    # a heading
    ("Delitto Sala, il fratello: «Non perdono»", [(None, "Non perdono")]),
    ("Sarti, leader da un mese: «Si cambia»", [("Sarti", "Si cambia")]),
    ("Horvat telefona a Neri: «Venite presto»", [("Horvat", "Venite presto")]),
    # who is named behind a description, or behind a phrase of time and place
    ("«Sta bene», garantisce il giardiniere, Celeste Riva, che lo conosce.", [("Celeste Riva", "Sta bene")]),
    ("«È malato», ha ammesso dopo un'ora Carlo Pontremoli.", [("Carlo Pontremoli", "È malato")]),
    # several who speak for a house
    ("Lars Holm è a Oslo. «Tutto rinviato», assicurano nello staff.", [(None, "Tutto rinviato")]),
    ("Lars Holm è a Oslo. «Tutto rinviato», assicura nel pomeriggio.", [("Lars Holm", "Tutto rinviato")]),
]


@pytest.mark.parametrize(("text", "quotes"), CASES)
def test_speakers(nlp: Language, text: str, quotes: list[tuple[str | None, str]]) -> None:
    found = newsnlp.annotate(text, nlp=nlp, published="2024-03-14")
    names = {entity.id: entity.name for entity in found.entities}
    told = [(names.get(quote.speaker or ""), quote.content.text) for quote in found.quotes if quote.direct]
    assert told == quotes


def test_interview_without_marks(nlp: Language) -> None:
    text = (
        "Parla Greta Platter. Greta Platter riceve in cucina.\n"
        "Quando ha deciso?\nIn ospedale, a gennaio.\nE adesso?\nAdesso riposo, poi vediamo.\n"
        "Tornerà?\nNon lo so ancora."
    )
    found = newsnlp.annotate(text, nlp=nlp)
    names = {entity.id: entity.name for entity in found.entities}
    told = [(names.get(quote.speaker or ""), quote.content.text) for quote in found.quotes if quote.direct]
    assert told == [
        ("Greta Platter", "In ospedale, a gennaio."),
        ("Greta Platter", "Adesso riposo, poi vediamo."),
        ("Greta Platter", "Non lo so ancora."),
    ]


def test_one_question_makes_no_interview(nlp: Language) -> None:
    found = newsnlp.annotate("Greta Platter tace.\nE adesso?\nIl vertice si apre lunedì a Oslo.", nlp=nlp)
    assert [quote for quote in found.quotes if quote.direct] == []
