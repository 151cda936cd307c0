"""A full stop belongs to an abbreviation only where one stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

import newsnlp
from newsnlp.annotation.stops import part_stops


def tokens(nlp: Language, text: str) -> list[str]:
    doc = nlp.make_doc(text)
    part_stops(doc)
    return [token.text for token in doc]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Il premio va a Amartya Sen. Il giorno dopo è partito.", "Sen"),
        ("Ha parlato Marta Sen. Rossi ha ascoltato.", "Sen"),
        ("Ha parlato Marta Sen.", "Sen"),
        ("Ha parlato Marta Sen.\nLa sala era piena.", "Sen"),
        ("«Ho visto Marta Sen.» Poi è uscito.", "Sen"),
        ("Si sono visti nel Mar. Il vertice è finito.", "Mar"),
        ("È arrivato Andrea Col. L'incontro è finito.", "Col"),
        ("Lo dice Anna Min. Non ci sono dubbi.", "Min"),
        ("Lo dice Anna Card. «Sono felice», ha aggiunto.", "Card"),
        ("Gioca in Serie A. La squadra è forte.", "A"),
        ("Ha un piano B. Il governo tace.", "B"),
        ("Lo dice papa Leone X. Il conclave è finito.", "X"),
        ("Ne parla John Smith Jr. Il padre tace.", "Jr"),
    ],
)
def test_a_stop_at_a_sentence_end_is_a_token(nlp: Language, text: str, word: str):
    words = tokens(nlp, text)
    assert (word, ".") in pairwise(words)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Lo dice il sen. Rossi.", "sen."),
        ("Lo dice il Sen. Rossi.", "Sen."),
        ("Lo dice il Sen. La Russa.", "Sen."),
        ("Lo dice l'On. Di Maio.", "On."),
        ("Lo dice il Gen. Dalla Chiesa.", "Gen."),
        ("Lo dice il Sen. ieri.", "Sen."),
        ("On. Rossi, che dice?", "On."),
        ("Art. 5 della legge", "Art."),
        ("Il 12 Mar. 2024 si vota.", "Mar."),
        ("Secondo l'Art. 5 si vota.", "Art."),
        ("Il gruppo Fiat S.p.A. Il titolo sale.", "S.p.A."),
        ("Lo dice George W. Bush.", "W."),
        ("A. Il primo punto", "A."),
        ("Il giovane Marco B. Il processo continua.", "B."),
        ("Ricevuta da Mons. Rossi.", "Mons."),
    ],
)
def test_an_abbreviation_keeps_its_stop(nlp: Language, text: str, whole: str):
    assert whole in tokens(nlp, text)


def test_names_before_a_stop_are_clean(nlp: Language):
    document = newsnlp.annotate(
        "Il ministro Carlo Ferri ha incontrato ieri a Roma Marta Sen. Il giorno dopo Ferri ha visto il sen. Luca Bini.",
        published="2024-05-02",
        nlp=nlp,
    )
    assert {"Marta Sen", "Luca Bini"} <= {entity.name for entity in document.entities}
    assert len([event for event in document.events if event.type == "MEETING"]) == 2
