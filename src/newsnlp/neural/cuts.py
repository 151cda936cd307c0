"""Where a "sentence" that has no end is cut: never inside of a name, best where the network would begin a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.attrs import IS_PUNCT, SPACY
from spacy.tokens import Doc

from newsnlp.neural.features import Floats, Ints
from newsnlp.neural.layers import Bools

# A "sentence" of more words is cut: no writer's sentence is as long, and the parser's cost grows with the square.
LONGEST_SENTENCE = 250
# A piece that is cut off has at least so many words.
SHORTEST_PIECE = LONGEST_SENTENCE // 2


def cut(starts: Bools, fitness: Floats) -> Bools:
    """Return the starts with more of them inside sentences that are too long.

    Args:
        starts: (words,) whether a sentence starts at the word; it is overwritten.
        fitness: (words,) how well a cut before the word would do; of places that do equally well the last is taken.
    """
    first = np.flatnonzero(starts)
    length = np.diff(np.append(first, len(starts)))
    for at, size in zip(first[length > LONGEST_SENTENCE].tolist(), length[length > LONGEST_SENTENCE], strict=True):
        end = at + int(size)
        while end - at > LONGEST_SENTENCE:
            window = fitness[at + SHORTEST_PIECE : at + LONGEST_SENTENCE + 1]
            at += LONGEST_SENTENCE - int(window[::-1].argmax())
            starts[at] = True
    return starts


def is_any_too_long(starts: Bools) -> bool:
    """Say whether a sentence has more words than are read at once."""
    first = np.flatnonzero(starts)
    return bool(np.diff(np.append(first, len(starts))).max(initial=0) > LONGEST_SENTENCE)


def fitness_of(docs: Sequence[Doc], words: Sequence[Bools], given: Ints, capital: Bools, likely: Floats) -> Floats:
    """Return for each word how well a cut before it would do.

    That is how likely a sentence starts there. Worse is a place right behind a name, of which something may be said
    ("Macron | ha incontrato"), much worse a capital without a mark before it ("il ministro Emmanuel | Macron"), worst
    what is written as one with the word before it ("dell' | Iran", "Pd | -Lega"), and what is known to start none.

    Args:
        docs: the documents.
        words: for each document which of its tokens are words.
        given: (words,) 1 where a sentence is known to start, -1 where none may.
        capital: (words,) whether the word begins with a capital.
        likely: (words,) how likely the network thinks that a sentence starts at the word, on any scale.

    The scale of the harm is wider than all that `likely` tells apart, so that the least harm decides first, whatever
    other documents are computed with this one.
    """
    joined, marks = (np.concatenate(found) for found in zip(*map(_joints, docs, words), strict=True))
    after_mark, behind_name = (np.concatenate([[False], before[:-1]]) for before in (marks, capital))
    inside_name = capital & ~after_mark
    harm = behind_name + 2.0 * inside_name + 4.0 * (joined | (given < 0))
    scale = 1.0 + float(np.ptp(likely)) if len(likely) else 1.0
    return np.asarray(likely.astype(np.float64) - scale * harm)


def _joints(doc: Doc, words: Bools) -> tuple[Bools, Bools]:
    """Return of each word whether no blank stands before it, and whether it is a mark of punctuation."""
    table = np.asarray(doc.to_array([SPACY, IS_PUNCT])).reshape(-1, 2)
    bare = np.concatenate([[False], (table[:-1, 0] == 0) & words[:-1]])[: len(words)]
    return bare[words], table[words, 1] != 0
