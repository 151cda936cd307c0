"""Sentences and heads of any parser made a forest: every way up ends, soon, in a root of the same sentence.

The rules climb from head to head, follow dependents downwards and read on to the end of a sentence. That such walks
end, and that they may call themselves, is settled here, once, for whatever pipeline has parsed the Doc: spaCy itself
keeps heads that go round in a circle, that stand in another sentence, or that make a chain as long as the text.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
# No token stands further below its root. News has 16 at most, treebanks some 30; as many calls on top of
# each other is well below what Python allows.
ROUNDS = 6
DEEPEST = 2**ROUNDS
# The encoder of newsnlp cuts after half as many words; other pipelines may take a whole text for one sentence.
LONGEST_SENTENCE = 500


def sound_starts(starts: Ints) -> Ints:
    """Return which tokens start a sentence, all 0 or 1, with further starts where a sentence is too long.

    Args:
        starts: (tokens,) 1 where a sentence starts.
    """
    found = np.asarray(starts == 1, dtype=np.int64)
    edges = np.concatenate([[0], np.flatnonzero(found), [len(found)]])
    sizes = np.diff(edges)
    for long in np.flatnonzero(sizes > LONGEST_SENTENCE).tolist():
        start, end = int(edges[long]), int(edges[long + 1])
        found[start + LONGEST_SENTENCE : end : LONGEST_SENTENCE] = 1
    return found


def sound_heads(heads: Ints, starts: Ints) -> Ints:
    """Return the heads of the same tokens, a root in the place of each that no walk should follow.

    Args:
        heads: (tokens,) places of the governors; a root is its own.
        starts: (tokens,) what `sound_starts` returns.
    """
    own = np.arange(len(heads))
    sentence = np.cumsum(starts)
    heads = np.where(sentence[heads] == sentence, heads, own)
    above = heads
    for _ in range(ROUNDS):
        if np.array_equal(heads[above], above):
            return heads
        above = above[above]
    return np.array(_shortened(heads.tolist()), dtype=heads.dtype)


def _shortened(heads: list[int]) -> list[int]:
    """Return the heads without circles and without chains longer than `DEEPEST`."""
    depths: dict[int, int] = {}
    for token in range(len(heads)):
        way: list[int] = []
        on_way: set[int] = set()
        at = token
        while at not in depths:
            if at in on_way:
                heads[at] = at
            if heads[at] == at:
                depths[at] = 0
                break
            way.append(at)
            on_way.add(at)
            at = heads[at]
        _measure(way, heads, depths)
    return heads


def _measure(way: list[int], heads: list[int], depths: dict[int, int]) -> None:
    """Write the depths of tokens that lead up to one of known depth; those too deep become roots."""
    for token in reversed(way):
        depth = depths[heads[token]] + 1 if heads[token] != token else 0
        if depth > DEEPEST:
            heads[token], depth = token, 0
        depths[token] = depth
