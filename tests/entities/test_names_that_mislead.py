"""Names that something parts, and surnames that are also a city or a firm; each with a near miss."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsnlp

PEOPLE = [
    # a line end inside the name
    ("Ieri la ministra Giulia\nFontana ha visto Karl Huber a Vienna.", ["Giulia Fontana", "Karl Huber"]),
    ("Lo ha deciso Hans van\nDijk, capo della delegazione.", ["Hans van Dijk"]),
    ("Hanno votato:\nMaria Galli\nAnna Sala\nPaolo Neri", ["Maria Galli", "Anna Sala", "Paolo Neri"]),
    ("Ha parlato Maria\nAnna Sala era assente.", ["Maria", "Anna Sala"]),
    # a nickname inside the name
    ("Francesco (Ciccio) Romano ha incontrato Anna Sala.", ["Francesco Romano", "Anna Sala"]),
    ('William "Bill" Turner ha incontrato Paolo Neri.', ["William Turner", "Paolo Neri"]),
    ("Carlo (a destra) Neri e Anna Sala.", ["Carlo", "Neri", "Anna Sala"]),
    ("Anna Sala ha detto «sì» a Piero Conti.", ["Anna Sala", "Piero Conti"]),
    # a nickname behind the name
    ("Rosario Greco, soprannominato «Sasà», è a Bari. Sasà ha visto Anna Sala.", ["Rosario Greco", "Anna Sala"]),
    ("Rosario Greco, cugino di Anna Sasà, è a Bari.", ["Rosario Greco", "Anna Sasà"]),
    # two surnames
    ("Ilaria Rossi Doria ha visto Ana Novak. Rossi Doria è contenta.", ["Ilaria Rossi Doria", "Ana Novak"]),
    ("La deputata Sofia Meyer-Landt è a Bari. Meyer-Landt è verde.", ["Sofia Meyer-Landt"]),
    ("Luca Sforza Visconti è a Bari. Anna Visconti è a Roma.", ["Luca Sforza Visconti", "Anna Visconti"]),
    # a city as surname
    ("L'assessora Verona ha ricevuto il consigliere Modena.", ["Verona", "Modena"]),
    ("Il pm Pavia ha sentito il dottor Novara. Pavia chiederà il processo.", ["Pavia", "Novara"]),
    ("Il sindaco di Lecce ha incontrato il prefetto di Bari.", []),
    ("Il presidente Napoli calcio parla a Napoli.", []),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_people(nlp: Language, text: str, people: list[str]) -> None:
    found = newsnlp.annotate(text, nlp=nlp)
    assert [entity.name for entity in found.entities if entity.type == "PER"] == people


THINGS = [
    ("Il senatore Paolo Ferrara vive a Ferrara.", "LOC", ["Ferrara"]),
    ("Il fondatore Carlo Brambini è a Roma. La Brambini assume cento operai.", "ORG", ["Brambini"]),
    ("La ministra Carla Testi è a Roma. Per la Testi è un successo.", "ORG", []),
    ("Mario Testi e Carla Testi sono a Bari. La Testi ha parlato.", "ORG", []),
    (
        "La Corte d'appello di Milano ha scritto alla Corte d'appello di Brescia.",
        "ORG",
        ["Corte d'appello di Milano", "Corte d'appello di Brescia"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "names"), THINGS)
def test_places_and_bodies(nlp: Language, text: str, kind: str, names: list[str]) -> None:
    found = newsnlp.annotate(text, nlp=nlp)
    named = [entity.name for entity in found.entities if entity.type == kind]
    assert [name for name in named if name in names or not names] == names
