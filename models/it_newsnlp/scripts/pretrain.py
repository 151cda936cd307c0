"""Teach the trunk of the network to guess hidden words of plain Italian text.

Source: masked language modelling, Devlin et al. 2019; here over convolutions and LSTMs, with whole words.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import spacy
import srsly
import torch
from torch import Tensor, nn
from torch.nn import functional

from network import Network, Sizes
from newsnlp.neural.features import SHAPES, Lexicon, Lists, plain
from training import average_gradients, rate, spawn
from words import Text, Types, even_batches, make_lexicon

LONGEST, SHORTEST = 60, 5
GUESSED = 20_000
HIDDEN_SHARE = 0.18
BATCH_WORDS = 6_000


class Guesser(nn.Module):
    """Trunk, and scores of the frequent words for hidden places; the table of words serves twice."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.network = Network(sizes, drop=0.1)
        self.down = nn.Linear(2 * sizes.recurrent, sizes.word)
        self.norm = nn.LayerNorm(sizes.word)
        self.guessed = min(GUESSED, sizes.words)
        self.bias = nn.Parameter(torch.zeros(self.guessed))

    def forward(self, batch, hidden: Tensor) -> Tensor:
        _, context = self.network.trunk(batch, hidden)
        x = self.norm(functional.gelu(self.down(context[hidden])))
        return x @ self.network.trunk.words.word.weight[: self.guessed].to(x.dtype).T + self.bias.to(x.dtype)


def read(path: Path) -> list[list[str]]:
    """Return the pieces of text, at most LONGEST words each."""
    pieces = []
    for line in path.open(encoding="utf8"):
        words = [plain(word, word.lower()) for word in line.split()]
        pieces += [words[at : at + LONGEST] for at in range(0, len(words), LONGEST)]
    return [piece for piece in pieces if len(piece) >= SHORTEST]


def load_lexicon(folder: Path) -> Lexicon:
    found = srsly.read_msgpack(folder / "lexicon.msgpack")
    if "list_count" in found:  # as 0.2.0 wrote it
        return Lexicon(found["words"], found["letters"], Lists.of_words(found["lists"], found["list_count"]))
    return Lexicon(found["words"], found["letters"], Lists(found["keys"], found["masks"], found["count"]))


def save_lexicon(lexicon: Lexicon, folder: Path) -> None:
    values = {"words": lexicon.words, "letters": lexicon.letters, **asdict(lexicon.lists)}
    srsly.write_msgpack(folder / "lexicon.msgpack", values)


def work(rank: int, processes: int, text: Path, vectors: Path, output: Path, steps: int) -> None:
    pieces = read(text)
    counts = Counter(word for piece in pieces for word in piece)
    lexicon = make_lexicon(counts)
    types = Types(lexicon, spacy.load(vectors).vocab.vectors)
    texts = [Text(np.array(types.numbers(piece), dtype=np.int32), [0]) for piece in pieces[rank::processes]]
    del pieces, counts
    types.freeze()
    torch.manual_seed(0)
    sizes = Sizes(words=len(lexicon.words) + 1, letters=len(lexicon.letters) + 2, marks=lexicon.lists.count + SHAPES)
    model = Guesser(sizes)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1.0, betas=(0.9, 0.98), weight_decay=0.01)
    torch.manual_seed(rank)
    draw = random.Random(rank)
    batches = even_batches([len(t.numbers) for t in texts], BATCH_WORDS, draw.shuffle)
    losses, seen, start = [], 0, time.monotonic()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * rate(step / steps, step, warm=300)
        batch = types.batch([texts[place] for place in next(batches)])
        target = batch.rows[batch.types]
        hidden = (torch.rand(target.shape) < HIDDEN_SHARE) & (target > 0) & (target < model.guessed)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(batch, hidden)
        loss = functional.cross_entropy(scores.float(), target[hidden])
        optimizer.zero_grad()
        loss.backward()
        average_gradients(model.parameters())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        seen += len(target)
        if rank == 0 and (step + 1) % 100 == 0:
            speed = seen * processes / (time.monotonic() - start)
            print(f"{step + 1} loss {np.mean(losses[-100:]):.3f} {speed:.0f} words/s", flush=True)
        if rank == 0 and ((step + 1) % 500 == 0 or step + 1 == steps):
            torch.save({"trunk": model.network.trunk.state_dict(), "sizes": sizes.__dict__}, output / "trunk.pt")
            save_lexicon(lexicon, output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("output", type=Path)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    spawn(work, args.processes, args.text, args.vectors, args.output, args.steps)


if __name__ == "__main__":
    main()
