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
# What the names of the weights of a second network begin with.
SECOND = "second."


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Head and label of each word: heads (words,) are places in the whole array, the root is its own head."""

    heads: Ints
    labels: Ints


@dataclass(frozen=True, slots=True)
class Projected:
    """The words of a block of sentences for a `Scorer`; the last row of those with a root is the root.

    Attributes:
        pairs: (words, arc) dependents, still to be met by their heads.
        head: (words and root, arc).
        dep_label, head_label: (words and root, label).
    """

    pairs: Floats
    head: Floats
    dep_label: Floats
    head_label: Floats


class Scorer:
    """Scores of arcs and labels by one network: LSTMs of its own, where its weights have some, then biaffine.

    Source: Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing".
    """

    def __init__(self, arrays: Arrays, prefix: str, first_column: int = 0) -> None:
        def weights(name: str) -> Floats:
            return single(arrays, prefix + name)

        self.treebank = weights("treebank")
        self.columns = slice(first_column, first_column + len(self.treebank))
        names = ("lstm", "lstm.bias", "lstm.recurrent")
        self.lstm = LSTM.ready(*map(weights, names)) if prefix + names[0] in arrays else None
        self.down, self.down_bias = weights("down"), weights("down.bias")
        self.root = weights("root")
        self.arc = weights("arc")
        self.own, self.own_bias = weights("own"), weights("own.bias")
        self.pairs = weights("pairs")
        # (label width, labels): what a label has from its head alone
        self.by_head = weights("pairs.bias").reshape(-1, len(self.own)).T

    def projected(self, vectors: Floats, first: Ints, length: Ints) -> Projected:
        """Return the words of sentences, for `arcs` and `labels`.

        Args:
            vectors: (words, width) the encoder's vectors.
            first, length: (sentences,) where a sentence starts, and how many words it has.
        """
        x: Floats = vectors[:, self.columns] + self.treebank
        if self.lstm is not None:
            x = lstm(x, pack(first, length), self.lstm)
        projected = gelu(np.concatenate([x, self.root[None]]) @ self.down + self.down_bias)
        arc, label = self.arc.shape[1], len(self.own)
        dep, head, dep_label, head_label = np.split(projected, np.cumsum([arc, arc, label]), axis=1)
        return Projected(dep[:-1] @ self.arc[:-1] + self.arc[-1], head, dep_label, head_label)

    def arcs(self, words: Projected, rows: slice) -> Floats:
        """Return the scores (words, words + 1) of arcs in a sentence; column 0 is the root, column j the word j - 1."""
        pairs = words.pairs[rows]
        scores = np.empty((len(pairs), len(pairs) + 1), dtype=np.float32)
        scores[:, 0] = pairs @ words.head[-1]
        np.matmul(pairs, words.head[rows].T, out=scores[:, 1:])
        return scores

    def labels(self, words: Projected, heads: Ints) -> Floats:
        """Return the scores (words, labels) of the arcs to `heads`; the root is its own head."""
        own = np.arange(len(heads))
        dep = words.dep_label[:-1]
        chosen = words.head_label[np.where(heads == own, len(heads), heads)]
        scores: Floats = dep @ self.own + chosen @ self.by_head + self.own_bias
        step = max(1, PAIRS_AT_ONCE // self.pairs.shape[1])
        for at in range(0, len(own), step):
            rows = slice(at, at + step)
            # (words, labels, label width): a dependent for every label, still to be met by its head
            halfway = (dep[rows] @ self.pairs).reshape(-1, scores.shape[1], len(self.own))
            scores[rows] += (halfway @ chosen[rows][:, :, None])[:, :, 0]
        return scores


class Biaffine:
    """The best tree under the scores of a network, or under the sums of the scores of two."""

    def __init__(self, arrays: Arrays, labels: Sequence[str], second_column: int | None = None) -> None:
        """Take the weights.

        Args:
            arrays: the weights of the network, and those of the second with a prefix before their names.
            labels: the dependencies.
            second_column: the column of the vectors from which the second network reads, None where there is one alone.
        """
        self.scorers = [Scorer(arrays, "")]
        if second_column is not None:
            self.scorers.append(Scorer(arrays, SECOND, second_column))
        self.width = max(scorer.columns.stop for scorer in self.scorers)
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
        read = [(scorer, scorer.projected(vectors, first, length)) for scorer in self.scorers]
        heads = np.arange(len(vectors))
        for start, size in zip(first.tolist(), length.tolist(), strict=True):
            rows = slice(start, start + size)
            scores, *others = (scorer.arcs(words, rows) for scorer, words in read)
            found = best_tree(sum(others, start=scores))
            heads[rows] = np.where(found == 0, np.arange(start, start + size), found - 1 + start)
        scores, *others = (scorer.labels(words, heads) for scorer, words in read)
        return heads, self._labelled(sum(others, start=scores), heads)

    def _labelled(self, scores: Floats, heads: Ints) -> Ints:
        """Return the labels of the arcs to `heads`; only a root has the root's label."""
        is_root = heads == np.arange(len(heads))
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
