"""What rules ask of a word by its spelling alone, found once a spelling and kept for all texts.

A text says "di" and "presidente" over and over, and a dozen rules look through all its words for those that they know.
Here each rule registers its question; when a spelling is first met, all questions are asked, and the answers come with
the tokens as columns that run along them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, NamedTuple, TypeVar

from spacy.attrs import ORTH
from spacy.strings import StringStore
from spacy.tokens import Doc

T_co = TypeVar("T_co", covariant=True)
# So many spellings are kept, those that were new last. Of what 2,000 articles bring, a few thousand come again.
MOST_SPELLINGS = 16_000


class Word(NamedTuple):
    """A word as written, in lower case, and in lower case with plain apostrophes."""

    text: str
    lower: str
    plain: str


def _word(text: str) -> tuple[str, ...]:
    lower = text.lower()
    return Word(text, lower, lower.replace("’", "'"))


def _lemma(text: str) -> tuple[str, ...]:
    return (text,)


class _Memory(NamedTuple):
    """Some questions, and the spellings that were met with the answers to just these.

    Threads share it: rows are added, never changed, and the oldest dropped, each in one step of Python's own, which no
    other thread can come into. A new memory takes the place of one that lacks a question, and whoever still reads the
    old one is right as well.
    """

    questions: tuple[Callable[[Any], Any], ...]
    known: OrderedDict[int, tuple[Any, ...]]


class Spellings:
    """The spellings of one kind that were met, each with the answers to all questions.

    Attributes:
        width: how many columns come before the answers.
    """

    def __init__(self, make: Callable[[str], tuple[str, ...]], width: int) -> None:
        self.width = width
        self._make = make
        self._memory = _Memory((), OrderedDict())

    def register(self, question: Callable[[Any], Any]) -> int:
        """Take a question; return the column of its answers. Done while modules are imported, one after the other."""
        self._memory = _Memory((*self._memory.questions, question), OrderedDict())
        return self.width + len(self._memory.questions) - 1

    def columns(self, strings: StringStore, codes: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the columns of words that are given by spaCy's codes of them."""
        memory = self._memory
        if not codes:
            return [()] * (self.width + len(memory.questions))
        try:
            rows = [memory.known[code] for code in codes]
        except KeyError:  # a spelling that was not met yet
            rows = self._meet(strings, codes)
        return list(zip(*rows, strict=True))

    def _meet(self, strings: StringStore, codes: Sequence[int]) -> list[tuple[Any, ...]]:
        questions, known = self._memory
        rows = {code: known.get(code) for code in set(codes)}
        for code, row in rows.items():
            if row is None:
                made = self._make(strings[code] if code else "")
                asked = made if self is WORDS else made[0]
                known[code] = rows[code] = (*made, *(question(asked) for question in questions))
        while len(known) > MOST_SPELLINGS:
            with suppress(KeyError):  # others may have dropped some meanwhile
                known.popitem(last=False)
        return [rows[code] or () for code in codes]


def columns_of(doc: Doc) -> list[tuple[Any, ...]]:
    """Return what is known of the words of `doc`, a column for each question."""
    return WORDS.columns(doc.vocab.strings, doc.to_array(ORTH).tolist())


WORDS, LEMMAS = Spellings(_word, 3), Spellings(_lemma, 1)


class WordFact(Generic[T_co]):
    """A question about words; the answer depends on nothing but the spelling."""

    def __init__(self, question: Callable[[Word], T_co]) -> None:
        self.column = WORDS.register(question)


class LemmaFact(Generic[T_co]):
    """A question about lemmas; the answer depends on nothing else."""

    def __init__(self, question: Callable[[str], T_co]) -> None:
        self.column = LEMMAS.register(question)
