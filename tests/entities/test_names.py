"""Name mentions of an article: what the tagger gives, repaired, typed and completed."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsnlp.annotation.factories  # noqa: F401 - registers the components
from newsnlp.annotation import keys
from newsnlp.annotation.entities.component import Entities
from newsnlp.annotation.layers import entities
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("it")
    adapt_tokenizer(pipeline, **tokenizer_data())
    return pipeline


def annotated(nlp: Language, text: str, tagged: list[tuple[str, str]]) -> Doc:
    """Return `text` with each of the words tagged, in this order, and with the entity layer."""
    doc = nlp.make_doc(text)
    spans = []
    at = 0
    for words, label in tagged:
        at = text.index(words, at)
        spans.append(doc.char_span(at, at + len(words), label=label))
        at += len(words)
    doc.ents = spans
    return Entities()(doc)


def found(doc: Doc) -> list[tuple[str, str]]:
    rows = [(m["start"], m["end"], e["type"]) for e in entities(doc) for m in e["mentions"]]
    return [(doc[start:end].text, label) for start, end, label in sorted(rows)]


# Text, what the tagger marks, the name mentions that must come out.
CASES = [
    # Articles, prepositions and titles are no part of a name.
    ("Ieri il presidente Bianchi ha parlato.", [("il presidente Bianchi", "PER")], [("Bianchi", "PER")]),
    ("Ieri Papa Clemente ha parlato.", [("Papa Clemente", "PER")], [("Clemente", "PER")]),
    ("Il voto della Camera è finito.", [("della Camera", "ORG")], [("Camera", "ORG")]),
    ("Parla Ursula von der Linde.", [("von der Linde", "PER")], [("Ursula von der Linde", "PER")]),
    ("Parla von der Linde.", [("von der Linde", "PER")], [("von der Linde", "PER")]),
    # A particle in lower case after an article, where the surname is known.
    (
        "Parla Ursula von der Linde. La von der Linde tace.",
        [("Ursula von der Linde", "PER")],
        [("Ursula von der Linde", "PER"), ("von der Linde", "PER")],
    ),
    # A description is no name, though its words have capitals; without article they may be one.
    ("Ieri il Santo Padre ha parlato.", [("Santo Padre", "PER")], []),
    ("Ieri il Santo Bergoni ha parlato.", [("Santo Bergoni", "PER")], [("Santo Bergoni", "PER")]),
    # A title before an unknown name weighs more than the tagger.
    ("Il presidente Fiore tace. Fiore parla. Con Fiore altri.", [("Fiore", "LOC")] * 3, [("Fiore", "PER")] * 3),
    # The noun of a province goes, the castle stays.
    ("Nella provincia di Ostigliano piove.", [("provincia di Ostigliano", "LOC")], [("Ostigliano", "LOC")]),
    ("Nel castello di Ostigliano piove.", [("castello di Ostigliano", "LOC")], [("castello di Ostigliano", "LOC")]),
    # A preposition parts a person from a place, and a body from a person; "di" inside a surname does not.
    ("Ieri Bergoni all'Elba tace.", [("Bergoni all'Elba", "PER")], [("Bergoni", "PER"), ("Elba", "LOC")]),
    (
        "Ieri Fidas di Maurizio Bergoni tace.",
        [("Fidas di Maurizio Bergoni", "PER")],
        [("Fidas", "PER"), ("Maurizio Bergoni", "PER")],
    ),
    (
        "Ieri Luca Cordero di Ostigliano tace.",
        [("Luca Cordero di Ostigliano", "PER")],
        [("Luca Cordero di Ostigliano", "PER")],
    ),
    # The last part of a name may look like an article; capitals of a headline and a new sentence do not count.
    ("Poi Pak Jong Un ha parlato.", [("Pak Jong", "PER")], [("Pak Jong Un", "PER")]),
    ("Poi ha parlato Pak Jong. Un altro tace.", [("Pak Jong", "PER")], [("Pak Jong", "PER")]),
    ("PAK JONG UN GIORNO A ROMA", [("PAK JONG", "PER"), ("ROMA", "LOC")], [("PAK JONG", "PER"), ("ROMA", "LOC")]),
    # A surname may come first; the same letters as a number are none, and a first name alone is not sought.
    ("Qi Minghao parla. Poi Qi tace.", [("Qi Minghao", "PER")], [("Qi Minghao", "PER"), ("Qi", "PER")]),
    ("Qi Minghao parla. Il secolo QI è finito.", [("Qi Minghao", "PER")], [("Qi Minghao", "PER")]),
    # A first name before a surname is a person.
    ("Ieri Carla Bergoni tace.", [("Carla Bergoni", "ORG")], [("Carla Bergoni", "PER")]),
    # A local body and its place are one name; a common noun and a place are not.
    (
        "Il Tribunale di Ostigliano tace.",
        [("Tribunale", "ORG"), ("Ostigliano", "LOC")],
        [("Tribunale di Ostigliano", "ORG")],
    ),
    ("Il tribunale di Ostigliano tace.", [("Ostigliano", "LOC")], [("Ostigliano", "LOC")]),
    # Words of a title are no name, a council is one.
    ("Il presidente del Consiglio Bianchi tace.", [("Consiglio", "ORG"), ("Bianchi", "PER")], [("Bianchi", "PER")]),
    ("Il presidente del Consiglio europeo tace.", [("Consiglio europeo", "ORG")], [("Consiglio europeo", "ORG")]),
    ("Il segretario di Stato americano tace.", [("Stato americano", "ORG")], []),
    ("Il capo dello Stato Islamico tace.", [("Stato Islamico", "ORG")], [("Stato Islamico", "ORG")]),
    # Line ends.
    ("Vince Bianchi\nVerdi ha perso.", [("Bianchi\nVerdi", "PER")], [("Bianchi", "PER"), ("Verdi", "PER")]),
    # A place before a person's name.
    (
        "Parla Anna Bergoni. Da Minsk Bergoni è ripartita.",
        [("Anna Bergoni", "PER"), ("Minsk Bergoni", "PER")],
        [("Anna Bergoni", "PER"), ("Minsk", "LOC"), ("Bergoni", "PER")],
    ),
    # Missed mentions of a known name; the common word of the same letters stays out.
    ("Anna Fiore parla. Poi Fiore tace.", [("Anna Fiore", "PER")], [("Anna Fiore", "PER"), ("Fiore", "PER")]),
    ("Anna Fiore parla. Poi un fiore cade.", [("Anna Fiore", "PER")], [("Anna Fiore", "PER")]),
    ("Ha visto un fiore. Fiore del deserto.", [], []),
    (
        "FIORE A ROMA\nAnna Fiore è qui.",
        [("Anna Fiore", "PER")],
        [("FIORE", "PER"), ("ROMA", "LOC"), ("Anna Fiore", "PER")],
    ),
    # Nouns for places and bodies; figures; quotation marks without a partner.
    ("All'aeroporto di Ostigliano piove.", [("aeroporto di Ostigliano", "LOC")], [("Ostigliano", "LOC")]),
    ("Alle 8:00 Bergoni parla.", [("8:00 Bergoni", "PER")], [("Bergoni", "PER")]),
    ("Lo Stato paga.", [("Stato", "ORG")], []),
    ("Il Senato paga.", [("Senato", "ORG")], [("Senato", "ORG")]),
    ('Di Anna Bergoni "Azzurro" è il titolo.', [('Anna Bergoni "Azzurro', "PER")], [("Anna Bergoni", "PER")]),
    # First names: taken into the name, unless they are titles or prepositions.
    ("Parla Anna Fiore.", [("Fiore", "PER")], [("Anna Fiore", "PER")]),
    ("Torna Don Bergoni.", [("Bergoni", "PER")], [("Bergoni", "PER")]),
    ("Per Bergoni è tardi.", [("Bergoni", "PER")], [("Bergoni", "PER")]),
    # A first name that is also a region.
    ("Qui Virginia Bergoni.", [("Virginia Bergoni", "PER")], [("Virginia Bergoni", "PER")]),
    # Bodies of the tables; those that are also words need the tagger.
    ("Il vertice della Nato a Bruxelles.", [], [("Nato", "ORG"), ("Bruxelles", "LOC")]),
    ("Nato a Bruxelles, vive qui.", [], [("Bruxelles", "LOC")]),
    ("Ha comprato una Ferrari.", [], []),
    # Countries.
    ("Un accordo tra Francia e Polonia.", [], [("Francia", "LOC"), ("Polonia", "LOC")]),
    ("La squadra del Via Francia Calcio.", [], []),
    # A country stays one however often it acts; a city may be its club.
    ("Oggi la Svezia tace. La Svezia esita. La Svezia teme.", [("Svezia", "ORG")] * 3, [("Svezia", "LOC")] * 3),
    ("Vince il Catania. Il Catania sale. Il Catania ride.", [("Catania", "ORG")] * 3, [("Catania", "ORG")] * 3),
    # One type for a name.
    (
        "Anna Fiore parla. Fiore tace. Con Fiore c'erano altri.",
        [("Anna Fiore", "PER"), ("Fiore", "LOC"), ("Fiore", "LOC")],
        [("Anna Fiore", "PER"), ("Fiore", "PER"), ("Fiore", "PER")],
    ),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_names(nlp: Language, text: str, tagged: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert found(annotated(nlp, text, tagged)) == expected


def test_fullest_name_and_gender(nlp: Language) -> None:
    doc = annotated(nlp, "Bergoni è arrivata. Anna Bergoni parla.", [("Bergoni", "PER"), ("Anna Bergoni", "PER")])
    (item,) = entities(doc)
    assert (item["name"], item["gender"], len(item["mentions"])) == ("Anna Bergoni", "f", 2)


def test_known_country_has_its_item(nlp: Language) -> None:
    doc = annotated(nlp, "Gli Usa tacciono. Poi gli Stati Uniti parlano.", [])
    (item,) = entities(doc)
    assert (item["name"], item["kb_id"]) == ("Stati Uniti", "Q30")


def test_span_group_survives_bytes(nlp: Language) -> None:
    doc = annotated(nlp, "Anna Bergoni è a Roma.", [("Anna Bergoni", "PER"), ("Roma", "LOC")])
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert [(s.text, s.label_, s.id_) for s in back.spans[keys.MENTIONS]] == [
        ("Anna Bergoni", "PER", "0"),
        ("Roma", "LOC", "1"),
    ]
    assert [item["name"] for item in entities(back)] == ["Anna Bergoni", "Roma"]


def test_article_without_names(nlp: Language) -> None:
    assert entities(annotated(nlp, "Piove da ieri.", [])) == []
