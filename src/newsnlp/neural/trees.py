"""Dependency trees from scores of arcs, and the best sequence of entity tags."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsnlp.neural.features import Floats, Ints


def best_tree(scores: Floats) -> Ints:
    """Return the head of each word in the best tree with one root.

    Args:
        scores: (words, words + 1); column 0 is the root, column j the word j - 1.

    Returns:
        (words,) 0 for the root, j for the word j - 1.

    Source: Chu and Liu 1965, Edmonds 1967; the greedy choice is returned where it is a tree already.
    """
    guess: Ints = scores.argmax(axis=1)
    if is_tree(guess):
        return guess
    full = np.full((len(scores) + 1, scores.shape[1]), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    candidates = np.argsort(-full[1:, 0], kind="stable")[:ROOTS_TRIED]
    found = [_rooted(full, int(root) + 1) for root in candidates]
    return max(found, key=lambda heads: float(full[np.arange(1, len(full)), heads[1:]].sum()))[1:]


# Of a sentence whose greedy heads are no tree: so many of the likeliest roots are tried.
ROOTS_TRIED = 3


def is_tree(heads: Ints) -> bool:
    """Say whether heads, as `best_tree` returns them, make one tree with one root."""
    if int((heads == 0).sum()) != 1:
        return False
    reached = np.concatenate([[0], heads])
    for _ in range(max(1, len(reached).bit_length())):
        reached = reached[reached]
    return not reached.any()


def _rooted(scores: Floats, root: int) -> Ints:
    """Return the heads (words + 1,) of the best tree whose only root is the word `root`."""
    own = scores.copy()
    own[:, 0] = -np.inf
    own[root, 0] = 0.0
    own[root, 1:] = -np.inf
    return _edmonds(own)


def _edmonds(scores: Floats) -> Ints:
    """Return the best heads of the nodes of a graph, node 0 the root; scores[i, j] is that of the arc from j to i."""
    done: list[_Contraction] = []
    while True:
        heads: Ints = np.where(np.arange(len(scores)) == 0, 0, scores.argmax(axis=1))
        cycle = _cycle(heads)
        if not cycle:
            break
        contraction, scores = _contracted(scores, heads, np.array(cycle))
        done.append(contraction)
    for contraction in reversed(done):
        heads = contraction.opened(heads)
    return heads


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle that became one node, the last of a smaller graph.

    Attributes:
        heads: (nodes,) of the larger graph, with the cycle.
        cycle: (n,) the nodes of the cycle.
        outside: the other nodes of the larger graph, in their order in the smaller one.
        leaving: for each of the other nodes, which node of the cycle is its best head.
        entering: for each of the other nodes, which node of the cycle it is best the head of.
    """

    heads: Ints
    cycle: Ints
    outside: Ints
    leaving: Ints
    entering: Ints

    def opened(self, found: Ints) -> Ints:
        """Return the heads of the larger graph for those of the smaller one."""
        inner, last = found[:-1], len(self.outside)
        result = self.heads.copy()
        # the root, which is outside of every cycle, has no head
        known = np.where(inner == last, self.leaving, self.outside[np.minimum(inner, last - 1)])
        result[self.outside[1:]] = known[1:]
        result[self.cycle[self.entering[found[-1]]]] = self.outside[found[-1]]
        return result


def _contracted(scores: Floats, heads: Ints, cycle: Ints) -> tuple[_Contraction, Floats]:
    """Return what becomes of a cycle, and the scores of the smaller graph."""
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # an arc into the cycle breaks the arc of the node that it enters
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    found = _Contraction(heads, cycle, outside, cycle[leaving.argmax(axis=1)], entering.argmax(axis=0))
    return found, small


def _cycle(heads: Ints) -> list[int]:
    """Return the nodes of some cycle, none if there is none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while not state[node]:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def best_tags(scores: Floats, sizes: list[int], start: Floats, moves: Floats, end: Floats) -> Ints:
    """Return the best tag of every word.

    Args:
        scores: (words, tags) in the packed order of `layers.Packed.forwards`.
        sizes: how many sentences have a word at each step.
        start, end: (tags,) scores of a tag at the start and at the end of a sentence.
        moves: (tags, tags) scores of the second tag behind the first.

    Source: Viterbi 1967, on a linear chain (Lample et al. 2016).
    """
    if not sizes:
        return np.zeros(0, dtype=np.int64)
    offsets = np.cumsum([0, *sizes])
    best = start + scores[: sizes[0]]
    came_from: list[Ints] = []
    ends = np.zeros(sizes[0], dtype=np.int64)
    for step, size in enumerate(sizes):
        if step:
            paths = best[:size, :, None] + moves
            came_from.append(paths.argmax(axis=1))
            best[:size] = paths.max(axis=1) + scores[offsets[step] : offsets[step + 1]]
        following = sizes[step + 1] if step + 1 < len(sizes) else 0
        ends[following:size] = (best[following:size] + end).argmax(axis=1)
    tags = np.empty(len(scores), dtype=np.int64)
    now = ends
    for step in range(len(sizes) - 1, -1, -1):
        size = sizes[step]
        if step + 1 < len(sizes):
            longer = sizes[step + 1]
            now[:longer] = came_from[step][np.arange(longer), now[:longer]]
        tags[offsets[step] : offsets[step + 1]] = now[:size]
    return tags
