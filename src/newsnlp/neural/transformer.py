"""Words in context by a transformer: what `encoder.Encoder` is for networks of convolutions and LSTMs.

A text longer than a window is read in windows that overlap. Its layers run by ONNX Runtime, their matrices in 8 bits;
the rest is NumPy. Each window is computed by itself, so that what it is computed with changes nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

from newsnlp.errors import ModelError
from newsnlp.neural.encoder import Encoded, Places, Types, repeated_names, table_of, told_elsewhere, told_starts
from newsnlp.neural.features import CAPITAL, SHAPES, Floats, Ints, Lexicon, plain
from newsnlp.neural.layers import WORDS, Bools
from newsnlp.neural.pieces import Pieces
from newsnlp.neural.weights import Arrays, single
from newsnlp.time_limit import check_time

RUNTIME = "onnxruntime"
INSTALL = "pip install onnxruntime"
# Pieces of a window, without the two marks at its ends, and how many of them are there only to be seen from others.
WINDOW, OVERLAP = 192, 32
# A window may end so much earlier where a sentence does.
EARLIER = 64
CLOSING = np.array([get_string_id(mark) for mark in (".", "!", "?", "...", ";")], dtype=np.uint64)
# Numbers of a row that are scaled together, two of them in a byte.
BLOCK = 32


class Layers(Protocol):
    """Computes vectors (1, pieces, width) of a window."""

    def run(self, outputs: None, inputs: dict[str, Floats]) -> list[Floats]:
        """Return the vectors in a list."""


def make_layers(graph: bytes) -> Layers:
    """Return the layers of a graph, computed in the thread that calls them; any number of threads may.

    Raises:
        ModelError: ONNX Runtime is not installed; the text has the command that installs it.
        ValueError: the bytes are no such graph.
    """
    try:
        runtime: Any = importlib.import_module(RUNTIME)
    except ImportError as error:
        raise ModelError(f"this pipeline runs by {RUNTIME}, which is not installed: {INSTALL}") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session: Layers = runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime has errors of its own for each kind of damage
        raise ValueError(f"{len(graph):,} bytes are no graph of layers ({error})") from error
    return session


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read together.

    Attributes:
        first, end: the words.
        kept_from, kept_to: those of them whose vectors are taken from this window.
    """

    first: int
    end: int
    kept_from: int
    kept_to: int


def windows(counts: Ints, closing: Bools) -> Iterator[Window]:
    """Yield windows over the words of a document; together they keep every word once.

    A window ends behind a sentence where it can. Then the next one sees some words before; otherwise a word is taken
    from the window in which it stands further inside.

    Args:
        counts: (words,) how many pieces each word has, at most `WINDOW - OVERLAP`.
        closing: (words,) whether the word is a mark that closes sentences.
    """
    ends = np.cumsum(counts)
    total = len(counts)
    first = kept = 0
    while kept < total:
        before = int(ends[first - 1]) if first else 0
        end = int(np.searchsorted(ends, before + WINDOW, side="right"))
        if end >= total:
            yield Window(first, total, kept, total)
            return
        earliest = max(kept + 1, int(np.searchsorted(ends, before + WINDOW - EARLIER, side="right")))
        closed = np.flatnonzero(closing[earliest - 1 : end])
        end = earliest + int(closed[-1]) if len(closed) else end
        following = int(np.searchsorted(ends, int(ends[end - 1]) - OVERLAP, side="right")) + 1
        keep = end if len(closed) else max(kept + 1, (following + end) // 2)
        yield Window(first, end, kept, keep)
        first, kept = max(first + 1, min(following, keep - 1)), keep


class PieceRows:
    """What a transformer knows of each piece before it reads a window: its row, and what is known of its word."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon, pieces: Pieces) -> None:
        self.lexicon, self.pieces = lexicon, pieces
        self.packed: NDArray[np.uint8] = arrays["packed.words"].astype(np.uint8, copy=False)
        self.scales = arrays["scales"]
        self.marks = single(arrays, "marks")
        self.width = self.marks.shape[1]

    def types(self, orths: Ints, norms: Ints, strings: StringStore) -> tuple[Types, list[tuple[int, ...]]]:
        """Return the different words among those given by the hashes of text and norm, and their pieces.

        Args:
            orths, norms: (words,) the hashes.
            strings: what the hashes stand for.
        """
        keys = orths ^ (norms << np.uint64(1))
        _, first, places = np.unique(keys, return_index=True, return_inverse=True)
        words = [
            plain(strings[o], strings[n]) for o, n in zip(orths[first].tolist(), norms[first].tolist(), strict=True)
        ]
        marks = self.lexicon.marks(words)
        cuts = [self.pieces.of(word) for word in words]
        return Types(marks @ self.marks, marks[:, CAPITAL - SHAPES] > 0, places.reshape(-1)), cuts

    def rows(self, pieces: Ints) -> Floats:
        """Return the rows (pieces, width) of pieces: 32 numbers of 4 bits have a scale."""
        packed = self.packed[pieces].reshape(len(pieces), -1, BLOCK // 2)
        numbers = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32)
        numbers -= 8.0
        numbers *= self.scales[pieces].astype(np.float32)[:, :, None]
        return numbers.reshape(len(pieces), -1)


class TransformerEncoder:
    """Vectors of words in context: those of the transformer, then what the entity recogniser is told of a word."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon, pieces: Pieces, ends: tuple[int, int], layers: Layers) -> None:
        self.pieces = PieceRows(arrays, lexicon, pieces)
        self.positions = single(arrays, "positions")
        self.ends = self.pieces.rows(np.array(ends))
        self.layers = layers
        self.sents = single(arrays, "sents")[:, 0], float(arrays["sents.bias"][0])
        self.names = [single(arrays, f"names.{name}") for name in ("down", "down.bias", "memory", "topic")]

    def encode(self, docs: Sequence[Doc]) -> Encoded:
        """Return vectors and sentence starts of documents; what is said of a sentence start before is kept."""
        tables = [table_of(doc) for doc in docs]
        words = [table[:, 2] == 0 for table in tables]
        table = np.concatenate([found[there] for found, there in zip(tables, words, strict=True)])
        types, cuts = self.pieces.types(table[:, 0], table[:, 1], docs[0].vocab.strings)
        closing = np.isin(table[:, 0], CLOSING)
        places = Places.of(np.array([int(there.sum()) for there in words]))
        width = self.pieces.width
        vectors = np.empty((len(table), width + self.names[0].shape[1]), dtype=np.float32)
        offset = 0
        for count in places.counts.tolist():
            part = slice(offset, offset + count)
            self._read(types, cuts, part, closing[part], vectors[part, :width])
            offset += count
        read = vectors[:, :width]
        starts = told_starts(docs, tables, words, types.capital[types.which], read @ self.sents[0] + self.sents[1])
        self._write_names(read, types, places, vectors[:, width:])
        return Encoded(words, starts, vectors)

    def _read(self, types: Types, cuts: list[tuple[int, ...]], part: slice, closing: Bools, out: Floats) -> None:
        """Write the vectors of the words of one document, which are those of `part` among all."""
        which = types.which[part]
        counts = np.array([len(cuts[place]) for place in which.tolist()], dtype=np.int64)
        for window in windows(counts, closing):
            check_time()
            here = which[window.first : window.end]
            numbers = np.array([number for place in here.tolist() for number in cuts[place]])
            size = counts[window.first : window.end]
            rows = self.pieces.rows(numbers) + np.repeat(types.vectors[here], size, axis=0)
            read = np.concatenate([self.ends[:1], rows, self.ends[1:]])
            read += self.positions[: len(read)]
            (found,) = self.layers.run(None, {"pieces": read[None]})
            first = np.cumsum(size) - size
            means = np.add.reduceat(found[0, 1:-1], first, axis=0)
            means /= size[:, None]
            kept = slice(window.kept_from - window.first, window.kept_to - window.first)
            out[window.kept_from : window.kept_to] = means[kept]

    def _write_names(self, read: Floats, types: Types, places: Places, out: Floats) -> None:
        """Write what the entity recogniser is told of each word: see `encoder.NameReader`."""
        down, bias, memory, topic = self.names
        about = places.means(read) @ topic + bias
        for start in range(0, len(out), WORDS):
            part = slice(start, start + WORDS)
            out[part] = read[part] @ down + about[places.document[part]]
        there, name, count = repeated_names(types, places.document)
        if len(there):
            out[there] += told_elsewhere(read[there] @ memory, name, count)
