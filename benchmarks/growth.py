"""How the time for an article grows with its length, for texts of many shapes; exits 1 where it grows too fast.

usage: python benchmarks/growth.py [--smallest 4000] [--sizes 4] [--limit 1.2] [--parts] [SHAPE...]

Printed is the exponent: 1 where twice the text takes twice the time, 2 where it takes four times. It is the slope of
a line through the logarithms of length and time over the sizes, each twice the one before. Time is processor time of
the whole way of `newsnlp.annotate`, cleaning included; a shape that seems to grow too fast is measured again, since
other work on the machine can disturb once, and its lowest exponent counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import log
from statistics import linear_regression

from articles import clock
from shapes import SHAPES, Shape
from spacy.language import Language

import newsnlp
from newsnlp.cleaning import clean
from newsnlp.errors import ArticleError

TRIES = 3
# Shorter times are the clock's, not the text's.
FLOOR = 0.003


def main(arguments: Sequence[str] | None = None) -> int:
    args = parse(arguments)
    nlp = newsnlp.load()
    newsnlp.annotate(SHAPES["articles"](20_000), nlp=nlp)  # tables are read, caches warm
    sizes = [args.smallest * 2**step for step in range(args.sizes)]
    print(f"{'shape':36}{'exponent':>9}   seconds at {', '.join(f'{size:,}' for size in sizes)} characters")
    over = [name for name in args.shapes or SHAPES if not report(name, sizes, args.limit, nlp, parts=args.parts)]
    if over:
        print(f"\n{len(over)} grow faster than with exponent {args.limit}: {', '.join(over)}")
    return 1 if over else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="names of shapes; all by default")
    parser.add_argument("--smallest", type=int, default=4000, help="characters of the shortest text")
    parser.add_argument("--sizes", type=int, default=5, help="how many sizes, each twice the one before")
    parser.add_argument("--limit", type=float, default=1.2, help="the highest exponent that passes")
    parser.add_argument("--parts", action="store_true", help="print which components take the time at the largest size")
    args = parser.parse_args(arguments)
    unknown = sorted(set(args.shapes) - set(SHAPES))
    if unknown or args.sizes < 2:
        parser.error(f"no such shape: {', '.join(unknown)}" if unknown else "--sizes must be at least 2")
    return args


def report(name: str, sizes: Sequence[int], limit: float, nlp: Language, *, parts: bool) -> bool:
    """Measure and print a shape; return whether it grows slowly enough."""
    best, seconds = measured(SHAPES[name], sizes, nlp)
    for _ in range(TRIES - 1):
        if best > limit:
            best, seconds = min((best, seconds), measured(SHAPES[name], sizes, nlp))
    mark = "  TOO FAST" if best > limit else ""
    print(f"{name:36}{best:9.2f}   {'  '.join(f'{value:.3f}' for value in seconds)}{mark}", flush=True)
    if parts:
        print_parts(SHAPES[name], sizes[-1], nlp)
    return best <= limit


def measured(shape: Shape, sizes: Sequence[int], nlp: Language) -> tuple[float, list[float]]:
    """Return the exponent of a shape, and the processor seconds at each size."""
    texts = [shape(size) for size in sizes]
    seconds = [clock(lambda text=text: annotate(text, nlp)) for text in texts]
    return exponent([len(text) for text in texts], seconds), seconds


def annotate(text: str, nlp: Language) -> None:
    """Annotate a text; one that is refused counts with the time that this takes."""
    with suppress(ArticleError):
        newsnlp.annotate(text, published="2024-06-19", nlp=nlp)


def exponent(lengths: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the slope of log time over log length; what is too short for the clock counts as `FLOOR`."""
    return linear_regression([log(n) for n in lengths], [log(max(value, FLOOR)) for value in seconds]).slope


def print_parts(shape: Shape, size: int, nlp: Language) -> None:
    """Print the components that take a tenth of the time or more."""
    text = shape(size)
    found = {"cleaning": clock(lambda: clean(text))}
    text = clean(text).text
    made = []
    found["tokenizer"] = clock(lambda: made.append(nlp.make_doc(text)))
    for name, pipe in nlp.pipeline:
        found[name] = clock(lambda pipe=pipe: pipe(made[0]))
    total = sum(found.values())
    print("  " + ", ".join(f"{name} {value:.3f}" for name, value in found.items() if value > total / 10))


if __name__ == "__main__":
    sys.exit(main())
