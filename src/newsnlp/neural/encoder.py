"""Words in context: the vectors that tagger, lemmatizer, parser and entity recogniser read, and sentence boundaries.

Grammar and entities have a trunk each, since with one trunk for both entities lose two to four points of F1; they share
the rows of words, the lists, and the subword vectors, none of which training changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from spacy.attrs import IS_SPACE, NORM, ORTH, SENT_START
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vectors import Vectors

from newsnlp.neural.cuts import cut, fitness_of, is_any_too_long
from newsnlp.neural.features import CAPITAL, SHAPES, Floats, Ints, Lexicon, plain
from newsnlp.neural.layers import (
    LSTM,
    WORDS,
    Bools,
    blocks,
    gated_window,
    gated_window_of_types,
    layer_norm,
    letter_vectors,
    lstm,
    lstm_by_blocks,
    pack,
)
from newsnlp.neural.weights import Arrays, single

# Vectors of so many different words are kept between documents.
KEPT_WORDS = 12_000
# Of new words so many are computed at once: their letters take 20 kB each.
NEW_WORDS = 512


class Spelling:
    """What a trunk makes of the letters and the other features of a word by itself."""

    def __init__(self, arrays: Arrays, prefix: str) -> None:
        self.letters = single(arrays, prefix + "letters")
        self.filters = [
            (single(arrays, f"{prefix}filters{n}"), single(arrays, f"{prefix}filters{n}.bias"), n) for n in (3, 5)
        ]
        self.mix = single(arrays, prefix + "mix")
        self.bias = single(arrays, prefix + "mix.bias")

    def vectors(self, spelled: Ints, rows: Floats, rest: Floats) -> Floats:
        """Return the vectors (words, width) for rows of letters, rows of words, and their other features.

        Each word is multiplied by itself: together with others its last digits would depend on which words were new.
        """
        read = [letter_vectors(spelled, self.letters, *filters) for filters in self.filters]
        told: Floats = np.concatenate([rows, *read, rest], axis=1)
        result: Floats = np.matmul(told[:, None, :], self.mix)[:, 0]
        result += self.bias
        return result


@dataclass(frozen=True, slots=True)
class Types:
    """The different words of some documents.

    Attributes:
        vectors: (types, widths of all trunks) their vectors.
        capital: (types,) whether they begin with a capital.
        which: (words,) for each word of the documents which of them it is.
    """

    vectors: Floats
    capital: Bools
    which: Ints


class Kept:
    """Vectors of the words that were new last, for every thread that annotates; the oldest give way to new ones.

    A vector is complete when it is put here, and never changed. To put one, to look one up and to drop the oldest are
    one step of Python's own each, which no other thread can come into; who has looked a vector up may go on with it.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._rows: OrderedDict[int, Floats] = OrderedDict()

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, keys: Iterable[int]) -> list[Floats | None]:
        """Return the vector of each word, None where it is not here."""
        rows = self._rows
        return [rows.get(key) for key in keys]

    def put(self, keys: Iterable[int], vectors: Iterable[Floats]) -> None:
        """Keep the vectors of words."""
        for key, vector in zip(keys, vectors, strict=True):
            self._rows[key] = vector.copy()  # by itself, not as a part of an array that would stay as a whole
            while len(self._rows) > self.size:
                with suppress(KeyError):  # others may have dropped some meanwhile
                    self._rows.popitem(last=False)


class WordVectors:
    """The vectors of a word by itself, for each trunk, from its letters, its row, its lists and its subword vector."""

    def __init__(self, arrays: Arrays, prefixes: Sequence[str], lexicon: Lexicon, vectors: Vectors) -> None:
        self.subwords = vectors
        self.lexicon = lexicon
        self.table = arrays["words"]
        self.spellings = [Spelling(arrays, prefix) for prefix in prefixes]
        self.width = sum(spelling.mix.shape[1] for spelling in self.spellings)
        self.kept = Kept(KEPT_WORDS)

    def of(self, orths: Ints, norms: Ints, strings: StringStore) -> Types:
        """Return the different words among those given by the hashes of their text and norm.

        Args:
            orths, norms: (words,) the hashes.
            strings: what the hashes stand for.
        """
        keys = orths ^ (norms << np.uint64(1))
        present, first, places = np.unique(keys, return_index=True, return_inverse=True)
        wanted = present.tolist()
        rows = self.kept.get(wanted)
        missing = [place for place, row in enumerate(rows) if row is None]
        for start in range(0, len(missing), NEW_WORDS):
            new = missing[start : start + NEW_WORDS]
            computed = self._computed(orths[first[new]], norms[first[new]], strings)
            for place, vector in zip(new, computed, strict=True):
                rows[place] = vector
            self.kept.put([wanted[place] for place in new], computed)
        told = np.array(rows, dtype=np.float32).reshape(len(rows), self.width + 1)
        return Types(told[:, :-1], told[:, -1] > 0, places.reshape(-1))

    def _computed(self, orths: Ints, norms: Ints, strings: StringStore) -> Floats:
        """Return the vectors of words, and in a last column whether they begin with a capital."""
        words = [plain(strings[o], strings[n]) for o, n in zip(orths.tolist(), norms.tolist(), strict=True)]
        spelled = self.lexicon.letter_rows(words)
        rows = self.table[self.lexicon.word_rows(words)].astype(np.float32)
        marks = self.lexicon.marks(words)
        rest = np.concatenate([self._subword(words), marks], axis=1)
        told = [spelling.vectors(spelled, rows, rest) for spelling in self.spellings]
        return np.concatenate([*told, marks[:, CAPITAL - SHAPES, None]], axis=1)

    def _subword(self, words: Sequence[str]) -> Floats:
        return np.asarray(self.subwords.get_batch(words), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Some documents as the encoder sees them.

    Attributes:
        words: for each document which of its tokens are words: whitespace is none.
        starts: (words,) whether a sentence starts at the word, over all documents.
        vectors: (words, width) the vectors of grammar, then those of entities: see `Encoder`.
    """

    words: list[Bools]
    starts: Bools
    vectors: Floats


class Reader(Protocol):
    """What tells of words in context."""

    def encode(self, docs: Sequence[Doc]) -> Encoded:
        """Return vectors and sentence starts of documents."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of some documents stand in one block with a row of noughts around each document.

    Attributes:
        counts: (documents,) how many words each document has.
        document: (words,) which document each word is of.
        rows: (words,) row of each word.
        edges: (rows,) which rows are noughts.
    """

    counts: Ints
    document: Ints
    rows: Ints
    edges: Bools

    @classmethod
    def of(cls, counts: Ints) -> Places:
        """Return the places for documents of `counts` words."""
        document = np.repeat(np.arange(len(counts)), counts)
        rows = np.arange(len(document)) + document + 1
        edges = np.ones(len(document) + len(counts) + 1, dtype=bool)
        edges[rows] = False
        return cls(counts, document, rows, edges)

    def means(self, vectors: Floats) -> Floats:
        """Return the mean (documents, width) of the vectors of each document; one without words has noughts."""
        result = np.zeros((len(self.counts), vectors.shape[1]), dtype=np.float32)
        ends = np.cumsum(self.counts).tolist()
        for number, (end, count) in enumerate(zip(ends, self.counts.tolist(), strict=True)):
            if count:
                result[number] = vectors[end - count : end].mean(axis=0)
        return result


class Trunk:
    """Gated convolutions over the document, LSTMs over its sentences."""

    def __init__(self, arrays: Arrays, prefix: str) -> None:
        self.layers: list[list[Floats]] = []
        while f"{prefix}layer{len(self.layers)}" in arrays:
            name = f"{prefix}layer{len(self.layers)}"
            self.layers.append([single(arrays, name + part) for part in (".gain", ".shift", "", ".bias")])
        self.norm = single(arrays, prefix + "norm.gain"), single(arrays, prefix + "norm.shift")
        self.lstm = LSTM.ready(*(single(arrays, prefix + name) for name in ("lstm", "lstm.bias", "lstm.recurrent")))
        self.width = len(self.norm[0])

    def local(self, types: Floats, which: Ints, places: Places) -> Floats:
        """Return the vectors after the convolutions; documents do not see each other.

        Args:
            types: (types, width) vectors of the different words.
            which: (words,) which of them each word is.
            places: where the words stand.
        """
        edged = np.concatenate([types, np.zeros((1, self.width), dtype=np.float32)])
        rows = np.full(len(places.edges), len(types))
        rows[places.rows] = which
        if len(rows) <= WORDS:
            return layer_norm(self._convolved(edged, rows, places.edges)[places.rows], *self.norm)
        result = np.empty((len(which), self.width), dtype=np.float32)
        sight = len(self.layers)  # how far a row sees
        for start in range(0, len(rows), WORDS):
            seen = slice(max(0, start - sight), start + WORDS + sight)
            # the row of noughts is the last of the types, and has to be there
            present, own = np.unique(np.append(rows[seen], len(types)), return_inverse=True)
            spaced = self._convolved(edged[present], own.reshape(-1)[:-1], places.edges[seen])
            words = slice(*np.searchsorted(places.rows, (start, start + WORDS)))
            result[words] = layer_norm(spaced[places.rows[words] - seen.start], *self.norm)
        return result

    def _convolved(self, types: Floats, rows: Ints, edges: Bools) -> Floats:
        """Return what the convolutions make of rows, each of them one of `types`, the last of which is noughts."""
        spaced = types[rows]
        for number, (gain, shift, weight, bias) in enumerate(self.layers):
            if number:
                spaced += gated_window(layer_norm(spaced, gain, shift), edges, weight, bias)
            else:
                normed = layer_norm(types, gain, shift)
                normed[-1] = 0.0
                spaced += gated_window_of_types(normed, rows, weight, bias)
        return spaced


class NameReader:
    """What the entity recogniser is told of a word.

    That is what the word tells of itself, what its document is about, and, of a capitalised word, what its other places
    in the document tell on average. Source: Luo et al. 2020, Hierarchical Contextualized Representation for Named
    Entity Recognition.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.trunk = Trunk(arrays, "names.")
        self.down, self.bias = single(arrays, "names.down"), single(arrays, "names.down.bias")
        self.memory, self.topic = single(arrays, "names.memory"), single(arrays, "names.topic")

    def write(self, x: Floats, types: Types, places: Places, first: Ints, length: Ints, out: Floats) -> None:
        """Write to `out` (words, width) the vectors of words.

        Args:
            x: (types, width) the vectors of the different words for this trunk.
            types: the different words.
            places: where the words stand.
            first, length: (sentences,) where a sentence starts, and how many words it has.
            out: where the vectors go.
        """
        local = self.trunk.local(x, types.which, places)
        there, name, count = repeated_names(types, places.document)
        told = np.empty((len(there), self.memory.shape[1]), dtype=np.float32)
        for sentences, words in blocks(first, length):
            packed = pack(first[sentences] - words.start, length[sentences])
            here = local[words]
            read = np.concatenate([here, lstm(here, packed, self.trunk.lstm)], axis=1)
            out[words] = read @ self.down
            names = slice(*np.searchsorted(there, (words.start, words.stop)))
            told[names] = read[there[names] - words.start] @ self.memory
        about = places.means(local) @ self.topic
        about += self.bias
        for start in range(0, len(out), WORDS):
            out[start : start + WORDS] += about[places.document[start : start + WORDS]]
        out[there] += told_elsewhere(told, name, count)


def told_elsewhere(told: Floats, name: Ints, count: Ints) -> Floats:
    """Return for each of the repeated names the mean of what its other places in the document tell.

    Args:
        told: (places, width) what each place tells.
        name, count: see `repeated_names`.
    """
    total = np.zeros((len(count), told.shape[1]), dtype=np.float32)
    np.add.at(total, name, told)
    others: Floats = total[name] - told
    others /= (count[name] - 1)[:, None].astype(np.float32)
    return others


def repeated_names(types: Types, document: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the places of capitalised words that their documents have more than once.

    Returns:
        The words (places,), in order; a number for the word in its document (places,); how often it is there (words,).
    """
    there = np.flatnonzero(types.capital[types.which])
    names = document[there] * len(types.capital) + types.which[there]
    _, name, count = np.unique(names, return_inverse=True, return_counts=True)
    name = name.reshape(-1)
    repeated = count[name] > 1
    return there[repeated], name[repeated], count


class Encoder:
    """Vectors of words in context: for grammar the states of the LSTMs, for entities those of a `NameReader`."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon, vectors: Vectors) -> None:
        self.word_vectors = WordVectors(arrays, ("", "names."), lexicon, vectors)
        self.trunk = Trunk(arrays, "")
        self.names = NameReader(arrays)
        self.sents = single(arrays, "sents")[:, 0], float(arrays["sents.bias"][0])

    def encode(self, docs: Sequence[Doc]) -> Encoded:
        """Return vectors and sentence starts of documents; what is said of a sentence start before is kept."""
        tables = [table_of(doc) for doc in docs]
        words = [table[:, 2] == 0 for table in tables]
        table = np.concatenate([found[there] for found, there in zip(tables, words, strict=True)])
        counts = np.array([int(there.sum()) for there in words])
        types = self.word_vectors.of(table[:, 0], table[:, 1], docs[0].vocab.strings)
        for_grammar, for_names = np.split(types.vectors, [self.trunk.width], axis=1)
        places = Places.of(counts)
        local = self.trunk.local(for_grammar, types.which, places)
        likely = local @ self.sents[0] + self.sents[1]
        starts = told_starts(docs, tables, words, types.capital[types.which], likely)
        first, length = spans(starts)
        grammar = 2 * self.trunk.lstm.recurrent.shape[1]
        vectors = np.empty((len(local), grammar + self.names.down.shape[1]), dtype=np.float32)
        lstm_by_blocks(local, first, length, self.trunk.lstm, vectors[:, :grammar])
        self.names.write(for_names, types, places, first, length, vectors[:, grammar:])
        return Encoded(words, starts, vectors)


def told_starts(
    docs: Sequence[Doc], tables: Sequence[Ints], words: Sequence[Bools], capital: Bools, likely: Floats
) -> Bools:
    """Return for each word whether a sentence starts there; what is said of it before is kept, too long ones are cut.

    Args:
        docs: the documents.
        tables: what `table_of` returns of each.
        words: for each document which of its tokens are words.
        capital: (words,) whether the word begins with a capital.
        likely: (words,) how likely a sentence starts at the word, above nought where it is likelier than not.
    """
    given = np.concatenate([_given_starts(doc, t, w) for doc, t, w in zip(docs, tables, words, strict=True)])
    starts = np.where(given == 0, likely > 0, given > 0)
    counts = np.array([int(there.sum()) for there in words])
    starts[(np.cumsum(counts) - counts)[counts > 0]] = True
    if is_any_too_long(starts):
        starts = cut(starts, fitness_of(docs, words, given, capital, likely))
    return starts


def spans(starts: Bools) -> tuple[Ints, Ints]:
    """Return first word and length of the sentences, both (sentences,)."""
    first = np.flatnonzero(starts)
    return first, np.diff(np.append(first, len(starts)))


def table_of(doc: Doc) -> Ints:
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
