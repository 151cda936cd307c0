"""To whom something is said, and the words for speakers that are no listed entity."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.quotes.component import Quotes

Read = Callable[[str], Doc]
PutEntities = Callable[[Doc, list[tuple[int, int, str, str]]], None]

ADDRESSED = [
    "«Non firmo», ha detto [Neri|PER] a [Bo|PER].",
    "«Non firmo», ha risposto il ministro [Neri|PER] a [Bo|PER].",
    "«Non firmo», gli ha detto [Neri|PER], rivolto a [Bo|PER].",
    "Rivolgendosi a [Bo|PER], [Neri|PER] ha detto: «Non firmo».",
    "[Neri|PER], parlando con [Bo|PER], ha detto che non firma.",
    "[Neri|PER] a [Bo|PER]: «Non firmo».",
    "[Bo|PER] è qui. «Non firmo», [gli|PER:Bo] ha detto [Neri|PER].",
]
UNADDRESSED = [
    "«Non firmo», ha detto [Neri|PER] a [Pisa|LOC].",
    "«Non firmo», ha detto [Neri|PER]. A [Bo|PER] nessuno risponde.",
    "[Neri|PER] ha detto che ha chiesto aiuto a [Bo|PER].",
    "[Neri|PER] contro [Bo|PER]: «Non firmo».",
    "«Non firmo», ha detto [Neri|PER], accanto a [Bo|PER].",
    "«Lo dico a [Bo|PER]», ha scritto [Neri|PER].",
]


def whom(doc: Doc) -> list[str | None]:
    entities = layers.entities(doc)
    return [None if q["addressee"] is None else entities[q["addressee"]]["name"] for q in Quotes().find(doc)]


@pytest.mark.parametrize("marked", ADDRESSED)
def test_addressee(read: Read, marked: str) -> None:
    assert whom(read(marked)) == ["Bo"]


@pytest.mark.parametrize("marked", UNADDRESSED)
def test_no_addressee(read: Read, marked: str) -> None:
    assert whom(read(marked)) == [None]


def source(doc: Doc) -> list[str | None]:
    return [None if (span := q.get("source")) is None else doc[slice(*span)].text for q in Quotes().find(doc)]


def tagged(blank: Language, sentence: str) -> Doc:
    """Return a Doc of word/POS."""
    rows = [token.split("/") for token in sentence.split()]
    return Doc(blank.vocab, words=[row[0] for row in rows], pos=[row[1] for row in rows])


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "«/PUNCT Si/PRON farà/VERB »/PUNCT ,/PUNCT riferiscono/VERB fonti/NOUN di/ADP governo/NOUN ./PUNCT",
            "fonti di governo",
        ),
        (
            "Secondo/ADP fonti/NOUN vicine/ADJ al/ADP premier/NOUN ,/PUNCT si/PRON farà/VERB ./PUNCT",
            "fonti vicine al premier",
        ),
        (
            "«/PUNCT Si/PRON farà/VERB »/PUNCT ,/PUNCT ha/AUX detto/VERB un/DET alto/ADJ funzionario/NOUN che/PRON "
            "tace/VERB ./PUNCT",
            "alto funzionario",
        ),
    ],
)
def test_words_for_a_speaker_that_is_no_entity(blank: Language, sentence: str, words: str) -> None:
    assert source(tagged(blank, sentence)) == [words]


def test_a_listed_speaker_needs_no_words(read: Read) -> None:
    assert source(read("«Si farà», ha detto [Neri|PER].")) == [None]


def test_the_house_speaks(blank: Language, with_entities: PutEntities) -> None:
    doc = Doc(
        blank.vocab,
        words=["Si", "farà", ",", "spiegano", "da", "Villa", "Blu", "."],
        pos=["PRON", "VERB", "PUNCT", "VERB", "ADP", "PROPN", "PROPN", "PUNCT"],
        morphs=["", "VerbForm=Fin", "", "VerbForm=Fin|Number=Plur", "", "", "", ""],
    )
    with_entities(doc, [(5, 7, "LOC", "Villa Blu")])
    assert [item["speaker"] for item in Quotes().find(doc)] == [0]
