"""Words in context: the vectors that tagger, lemmatizer, parser and entity recogniser read, and sentence boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IS_SPACE, NORM, ORTH, SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.neural.features import Floats, Ints, Lexicon, plain
from newsnlp.neural.layers import (
    LSTM,
    Bools,
    gated_window,
    layer_norm,
    letter_vectors,
    lstm,
    pack,
)
from newsnlp.neural.weights import Arrays, single

# Vectors of so many different words are kept between documents.
KEPT_WORDS = 12_000
# A "sentence" of more words is cut: no writer's sentence is as long, and the parser's cost grows with the square.
LONGEST_SENTENCE = 250


class WordVectors:
    """The vector of a word by itself, from its letters, its row, its lists and its subword vector."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon, vocab: Vocab) -> None:
        self.vocab = vocab
        self.lexicon = lexicon
        self.table = arrays["words"]
        self.letters = single(arrays, "letters")
        self.filters = [(single(arrays, f"filters{n}"), single(arrays, f"filters{n}.bias"), n) for n in (3, 5)]
        self.mix = single(arrays, "mix")
        self.bias = single(arrays, "mix.bias")
        self.rows: dict[int, int] = {}
        self.kept = np.empty((KEPT_WORDS, self.mix.shape[1]), dtype=np.float32)

    def of(self, orths: Ints, norms: Ints) -> Floats:
        """Return the vectors (words, width) of words given by the hashes of their text and norm."""
        keys = orths ^ (norms << np.uint64(1))
        present, first, places = np.unique(keys, return_index=True, return_inverse=True)
        if len(present) > KEPT_WORDS:
            found: Floats = self._computed(orths[first], norms[first])[places.reshape(-1)]
            return found
        wanted = present.tolist()
        missing = [place for place, key in enumerate(wanted) if key not in self.rows]
        if len(self.rows) + len(missing) > KEPT_WORDS:
            self.rows.clear()
            missing = list(range(len(wanted)))
        if missing:
            chosen = first[missing]
            row = len(self.rows)
            self.kept[row : row + len(missing)] = self._computed(orths[chosen], norms[chosen])
            self.rows.update((wanted[place], row + step) for step, place in enumerate(missing))
        rows = np.array([self.rows[key] for key in wanted], dtype=np.int64)
        result: Floats = self.kept[rows[places.reshape(-1)]]
        return result

    def _computed(self, orths: Ints, norms: Ints) -> Floats:
        strings = self.vocab.strings
        words = [plain(strings[o], strings[n]) for o, n in zip(orths.tolist(), norms.tolist(), strict=True)]
        spelled = self.lexicon.letter_rows(words)
        parts = [self.table[self.lexicon.word_rows(words)].astype(np.float32)]
        parts += [letter_vectors(spelled, self.letters, *filters) for filters in self.filters]
        parts += [self._subword(words), self.lexicon.marks(words)]
        return np.concatenate(parts, axis=1) @ self.mix + self.bias

    def _subword(self, words: Sequence[str]) -> Floats:
        return np.asarray(self.vocab.vectors.get_batch(words), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Some documents as the encoder sees them.

    Attributes:
        words: for each document which of its tokens are words: whitespace is none.
        starts: (words,) whether a sentence starts at the word, over all documents.
        vectors: (words, context + local) vectors in context, then those of the convolutions.
    """

    words: list[Bools]
    starts: Bools
    vectors: Floats


class Encoder:
    """Word vectors, gated convolutions over the document, LSTMs over its sentences."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon, vocab: Vocab) -> None:
        self.word_vectors = WordVectors(arrays, lexicon, vocab)
        self.layers: list[list[Floats]] = []
        while f"layer{len(self.layers)}" in arrays:
            name = f"layer{len(self.layers)}"
            self.layers.append([single(arrays, name + part) for part in (".gain", ".shift", "", ".bias")])
        self.norm = single(arrays, "norm.gain"), single(arrays, "norm.shift")
        self.sents = single(arrays, "sents")[:, 0], float(arrays["sents.bias"][0])
        self.lstm = LSTM.ready(single(arrays, "lstm"), single(arrays, "lstm.bias"), single(arrays, "lstm.recurrent"))

    def encode(self, docs: Sequence[Doc]) -> Encoded:
        """Return vectors and sentence starts of documents; what is said of a sentence start before is kept."""
        tables = [_table(doc) for doc in docs]
        words = [table[:, 2] == 0 for table in tables]
        table = np.concatenate([found[there] for found, there in zip(tables, words, strict=True)])
        counts = np.array([int(there.sum()) for there in words])
        local = self._local(self.word_vectors.of(table[:, 0], table[:, 1]), counts)
        given = np.concatenate([_given_starts(doc, t, w) for doc, t, w in zip(docs, tables, words, strict=True)])
        likely = local @ self.sents[0] + self.sents[1] > 0
        starts = np.where(given == 0, likely, given > 0)
        starts[(np.cumsum(counts) - counts)[counts > 0]] = True
        starts = _cut(starts)
        context = lstm(local, pack(*spans(starts)), self.lstm)
        return Encoded(words, starts, np.concatenate([context, local], axis=1))

    def _local(self, x: Floats, counts: Ints) -> Floats:
        """Return the vectors after the convolutions; documents do not see each other."""
        document = np.repeat(np.arange(len(counts)), counts)
        rows = np.arange(len(x)) + document + 1
        spaced = np.zeros((len(x) + len(counts) + 1, x.shape[1]), dtype=np.float32)
        spaced[rows] = x
        edges = np.ones(len(spaced), dtype=bool)
        edges[rows] = False
        for gain, shift, weight, bias in self.layers:
            spaced += gated_window(layer_norm(spaced, gain, shift), edges, weight, bias)
        return layer_norm(spaced[rows], *self.norm)


def spans(starts: Bools) -> tuple[Ints, Ints]:
    """Return first word and length of the sentences, both (sentences,)."""
    first = np.flatnonzero(starts)
    return first, np.diff(np.append(first, len(starts)))


def _table(doc: Doc) -> Ints:
    """Return (tokens, 4): text, norm, whether it is whitespace, what is known of a sentence start."""
    found: Ints = np.asarray(doc.to_array([ORTH, NORM, IS_SPACE, SENT_START]))
    return found.reshape(-1, 4)


def _given_starts(doc: Doc, table: Ints, words: Bools) -> Ints:
    """Return for each word 1 where a sentence is known to start, -1 where none may, 0 where nothing is known.

    A start given for whitespace, and an empty line, hold for the word behind.
    """
    given = table[:, 3].astype(np.int64)
    for place in np.flatnonzero(~words).tolist():
        if place + 1 < len(given) and (given[place] == 1 or doc[place].text.count("\n") > 1):
            given[place + 1] = 1
    return given[words]


def _cut(starts: Bools) -> Bools:
    """Return the starts with more of them inside sentences that are too long."""
    first, length = spans(starts)
    for start, size in zip(first.tolist(), length.tolist(), strict=True):
        if size > LONGEST_SENTENCE:
            starts[start : start + size : LONGEST_SENTENCE] = True
    return starts
