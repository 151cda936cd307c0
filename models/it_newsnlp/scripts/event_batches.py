"""Gold articles as tensors, and several of them as one batch: the network for events learns from these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from gold_examples import Example
from newsnlp.annotation.layers import ROLES, STATUSES
from newsnlp.neural.event_heads.inputs import pairs_of
from newsnlp.neural.event_heads.labels import LOOK_BACK, TIME, TYPES, Known


class Item:
    """An article as tensors, with what is right."""

    def __init__(self, example: Example, known: Known) -> None:
        text = example.text
        self.id, self.known, self.text = example.id, known, text
        self.vectors = torch.tensor(np.asarray(example.vectors, dtype=np.float32))
        self.words, self.flags = torch.tensor(text.words), torch.tensor(text.flags)
        self.heads, self.sentences = torch.tensor(text.heads), torch.tensor(text.sentences)
        self.mentions = torch.tensor(text.mentions)
        self.types, self.statuses = torch.zeros(len(text.heads), dtype=torch.long), torch.full((len(text.heads),), -1)
        self.events: dict[int, list[int]] = {}
        for number, event in enumerate(example.gold):
            for token in event.triggers:
                self.events.setdefault(token, []).append(number)
                if self.types[token] == 0 or event.type == "MEETING":
                    self.types[token] = TYPES.index(event.type)
                    self.statuses[token] = STATUSES.index(event.status)
        self.triggers = sorted(self.events)
        self.roles = self._roles(example)
        self.asked = torch.zeros(text.owners, len(ROLES))
        self.asked[: text.entities, :TIME] = 1
        self.asked[text.entities :, TIME] = 1
        self.pairs = self.links(self.triggers)
        self.first, self.second = self.told_together(self.triggers)
        self.one = [float(not set(self.events[a]).isdisjoint(self.events[b])) for a, b in self._tokens()]

    def _tokens(self) -> list[tuple[int, int]]:
        return list(zip(self.first, self.second, strict=True))

    def links(self, triggers: list[int]) -> Tensor:
        """Return what is known of triggers with mentions: (triggers, mentions, 4) numbers."""
        if not triggers or not len(self.mentions):
            return torch.zeros(len(triggers), len(self.mentions), 4, dtype=torch.long)
        pairs = pairs_of(self.text, triggers, self.known)
        kind = np.broadcast_to(pairs.kind[None], pairs.distance.shape)
        return torch.tensor(np.stack([pairs.distance, pairs.sentence, kind, pairs.path], axis=2))

    def _roles(self, example: Example) -> Tensor:
        right = torch.zeros(len(self.triggers), self.text.owners, len(ROLES))
        for row, token in enumerate(self.triggers):
            for event in (example.gold[number] for number in self.events[token]):
                for role, name in enumerate(ROLES[:TIME]):
                    right[row, list(event.roles[name]), role] = 1
                for index, value in enumerate(example.article.times):
                    if value and event.time and value.split("T")[0] == event.time.split("T")[0]:
                        right[row, self.text.entities + index, TIME] = 1
        return right

    def told_together(self, triggers: list[int]) -> tuple[list[int], list[int]]:
        """Return pairs of near triggers of one type, as two lists of tokens; the second stands before the first."""
        near = [(a, b) for i, a in enumerate(triggers) for b in triggers[max(0, i - LOOK_BACK) : i]]
        alike = [(a, b) for a, b in near if self.types[a] == self.types[b]]
        return [a for a, _ in alike], [b for _, b in alike]


@dataclass
class Batch:
    """Articles one after the other, with the places of each counted on from those before it.

    Attributes:
        vectors, words, flags, heads: (tokens, ...) as in `EventText`.
        sentences, texts: (tokens,) number of the sentence, and of the article, of each token.
        mentions: (mentions, 3) first and last token, and kind with type.
        types, statuses: (tokens,) what is right.
        triggers: (triggers,) tokens.
        rows, columns, slots: (pairs,) for each trigger and each mention of its article: number of the trigger, of the
            mention, and of the trigger with the mention's owner.
        links: (pairs, 4) what is known of them.
        roles, asked: (slots, roles) what is right, and what is asked.
        first, second, apart, one: (pairs of triggers,) tokens, sentences between, and whether they tell of one event.
    """

    vectors: Tensor
    words: Tensor
    flags: Tensor
    heads: Tensor
    sentences: Tensor
    texts: Tensor
    mentions: Tensor
    types: Tensor
    statuses: Tensor
    triggers: Tensor
    rows: Tensor
    columns: Tensor
    slots: Tensor
    links: Tensor
    roles: Tensor
    asked: Tensor
    first: Tensor
    second: Tensor
    apart: Tensor
    one: Tensor


def batch_of(items: Sequence[Item]) -> Batch:
    """Return articles as one batch."""
    parts: dict[str, list[Tensor]] = {name: [] for name in Batch.__dataclass_fields__}
    tokens = sentences = mentions = triggers = slots = 0
    for number, item in enumerate(items):
        count, owners, told, named = len(item.heads), item.text.owners, len(item.triggers), len(item.mentions)
        for name in ("vectors", "words", "flags", "types", "statuses"):
            parts[name].append(getattr(item, name))
        parts["heads"].append(item.heads + tokens)
        parts["sentences"].append(item.sentences + sentences)
        parts["texts"].append(torch.full((count,), number))
        parts["mentions"].append(item.mentions[:, 1:3] + tokens)
        parts["triggers"].append(torch.tensor(item.triggers, dtype=torch.long) + tokens)
        rows = torch.arange(told).repeat_interleave(named)
        columns = torch.arange(named).repeat(told)
        parts["rows"].append(rows + triggers)
        parts["columns"].append(columns + mentions)
        parts["slots"].append(rows * owners + item.mentions[columns, 0] + slots)
        parts["links"].append(item.pairs.reshape(-1, 4))
        parts["roles"].append(item.roles.reshape(-1, len(ROLES)))
        parts["asked"].append(item.asked.repeat(told, 1))
        for name, places in (("first", item.first), ("second", item.second)):
            parts[name].append(torch.tensor(places, dtype=torch.long) + tokens)
        parts["apart"].append((item.sentences[item.first] - item.sentences[item.second]).abs())
        parts["one"].append(torch.tensor(item.one))
        tokens, sentences = tokens + count, sentences + int(item.sentences[-1]) + 1
        mentions, triggers, slots = mentions + named, triggers + told, slots + told * owners
    return Batch(**{name: torch.cat(tensors) for name, tensors in parts.items()})
