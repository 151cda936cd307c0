"""What the networks know of a word by itself: its number, its letters, the lists it stands in, its shape.

Training and the shipped pipeline both read words through this file, so that they see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]

UNKNOWN = 0
# Longer words are read by their first and last letters: both ends tell the word class.
LETTERS = 20
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                           "–": "-", "—": "-"})  # fmt: skip
_DIGITS = str.maketrans(dict.fromkeys("123456789", "0"))
SHAPES = 8
# Which of the shapes says that a word begins with a capital.
CAPITAL = 3


def plain(text: str, norm: str) -> str:
    """Return a word with straight marks, and with its accents where a typewriter left them out.

    "E'" is read as "È" where `norm`, the tokeniser's, says so; letters keep their case.
    """
    if norm != text.lower() and norm[:1].isalpha() and text[:1].isalpha():
        text = _in_case_of(text, norm)
    return text.translate(_STRAIGHT)


def _in_case_of(text: str, norm: str) -> str:
    """Return `norm` in capitals, capitalised or small, as `text` is."""
    letters = [letter for letter in text if letter.isalpha()]
    if text[:1].isupper():
        return norm.upper() if len(letters) > 1 and text.isupper() else norm[:1].upper() + norm[1:]
    return norm


def key(word: str) -> str:
    """Return the form under which a plain word is counted: small letters, every digit a nought."""
    return word.lower().translate(_DIGITS)


def shape(word: str) -> list[bool]:
    """Return the `SHAPES` yes-or-no features of how a word is written."""
    return [
        word.istitle(),
        word.isupper(),
        word.islower(),
        word[:1].isupper(),
        any(letter.isdigit() for letter in word),
        "-" in word,
        not any(letter.isalnum() for letter in word),
        len(word) == 1,
    ]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of names and titles, by the hashes of the keys of their words: a few bytes a word.

    Attributes:
        keys: (words,) hashes, 64 bits, in rising order.
        masks: (words,) bit masks of the lists that a word stands in, 64 bits.
        count: how many lists there are, at most 64.
    """

    keys: Ints
    masks: Ints
    count: int

    @classmethod
    def of_words(cls, masks: Mapping[str, int], count: int) -> Lists:
        """Return the lists for key of a word -> bit mask."""
        hashed = sorted((get_string_id(word), mask) for word, mask in masks.items())
        keys, values = zip(*hashed, strict=True) if hashed else ((), ())
        return cls(np.array(keys, dtype=np.uint64), np.array(values, dtype=np.uint64), count)

    def merged(self, other: Lists) -> Lists:
        """Return these lists and behind them those of `other`."""
        keys = np.concatenate([self.keys, other.keys])
        masks = np.concatenate([self.masks, other.masks << np.uint64(self.count)])
        order = np.argsort(keys, kind="stable")
        found, first = np.unique(keys[order], return_index=True)
        joined = np.bitwise_or.reduceat(masks[order], first) if len(first) else masks
        return Lists(found, joined, self.count + other.count)

    def marks(self, words: Sequence[str]) -> Floats:
        """Return for each word and list whether the word stands in it, as noughts and ones, shape (words, count)."""
        wanted = np.array([get_string_id(key(word)) for word in words], dtype=np.uint64)
        if not len(self.keys):
            return np.zeros((len(words), self.count), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        masks = np.where(self.keys[places] == wanted, self.masks[places], np.uint64(0))
        bits = masks[:, None] >> np.arange(self.count, dtype=np.uint64)
        return (bits & np.uint64(1)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words, letters and lists that a network was trained with.

    Attributes:
        words: key of a word -> its row, from 1; 0 is every other word.
        letters: letter -> its row, from 2; 0 pads, 1 is every other letter.
        lists: the lists of names and titles.
    """

    words: Mapping[str, int]
    letters: Mapping[str, int]
    lists: Lists

    def word_rows(self, words: Iterable[str]) -> Ints:
        """Return the row of each word, shape (words,)."""
        return np.array([self.words.get(key(word), UNKNOWN) for word in words], dtype=np.int64)

    def letter_rows(self, words: Sequence[str]) -> Ints:
        """Return the rows of the letters, shape (words, LETTERS), 0 behind the last."""
        rows = np.zeros((len(words), LETTERS), dtype=np.int64)
        half = LETTERS // 2
        for index, word in enumerate(words):
            short = word if len(word) <= LETTERS else word[:half] + word[-half:]
            rows[index, : len(short)] = [self.letters.get(letter, 1) for letter in short]
        return rows

    def marks(self, words: Sequence[str]) -> Floats:
        """Return lists and shape of each word as noughts and ones, shape (words, lists.count + SHAPES)."""
        shapes = np.array([shape(word) for word in words], dtype=np.float32).reshape(-1, SHAPES)
        return np.concatenate([self.lists.marks(words), shapes], axis=1)
