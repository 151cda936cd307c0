"""Whether memory stays flat while articles are annotated: resident memory after 200, 1000 and 2000 of them.

usage: python benchmarks/memory.py [--new-words 10] [--jsonl FILE]

The articles of the repository come round again and again; to make them as new as news are, each gets a paragraph of
invented names that no other article has, since new words are what a vocabulary grows by. `--jsonl` takes other
articles.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from articles import articles

import newsnlp

STOPS = (200, 1000, 2000)
ONSETS = ("b", "d", "f", "l", "m", "n", "p", "r", "s", "t", "v", "z", "gr", "st", "tr")
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in "aeio"]


def resident() -> float:
    """Return the resident memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    # without /proc only the peak is known; it is in bytes on macOS, in KB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def with_new_words(count: int, new_words: int) -> Iterator[dict[str, str]]:
    draw = random.Random(1)  # noqa: S311 - names, not secrets
    for article in articles(count):
        names = ["".join(draw.choices(SYLLABLES, k=4)).capitalize() for _ in range(new_words)]
        yield article | {"text": f"{article['text']}\nErano presenti {', '.join(names)} e altri."}


def from_file(path: Path, count: int) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in islice(lines, count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new-words", type=int, default=10, help="words per article that no other article has")
    parser.add_argument("--jsonl", type=Path, help="annotate the articles of this file instead")
    args = parser.parse_args()
    source = from_file(args.jsonl, STOPS[-1]) if args.jsonl else with_new_words(STOPS[-1], args.new_words)
    nlp = newsnlp.load()
    print(f"loaded{resident():26.0f} MB   {len(nlp.vocab.strings)} strings")
    found = []
    for number, _ in enumerate(newsnlp.annotate_many(source, nlp=nlp), start=1):
        if number in STOPS:
            found.append(resident())
            print(f"{number:5} articles{found[-1]:18.0f} MB   {len(nlp.vocab.strings)} strings", flush=True)
    growth = found[-1] - found[0]
    print(f"growth from {STOPS[0]} to {STOPS[-1]} articles: {growth:.1f} MB, {growth / found[0]:.1%}")


if __name__ == "__main__":
    main()
