"""The layers of the network in NumPy: what PyTorch computed in training, from the same weights, without gradients.

Sentences of different lengths go through the LSTMs packed: at step t only those longer than t are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsnlp.neural.features import Floats, Ints
from newsnlp.time_limit import check_time

Bools = NDArray[np.bool_]
# Rows that are computed at once, so that what lies between two steps stays in the cache of the processor.
ROWS = 512
# No more words are between two layers at once, but for a sentence that is longer: they take up to 20 kB each there.
WORDS = 8192


def sigmoid(x: Floats) -> Floats:
    """Return the logistic function of `x`; the array is overwritten."""
    np.multiply(x, 0.5, out=x)
    np.tanh(x, out=x)
    np.multiply(x, 0.5, out=x)
    np.add(x, 0.5, out=x)
    return x


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit, by the tanh formula of Hendrycks and Gimpel (2016)."""
    inner: Floats = x * x
    inner *= 0.044715
    inner += 1.0
    inner *= x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= x
    inner *= 0.5
    return inner


def layer_norm(x: Floats, gain: Floats, bias: Floats) -> Floats:
    """Return the rows of `x` (words, width) with mean nought and variance one, scaled by `gain` and moved by `bias`."""
    centred: Floats = x - x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / x.shape[1]
    centred *= (1.0 / np.sqrt(spread + 1e-5))[:, None]
    centred *= gain
    centred += bias
    return centred


def gated(x: Floats) -> Floats:
    """Return the left half of each row times the logistic function of the right half; `x` is overwritten."""
    values, gates = np.split(x, 2, axis=1)
    values *= sigmoid(gates)
    return values


def gated_window(x: Floats, edges: Bools, weight: Floats, bias: Floats) -> Floats:
    """Return the gated convolution over each row and its two neighbours; the first and the last row are noughts.

    Args:
        x: (rows, width), laid out row by row; a row of `edges` stands between two documents and before the first and
            behind the last.
        edges: (rows,) which rows are such; they count as noughts.
        weight: (3 * width, 2 * width): from the row before, the row, the row after, to values and gates.
        bias: (2 * width,).
    """
    x[edges] = 0.0
    width = x.shape[1]
    # three rows that follow each other are one row of three times the width
    windows = np.lib.stride_tricks.as_strided(x, (len(x) - 2, 3 * width), x.strides, writeable=False)
    result = np.zeros_like(x)
    for start in range(0, len(windows), ROWS):
        found = windows[start : start + ROWS] @ weight
        found += bias
        result[start + 1 : start + 1 + len(found)] = gated(found)
    return result


def gated_window_of_types(types: Floats, which: Ints, weight: Floats, bias: Floats) -> Floats:
    """Return what `gated_window` returns for rows of which many are the same: each is multiplied once.

    Args:
        types: (types, width), the different rows; the last one holds noughts, for the edges.
        which: (rows,) the place in `types` of each row.
        weight, bias: as for `gated_window`.
    """
    before, here, after = (types @ part for part in np.split(weight, 3))
    here += bias
    result = np.zeros((len(which), types.shape[1]), dtype=np.float32)
    for start in range(0, len(which) - 2, ROWS):
        there = which[start : start + ROWS + 2]
        found = here[there[1:-1]]
        found += before[there[:-2]]
        found += after[there[2:]]
        result[start + 1 : start + 1 + len(found)] = gated(found)
    return result


@dataclass(frozen=True, slots=True)
class Packed:
    """Sentences in the order in which LSTMs take them.

    Attributes:
        forwards: (words,) places of the first words of all sentences, longest sentence first, then of the second words.
        backwards: (words,) the same from the last word on.
        sizes: how many sentences have a word at step 0, 1, 2...
    """

    forwards: Ints
    backwards: Ints
    sizes: list[int]


def pack(starts: Ints, lengths: Ints) -> Packed:
    """Return the order for sentences that start at `starts`, both arrays of shape (sentences,); no length is 0."""
    order = np.argsort(-lengths, kind="stable")
    first, length = starts[order], lengths[order]
    longest = int(length[0]) if len(length) else 0
    sizes = np.searchsorted(-length, -np.arange(longest), side="left")
    steps = np.repeat(np.arange(longest), sizes)
    offsets = np.cumsum(sizes) - sizes
    rank = np.arange(len(steps)) - offsets[steps]
    return Packed(first[rank] + steps, first[rank] + length[rank] - 1 - steps, sizes.tolist())


@dataclass(frozen=True, slots=True)
class LSTM:
    """Weights of the LSTMs in both directions, made ready by `ready`.

    Attributes:
        inputs: (2, width, 4h).
        bias: (2, 1, 4h).
        recurrent: (2, h, 4h).
    """

    inputs: Floats
    bias: Floats
    recurrent: Floats

    @classmethod
    def ready(cls, inputs: Floats, bias: Floats, recurrent: Floats) -> LSTM:
        """Return the weights for `lstm`, which takes sigmoid(x) as (tanh(x / 2) + 1) / 2: the halves are put in here.

        Args:
            inputs: (width, 8h), first the one direction, then the other, gates in PyTorch's order: input, forget,
                cell, output.
            bias: (8h,).
            recurrent: (2, h, 4h).
        """
        hidden = recurrent.shape[1]
        scale = np.full(4 * hidden, 0.5, dtype=np.float32)
        scale[2 * hidden : 3 * hidden] = 1.0
        both = np.stack(np.split(inputs, 2, axis=1))
        return cls(both * scale, bias.reshape(2, 1, -1) * scale, np.ascontiguousarray(recurrent * scale))


def lstm(x: Floats, packed: Packed, weights: LSTM) -> Floats:
    """Return the states (words, 2h) of the LSTMs over each sentence in both directions, for `x` (words, width).

    Source: Hochreiter and Schmidhuber 1997.
    """
    hidden = weights.recurrent.shape[1]
    both: Floats = np.stack([x[packed.forwards], x[packed.backwards]]) @ weights.inputs
    both += weights.bias
    states = np.empty((2, len(x), hidden), dtype=np.float32)
    count = packed.sizes[0] if packed.sizes else 0
    state: Floats = np.zeros((2, count, hidden), dtype=np.float32)
    cell: Floats = np.zeros((2, count, hidden), dtype=np.float32)
    offset = 0
    for size in packed.sizes:
        gates = state[:, :size] @ weights.recurrent
        gates += both[:, offset : offset + size]
        np.tanh(gates, out=gates)
        candidate = gates[..., 2 * hidden : 3 * hidden].copy()
        gates *= 0.5
        gates += 0.5
        cell = cell[:, :size] * gates[..., hidden : 2 * hidden]
        candidate *= gates[..., :hidden]
        cell += candidate
        state = np.multiply(np.tanh(cell), gates[..., 3 * hidden :], out=states[:, offset : offset + size])
        offset += size
    result = np.empty((len(x), 2 * hidden), dtype=np.float32)
    result[packed.forwards, :hidden] = states[0]
    result[packed.backwards, hidden:] = states[1]
    return result


def blocks(first: Ints, length: Ints) -> Iterator[tuple[slice, slice]]:
    """Yield (sentences, their words) of blocks of whole sentences that have `WORDS` words at most, or are one sentence.

    Args:
        first, length: (sentences,) where a sentence starts, and how many words it has; they follow each other.

    Raises:
        ArticleError: the time of the article is over before a block; see `newsnlp.time_limit`.
    """
    ends = first + length
    start = 0
    while start < len(first):
        stop = max(start + 1, int(np.searchsorted(ends, first[start] + WORDS, side="right")))
        check_time()
        yield slice(start, stop), slice(int(first[start]), int(ends[stop - 1]))
        start = stop


def lstm_by_blocks(x: Floats, first: Ints, length: Ints, weights: LSTM, out: Floats) -> None:
    """Write to `out` (words, 2h) what `lstm` returns for all sentences, block after block."""
    for sentences, words in blocks(first, length):
        out[words] = lstm(x[words], pack(first[sentences] - words.start, length[sentences]), weights)


def letter_vectors(spelled: Ints, letters: Floats, filters: Floats, bias: Floats, width: int) -> Floats:
    """Return for each word the highest value of each filter over the windows of its letters.

    Args:
        spelled: (words, longest) rows of letters, 0 where there is none.
        letters: (letters, size); row 0 holds noughts.
        filters: (width * size, filters).
        bias: (filters,).
        width: how many letters a filter sees, odd.
    """
    half = width // 2
    padded = np.pad(spelled, ((0, 0), (half, half)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1)
    found = letters[windows].reshape(*windows.shape[:2], -1) @ filters
    found += bias
    best: Floats = np.maximum(found.max(axis=1), 0.0)
    return best
