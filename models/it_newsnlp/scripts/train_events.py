"""Train the network for events on gold articles, once without each fifth of them, and once on all.

usage: python train_events.py DATA.pkl --output FOLDER [--epochs 24] [--only 0 1 all]

What the networks without a fifth say of that fifth is what the decision is learned from: no network has seen it.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import pickle
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from event_network import EventHeads, by_owner
from gold_examples import Example
from newsnlp.annotation.layers import ROLES, STATUSES, EventScores
from newsnlp.neural.event_heads.inputs import pairs_of
from newsnlp.neural.event_heads.labels import (
    LEAST_ARGUMENT,
    LEAST_TRIGGER,
    LOOK_BACK,
    TIME,
    TYPES,
    Known,
)
from newsnlp.neural.event_heads.network import near_pairs

FOLDS = 5
BATCH = 4
ALL = "all"


def fold_of(name: str) -> int:
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


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
        self.pairs = self.links(self.triggers) if self.triggers and len(self.mentions) else ()

    def links(self, triggers: list[int]) -> tuple[Tensor, ...]:
        pairs = pairs_of(self.text, triggers, self.known)
        return tuple(torch.tensor(x) for x in (pairs.distance, pairs.sentence, pairs.kind, pairs.path))

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
        """Return pairs of near triggers, as two lists of tokens; the second stands before the first."""
        near = [(a, b) for i, a in enumerate(triggers) for b in triggers[max(0, i - LOOK_BACK) : i]]
        return [a for a, _ in near], [b for _, b in near]

    def apart(self, first: list[int], second: list[int]) -> Tensor:
        return torch.tensor(np.abs(self.text.sentences[first] - self.text.sentences[second]))


def loss_of(network: EventHeads, item: Item) -> Tensor:
    """Return the loss of an article, a sum over its words, roles and pairs."""
    h, both = network.words(item.vectors, item.words, item.flags, item.heads, item.sentences)
    loss = functional.cross_entropy(network.trigger(both), item.types, reduction="sum") / 30
    if not item.triggers:
        return loss
    told = item.types > 0
    loss = loss + functional.cross_entropy(network.status(both[told]), item.statuses[told], reduction="sum") / 10
    if item.pairs:
        mentioned = network.mentions(h, both, item.mentions)
        scores = by_owner(
            network.arguments(both[item.triggers], mentioned, item.pairs), item.mentions, item.text.owners
        )
        wrong = functional.binary_cross_entropy_with_logits(scores, item.roles, reduction="none")
        loss = loss + (wrong * item.asked[None]).sum() / 10
    first, second = item.told_together(item.triggers)
    kept = [k for k, (a, b) in enumerate(zip(first, second, strict=True)) if item.types[a] == item.types[b]]
    if kept:
        first, second = [first[k] for k in kept], [second[k] for k in kept]
        one = [float(not set(item.events[a]).isdisjoint(item.events[b])) for a, b in zip(first, second, strict=True)]
        scores = network.one_event(both, torch.tensor(first), torch.tensor(second), item.apart(first, second))
        loss = loss + functional.binary_cross_entropy_with_logits(scores, torch.tensor(one), reduction="sum") / 10
    return loss


def trained(items: list[Item], sizes: dict[str, Any], *, epochs: int, rate: float, seed: int) -> EventHeads:
    """Return a network trained on articles."""
    torch.manual_seed(seed)
    random.seed(seed)
    network = EventHeads(**sizes)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.03)
    steps = epochs * math.ceil(len(items) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, (steps - step) / steps)
    )
    order, begun = list(items), time.process_time()
    for epoch in range(epochs):
        random.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            optimizer.zero_grad()
            for item in order[start : start + BATCH]:
                loss = loss_of(network, item) / BATCH
                loss.backward()
                total += float(loss.detach()) * BATCH
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}, {time.process_time() - begun:.0f} s", flush=True)
    return network.eval()


@torch.no_grad()
def scores_of(network: EventHeads, item: Item, rule_triggers: set[int]) -> EventScores:
    """Return what a network says of an article, as `newsnlp.neural.event_heads` writes it on a Doc."""
    h, both = network.words(item.vectors, item.words, item.flags, item.heads, item.sentences)
    types, statuses = network.trigger(both).softmax(1), network.status(both).softmax(1)
    triggers = [t for t in range(len(h)) if 1 - types[t, 0] > LEAST_TRIGGER or t in rule_triggers]
    arguments: list[list[tuple[int, list[float]]]] = [[] for _ in triggers]
    if triggers and len(item.mentions):
        mentioned = network.mentions(h, both, item.mentions)
        found = network.arguments(both[triggers], mentioned, item.links(triggers))
        likely = (by_owner(found, item.mentions, item.text.owners).sigmoid() * item.asked).tolist()
        arguments = [
            [(owner, roles) for owner, roles in enumerate(row) if max(roles) >= LEAST_ARGUMENT] for row in likely
        ]
    rows, columns = near_pairs(types[triggers].numpy())
    first, second = [triggers[row] for row in rows], [triggers[column] for column in columns]
    same: list[tuple[int, int, float]] = []
    if first:
        told = network.one_event(both, torch.tensor(first), torch.tensor(second), item.apart(first, second))
        same = list(zip(first, second, told.sigmoid().tolist(), strict=True))
    return {
        "triggers": triggers,
        "types": types[triggers].tolist(),
        "statuses": statuses[triggers].tolist(),
        "arguments": arguments,
        "same": same,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--only", nargs="*", default=[*map(str, range(FOLDS)), ALL])
    parser.add_argument("--score-only", action="store_true", help="ask the networks of the folder, after rules changed")
    args = parser.parse_args()
    torch.set_num_threads(1)
    settings, examples = pickle.loads(args.data.read_bytes())
    known = Known.of(settings)
    counts = {name: len(settings[name]) for name in ("pos", "deps", "lemmas", "paths")}
    sizes = {"vectors": examples[0].vectors.shape[1], "counts": counts, "width": args.width, "drop": args.drop}
    items = {example.id: Item(example, known) for example in examples}
    by_rule = {e.id: {t for event in e.events for t, _ in event["triggers"]} for e in examples}
    learned = [example.id for example in examples if example.column != "unread"]
    judged = [example.id for example in examples if example.column not in ("unread", "checked")]
    args.output.mkdir(parents=True, exist_ok=True)
    for part in args.only:
        seen = [name for name in learned if part == ALL or fold_of(name) != int(part)]
        asked = [e.id for e in examples if e.column == "unread"] if part == ALL else sorted({*judged} - {*seen})
        file = args.output / f"network-{part}.pt"
        if args.score_only:
            network = EventHeads(**sizes).eval()
            network.load_state_dict(torch.load(file)["weights"])
        else:
            network = trained([items[name] for name in seen], sizes, epochs=args.epochs, rate=args.rate, seed=args.seed)
            torch.save({"weights": network.state_dict(), "sizes": sizes}, file)
        told = {name: scores_of(network, items[name], by_rule[name]) for name in asked}
        (args.output / f"scores-{part}.pkl").write_bytes(pickle.dumps(told))
        print(f"{part}: learned from {len(seen)} articles, asked about {len(asked)}", flush=True)


if __name__ == "__main__":
    main()
