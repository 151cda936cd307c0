"""The best tree and the best tag sequence, against trying all of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from newsnlp.neural.layers import pack
from newsnlp.neural.trees import best_tags, best_tree, is_tree


def every_tree(count: int) -> list[np.ndarray]:
    return [np.array(heads) for heads in product(range(count + 1), repeat=count) if is_tree_by_hand(heads)]


def is_tree_by_hand(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_is_tree_agrees_with_following_every_head(count: int) -> None:
    found = [heads for heads in product(range(count + 1), repeat=count) if is_tree(np.array(heads))]
    assert found == [tuple(tree.tolist()) for tree in every_tree(count)]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_tree_is_the_best_of_all_trees(seed: int) -> None:
    draw = np.random.default_rng(seed)
    count = int(draw.integers(1, 5))
    scores = draw.normal(size=(count, count + 1)).astype(np.float32)
    best = max(every_tree(count), key=lambda heads: scores[np.arange(count), heads].sum())
    roots = np.argsort(-scores[:, 0])[:3]
    found = best_tree(scores)
    assert is_tree(found)
    if int(np.flatnonzero(best == 0)[0]) in roots:
        assert scores[np.arange(count), found].sum() == pytest.approx(scores[np.arange(count), best].sum(), abs=1e-5)


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # words 2 and 3 choose each other; the root takes word 1, and word 2 gives way more cheaply
    scores = np.array([[5, 0, 0, 0], [0, 4, 0, 6], [0, 1, 6, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 1, 2]


def test_a_tree_that_the_greedy_choice_makes_is_kept() -> None:
    scores = np.array([[1, 0, 9], [9, 1, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


@pytest.mark.parametrize("seed", range(20))
def test_the_best_tags_are_the_best_of_all_sequences(seed: int) -> None:
    draw = np.random.default_rng(seed)
    lengths = draw.integers(1, 5, size=3)
    starts = np.cumsum(lengths) - lengths
    scores = draw.normal(size=(int(lengths.sum()), 3)).astype(np.float32)
    start, moves, end = (draw.normal(size=size).astype(np.float32) for size in (3, (3, 3), 3))
    packed = pack(starts, lengths)
    found = np.empty(len(scores), dtype=np.int64)
    found[packed.forwards] = best_tags(scores[packed.forwards], packed.sizes, start, moves, end)
    for first, length in zip(starts, lengths, strict=True):

        def value(tags: tuple[int, ...], first: int = int(first)) -> float:
            steps = sum(moves[a, b] for a, b in pairwise(tags))
            return float(start[tags[0]] + end[tags[-1]] + steps + sum(scores[first + i, t] for i, t in enumerate(tags)))

        best = max(product(range(3), repeat=int(length)), key=value)
        assert value(tuple(found[first : first + length].tolist())) == pytest.approx(value(best), abs=1e-4)


def test_no_sentence_has_no_tags() -> None:
    nothing = np.zeros((0, 2), dtype=np.float32)
    assert best_tags(nothing, [], nothing[:0], nothing, nothing[:0]).tolist() == []
