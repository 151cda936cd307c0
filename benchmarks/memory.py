"""Whether memory stays flat while articles are annotated, and what a long article costs.

usage: python benchmarks/memory.py [--articles 50000] [--new-words 10] [--jsonl FILE]
       python benchmarks/memory.py --long

Short articles are made of a sentence of the repository's articles; to make them as new as news are, each gets a
sentence of invented names that no other article has, since new words are what a vocabulary grows by. `--jsonl` takes
other articles. Growth is that of resident memory from the 2,000th article on.

`--long` annotates long articles, made of those of the repository one after the other, each case in a process of its
own, and prints the peak of its memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from articles import articles

import newsnlp

STOPS = (200, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000)
FIRST = 2_000
ONSETS = ("b", "d", "f", "l", "m", "n", "p", "r", "s", "t", "v", "z", "gr", "st", "tr")
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in "aeio"]
# How many articles of how many characters each.
LONG = ((1, 3_000), (32, 3_000), (1, 100_000), (8, 100_000), (1, 1_000_000), (4, 1_000_000))


def resident() -> float:
    """Return the resident memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return peak()  # without /proc only the peak is known


def peak() -> float:
    """Return the highest resident memory of this process so far in MB."""
    # it is in bytes on macOS, in KB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def with_new_words(count: int, new_words: int) -> Iterator[dict[str, str]]:
    draw = random.Random(1)  # noqa: S311 - names, not secrets
    sentences = [s for a in articles(40) for s in a["text"].replace("\n", " ").split(". ") if 40 < len(s) < 250]
    for number in range(count):
        names = ["".join(draw.choices(SYLLABLES, k=4)).capitalize() for _ in range(new_words)]
        text = f"Erano presenti {', '.join(names)} e altri.\n{draw.choice(sentences)}."
        yield {"id": f"article {number}", "text": text, "published": "2024-05-02"}


def from_file(path: Path, count: int) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in islice(lines, count))


def long_article(characters: int) -> str:
    whole = "\n\n".join(a["text"] for a in articles(40))
    return (whole * (characters // len(whole) + 1))[:characters]


def measure_stream(count: int, source: Iterator[dict[str, str]]) -> None:
    nlp = newsnlp.load()
    print(f"loaded{resident():27.0f} MB")
    start, found = time.process_time(), {}
    for number, result in enumerate(newsnlp.annotate_many(source, nlp=nlp), start=1):
        if isinstance(result, newsnlp.Failure):
            raise SystemExit(f"{result.id}: {result.reason}")
        if number in STOPS or number == count:
            found[number] = resident()
            print(f"{number:6,} articles{found[number]:18.0f} MB {time.process_time() - start:8.0f} s", flush=True)
    later = [size for number, size in found.items() if number > FIRST]
    if later:
        growth = max(later) - found[FIRST]
        print(f"growth from {FIRST:,} to {max(found):,} articles: {growth:.1f} MB, {growth / found[FIRST]:.1%}")


def measure_long() -> None:
    for count, characters in LONG:
        command = [sys.executable, __file__, "--one-long", str(count), str(characters)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
        print(f"{count:3} articles of {characters:9,} characters: {done.stdout.strip()}", flush=True)


def measure_one_long(count: int, characters: int) -> None:
    nlp = newsnlp.load()
    text = long_article(characters)
    newsnlp.annotate(text[:3_000], nlp=nlp)
    before, start = peak(), time.process_time()
    done = sum(isinstance(r, newsnlp.Document) for r in newsnlp.annotate_many([text] * count, nlp=nlp))
    seconds = time.process_time() - start
    print(f"peak {peak():5.0f} MB ({before:.0f} MB before), {seconds:.1f} s, {done} records")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=STOPS[-1], help="how many short articles")
    parser.add_argument("--new-words", type=int, default=10, help="words per article that no other article has")
    parser.add_argument("--jsonl", type=Path, help="annotate the articles of this file instead")
    parser.add_argument("--long", action="store_true", help="measure long articles instead")
    parser.add_argument("--one-long", type=int, nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one_long:
        measure_one_long(*args.one_long)
    elif args.long:
        measure_long()
    else:
        new = with_new_words(args.articles, args.new_words)
        measure_stream(args.articles, from_file(args.jsonl, args.articles) if args.jsonl else new)


if __name__ == "__main__":
    main()
