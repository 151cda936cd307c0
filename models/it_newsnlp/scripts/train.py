"""Train the whole network: grammar from treebanks in one process, entities in another, gradients added up.

Starts from the trunk that `pretrain.py` wrote. What is scored and kept is the moving average of the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from torch import Tensor, nn
from torch.nn import functional

from network import Batch, Network, Sizes
from pretrain import load_lexicon, save_lexicon
from targets import (
    ENTITY_TAGS,
    IGNORED,
    TREEBANKS,
    EntityCorpora,
    EntityText,
    Grammar,
    GrammarText,
    draw_variant,
    save_labels,
    spans_of,
)
from training import Average, agreed, average_gradients, rate, spawn
from words import Text, Types

# Words of a step, of grammar and of entities, and how much of either the first of two processes takes.
WORDS = (2_000, 3_000)
SHARES = (0.78, 0.0)
# Learning rates at their highest: of the pretrained trunk, and of the rest.
TRUNK_RATE, HEAD_RATE = 1e-3, 2e-3
UNKNOWN_WORDS = 0.08
NO_STOP = 0.03
LABEL_SMOOTHING = 0.02
SCORED_EVERY = 400
DROP = 0.2
AVERAGED_EVERY = 4


def draw_batches(
    texts: Sequence[Text], shares: Sequence[float], words: int, draw: random.Random
) -> Iterator[list[Text]]:
    """Yield batches of about `words` words without end; a text comes `share` times a round on average."""
    while True:
        order: list[Text] = []
        for text, share in zip(texts, shares, strict=True):
            order += [text] * (int(share) + (draw.random() < share % 1))
        draw.shuffle(order)
        batch: list[Text] = []
        count = 0
        for text in order:
            batch.append(text)
            count += len(text.numbers)
            if count >= words:
                yield batch
                batch, count = [], 0


def joined(arrays: list[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays).astype(np.int64))


def varied(text: Any, draw: random.Random, stop: int) -> Any:
    """Return the text as it is, in another spelling, or without its final stop."""
    text = replace(text, numbers=draw_variant(text, draw))
    if draw.random() < NO_STOP and text.numbers[-1] == stop and len(text.numbers) > text.starts[-1] + 2:
        arrays = {name: value[:-1] for name, value in vars(text).items() if isinstance(value, np.ndarray)}
        return replace(text, **arrays)
    return text


def local_heads(text: GrammarText) -> np.ndarray:
    """Return for each word the place of its head in the sentence, from 1; 0 for the root."""
    ends = [*text.starts[1:], len(text.numbers)]
    lengths = np.array(ends) - np.array(text.starts)
    starts = np.repeat(np.array(text.starts), lengths)
    own = np.arange(len(text.numbers))
    return np.where(text.heads == own, 0, text.heads - starts + 1)


class GrammarTask:
    """Batches of the treebanks, their loss, and the scores on the dev file."""

    def __init__(self, grammar: Grammar, types: Types, draw: random.Random, words: int, share: float) -> None:
        self.grammar, self.types, self.draw, self.share = grammar, types, draw, share
        self.stop = types.index["."]
        self.batches = draw_batches(grammar.texts, grammar.shares(), round(share * words), draw)

    def loss(self, network: Network) -> Tensor:
        texts = [varied(text, self.draw, self.stop) for text in next(self.batches)]
        batch = self.types.batch(texts, [text.corpus for text in texts])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            local, context = network.trunk(batch)
            begins = network.sents(local)[:, 0]
            scores = [head(context) for head in (network.morph, network.tag, network.tree)]
            arcs = network.parser(context, batch)
        total = self._begin_loss(begins.float(), joined([text.begins for text in texts]))
        for found, name in zip(scores, ("morphs", "tags", "trees"), strict=True):
            target = joined([getattr(text, name) for text in texts])
            if (target != IGNORED).any():
                total = total + functional.cross_entropy(
                    found.float(), target, ignore_index=IGNORED, label_smoothing=LABEL_SMOOTHING
                )
        return self.share * (total + self._parser_loss(network, batch, arcs, texts))

    def _begin_loss(self, scores: Tensor, target: Tensor) -> Tensor:
        known = target != IGNORED
        if not known.any():
            return scores.new_zeros(())
        return 2 * functional.binary_cross_entropy_with_logits(scores[known], target[known].float())

    def _parser_loss(self, network: Network, batch: Batch, arcs: list, texts: list[GrammarText]) -> Tensor:
        heads = torch.cat([joined([local_heads(text) for text in texts]), torch.tensor([IGNORED])])
        deps = torch.cat([joined([text.deps for text in texts]), torch.tensor([IGNORED])])
        total = torch.zeros(())
        for (places, _, _), (scores, dep, head) in zip(batch.groups, arcs, strict=True):
            target = heads[places]
            there = target != IGNORED
            scores = scores.float().masked_fill(_absent(there)[:, None], -1e4)
            total = total + functional.cross_entropy(
                scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum"
            )
            row = torch.arange(len(places))[:, None].expand_as(places)[there]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                labels = network.parser.label_scores(dep[there], head[row, target[there]])
            total = total + functional.cross_entropy(labels.float(), deps[places[there]], reduction="sum")
        return total / len(batch.types)

    @torch.no_grad()
    def scores(self, network: Network) -> dict[str, float]:
        """Return scores on the dev file with its words and sentences given, without trees being enforced."""
        texts = self.grammar.dev
        batch = self.types.batch(texts, [0] * len(texts))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            local, context = network.trunk(batch)
            arcs = network.parser(context, batch)
        result = {}
        for name, head in (("morphs", network.morph), ("tags", network.tag), ("trees", network.tree)):
            target = joined([getattr(text, name) for text in texts])
            guess = head(context.float()).argmax(1)
            result[name] = float((guess == target).float().mean())
            if name == "morphs":
                pos = np.array([*self.grammar.labels.pos, "?"])
                result["pos"] = float((pos[guess] == pos[target.clamp(min=-1)]).mean())
        begins = joined([text.begins for text in texts])
        found = network.sents(local.float())[:, 0] > 0
        result["sents"] = _f1(found & (begins != IGNORED), begins == 1)
        heads, deps = joined([local_heads(text) for text in texts]), joined([text.deps for text in texts])
        punct = deps == self.grammar.labels.deps.index("punct")
        right, labelled = torch.zeros(len(heads), dtype=torch.bool), torch.zeros(len(heads), dtype=torch.bool)
        for (places, _, _), (scores, dep, head) in zip(batch.groups, arcs, strict=True):
            there = places < len(heads)
            guess = scores.float().masked_fill(_absent(there)[:, None], -1e4).argmax(2)
            row = torch.arange(len(places))[:, None].expand_as(places)[there]
            label = network.parser.label_scores(dep[there].float(), head[row, guess[there]].float()).argmax(1)
            right[places[there]] = guess[there] == heads[places[there]]
            labelled[places[there]] = label == deps[places[there]]
        result["uas"] = float(right[~punct].float().mean())
        result["las"] = float((right & labelled)[~punct].float().mean())
        return result


def _absent(there: Tensor) -> Tensor:
    """Return which heads a sentence lacks; the root, the first, is always there."""
    return ~torch.cat([torch.ones_like(there[:, :1]), there], 1)


def _f1(found: Tensor, gold: Tensor) -> float:
    return float(2 * (found & gold).sum() / (found.sum() + gold.sum()).clamp(min=1))


class EntityTask:
    """Batches of the entity corpora, their loss, and the scores on the dev file."""

    def __init__(self, corpora: EntityCorpora, types: Types, draw: random.Random, words: int, share: float) -> None:
        self.corpora, self.types, self.draw, self.share = corpora, types, draw, share
        self.stop = types.index["."]
        self.batches = draw_batches(corpora.texts, corpora.shares(), round(share * words), draw)

    def loss(self, network: Network) -> Tensor:
        texts = [varied(text, self.draw, self.stop) for text in next(self.batches)]
        batch = self.types.batch(texts, [text.corpus for text in texts])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network.entities(*network.trunk(batch), batch)
        return self.share * network.entities.loss(scores, joined([text.tags for text in texts]), batch)

    @torch.no_grad()
    def scores(self, network: Network) -> dict[str, float]:
        """Return exact and token micro F1 on the dev file with its words and sentences given."""
        exact, token = [0, 0, 0], [0, 0, 0]
        for at in range(0, len(self.corpora.dev), 100):
            texts: list[EntityText] = self.corpora.dev[at : at + 100]
            batch = self.types.batch(texts, [0] * len(texts))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                local, context = network.trunk(batch)
            guess = network.entities.decode(network.entities(local.float(), context.float(), batch), batch).tolist()
            gold = joined([text.tags for text in texts]).tolist()
            _count(exact, spans_of(guess), spans_of(gold))
            _count(token, _typed(guess), _typed(gold))
        return {"exact": _f(exact), "tokens": _f(token)}


def _typed(tags: list[int]) -> set[tuple[int, str]]:
    return {(place, ENTITY_TAGS[tag][2:]) for place, tag in enumerate(tags) if tag}


def _count(counts: list[int], found: set, gold: set) -> None:
    for place, number in enumerate((len(found & gold), len(found), len(gold))):
        counts[place] += number


def _f(counts: list[int]) -> float:
    return 2 * counts[0] / max(1, counts[1] + counts[2])


def make_network(sizes: Sizes, trunk: Path | None) -> Network:
    """Return the network, with the pretrained trunk where there is one."""
    network = Network(sizes, DROP)
    network.trunk.words.unknown = UNKNOWN_WORDS
    if trunk is not None:
        network.trunk.load_state_dict(torch.load(trunk / "trunk.pt")["trunk"])
        # words of the raw text that the corpora lack stay with their neighbours
        network.trunk.words.word.weight.requires_grad_(False)
    nn.init.zeros_(network.entities.moves)
    return network


def work(rank: int, processes: int, args: argparse.Namespace) -> None:
    lexicon = load_lexicon(args.trunk)
    types = Types(lexicon, spacy.load(args.vectors).vocab.vectors)
    grammar = Grammar(args.corpora / "ud", types, args.treebanks)
    corpora = EntityCorpora(args.corpora / "ner", args.exclude, types, args.silver)
    types.freeze()
    labels = grammar.labels
    pretrained = torch.load(args.trunk / "trunk.pt")["sizes"]
    sizes = Sizes(
        words=pretrained["words"],
        letters=pretrained["letters"],
        marks=pretrained["marks"],
        morphs=len(labels.morphs),
        tags=len(labels.tags),
        trees=len(labels.trees),
        labels=len(labels.deps),
        treebanks=len(grammar.names),
        corpora=len(corpora.names),
        entity_tags=len(ENTITY_TAGS),
    )
    torch.manual_seed(args.seed)
    network = make_network(sizes, None if args.fresh else args.trunk)
    if args.resume:
        network.load_state_dict(torch.load(args.resume / "network.pt")["weights"])
    torch.manual_seed(100 * args.seed + rank)
    draw = random.Random(100 * args.seed + rank)
    # two processes share the work so that neither waits for the other
    shares = [(share, 1 - share)[rank] if processes == 2 else 1.0 for share in args.shares]
    tasks = (
        GrammarTask(grammar, types, draw, args.words[0], shares[0]),
        EntityTask(corpora, types, draw, args.words[1], shares[1]),
    )
    if rank == 0:
        args.output.mkdir(parents=True, exist_ok=True)
        save_labels(grammar, args.output)
        save_lexicon(lexicon, args.output)
        print(asdict(sizes), len(types.words), "different words", flush=True)
    train(network, [task for task in tasks if task.share], tasks, rank, args)


def train(network: Network, mine: Sequence[Any], tasks: Sequence[Any], rank: int, args: argparse.Namespace) -> None:
    trunk = set(network.trunk.parameters())
    learning = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learning if p in trunk], "peak": TRUNK_RATE},
        {"params": [p for p in learning if p not in trunk], "peak": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1.0, betas=(0.9, 0.98), weight_decay=0.01)
    average = Average(network, 0.99)
    start, losses = time.monotonic(), []
    last = False
    for step in count():
        done = agreed((time.monotonic() - start) / (60 * args.minutes) if args.minutes else step / args.steps)
        last = done >= 1
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["peak"] * rate(done, step)
        optimizer.zero_grad()
        loss = sum(task.loss(network) for task in mine)
        loss.backward()
        average_gradients(network.parameters())
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % AVERAGED_EVERY == 0:
            average.update(network)
        if rank == 0 and ((step + 1) % SCORED_EVERY == 0 or last):
            found = score(network, average, tasks)
            minutes = (time.monotonic() - start) / 60
            shown = " ".join(f"{name} {value:.4f}" for name, value in found.items())
            print(f"{step + 1} {minutes:.1f} min loss {np.mean(losses[-300:]):.3f} {shown}", flush=True)
            save(network, average, args.output, found)
        if last:
            break


def score(network: Network, average: Average, tasks: Sequence[Any]) -> dict[str, float]:
    """Return the scores of the averaged weights."""
    own = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(average.weights)
    network.eval()
    found = {name: value for task in tasks for name, value in task.scores(network).items()}
    network.train()
    network.load_state_dict(own)
    return found


def save(network: Network, average: Average, output: Path, found: dict[str, float]) -> None:
    torch.save({"weights": average.weights, "sizes": asdict(network.sizes)}, output / "network.pt")
    (output / "scores.json").write_text(json.dumps(found), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ud/ and ner/")
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("trunk", type=Path, help="folder that pretrain.py wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out")
    parser.add_argument("--steps", type=int, default=5_700)
    parser.add_argument("--minutes", type=float, help="instead of a number of steps: how long the training may take")
    parser.add_argument("--processes", type=int, default=2, choices=(1, 2))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--words", nargs=2, type=int, default=WORDS, help="words of a step: of grammar, of entities")
    parser.add_argument("--shares", nargs=2, type=float, default=SHARES, help="what the first of two processes takes")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--resume", type=Path, help="folder of a training to go on from")
    parser.add_argument("--silver", type=Path, help="IOB2 file that silver.py wrote, to learn from besides")
    parser.add_argument("--fresh", action="store_true", help="without what pretraining taught, to see what it is worth")
    parser.add_argument("--treebanks", nargs="+", default=list(TREEBANKS), help="to see what each is worth")
    args = parser.parse_args()
    spawn(work, args.processes, args)


if __name__ == "__main__":
    main()
