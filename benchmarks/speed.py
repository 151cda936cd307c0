"""What newsnlp costs on top of the bare trained pipeline, both in one run on the same articles.

usage: python benchmarks/speed.py [--articles 400] [--rounds 5] [--model NAME_OR_PATH]

Time is processor time of this process, all its threads together, so that other work on the machine disturbs little;
the order changes from round to round, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
from statistics import median

import spacy
from articles import alternate, articles, by_component, ratio, run, words_of

import newsnlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400, help="how many articles a round annotates")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="it_newsnlp", help="pipeline package or path")
    args = parser.parse_args()
    chosen = articles(args.articles)
    texts = [article["text"] for article in chosen]
    bare, full = spacy.load(args.model), newsnlp.load(args.model)
    works = {
        "bare pipeline": lambda: run(bare, texts),
        "with newsnlp": lambda: run(full, texts),
        "text to record": lambda: list(newsnlp.annotate_many(chosen, nlp=full)),
    }
    for work in works.values():  # caches are warm and tables read before the clock starts
        work()
    seconds = alternate(works, args.rounds)
    words = words_of(texts)
    print(f"{len(texts)} articles, {words} words, {args.rounds} rounds")
    for name, found in seconds.items():
        print(f"{name:16}{words / median(found):9.0f} words/s   {ratio(found, seconds['bare pipeline']):6.3f} of bare")
    print("\ncomponent               µs/token")
    parts = by_component(full, texts)
    for name, value in parts.items():
        print(f"{name:24}{value:8.1f}")
    ours = sum(value for name, value in parts.items() if name.startswith("newsnlp_"))
    print(f"newsnlp's own part of the rest: {ours / (sum(parts.values()) - ours):.1%}")


if __name__ == "__main__":
    main()
