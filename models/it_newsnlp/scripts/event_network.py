"""The network for events in PyTorch, for training; newsnlp.neural.event_heads computes the same in NumPy.

words      the pipeline's vector of a word, its word class, dependency, lemma, name, morphology -> one vector; with what
           its sentence and the whole text are about; a gated window over it, its neighbours, its governor and what it
           governs
trigger    of which of 21 types the word tells, or of none; and whether it happened
arguments  for a trigger and a mention, how likely the mention's entity fills each role: a biaffine (Dozat and Manning
           2017) and a layer over distance, kind and link in the parse; an entity has the best of its mentions
same       whether two triggers tell of one event
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from newsnlp.annotation.layers import ROLES, STATUSES
from newsnlp.neural.event_heads.inputs import DISTANCE_COUNT, FLAGS, KIND_COUNT, SENTENCE_COUNT, TYPE_COUNT
from newsnlp.neural.event_heads.labels import TYPES

APART = 12  # sentences between two triggers; further ones count as these
ABSENT = -30.0


class Dropout(nn.Module):
    """Drops numbers as `nn.Dropout` does, by random bytes, which are drawn in a tenth of the time."""

    draw = np.random.Generator(np.random.SFC64(0))

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not x.numel():
            return x
        drawn = torch.frombuffer(bytearray(self.draw.bytes(x.numel())), dtype=torch.uint8).reshape(x.shape)
        return x * ((drawn >= self.least).to(x.dtype) * (256 / (256 - self.least)))


class EventHeads(nn.Module):
    """All heads; see the head of the file."""

    def __init__(
        self,
        vectors: int,
        counts: dict[str, int],
        *,
        width: int = 96,
        pair: int = 96,
        linked: int = 64,
        drop: float = 0.3,
    ) -> None:
        super().__init__()
        self.embedded = nn.ModuleList(
            [
                nn.Embedding(counts["pos"] + 1, 8),
                nn.Embedding(counts["deps"] + 1, 12),
                nn.Embedding(counts["lemmas"] + 1, 24),
                nn.Embedding(TYPE_COUNT + 1, 6),
            ]
        )
        for table in self.embedded:
            nn.init.normal_(table.weight, std=0.3)
        self.drop = Dropout(drop)
        self.unknown = 0.15
        self.mix = nn.Linear(vectors + 50 + FLAGS, width)
        self.about = nn.Linear(2 * width, width, bias=False)
        self.norm = nn.LayerNorm(width)
        self.gates = nn.Linear(5 * width, 2 * width)
        self.out = nn.LayerNorm(width)
        self.trigger = nn.Sequential(Dropout(drop), nn.Linear(2 * width, 96), nn.GELU(), nn.Linear(96, len(TYPES)))
        self.status = nn.Sequential(Dropout(drop), nn.Linear(2 * width, 64), nn.GELU(), nn.Linear(64, len(STATUSES)))
        roles = len(ROLES)
        self.act = nn.Linear(2 * width, pair)
        self.actor = nn.Linear(3 * width, pair)
        self.biaffine = nn.Parameter(torch.randn(roles, pair, pair) * 0.02)
        self.act_link = nn.Linear(2 * width, linked)
        self.actor_link = nn.Linear(3 * width, linked, bias=False)
        sizes = (DISTANCE_COUNT, SENTENCE_COUNT, KIND_COUNT * TYPE_COUNT, counts["paths"] + 1)
        self.links = nn.ModuleList(nn.Embedding(size, linked) for size in sizes)
        self.skips = nn.ModuleList(nn.Embedding(size, roles) for size in sizes)
        for table in (*self.links, *self.skips):
            nn.init.normal_(table.weight, std=0.05)
        self.link_out = nn.Linear(linked, roles)
        self.told = nn.Linear(2 * width, 64)
        self.same = nn.Sequential(Dropout(drop), nn.Linear(64 * 3 + APART, 64), nn.GELU(), nn.Linear(64, 1))

    def words(
        self, vectors: Tensor, words: Tensor, flags: Tensor, heads: Tensor, sentences: Tensor, texts: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the vector of each word of some texts, alone and with its governor's."""
        columns = list(words.unbind(1))
        if self.training:
            columns[2] = columns[2] * (torch.rand(columns[2].shape) >= self.unknown)
        read = [table(column) for table, column in zip(self.embedded, columns, strict=True)]
        x = self.drop(functional.gelu(self.mix(torch.cat([self.drop(vectors), *read, flags], 1))))
        x = x + self.about(self.drop(torch.cat([mean_of(x, sentences), mean_of(x, texts)], 1)))
        h = self.norm(x)
        follows = (texts[1:] == texts[:-1]).to(h.dtype)[:, None]
        edge = h.new_zeros(1, h.shape[1])
        before, after = torch.cat([edge, h[:-1] * follows]), torch.cat([h[1:] * follows, edge])
        window = torch.cat([before, h, after, h[heads], governed(h, heads)], 1)
        h = self.out(x + self.drop(functional.glu(self.gates(window), 1)))
        return h, torch.cat([h, h[heads]], 1)

    def mentions(self, h: Tensor, both: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return torch.cat([h[first], h[last], both[last][:, h.shape[1] :]], 1)

    def arguments(self, told: Tensor, mentioned: Tensor, rows: Tensor, columns: Tensor, links: Tensor) -> Tensor:
        """Return scores (pairs, roles) of triggers `rows` with mentions `columns`."""
        act, actor = (self.drop(functional.gelu(layer(x))) for layer, x in ((self.act, told), (self.actor, mentioned)))
        turned = torch.einsum("te,ref->trf", act, self.biaffine)
        scores = torch.einsum("trf,mf->tmr", turned, actor)[rows, columns]
        linked = self.act_link(told)[rows] + self.actor_link(mentioned)[columns]
        for table, skip, numbers in zip(self.links, self.skips, links.unbind(1), strict=True):
            linked = linked + table(numbers)
            scores = scores + skip(numbers)
        return scores + self.link_out(self.drop(functional.gelu(linked)))

    def one_event(self, both: Tensor, first: Tensor, second: Tensor, apart: Tensor) -> Tensor:
        """Return a score for each pair of triggers."""
        x, y = (functional.gelu(self.told(both[places])) for places in (first, second))
        far = functional.one_hot(apart.clamp(max=APART - 1), APART).to(x.dtype)
        return self.same(torch.cat([x, y, (x - y).abs(), far], 1))[:, 0]


def mean_of(x: Tensor, groups: Tensor) -> Tensor:
    """Return for each row the mean of its group; groups are numbers in order."""
    count = int(groups[-1]) + 1
    sums = x.new_zeros(count, x.shape[1]).index_add(0, groups, x)
    return (sums / torch.bincount(groups, minlength=count).clamp(min=1)[:, None])[groups]


def governed(h: Tensor, heads: Tensor) -> Tensor:
    """Return for each word the mean of the words that it governs; a root governs itself too."""
    sums = h.new_zeros(h.shape).index_add(0, heads, h)
    return sums / torch.bincount(heads, minlength=len(h)).clamp(min=1)[:, None]


def by_owner(scores: Tensor, slots: Tensor, count: int) -> Tensor:
    """Return for each slot (a trigger with an owner) the best score of the owner's mentions: (slots, roles)."""
    empty = scores.new_full((count, scores.shape[1]), ABSENT)
    return empty.scatter_reduce(0, slots[:, None].expand_as(scores), scores, "amax", include_self=True)
