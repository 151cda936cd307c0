"""Fine-tune the transformer for grammar and for entities at once: batches of the two take turns.

The gradients of both tasks are brought to like lengths for the layers that they share: the loss of grammar is some
twenty times that of entities. Checkpoints hold all that is needed to go on; the moving average of the weights is what
is scored and kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import srsly
import torch
from torch import nn

import targets
from network import Sizes
from newsnlp.neural.features import SHAPES, Lexicon, Lists
from newsnlp.neural.pieces import Pieces
from targets import ENTITY_TAGS, TREEBANKS, EntityCorpora, Grammar, save_labels
from train import EntityTask, GrammarTask
from training import Average, rate
from transformer import SCORED_WINDOW, PieceTypes, TransformerNetwork

TASKS = ("grammar", "entities")
WORDS = {"grammar": 1_000, "entities": 1_100}
# Learning rates at their highest: of the last layer, by how much each layer before it learns less, and of the heads.
LAYER_RATE, LAYER_DECAY, HEAD_RATE = 2e-4, 0.9, 2e-3
DROP = 0.15
WARM = 200
AVERAGED_EVERY, AVERAGE = 4, 0.98
# Wikinews is the register of articles; all genres are wanted, and the first is read by the lists of names too.
ENTITY_SHARES = {"wikinews": 3.0, "fiction": 1.0, "de_gasperi": 1.0, "wikineural": 0.4}
# How fast the mean length of a task's gradients is forgotten, and how much longer than the mean one may be.
LENGTH_DECAY, LONGEST_GRADIENT = 0.98, 2.0


class Evener:
    """Brings the gradients of every task to a mean length of one for the layers that the tasks share."""

    def __init__(self) -> None:
        self.lengths: dict[str, float] = {}

    def even(self, task: str, parameters: list[nn.Parameter]) -> None:
        """Scale the gradients of a task."""
        found = [p.grad for p in parameters if p.grad is not None]
        length = float(torch.nn.utils.get_total_norm(found))
        before = self.lengths.get(task, length)
        mean = LENGTH_DECAY * before + (1 - LENGTH_DECAY) * min(length, LONGEST_GRADIENT * before)
        self.lengths[task] = mean
        for gradient in found:
            gradient.div_(max(mean, length / LONGEST_GRADIENT, 1e-8))


def read_lexicon(pipeline: Path) -> Lexicon:
    """Return the lists of names of a saved pipeline of `export.py`, which both pipelines share."""
    encoder = pipeline / "encoder"
    with np.load(encoder / "weights.npz") as archive:
        keys, masks = archive["lists.keys"], archive["lists.masks"]
    return Lexicon({}, {}, Lists(keys, masks, srsly.read_json(encoder / "settings.json")["lexicon"]["list_count"]))


def groups(network: TransformerNetwork) -> list[dict[str, Any]]:
    """Return the parameters with their highest learning rates."""
    trunk = network.trunk
    last = len(trunk.layers) - 1
    layers = [
        {"params": list(layer.parameters()), "peak": LAYER_RATE * LAYER_DECAY ** (last - number)}
        for number, layer in enumerate(trunk.layers)
    ]
    lowest = [*trunk.positions.parameters(), *trunk.norm.parameters()]
    heads = [p for name, p in network.named_parameters() if not name.startswith("trunk.")]
    return [
        *layers,
        {"params": lowest, "peak": LAYER_RATE * LAYER_DECAY ** (last + 1)},
        {"params": [*heads, *trunk.lists.parameters()], "peak": HEAD_RATE},
    ]


class Training:
    """What goes on from step to step, and is kept in checkpoints."""

    def __init__(self, network: TransformerNetwork, tasks: dict[str, Any], args: argparse.Namespace) -> None:
        self.network, self.tasks, self.args = network, tasks, args
        self.optimizer = torch.optim.AdamW(groups(network), lr=1.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.average = Average(network, AVERAGE)
        self.evener = Evener()
        self.shared = [p for p in network.trunk.parameters() if p.requires_grad]
        self.step, self.minutes = 0, 0.0
        self.losses: dict[str, list[float]] = {name: [] for name in TASKS}

    @property
    def done(self) -> float:
        """What part of the training is over, by its steps or by the clock."""
        return self.step / self.args.steps if self.args.steps else self.minutes / self.args.minutes

    def run(self) -> None:
        """Train until steps or time are used up."""
        last = kept = time.monotonic()
        while self.done < 1:
            self.learn(TASKS[self.step % 2])
            now = time.monotonic()
            self.minutes += (now - last) / 60
            last = now
            if self.step % 50 == 0:
                self.tell()
            if now - kept > 60 * self.args.every or self.done >= 1:
                self.keep()
                kept = last = time.monotonic()

    def learn(self, task: str) -> None:
        """Take one step for a task."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate(self.done, self.step, warm=WARM)
        self.optimizer.zero_grad()
        loss = self.tasks[task].loss(self.network)
        loss.backward()
        self.evener.even(task, self.shared)
        heads = [p for name, p in self.network.named_parameters() if not name.startswith("trunk.")]
        nn.utils.clip_grad_norm_(heads, 5.0)
        self.optimizer.step()
        self.losses[task].append(loss.item())
        self.step += 1
        if self.step % AVERAGED_EVERY == 0:
            self.average.update(self.network)

    def tell(self) -> None:
        told = " ".join(f"{name} {np.mean(found[-100:]):.4f}" for name, found in self.losses.items() if found)
        print(f"{self.step} {self.minutes:.1f} min loss {told}", flush=True)

    def keep(self) -> None:
        """Score the averaged weights, and write them and a checkpoint."""
        own = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.weights)
        self.network.eval()
        found = self.scores()
        self.network.train()
        self.network.load_state_dict(own)
        print(self.step, f"{self.minutes:.1f} min", " ".join(f"{n} {v:.4f}" for n, v in found.items()), flush=True)
        output: Path = self.args.output
        saved = {"weights": self.average.weights, "sizes": asdict(self.network.sizes)}
        _write({**saved, "layers": len(self.network.trunk.layers)}, output / "network.pt")
        (output / "scores.json").write_text(json.dumps(found), encoding="utf8")
        _write(
            {
                "own": own,
                "optimizer": self.optimizer.state_dict(),
                "average": (self.average.weights, self.average.step),
                "lengths": self.evener.lengths,
                "step": self.step,
                "minutes": self.minutes,
            },
            output / "checkpoint.pt",
        )

    def scores(self) -> dict[str, float]:
        """Return the scores on the dev files: of grammar, and of entities in documents."""
        for task in self.tasks.values():
            task.types.window = SCORED_WINDOW
        found = self.tasks["grammar"].scores(self.network)
        exact, tokens = self.tasks["entities"]._scores(self.network, self.tasks["entities"].corpora.dev_text)
        for task in self.tasks.values():
            task.types.window = None
        return {**found, "exact": exact, "tokens": tokens}

    def go_on(self, checkpoint: Path) -> None:
        """Take what a checkpoint holds."""
        saved = torch.load(checkpoint)
        self.network.load_state_dict(saved["own"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.average.weights, self.average.step = saved["average"]
        self.evener.lengths, self.step, self.minutes = saved["lengths"], saved["step"], saved["minutes"]


def _write(saved: dict[str, Any], path: Path) -> None:
    """Write a file whole: one that is broken off half-way does not take the place of the last one."""
    new = path.with_suffix(".new")
    torch.save(saved, new)
    new.replace(path)


def work(args: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    targets.ENTITY_SHARES.update(ENTITY_SHARES)
    lexicon = read_lexicon(args.fast)
    settings = srsly.read_json(args.encoder / "pieces.json")
    pieces = Pieces(settings["pieces"], settings["scores"], settings["marked"]["unknown"])
    draw = random.Random(args.seed)
    types = PieceTypes(lexicon, pieces, draw)
    grammar = Grammar(args.corpora / "ud", types, list(TREEBANKS))
    save_labels(grammar, args.output)
    corpora = EntityCorpora(args.corpora / "ner", args.exclude, types, args.silver)
    types.freeze()
    labels = grammar.labels
    torch.manual_seed(args.seed)
    width, marks = settings["width"], lexicon.lists.count + SHAPES
    sizes = Sizes(
        words=0, letters=0, marks=marks, width=width, recurrent=width // 2, parser=width // 2, arc=256, label=64,
        morphs=len(labels.morphs), tags=len(labels.tags), trees=len(labels.trees), labels=len(labels.deps),
        treebanks=len(grammar.names), corpora=len(corpora.names), entity_tags=len(ENTITY_TAGS),
    )  # fmt: skip
    network = TransformerNetwork(sizes, args.encoder, args.layers, DROP)
    tasks = {
        "grammar": GrammarTask(grammar, types, draw, WORDS["grammar"]),
        "entities": EntityTask(corpora, types, draw, WORDS["entities"]),
    }
    training = Training(network, tasks, args)
    if args.resume is not None:
        training.go_on(args.resume / "checkpoint.pt")
        draw.seed(args.seed + training.step)
        torch.manual_seed(args.seed + training.step)
    print(asdict(sizes), len(types.words), "different words", flush=True)
    training.run()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ud/ and ner/")
    parser.add_argument("encoder", type=Path, help="folder that cut_vocabulary.py wrote")
    parser.add_argument("fast", type=Path, help="the saved pipeline it_newsnlp, for its lists of names")
    parser.add_argument("output", type=Path)
    parser.add_argument("--layers", type=int, default=8, help="how many of the pretrained layers are taken")
    parser.add_argument("--steps", type=int, help="how many steps it trains in all, resumed runs together")
    parser.add_argument("--minutes", type=float, default=74, help="without --steps: how long it trains in all")
    parser.add_argument("--every", type=float, default=11, help="minutes between two checkpoints")
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out of the entities")
    parser.add_argument("--silver", type=Path, help="IOB2 file that silver.py wrote, to learn entities from besides")
    parser.add_argument("--resume", type=Path, help="folder of a run to go on from")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    work(args)


if __name__ == "__main__":
    main()
