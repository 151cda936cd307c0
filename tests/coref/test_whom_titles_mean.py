"""Whom titles mean, and who bears them: authors, women, relatives, jobs; each with a near miss."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsnlp

# text, person, titles that the record must state of this person, titles that it must not
ROLES = [
    ("di Irene Valli\nTORINO - Il presidente ha ricevuto Mila Kovac.", "Valli", [], ["presidente"]),
    ("(Guido Sartori) Il ministro ha visto ieri Vesna Horvat.", "Sartori", [], ["ministro"]),
    (
        "Il ministro Marco Tulli è a Bari\ndi Ugo Foti\nBARI - Il ministro ha visto Ana Novak.",
        "Tulli",
        ["ministro"],
        [],
    ),
    ("Marco Bianchi è qui. Il presidente del Consiglio, Anna Neri, tace.", "Neri", ["presidente del Consiglio"], []),
    ("Marco Bianchi è qui. Il presidente del Consiglio, Anna Neri, tace.", "Bianchi", [], ["presidente del Consiglio"]),
    ("Processo Ferri, il pm: «Dieci anni».", "Ferri", [], ["pm"]),
    ("Paolo Ferri, il pm, ha chiesto dieci anni.", "Ferri", ["pm"], []),
    ("I tre questori sono Marta Leone (Pd), Paolo Sarti e Carla Neri.", "Sarti", ["questore"], []),
    ("I tre questori sono stanchi. Paolo Sarti tace.", "Sarti", [], ["questore"]),
    ("Il segretario di Stato Usa Paul Kerr è a Roma.", "Kerr", ["segretario di Stato"], ["segretario"]),
    ("Parla Anna Ferri, presidente della Fondazione Paolo Neri.", "Ferri", ["presidente"], []),
]


@pytest.mark.parametrize(("text", "person", "stated", "not_stated"), ROLES)
def test_roles(nlp: Language, text: str, person: str, stated: list[str], not_stated: list[str]) -> None:
    found = newsnlp.annotate(text, nlp=nlp, published="2024-03-14")
    titles = [role.title for entity in found.entities if person in entity.name for role in entity.roles]
    assert [title for title in stated if title not in titles] == []
    assert [title for title in not_stated if title in titles] == []


MEANT = [
    ("Carla Neri è a Bari. Con lei la suocera, Giuditta Sala, che guida.", "suocera", ["Giuditta Sala"]),
    ("Carla Neri è a Bari. Con lei la suocera, che guida.", "suocera", []),
    ("È entrata la consigliera giuridica, Zsófia Pataki, con un libro.", "consigliera giuridica", ["Zsófia Pataki"]),
    ("Rolf Amstutz non ha fretta. Verso mezzanotte il finanziere esce.", "finanziere", ["Rolf Amstutz"]),
    ("Rolf Amstutz e Carlo Neri si salutano. Verso mezzanotte il finanziere esce.", "finanziere", []),
]


@pytest.mark.parametrize(("text", "words", "people"), MEANT)
def test_descriptions(nlp: Language, text: str, words: str, people: list[str]) -> None:
    found = newsnlp.annotate(text, nlp=nlp)
    meant = [e.name for e in found.entities for m in e.mentions if m.kind == "nominal" and m.text == words]
    assert meant == people
