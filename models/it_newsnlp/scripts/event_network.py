"""The network for events in PyTorch, for training; newsnlp.neural.event_heads computes the same in NumPy.

words      the pipeline's vector of a word, its word class, dependency, lemma, name, morphology -> one vector; with what
           its sentence and the whole text are about; a gated window over it, its neighbours and its governor
trigger    of which of 21 types the word tells, or of none; and whether it happened
arguments  for a trigger and a mention, how likely the mention's entity fills each role: a biaffine (Dozat and Manning
           2017) and a layer over distance, kind and link in the parse; an entity has the best of its mentions
same       whether two triggers tell of one event
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsnlp.annotation.layers import ROLES, STATUSES
from newsnlp.neural.event_heads.inputs import DISTANCE_COUNT, FLAGS, KIND_COUNT, SENTENCE_COUNT, TYPE_COUNT
from newsnlp.neural.event_heads.labels import TYPES

APART = 12  # sentences between two triggers; further ones count as these
ABSENT = -30.0


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
        self.drop = nn.Dropout(drop)
        self.unknown = 0.15
        self.mix = nn.Linear(vectors + 50 + FLAGS, width)
        self.about = nn.Linear(2 * width, width, bias=False)
        self.norm = nn.LayerNorm(width)
        self.gates = nn.Linear(4 * width, 2 * width)
        self.out = nn.LayerNorm(width)
        self.trigger = nn.Sequential(nn.Dropout(drop), nn.Linear(2 * width, 96), nn.GELU(), nn.Linear(96, len(TYPES)))
        self.status = nn.Sequential(nn.Dropout(drop), nn.Linear(2 * width, 64), nn.GELU(), nn.Linear(64, len(STATUSES)))
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
        self.same = nn.Sequential(nn.Dropout(drop), nn.Linear(64 * 3 + APART, 64), nn.GELU(), nn.Linear(64, 1))

    def words(
        self, vectors: Tensor, words: Tensor, flags: Tensor, heads: Tensor, sentences: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the vector of each word, alone and with its governor's."""
        columns = list(words.unbind(1))
        if self.training:
            columns[2] = columns[2] * (torch.rand(columns[2].shape) >= self.unknown)
        read = [table(column) for table, column in zip(self.embedded, columns, strict=True)]
        x = self.drop(functional.gelu(self.mix(torch.cat([self.drop(vectors), *read, flags], 1))))
        count = int(sentences[-1]) + 1
        sums = x.new_zeros(count, x.shape[1]).index_add(0, sentences, x)
        means = sums / torch.bincount(sentences, minlength=count)[:, None]
        x = x + self.about(self.drop(torch.cat([means, x.mean(0, keepdim=True).expand_as(means)], 1)))[sentences]
        h = self.norm(x)
        edge = h.new_zeros(1, h.shape[1])
        window = torch.cat([torch.cat([edge, h[:-1]]), h, torch.cat([h[1:], edge]), h[heads]], 1)
        h = self.out(x + self.drop(functional.glu(self.gates(window), 1)))
        return h, torch.cat([h, h[heads]], 1)

    def mentions(self, h: Tensor, both: Tensor, mentions: Tensor) -> Tensor:
        return torch.cat([h[mentions[:, 1]], h[mentions[:, 2]], both[mentions[:, 2]][:, h.shape[1] :]], 1)

    def arguments(self, told: Tensor, mentioned: Tensor, pairs: tuple[Tensor, ...]) -> Tensor:
        """Return scores (triggers, mentions, roles)."""
        act, actor = (self.drop(functional.gelu(layer(x))) for layer, x in ((self.act, told), (self.actor, mentioned)))
        scores = torch.einsum("te,ref,mf->tmr", act, self.biaffine, actor)
        linked = self.act_link(told)[:, None] + self.actor_link(mentioned)[None]
        for table, skip, numbers in zip(self.links, self.skips, pairs, strict=True):
            # the kind of a mention is the same for every trigger
            linked = linked + (table(numbers) if numbers.dim() > 1 else table(numbers)[None])
            scores = scores + (skip(numbers) if numbers.dim() > 1 else skip(numbers)[None])
        return scores + self.link_out(self.drop(functional.gelu(linked)))

    def one_event(self, both: Tensor, first: Tensor, second: Tensor, apart: Tensor) -> Tensor:
        """Return a score for each pair of triggers."""
        x, y = (functional.gelu(self.told(both[places])) for places in (first, second))
        far = functional.one_hot(apart.clamp(max=APART - 1), APART).to(x.dtype)
        return self.same(torch.cat([x, y, (x - y).abs(), far], 1))[:, 0]


def by_owner(scores: Tensor, mentions: Tensor, owners: int) -> Tensor:
    """Return for each trigger, owner and role the best score of its mentions: (triggers, owners, roles)."""
    places = mentions[None, :, 0, None].expand_as(scores)
    empty = scores.new_full((scores.shape[0], owners, scores.shape[2]), ABSENT)
    return empty.scatter_reduce(1, places, scores, "amax", include_self=True)
