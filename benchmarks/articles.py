"""The articles of the benchmarks, and the clock that they share."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from itertools import cycle, groupby, product
from pathlib import Path
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from newsnlp.annotation.batches import BATCH, Component

ROOT = Path(__file__).parents[1]
FILES = (ROOT / "examples" / "articles.jsonl", ROOT / "tests" / "gate" / "dev_written.jsonl")


def articles(count: int) -> list[dict[str, str]]:
    """Return `count` articles with distinct ids: the forty of the repository over and over."""
    known = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf8").splitlines()]
    fields = ("title", "text", "published")
    chosen = zip(range(count), cycle(known), strict=False)
    return [{"id": str(number)} | {name: a[name] for name in fields if name in a} for number, a in chosen]


def words_of(texts: Iterable[str]) -> int:
    """Return the number of words between white space, which no tokeniser has a say in."""
    return sum(len(text.split()) for text in texts)


def clock(work: Callable[[], object]) -> float:
    """Return the processor seconds of this process that `work` takes; other processes do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def alternate(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return name -> processor seconds of each round; every other round goes through the works backwards."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        for name in list(works)[:: 1 if number % 2 == 0 else -1]:
            seconds[name].append(clock(works[name]))
    return seconds


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the median over the rounds of what one takes as a part of the other."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def run(nlp: Language, texts: list[str]) -> None:
    for _ in nlp.pipe(texts):
        pass


def by_component(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Return component -> microseconds per token on the same Docs, each component after those before it.

    As in `Language.pipe`, those that work on batches get all Docs at once, newsnlp's own, which share what they read of
    a Doc, a batch of them, and those without batches Doc after Doc.
    """
    seconds = dict.fromkeys(("tokenizer", *nlp.pipe_names), 0.0)
    tokens = 0
    for batch in minibatch(texts, nlp.batch_size):
        docs: list[Doc] = []
        seconds["tokenizer"] += clock(lambda into=docs, of=batch: into.extend(map(nlp.make_doc, of)))
        for size, pipes in groupby(nlp.pipeline, key=lambda item: batch_of(item[1], len(docs))):
            parts = [docs[start : start + size] for start in range(0, len(docs), size)]
            for part, (name, pipe) in product(parts, list(pipes)):
                seconds[name] += clock(lambda pipe=pipe, part=part: apply(pipe, part))
        tokens += sum(map(len, docs))
    return {name: value / tokens * 1e6 for name, value in seconds.items()}


def batch_of(pipe: Callable[[Doc], Doc], count: int) -> int:
    """Return how many of `count` Docs a component has before the next one has them."""
    if isinstance(pipe, Component):
        return min(BATCH, count)
    return count if hasattr(pipe, "pipe") else 1


def apply(pipe: Callable[[Doc], Doc], docs: list[Doc]) -> None:
    """Send the Docs through a component as `Language.pipe` does: together where it can."""
    if hasattr(pipe, "pipe"):
        list(pipe.pipe(docs, batch_size=len(docs)))
    else:
        for doc in docs:
            pipe(doc)
