"""The transformer in PyTorch, for training; newsnlp.neural runs the same from the exported weights without PyTorch.

pieces   the row of each piece, its place, and what the lists of names and the shape of its word tell
layers   self-attention and a feed-forward network, as BERT has them (Devlin et al. 2019)
words    the mean of their pieces; the heads of grammar and entities are those of network.py, right on top
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import srsly
import torch
from torch import Tensor, nn
from torch.nn import functional

from network import Biaffine, Entities, Sizes, sentence_groups
from newsnlp.neural.features import CAPITAL, SHAPES, Lexicon
from newsnlp.neural.pieces import Pieces
from words import Text

# Pieces of a window at most, drawn anew for each batch while training, and while scoring.
WINDOWS = (96, 224)
SCORED_WINDOW = 224
# Windows that differ less in length than this are computed together.
LIKE_LENGTHS = 1.3
PIECES_AT_ONCE = 4_096
# How many pieces are hidden in training.
HIDDEN = 0.04


@dataclass
class PieceBatch:
    """Some documents, one behind the other, cut into pieces.

    Attributes:
        pieces: number of each piece of the text.
        word: which word of the text each piece is of.
        windows: first piece and number of pieces of each window, by rising length.
        types, marks, groups, corpus, document: see `network.Batch`; marks are of the different words.
    """

    pieces: Tensor
    word: Tensor
    windows: list[tuple[int, int]]
    types: Tensor
    marks: Tensor
    groups: list[tuple[Tensor, Tensor, Tensor]]
    corpus: Tensor
    document: Tensor

    @property
    def capital(self) -> Tensor:
        """Which of the different words begin with a capital."""
        return self.marks[:, CAPITAL - SHAPES]


class PieceTypes:
    """The pieces, lists and shape of every different word of some texts; stands in for `words.Types`."""

    def __init__(self, lexicon: Lexicon, pieces: Pieces, draw: random.Random) -> None:
        self.lexicon, self.pieces, self.draw = lexicon, pieces, draw
        self.index: dict[str, int] = {}
        self.words: list[str] = []
        self.window: int | None = None

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the number of each word; new words get one."""
        for word in words:
            if word not in self.index:
                self.index[word] = len(self.words)
                self.words.append(word)
        return [self.index[word] for word in words]

    def freeze(self) -> None:
        """Compute the features of all words that were given a number."""
        cuts = [self.pieces.of(word) for word in self.words]
        self.counts = np.array([len(cut) for cut in cuts])
        self.first = np.cumsum(self.counts) - self.counts
        self.flat = np.array([number for cut in cuts for number in cut])
        self.marks = self.lexicon.marks(self.words).astype(np.float16)

    def batch(self, docs: Sequence[Text], corpus: Sequence[int]) -> PieceBatch:
        """Return the documents as one batch; `corpus` has a number for each of them."""
        numbers = np.concatenate([doc.numbers for doc in docs])
        counts = self.counts[numbers]
        word = np.repeat(np.arange(len(numbers)), counts)
        offsets = np.cumsum(counts) - counts
        pieces = self.flat[self.first[numbers][word] + np.arange(len(word)) - offsets[word]]
        present, types = np.unique(numbers, return_inverse=True)
        most = self.window or self.draw.randint(*WINDOWS)
        starts: list[int] = []
        windows: list[tuple[int, int]] = []
        offset = 0
        for doc in docs:
            ends = [*(offset + start for start in doc.starts[1:]), offset + len(doc.numbers)]
            starts += [offset + start for start in doc.starts]
            offset += len(doc.numbers)
            windows += _windows([int(offsets[s]) for s in starts[-len(ends):]],
                                [int(offsets[e - 1] + counts[e - 1]) for e in ends], most)  # fmt: skip
        sizes = [len(doc.numbers) for doc in docs]
        return PieceBatch(
            pieces=torch.from_numpy(pieces),
            word=torch.from_numpy(word),
            windows=sorted(windows, key=lambda window: window[1]),
            types=torch.from_numpy(types.reshape(-1)),
            marks=torch.from_numpy(self.marks[present].astype(np.float32)),
            groups=sentence_groups(starts, len(numbers)),
            corpus=torch.from_numpy(np.repeat(np.array(corpus), sizes)),
            document=torch.from_numpy(np.repeat(np.arange(len(docs)), sizes)),
        )


def _windows(starts: list[int], ends: list[int], most: int) -> list[tuple[int, int]]:
    """Return windows of whole sentences with at most so many pieces; a longer sentence is cut."""
    found: list[tuple[int, int]] = []
    first = starts[0]
    for start, end in zip(starts, ends, strict=True):
        if end - first > most and start > first:
            found.append((first, start - first))
            first = start
        while end - first > most:
            found.append((first, most))
            first += most
    return [*found, (first, ends[-1] - first)] if ends[-1] > first else found


class Layer(nn.Module):
    """Self-attention, then a feed-forward network, each added to what was there and made even."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x: Tensor, there: Tensor | None) -> Tensor:
        q, k, v = (part(x).unflatten(2, (self.heads, -1)).transpose(1, 2) for part in (self.q, self.k, self.v))
        # several times as fast, backwards, as PyTorch's own attention on a processor
        scores = q @ k.transpose(2, 3) * q.shape[3] ** -0.5
        if there is not None:
            scores = scores.masked_fill(~there, -1e4)
        seen = torch.softmax(scores, 3) @ v
        x = self.aln(x + self.ao(seen.transpose(1, 2).flatten(2)))
        return self.oln(x + self.fo(functional.gelu(self.fi(x))))


class Transformer(nn.Module):
    """Vectors of words in context, for both tasks."""

    def __init__(self, folder: Path, layers: int, marks: int, drop: float) -> None:
        super().__init__()
        with np.load(folder / "encoder.npz") as archive:
            weights = {name: torch.from_numpy(archive[name].astype(np.float32)) for name in archive.files}
        settings = srsly.read_json(folder / "pieces.json")
        self.marked: dict[str, int] = settings["marked"]
        width, inner = weights["layer0.fi"].shape
        # rows of pieces that the corpora lack stay with their neighbours
        self.words = nn.Embedding.from_pretrained(weights["words"], freeze=True)
        self.positions = nn.Embedding.from_pretrained(weights["positions"], freeze=False)
        self.lists = nn.Linear(marks, width, bias=False)
        nn.init.zeros_(self.lists.weight)
        self.norm = _norm(weights, "", width)
        self.layers = nn.ModuleList(_layer(weights, n, width, settings["heads"], inner) for n in range(layers))
        self.drop = nn.Dropout(drop)

    def forward(self, batch: PieceBatch) -> tuple[Tensor, Tensor]:
        """Return the vectors of the words, twice: what network.py tells apart as local and in context."""
        pieces = batch.pieces
        if self.training:
            hidden = torch.rand(pieces.shape) < HIDDEN
            pieces = torch.where(hidden, self.marked["unknown"], pieces)
        x = self.words(pieces) + self.lists(batch.marks)[batch.types][batch.word]
        ends = self.words(torch.tensor([self.marked["begin"], self.marked["end"]]))
        edged = torch.cat([x, ends, torch.zeros_like(ends[:1])])
        places, found = [], []
        for group in _groups(batch.windows):
            rows, there, own, which = _rows(group, len(x))
            first = int(torch.randint(0, len(self.positions.weight) - rows.shape[1], ())) if self.training else 0
            h = self.norm(edged[rows] + self.positions.weight[first : first + rows.shape[1]])
            mask = None if there.all() else there[:, None, None]
            for layer in self.layers:
                h = layer(h, mask)
            found.append(h.flatten(0, 1)[own])
            places.append(which)
        states = torch.cat(found).float()
        words = batch.word[torch.cat(places)]
        total = states.new_zeros(len(batch.types), states.shape[1]).index_add(0, words, states)
        vectors = self.drop(total / torch.bincount(words, minlength=len(total))[:, None])
        return vectors, vectors


def _groups(windows: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return windows of like lengths together; they come by rising length."""
    groups: list[list[tuple[int, int]]] = []
    for window in windows:
        last = groups[-1] if groups else []
        if not last or window[1] > LIKE_LENGTHS * last[0][1] + 4 or (len(last) + 1) * window[1] > PIECES_AT_ONCE:
            groups.append([])
        groups[-1].append(window)
    return groups


def _rows(group: list[tuple[int, int]], count: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return for windows the rows of their pieces between the two ends, which of them are there, and where pieces are.

    Args:
        group: first piece and number of pieces.
        count: number of pieces of the text; the next rows are the beginning mark, the end mark, and padding.
    """
    first = torch.tensor([start for start, _ in group])[:, None]
    length = torch.tensor([size for _, size in group])[:, None]
    step = torch.arange(int(length.max()) + 2)[None]
    rows = torch.where(step <= length, first + step - 1, count + 2)
    rows[:, 0] = count
    rows.scatter_(1, length + 1, count + 1)
    own = ((step > 0) & (step <= length)).flatten().nonzero()[:, 0]
    return rows, step <= length + 1, own, rows.flatten()[own]


def _norm(weights: dict[str, Tensor], name: str, width: int) -> nn.LayerNorm:
    norm = nn.LayerNorm(width)
    norm.load_state_dict({"weight": weights[name + "gain"], "bias": weights[name + "shift"]})
    return norm


def _layer(weights: dict[str, Tensor], number: int, width: int, heads: int, inner: int) -> Layer:
    layer = Layer(width, heads, inner)
    state = {}
    for part in ("q", "k", "v", "ao", "fi", "fo"):
        state[f"{part}.weight"] = weights[f"layer{number}.{part}"].T
        state[f"{part}.bias"] = weights[f"layer{number}.{part}.bias"]
    for part in ("aln", "oln"):
        state[f"{part}.weight"] = weights[f"layer{number}.{part}.gain"]
        state[f"{part}.bias"] = weights[f"layer{number}.{part}.shift"]
    layer.load_state_dict(state)
    return layer


class AsItIs(nn.Module):
    """Stands where a network of LSTMs has another layer of them."""

    def forward(self, x: Tensor, _: object) -> Tensor:
        return x


class DirectBiaffine(Biaffine):
    """Biaffine scores right on the vectors."""

    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__(s, drop)
        self.context = AsItIs()


class DirectEntities(Entities):
    """The recogniser of entities on vectors that are read once."""

    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__(replace(s, recurrent=0), drop)

    def forward(self, local: Tensor, context: Tensor, batch: PieceBatch) -> Tensor:
        return super().forward(local, context[:, :0], batch)  # type: ignore[arg-type]


class TransformerNetwork(nn.Module):
    """The transformer with the heads of grammar and of entities."""

    def __init__(self, s: Sizes, folder: Path, layers: int, drop: float) -> None:
        super().__init__()
        self.sizes = s
        self.trunk = Transformer(folder, layers, s.marks, drop)
        self.sents = nn.Linear(s.width, 1)
        self.morph = nn.Linear(s.width, s.morphs)
        self.tag = nn.Linear(s.width, s.tags)
        self.tree = nn.Linear(s.width, s.trees)
        self.parser = DirectBiaffine(s, drop)
        self.entities = DirectEntities(s, drop)
