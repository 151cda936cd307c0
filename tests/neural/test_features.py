"""How a word looks to the network."""

from __future__ import annotations

import numpy as np
import pytest

from newsnlp.neural.features import LETTERS, Lexicon, Lists, key, plain, shape

LISTS = Lists.of_words({"rossi": 0b10}, 2)
LEXICON = Lexicon(words={"ministro": 1, "00": 2}, letters={"a": 2, "b": 3}, lists=LISTS)


@pytest.mark.parametrize(
    ("text", "norm", "expected"),
    [
        ("dell’", "dell’", "dell'"),
        ("«", "«", '"'),
        ("E'", "è", "È"),
        ("citta'", "città", "città"),
        ("PERCHE'", "perché", "PERCHÉ"),
        ("Perche'", "perché", "Perché"),
        ("Rossi", "rossi", "Rossi"),
        ("–", "–", "-"),
    ],
)
def test_spellings_of_one_word_look_the_same(text: str, norm: str, expected: str) -> None:
    assert plain(text, norm) == expected


def test_numbers_are_one_word_for_their_length() -> None:
    assert key("19") == key("25") != key("2019")
    assert LEXICON.word_rows(["Ministro", "37", "console"]).tolist() == [1, 2, 0]


def test_long_words_are_read_by_both_ends() -> None:
    rows = LEXICON.letter_rows(["a" * 30 + "b", "ab"])
    assert rows.shape == (2, LETTERS)
    assert rows[0, -1] == 3
    assert rows[0, 0] == 2
    assert rows[1, :3].tolist() == [2, 3, 0]


def test_lists_and_shapes_are_told() -> None:
    marks = LEXICON.marks(["Rossi", "rosso"])
    assert marks[:, :2].tolist() == [[0, 1], [0, 0]]
    np.testing.assert_array_equal(marks[0, 2:], shape("Rossi"))
    assert shape("ONU") != shape("Onu") != shape("onu")


def test_lists_are_put_behind_each_other() -> None:
    both = LISTS.merged(Lists.of_words({"rossi": 0b01, "roma": 0b10}, 2))
    assert both.count == 4
    assert both.marks(["Rossi", "Roma", "Torino"]).tolist() == [[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]


def test_no_lists_mark_nothing() -> None:
    assert Lists.of_words({}, 2).marks(["Rossi"]).tolist() == [[0, 0]]
