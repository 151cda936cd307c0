"""The network in PyTorch, for training; newsnlp.neural computes the same in NumPy from the exported weights.

words   letters, word rows, lists and shape of a word, and its subword vector -> one vector a word
local   convolutions over three words, gated, as often as there are layers
context LSTMs over the sentence in both directions

Grammar and entities have a trunk of the above each, and on top of it

grammar   sentence starts from the local vectors; morphology, tag, lemma from the context; dependency arcs and labels
          (biaffine, Dozat and Manning 2017) from another pair of LSTMs
entities  local vectors, context, the mean of the document, and what the other places of a capitalised word in it tell
          (Luo et al. 2020); a linear-chain CRF (Lample et al. 2016)
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsnlp.neural.features import CAPITAL, SHAPES


@dataclass(frozen=True)
class Sizes:
    """Widths of the layers, and how much there is to tell apart."""

    words: int
    letters: int
    marks: int
    floret: int = 96
    word: int = 128
    letter: int = 32
    letter_filters: int = 96
    width: int = 192
    layers: int = 3
    recurrent: int = 160
    morphs: int = 0
    tags: int = 0
    trees: int = 0
    labels: int = 0
    treebanks: int = 0
    arc: int = 160
    label: int = 48
    parser: int = 128
    corpora: int = 0
    entity_tags: int = 0
    entity: int = 160


class Words(nn.Module):
    """One vector for each different word."""

    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__()
        self.word = nn.Embedding(s.words, s.word)
        nn.init.normal_(self.word.weight, std=0.1)
        self.letter = nn.Embedding(s.letters, s.letter, padding_idx=0)
        self.three = nn.Conv1d(s.letter, s.letter_filters, 3, padding=1)
        self.five = nn.Conv1d(s.letter, s.letter_filters, 5, padding=2)
        self.mix = nn.Linear(s.word + 2 * s.letter_filters + s.floret + s.marks, s.width)
        self.unknown = 0.0
        self.drop = nn.Dropout(drop)

    def forward(self, rows: Tensor, letters: Tensor, marks: Tensor, floret: Tensor) -> Tensor:
        if self.training and self.unknown:
            rows = rows * (torch.rand(rows.shape) >= self.unknown)
        spelled = self.letter(letters).transpose(1, 2)
        by_letters = torch.cat([functional.relu(conv(spelled)).amax(2) for conv in (self.three, self.five)], 1)
        return self.mix(self.drop(torch.cat([self.word(rows), by_letters, floret, marks], 1)))


class Local(nn.Module):
    """A gated convolution over a word and its two neighbours, added to what was there."""

    def __init__(self, width: int, drop: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.gates = nn.Linear(3 * width, 2 * width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, before: Tensor, after: Tensor) -> Tensor:
        h = self.norm(x)
        edged = torch.cat([h, h.new_zeros(1, h.shape[1])])
        return x + self.drop(functional.glu(self.gates(torch.cat([edged[before], h, edged[after]], 1)), 1))


class Context(nn.Module):
    """LSTMs over each sentence, forwards and backwards."""

    def __init__(self, width: int, recurrent: int) -> None:
        super().__init__()
        self.forwards = nn.LSTM(width, recurrent, batch_first=True)
        self.backwards = nn.LSTM(width, recurrent, batch_first=True)

    def forward(self, x: Tensor, groups: list[tuple[Tensor, Tensor, Tensor]]) -> Tensor:
        """x (words, width) -> (words, 2 * recurrent); `groups` of sentences of like lengths, see `Batch`."""
        edged = torch.cat([x, x.new_zeros(1, x.shape[1])])
        out = x.new_zeros(x.shape[0] + 1, 2 * self.forwards.hidden_size)
        parts, places = [], []
        for places_of, reversed_of, words in groups:
            there, _ = self.forwards(edged[places_of])
            back, _ = self.backwards(edged[reversed_of])
            back = back.reshape(-1, back.shape[2])
            there = there.reshape(-1, there.shape[2])
            # where each word of the group stands in the two padded blocks
            parts.append(torch.cat([there[words[0]], back[words[1]]], 1))
            places.append(words[2])
        return out[:-1].to(parts[0].dtype).index_copy(0, torch.cat(places), torch.cat(parts))


class Trunk(nn.Module):
    """What all tasks share."""

    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__()
        self.words = Words(s, drop)
        self.drop = nn.Dropout(drop)
        self.local = nn.ModuleList(Local(s.width, drop) for _ in range(s.layers))
        self.norm = nn.LayerNorm(s.width)
        self.context = Context(s.width, s.recurrent)
        self.masked = nn.Parameter(torch.zeros(s.width))

    def forward(self, batch: Batch, masked: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the local vectors, and those in context."""
        x = self.words(batch.rows, batch.letters, batch.marks, batch.floret)[batch.types]
        if masked is not None:
            x = torch.where(masked[:, None], self.masked.to(x.dtype), x)
        x = self.drop(x)
        for layer in self.local:
            x = layer(x, batch.before, batch.after)
        x = self.norm(x)
        return x, self.drop(self.context(self.drop(x), batch.groups))


class Biaffine(nn.Module):
    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__()
        self.context = Context(2 * s.recurrent, s.parser)
        self.treebank = nn.Embedding(s.treebanks, 2 * s.recurrent)
        nn.init.zeros_(self.treebank.weight)
        self.down = nn.Linear(2 * s.parser, 2 * (s.arc + s.label))
        self.root = nn.Parameter(torch.zeros(2 * s.parser))
        self.arc = nn.Parameter(torch.zeros(s.arc + 1, s.arc))
        self.label_pairs = nn.Linear(s.label, s.labels * s.label)
        self.label_own = nn.Linear(s.label, s.labels)
        nn.init.normal_(self.root, std=0.1)
        nn.init.normal_(self.arc, std=0.05)
        self.sizes = (s.arc, s.arc, s.label, s.label)
        self.drop = nn.Dropout(drop)

    def forward(self, context: Tensor, batch: Batch) -> list[tuple[Tensor, ...]]:
        """Return, for each group, arc scores (sentences, dependents, heads), head 0 the root, and label vectors."""
        x = self.drop(self.context(context + self.treebank(batch.corpus), batch.groups))
        edged = torch.cat([x, x.new_zeros(1, x.shape[1])])
        result = []
        for places_of, _, _ in batch.groups:
            h = edged[places_of]
            h = torch.cat([self.root.to(h.dtype).expand(h.shape[0], 1, -1), h], 1)
            dep, head, dep_label, head_label = self.drop(functional.gelu(self.down(h))).split(self.sizes, 2)
            dep = torch.cat([dep, torch.ones_like(dep[..., :1])], 2) @ self.arc.to(dep.dtype)
            result.append((dep[:, 1:] @ head.transpose(1, 2), dep_label[:, 1:], head_label))
        return result

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """dep, head (arcs, label) -> (arcs, labels)."""
        pairs = self.label_pairs(dep).view(len(dep), -1, head.shape[1])
        return (pairs @ head[:, :, None])[..., 0] + self.label_own(dep)


class Entities(nn.Module):
    def __init__(self, s: Sizes, drop: float) -> None:
        super().__init__()
        width = s.width + 2 * s.recurrent
        self.corpus = nn.Embedding(s.corpora, s.entity)
        nn.init.zeros_(self.corpus.weight)
        self.topic = nn.Linear(s.width, s.entity, bias=False)
        self.memory = nn.Linear(width, s.entity, bias=False)
        self.down = nn.Linear(width, s.entity)
        self.scores = nn.Linear(s.entity, s.entity_tags)
        self.moves = nn.Parameter(torch.zeros(s.entity_tags, s.entity_tags))
        self.start = nn.Parameter(torch.zeros(s.entity_tags))
        self.end = nn.Parameter(torch.zeros(s.entity_tags))
        self.drop = nn.Dropout(drop)

    def forward(self, local: Tensor, context: Tensor, batch: Batch) -> Tensor:
        read = torch.cat([local, context.to(local.dtype)], 1)
        told = elsewhere(self.memory(read), batch.document, batch.types) * batch.capital[batch.types, None]
        h = self.down(read) + self.topic(means(local, batch.document))[batch.document] + told
        return self.scores(self.drop(functional.gelu(h + self.corpus(batch.corpus)))).float()

    def loss(self, scores: Tensor, tags: Tensor, batch: Batch) -> Tensor:
        """Negative log-likelihood of the tag sequences, summed over the sentences, divided by the words."""
        total = scores.new_zeros(())
        edged = torch.cat([scores, scores.new_zeros(1, scores.shape[1])])
        edged_tags = torch.cat([tags, tags.new_zeros(1)])
        for places, _, _ in batch.groups:
            s, t = edged[places], edged_tags[places]
            there = places < len(scores)
            length = there.sum(1)
            alpha = self.start + s[:, 0]
            gold = self.start[t[:, 0]] + s[:, 0].gather(1, t[:, :1])[:, 0]
            for step in range(1, s.shape[1]):
                on = there[:, step]
                new = torch.logsumexp(alpha[:, :, None] + self.moves, 1) + s[:, step]
                alpha = torch.where(on[:, None], new, alpha)
                gold = gold + on * (
                    self.moves[t[:, step - 1], t[:, step]] + s[:, step].gather(1, t[:, step : step + 1])[:, 0]
                )
            last = t.gather(1, (length - 1)[:, None])[:, 0]
            total = total + (torch.logsumexp(alpha + self.end, 1) - gold - self.end[last]).sum()
        return total / len(scores)

    @torch.no_grad()
    def decode(self, scores: Tensor, batch: Batch) -> Tensor:
        edged = torch.cat([scores, scores.new_zeros(1, scores.shape[1])])
        found = torch.zeros(len(scores) + 1, dtype=torch.long)
        for places, _, _ in batch.groups:
            s, there = edged[places], places < len(scores)
            alpha, steps = self.start + s[:, 0], []
            for step in range(1, s.shape[1]):
                best, which = (alpha[:, :, None] + self.moves).max(1)
                on = there[:, step, None]
                alpha = torch.where(on, best + s[:, step], alpha)
                steps.append(torch.where(on, which, torch.arange(s.shape[2]).expand_as(which)))
            tag = (alpha + self.end).argmax(1)
            found[places[:, -1]] = tag
            for step in range(s.shape[1] - 2, -1, -1):
                tag = steps[step].gather(1, tag[:, None])[:, 0]
                found[places[:, step]] = tag
        return found[:-1]


class Network(nn.Module):
    """A trunk with the heads of grammar, of entities, or with none."""

    def __init__(self, s: Sizes, drop: float = 0.33) -> None:
        super().__init__()
        self.sizes = s
        self.trunk = Trunk(s, drop)
        if s.labels:
            self.sents = nn.Linear(s.width, 1)
            self.morph = nn.Linear(2 * s.recurrent, s.morphs)
            self.tag = nn.Linear(2 * s.recurrent, s.tags)
            self.tree = nn.Linear(2 * s.recurrent, s.trees)
            self.parser = Biaffine(s, drop)
        if s.entity_tags:
            self.entities = Entities(s, drop)


@dataclass
class Batch:
    """Some documents, one behind the other.

    Attributes:
        rows, letters, marks, floret: features of the different words.
        types: for each word of the text, which of the different words it is.
        before, after: place of the neighbours in the document, the number of words where there is none.
        groups: sentences of like length: places of their words (sentences, longest), padded with the number of words;
            the same from the last word to the first; and three lists, for each word of the group its place in the first
            block, in the second, and in the text.
        corpus: number of the corpus, for each word.
        document: which of the documents it stands in, for each word.
    """

    rows: Tensor
    letters: Tensor
    marks: Tensor
    floret: Tensor
    types: Tensor
    before: Tensor
    after: Tensor
    groups: list[tuple[Tensor, Tensor, Tensor]]
    corpus: Tensor
    document: Tensor

    @property
    def capital(self) -> Tensor:
        """Which of the different words begin with a capital; see `newsnlp.neural.features.shape`."""
        return self.marks[:, CAPITAL - SHAPES]


def with_lists(mix: Tensor, new: Tensor) -> Tensor:
    """Return the weights of `Words.mix` with columns for lists that it does not know: they stand before the shapes."""
    return torch.cat([mix[:, :-SHAPES], new, mix[:, -SHAPES:]], 1)


def elsewhere(x: Tensor, document: Tensor, types: Tensor) -> Tensor:
    """Return for each row the mean of the rows of the same word elsewhere in its document, noughts without any."""
    _, word, count = torch.unique(document * (int(types.max()) + 1) + types, return_inverse=True, return_counts=True)
    total = x.new_zeros(len(count), x.shape[1], dtype=torch.float32).index_add(0, word, x.float())
    return (total[word] - x) / (count[word] - 1).clamp(min=1)[:, None]


def means(x: Tensor, document: Tensor) -> Tensor:
    """Return the mean of the rows of each document."""
    count = torch.bincount(document)
    total = x.new_zeros(len(count), x.shape[1], dtype=torch.float32).index_add(0, document, x.float())
    return total / count[:, None]


def sentence_groups(starts: list[int], total: int) -> list[tuple[Tensor, Tensor, Tensor]]:
    """Return the groups of a Batch for sentences that start at `starts`."""
    ends = [*starts[1:], total]
    spans = sorted(zip(starts, ends, strict=True), key=lambda span: span[1] - span[0])
    groups: list[list[tuple[int, int]]] = []
    for span in spans:
        length = span[1] - span[0]
        if not groups or length > 1.7 * (groups[-1][0][1] - groups[-1][0][0]) + 6:
            groups.append([])
        groups[-1].append(span)
    return [_group(group, total) for group in groups]


def _group(spans: list[tuple[int, int]], total: int) -> tuple[Tensor, Tensor, Tensor]:
    first = torch.tensor([start for start, _ in spans])[:, None]
    length = torch.tensor([end - start for start, end in spans])[:, None]
    step = torch.arange(int(length.max()))[None]
    there = step < length
    places = torch.where(there, first + step, total)
    backwards = torch.where(there, first + length - 1 - step, total)
    row = torch.arange(len(spans))[:, None] * step.shape[1]
    words = torch.stack([(row + step)[there], (row + length - 1 - step)[there], places[there]])
    return places, backwards, words
