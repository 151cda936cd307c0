"""Train a network for grammar from treebanks, or for entities from the entity corpora.

Starts from the trunk that `pretrain.py` wrote. What is scored and kept is the moving average of the weights. Each task
has a network of its own: with one trunk for both, entities lose two to four points of F1.
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

from network import Batch, Network, Sizes, with_lists
from newsnlp.neural.features import SHAPES
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
from words import Text, Types, read_lists

# Words of a step, and steps.
WORDS = {"grammar": 2_000, "entities": 3_000}
STEPS = {"grammar": 7_500, "entities": 7_700}
# Learning rates at their highest: of the pretrained trunk, and of the rest.
TRUNK_RATE, HEAD_RATE = 1e-3, 2e-3
UNKNOWN_WORDS = 0.08
NO_STOP = 0.03
# How often the sentences of a text are read each by itself, as headlines and single sentences are.
ALONE = 0.35
LABEL_SMOOTHING = 0.02
SCORED_EVERY = 400
DROP = 0.2
AVERAGED_EVERY = 4
# How far the weights of lists that pretraining did not know stand from nought at first.
NEW_LIST = 0.05


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


def sentence_by_sentence(text: EntityText) -> list[EntityText]:
    """Return the sentences of a text as texts."""
    ends = [*text.starts[1:], len(text.numbers)]
    return [
        EntityText(text.numbers[start:end], [0], text.corpus, text.tags[start:end])
        for start, end in zip(text.starts, ends, strict=True)
    ]


def local_heads(text: GrammarText) -> np.ndarray:
    """Return for each word the place of its head in the sentence, from 1; 0 for the root."""
    ends = [*text.starts[1:], len(text.numbers)]
    lengths = np.array(ends) - np.array(text.starts)
    starts = np.repeat(np.array(text.starts), lengths)
    own = np.arange(len(text.numbers))
    return np.where(text.heads == own, 0, text.heads - starts + 1)


class GrammarTask:
    """Batches of the treebanks, their loss, and the scores on the dev file."""

    def __init__(self, grammar: Grammar, types: Types, draw: random.Random, words: int) -> None:
        self.grammar, self.types, self.draw = grammar, types, draw
        self.stop = types.index["."]
        self.batches = draw_batches(grammar.texts, grammar.shares(), words, draw)

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
        return total + self._parser_loss(network, batch, arcs, texts)

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

    def __init__(self, corpora: EntityCorpora, types: Types, draw: random.Random, words: int) -> None:
        self.corpora, self.types, self.draw = corpora, types, draw
        self.stop = types.index["."]
        self.batches = draw_batches(corpora.texts, corpora.shares(), words, draw)

    def loss(self, network: Network) -> Tensor:
        drawn = [varied(text, self.draw, self.stop) for text in next(self.batches)]
        texts = [
            part for text in drawn for part in (sentence_by_sentence(text) if self.draw.random() < ALONE else [text])
        ]
        batch = self.types.batch(texts, [text.corpus for text in texts])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network.entities(*network.trunk(batch), batch)
        return network.entities.loss(scores, joined([text.tags for text in texts]), batch)

    @torch.no_grad()
    def scores(self, network: Network) -> dict[str, float]:
        """Return exact and token micro F1 on the dev file, sentence by sentence and in documents, sentences given."""
        alone, text = self._scores(network, self.corpora.dev), self._scores(network, self.corpora.dev_text)
        return {"exact": alone[0], "tokens": alone[1], "text_exact": text[0], "text_tokens": text[1]}

    def _scores(self, network: Network, dev: list[EntityText]) -> tuple[float, float]:
        exact, token = [0, 0, 0], [0, 0, 0]
        for at in range(0, len(dev), 100):
            texts = dev[at : at + 100]
            batch = self.types.batch(texts, [0] * len(texts))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                local, context = network.trunk(batch)
            guess = network.entities.decode(network.entities(local.float(), context.float(), batch), batch).tolist()
            gold = joined([text.tags for text in texts]).tolist()
            _count(exact, spans_of(guess), spans_of(gold))
            _count(token, _typed(guess), _typed(gold))
        return _f(exact), _f(token)


def _typed(tags: list[int]) -> set[tuple[int, str]]:
    return {(place, ENTITY_TAGS[tag][2:]) for place, tag in enumerate(tags) if tag}


def _count(counts: list[int], found: set, gold: set) -> None:
    for place, number in enumerate((len(found & gold), len(found), len(gold))):
        counts[place] += number


def _f(counts: list[int]) -> float:
    return 2 * counts[0] / max(1, counts[1] + counts[2])


def make_network(sizes: Sizes, trunk: Path, lists: int, fresh: bool) -> Network:
    """Return the network, with what pretraining taught unless it is to be `fresh`, and `lists` that are new to it."""
    network = Network(sizes, DROP)
    network.trunk.words.unknown = UNKNOWN_WORDS
    if not fresh:
        known = torch.load(trunk / "trunk.pt")["trunk"]
        mix = "words.mix.weight"
        known[mix] = with_lists(known[mix], NEW_LIST * torch.randn(sizes.width, lists))
        network.trunk.load_state_dict(known)
        # words of the raw text that the corpora lack stay with their neighbours
        network.trunk.words.word.weight.requires_grad_(False)
    return network


# A task, and how much the heads of its network tell apart, by the names of Sizes.
Made = tuple[Any, dict[str, int]]


def make_grammar(args: argparse.Namespace, types: Types, draw: random.Random, words: int) -> Made:
    grammar = Grammar(args.corpora / "ud", types, args.treebanks)
    save_labels(grammar, args.output)
    labels = grammar.labels
    return GrammarTask(grammar, types, draw, words), {
        "morphs": len(labels.morphs),
        "tags": len(labels.tags),
        "trees": len(labels.trees),
        "labels": len(labels.deps),
        "treebanks": len(grammar.names),
    }


def make_entities(args: argparse.Namespace, types: Types, draw: random.Random, words: int) -> Made:
    corpora = EntityCorpora(args.corpora / "ner", args.exclude, types, args.silver)
    return EntityTask(corpora, types, draw, words), {"corpora": len(corpora.names), "entity_tags": len(ENTITY_TAGS)}


MAKERS = {"grammar": make_grammar, "entities": make_entities}


def work(rank: int, processes: int, args: argparse.Namespace) -> None:
    lexicon = load_lexicon(args.trunk)
    known = lexicon.lists.count
    if args.lists:
        lexicon = replace(lexicon, lists=lexicon.lists.merged(read_lists(args.lists)))
    types = Types(lexicon, spacy.load(args.vectors).vocab.vectors)
    draw = random.Random(100 * args.seed + rank)
    task, heads = MAKERS[args.task](args, types, draw, WORDS[args.task] // processes)
    types.freeze()
    pretrained = torch.load(args.trunk / "trunk.pt")["sizes"]
    marks = lexicon.lists.count + SHAPES
    sizes = Sizes(words=pretrained["words"], letters=pretrained["letters"], marks=marks, **heads)
    torch.manual_seed(args.seed)
    network = make_network(sizes, args.trunk, lexicon.lists.count - known, args.fresh)
    if args.resume:
        network.load_state_dict(torch.load(args.resume / "network.pt")["weights"])
    torch.manual_seed(100 * args.seed + rank)
    if rank == 0:
        save_lexicon(lexicon, args.output)
        print(asdict(sizes), len(types.words), "different words", flush=True)
    train(network, task, rank, args)


def train(network: Network, task: Any, rank: int, args: argparse.Namespace) -> None:
    trunk = set(network.trunk.parameters())
    learning = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learning if p in trunk], "peak": TRUNK_RATE},
        {"params": [p for p in learning if p not in trunk], "peak": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1.0, betas=(0.9, 0.98), weight_decay=0.01)
    average = Average(network, 0.99)
    start, losses = time.monotonic(), []
    steps = args.steps or STEPS[args.task]
    for step in count():
        done = agreed((time.monotonic() - start) / (60 * args.minutes) if args.minutes else step / steps)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * group["peak"] * rate(done, step)
        optimizer.zero_grad()
        loss = task.loss(network)
        loss.backward()
        average_gradients(network.parameters())
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % AVERAGED_EVERY == 0:
            average.update(network)
        if rank == 0 and ((step + 1) % SCORED_EVERY == 0 or done >= 1):
            found = score(network, average, task)
            minutes = (time.monotonic() - start) / 60
            shown = " ".join(f"{name} {value:.4f}" for name, value in found.items())
            print(f"{step + 1} {minutes:.1f} min loss {np.mean(losses[-300:]):.4f} {shown}", flush=True)
            save(network, average, args.output, found)
        if done >= 1:
            break


def score(network: Network, average: Average, task: Any) -> dict[str, float]:
    """Return the scores of the averaged weights."""
    own = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(average.weights)
    network.eval()
    found: dict[str, float] = task.scores(network)
    network.train()
    network.load_state_dict(own)
    return found


def save(network: Network, average: Average, output: Path, found: dict[str, float]) -> None:
    torch.save({"weights": average.weights, "sizes": asdict(network.sizes)}, output / "network.pt")
    (output / "scores.json").write_text(json.dumps(found), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=sorted(MAKERS))
    parser.add_argument("corpora", type=Path, help="folder with ud/ and ner/")
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("trunk", type=Path, help="folder that pretrain.py wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("--lists", type=Path, help="lists of names that name_lists.py wrote")
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out of the entities")
    parser.add_argument("--silver", type=Path, help="IOB2 file that silver.py wrote, to learn entities from besides")
    parser.add_argument("--steps", type=int, help=f"for how long; {STEPS} if left out")
    parser.add_argument("--minutes", type=float, help="instead of a number of steps: how long the training may take")
    parser.add_argument("--resume", type=Path, help="folder of a training to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2), help="that share the words of a step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fresh", action="store_true", help="without what pretraining taught, to see what it is worth")
    parser.add_argument("--treebanks", nargs="+", default=list(TREEBANKS), help="to see what each is worth")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    spawn(work, args.processes, args)


if __name__ == "__main__":
    main()
