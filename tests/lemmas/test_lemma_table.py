"""The table: edits, what a reading needs, enclitics, endings, and its file."""

from __future__ import annotations

import gzip

import pytest

from newsnlp.annotation.lemmas.table import LemmaTable, Reading, apply_edit, edit_between
from newsnlp.errors import FormatError

EDITS = [
    ("chiese", "chiedere", "2dere"),
    ("porta", "porta", "0"),
    ("fu", "essere", "2essere"),
    ("della", "di il", "4i il"),
    ("selo", "si lo", "3i lo"),
]


@pytest.mark.parametrize(("form", "lemma", "edit"), EDITS)
def test_edit(form, lemma, edit):
    assert edit_between(form, lemma) == edit
    assert apply_edit(form, edit) == lemma


TABLE = LemmaTable(
    {
        "chiese": "NOUN 1a\tVERB 2dere",
        "scorto": "VERB|Mood=Ind 1are\tVERB|VerbForm=Part 2gere",
        "luccicano": "* 2re",
        "stato": "NOUN 0\tAUX 5essere",
        "porsi": "VERB 2gere",
        "por": "VERB 0re",
        "dir": "VERB 0e",
        "+si": "* 0",
        "+glielo": "* 3 lo",
        "+lo": "* 0",
        "-osi": "ADJ 1o",
        "-i": "NOUN 1o",
    }
)
LOOKUPS = [
    ("chiese", "NOUN", "", "chiesa"),
    ("chiese", "VERB", "", "chiedere"),
    # a part of speech that the form does not have: the ending is no better than the lemmatizer
    ("chiese", "ADJ", "", None),
    # two verbs: scortare, scorgere
    ("scorto", "VERB", "Mood=Ind|VerbForm=Fin", "scortare"),
    ("scorto", "VERB", "Tense=Past|VerbForm=Part", "scorgere"),
    ("scorto", "VERB", "VerbForm=Inf", None),
    # whatever the tagger says
    ("luccicano", "ADJ", "", "luccicare"),
    # an auxiliary is a verb and back, but no noun
    ("chiese", "AUX", "", "chiedere"),
    ("stato", "VERB", "", "essere"),
    ("stato", "NOUN", "", "stato"),
    # porre and si, or the past tense of porgere
    ("porsi", "VERB", "Clitic=Yes|VerbForm=Inf", "porre si"),
    ("porsi", "VERB", "Mood=Ind|VerbForm=Fin", "porgere"),
    ("dirsi", "VERB", "", "dire si"),
    ("dirglielo", "VERB", "", "dire gli lo"),
    ("dirsi", "NOUN", "", "dirso"),  # only verbs have pronouns at their end
    # endings
    ("noiosi", "ADJ", "", "noioso"),
    ("noiosi", "NOUN", "", "noioso"),
    ("noiosi", "ADV", "", None),
    ("osi", "ADJ", "", None),  # too short to be a word with that ending
    ("extra-preziosi", "ADJ", "", None),
]


@pytest.mark.parametrize(("form", "pos", "morph", "lemma"), LOOKUPS)
def test_lookup(form, pos, morph, lemma):
    assert TABLE.lemma(form, pos, frozenset(morph.split("|"))) == lemma


def test_endings_only_where_they_may_be_guessed():
    assert TABLE.lemma("noiosi", "ADJ") == "noioso"
    assert TABLE.lemma("noiosi", "ADJ", guess=False) is None
    assert TABLE.lemma("chiese", "VERB", guess=False) == "chiedere"


def test_an_empty_table_knows_nothing():
    empty = LemmaTable()
    assert len(empty) == 0
    assert empty.lemma("chiese", "VERB") is None


def test_file_round_trip():
    again = LemmaTable.from_bytes(TABLE.to_bytes())
    assert again.to_bytes() == TABLE.to_bytes()
    assert again.readings("scorto") == TABLE.readings("scorto") != ()


def test_the_same_table_is_the_same_bytes_in_any_order():
    readings = {"chiese": [Reading("NOUN", frozenset(), "1a")], "arrivò": [Reading("*", frozenset({"A=b"}), "1are")]}
    assert LemmaTable.of(readings).to_bytes() == LemmaTable.of(dict(reversed(readings.items()))).to_bytes()


def test_the_file_is_text():
    assert gzip.decompress(LemmaTable({"b": "NOUN 0", "a": "X|A=b 1o"}).to_bytes()) == b"a\tX|A=b 1o\nb\tNOUN 0\n"


@pytest.mark.parametrize("data", [b"chiese", gzip.compress(b"chiese\n"), TABLE.to_bytes()[:-12]])
def test_other_bytes_are_refused(data):
    with pytest.raises(FormatError, match="no table of lemmas"):
        LemmaTable.from_bytes(data)
