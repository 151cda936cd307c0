"""Dependencies by scores for every pair of words of a sentence, and the best tree under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsnlp.neural.features import Floats, Ints
from newsnlp.neural.layers import LSTM, blocks, gelu, lstm, pack
from newsnlp.neural.trees import best_tree
from newsnlp.neural.weights import Arrays, single

# Labels are scored for so many words at once that the numbers on the way stay fewer than this.
PAIRS_AT_ONCE = 300_000
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Head and label of each word: heads (words,) are places in the whole array, the root is its own head."""

    heads: Ints
    labels: Ints


class Biaffine:
    """LSTMs of its own over the encoder's vectors, where its weights have some, then biaffine scores.

    Source: Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing".
    """

    def __init__(self, arrays: Arrays, labels: Sequence[str]) -> None:
        self.width = len(arrays["treebank"])
        self.treebank = single(arrays, "treebank")
        names = ("lstm", "lstm.bias", "lstm.recurrent")
        self.lstm = LSTM.ready(*(single(arrays, name) for name in names)) if names[0] in arrays else None
        self.down, self.down_bias = single(arrays, "down"), single(arrays, "down.bias")
        self.root = single(arrays, "root")
        self.arc = single(arrays, "arc")
        self.own, self.own_bias = single(arrays, "own"), single(arrays, "own.bias")
        self.pairs = single(arrays, "pairs")
        # (label width, labels): what a label has from its head alone
        self.by_head = single(arrays, "pairs.bias").reshape(-1, len(self.own)).T
        self.root_label = labels.index("ROOT")
        self.subjects = np.flatnonzero([label in SUBJECTS for label in labels])

    def parse(self, vectors: Floats, first: Ints, length: Ints) -> Dependencies:
        """Return the dependencies of sentences.

        Args:
            vectors: (words, width) the encoder's vectors.
            first, length: (sentences,) where a sentence starts, and how many words it has.
        """
        heads = np.empty(len(vectors), dtype=np.int64)
        labels = np.empty(len(vectors), dtype=np.int64)
        for sentences, words in blocks(first, length):
            own, labels[words] = self._parsed(vectors[words], first[sentences] - words.start, length[sentences])
            heads[words] = own + words.start
        return Dependencies(heads, labels)

    def _parsed(self, vectors: Floats, first: Ints, length: Ints) -> tuple[Ints, Ints]:
        x: Floats = vectors + self.treebank
        if self.lstm is not None:
            x = lstm(x, pack(first, length), self.lstm)
        dep, head, dep_label, head_label = self._projected(np.concatenate([x, self.root[None]]))
        heads = np.arange(len(x))
        pairs_with = dep @ self.arc[:-1] + self.arc[-1]
        for start, size in zip(first.tolist(), length.tolist(), strict=True):
            rows = slice(start, start + size)
            scores = np.empty((size, size + 1), dtype=np.float32)
            scores[:, 0] = pairs_with[rows] @ head[-1]
            np.matmul(pairs_with[rows], head[rows].T, out=scores[:, 1:])
            found = best_tree(scores)
            heads[rows] = np.where(found == 0, np.arange(start, start + size), found - 1 + start)
        return heads, self._labelled(dep_label, head_label, heads)

    def _projected(self, x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        projected = gelu(x @ self.down + self.down_bias)
        arc, label = self.arc.shape[1], len(self.own)
        cuts = np.cumsum([arc, arc, label])
        dep, head, dep_label, head_label = np.split(projected, cuts, axis=1)
        return dep, head, dep_label, head_label

    def _labelled(self, dep: Floats, head: Floats, heads: Ints) -> Ints:
        """Return the labels of the arcs to `heads`; only a root has the root's label."""
        own = np.arange(len(heads))
        is_root = heads == own
        chosen = head[np.where(is_root, len(heads), heads)]
        scores = dep[:-1] @ self.own + chosen @ self.by_head + self.own_bias
        step = max(1, PAIRS_AT_ONCE // self.pairs.shape[1])
        for at in range(0, len(own), step):
            rows = slice(at, at + step)
            # (words, labels, label width): a dependent for every label, still to be met by its head
            halfway = (dep[:-1][rows] @ self.pairs).reshape(-1, scores.shape[1], len(self.own))
            scores[rows] += (halfway @ chosen[rows][:, :, None])[:, :, 0]
        scores[:, self.root_label] = -np.inf
        labels = np.where(is_root, self.root_label, scores.argmax(axis=1))
        more = self._second_subjects(labels, heads)
        scores[np.ix_(more, self.subjects)] = -np.inf
        labels[more] = scores[more].argmax(axis=1)
        return labels

    def _second_subjects(self, labels: Ints, heads: Ints) -> Ints:
        """Return the words that are a subject of a head which has a nearer one: a head has one subject."""
        rows = np.flatnonzero(np.isin(labels, self.subjects))
        order = rows[np.lexsort((np.abs(heads[rows] - rows), heads[rows]))]
        further: Ints = order[1:][heads[order[1:]] == heads[order[:-1]]]
        return further
