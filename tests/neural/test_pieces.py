"""Words cut into pieces."""

from __future__ import annotations

import pytest

from newsnlp.neural.pieces import BLANK, LONGEST, Pieces

TEXTS = ["<unk>", BLANK, "a", "b", "ab", f"{BLANK}ab", "."]
SCORES = [0.0, -2.0, -3.0, -3.0, -4.0, -4.5, -3.0]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(TEXTS, SCORES, 0)


def cut(pieces: Pieces, word: str) -> list[str]:
    return [TEXTS[number] for number in pieces.of(word)]


def test_the_likeliest_cut_is_taken(pieces: Pieces) -> None:
    assert cut(pieces, "ab") == [f"{BLANK}ab"]
    assert cut(pieces, "abab") == [f"{BLANK}ab", "ab"]
    assert cut(pieces, "ba") == [BLANK, "b", "a"]


def test_a_mark_that_closes_has_no_blank_before_it(pieces: Pieces) -> None:
    assert cut(pieces, ".") == ["."]


def test_what_is_no_piece_is_unknown(pieces: Pieces) -> None:
    assert cut(pieces, "aß") == [BLANK, "a", "<unk>"]
    assert cut(pieces, "ａ") == [BLANK, "a"], "letters of full width are letters"


@pytest.mark.parametrize("word", ["", " ", "\u200b", "x" * 10_000, "ﷺ" * 30])
def test_every_word_has_pieces_and_not_too_many(pieces: Pieces, word: str) -> None:
    assert 1 <= len(pieces.of(word)) <= LONGEST + 1


def test_scores_must_be_as_many_as_pieces() -> None:
    with pytest.raises(ValueError, match="2 pieces, but 1 scores"):
        Pieces(["a", "b"], [0.0], 0)
    with pytest.raises(ValueError, match="unknown one is 2"):
        Pieces(["a", "b"], [0.0, 0.0], 2)
