"""Train the network for events on gold articles, once without each fifth of them, and once on all.

usage: python train_events.py DATA.pkl --output FOLDER [--epochs 14] [--only 0 1 all]

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

from event_batches import Batch, Item, batch_of
from event_network import Dropout, EventHeads, by_owner
from newsnlp.annotation.layers import EventScores
from newsnlp.neural.event_heads.labels import LEAST_ARGUMENT, LEAST_TRIGGER, Known
from newsnlp.neural.event_heads.network import near_pairs
from training import Average

FOLDS = 5
# Articles of a step; how slowly the averaged weights follow.
BATCH, DECAY = 12, 0.998
ALL = "all"
# Articles that nobody here wrote to learn from are read twice in each epoch.
TWICE = ("read", "known")


def fold_of(name: str) -> int:
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


def loss_of(network: EventHeads, batch: Batch) -> Tensor:
    """Return the loss of a batch, a sum over its words, roles and pairs."""
    h, both = network.words(batch.vectors, batch.words, batch.flags, batch.heads, batch.sentences, batch.texts)
    loss = functional.cross_entropy(network.trigger(both), batch.types, reduction="sum") / 30
    if not len(batch.triggers):
        return loss
    told = batch.types > 0
    loss = loss + functional.cross_entropy(network.status(both[told]), batch.statuses[told], reduction="sum") / 10
    if len(batch.rows):
        mentioned = network.mentions(h, both, *batch.mentions.unbind(1))
        found = network.arguments(both[batch.triggers], mentioned, batch.rows, batch.columns, batch.links)
        scores = by_owner(found, batch.slots, len(batch.roles))
        wrong = functional.binary_cross_entropy_with_logits(scores, batch.roles, reduction="none")
        loss = loss + (wrong * batch.asked).sum() / 10
    if len(batch.one):
        scores = network.one_event(both, batch.first, batch.second, batch.apart)
        loss = loss + functional.binary_cross_entropy_with_logits(scores, batch.one, reduction="sum") / 10
    return loss


def trained(items: list[Item], sizes: dict[str, Any], *, epochs: int, rate: float, seed: int) -> EventHeads:
    """Return a network trained on articles: the moving average of its weights."""
    torch.manual_seed(seed)
    random.seed(seed)
    Dropout.draw = np.random.Generator(np.random.SFC64(seed))
    network = EventHeads(**sizes)
    average = Average(network, DECAY)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.03, fused=True)
    steps = epochs * math.ceil(len(items) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, (steps - step) / steps)
    )
    order, begun = list(items), time.process_time()
    for epoch in range(epochs):
        random.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            optimizer.zero_grad()
            loss = loss_of(network, batch_of(part)) / len(part)
            loss.backward()
            total += float(loss.detach()) * len(part)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(network)
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}, {time.process_time() - begun:.0f} s", flush=True)
    network.load_state_dict(average.weights)
    return network.eval()


@torch.no_grad()
def scores_of(network: EventHeads, item: Item, rule_triggers: set[int]) -> EventScores:
    """Return what a network says of an article, as `newsnlp.neural.event_heads` writes it on a Doc."""
    alone = torch.zeros_like(item.sentences)
    h, both = network.words(item.vectors, item.words, item.flags, item.heads, item.sentences, alone)
    types, statuses = network.trigger(both).softmax(1), network.status(both).softmax(1)
    triggers = [t for t in range(len(h)) if 1 - types[t, 0] > LEAST_TRIGGER or t in rule_triggers]
    arguments: list[list[tuple[int, list[float]]]] = [[] for _ in triggers]
    if triggers and len(item.mentions):
        mentioned = network.mentions(h, both, *item.mentions[:, 1:3].unbind(1))
        named, owners = len(item.mentions), item.text.owners
        rows, columns = torch.arange(len(triggers)).repeat_interleave(named), torch.arange(named).repeat(len(triggers))
        links = item.links(triggers).reshape(-1, 4)
        found = network.arguments(both[triggers], mentioned, rows, columns, links)
        best = by_owner(found, rows * owners + item.mentions[columns, 0], len(triggers) * owners)
        likely = (best.sigmoid().reshape(len(triggers), owners, -1) * item.asked).tolist()
        arguments = [
            [(owner, roles) for owner, roles in enumerate(row) if max(roles) >= LEAST_ARGUMENT] for row in likely
        ]
    rows, columns = near_pairs(types[triggers].numpy())
    first, second = [triggers[row] for row in rows], [triggers[column] for column in columns]
    same: list[tuple[int, int, float]] = []
    if first:
        apart = (item.sentences[first] - item.sentences[second]).abs()
        told = network.one_event(both, torch.tensor(first), torch.tensor(second), apart)
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
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--rate", type=float, default=5e-3)
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
    column = {example.id: example.column for example in examples}
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
            network = trained(
                [items[name] for name in seen for _ in range(2 if column[name] in TWICE else 1)],
                sizes,
                epochs=args.epochs,
                rate=args.rate,
                seed=args.seed,
            )
            torch.save({"weights": network.state_dict(), "sizes": sizes}, file)
        told = {name: scores_of(network, items[name], by_rule[name]) for name in asked}
        (args.output / f"scores-{part}.pkl").write_bytes(pickle.dumps(told))
        print(f"{part}: learned from {len(seen)} articles, asked about {len(asked)}", flush=True)


if __name__ == "__main__":
    main()
