"""How much of what newsnlp finds survives when the lines of an article are broken at a fixed width.

usage: python benchmarks/wrapping.py [--widths 60 72 80] [--forms plain hyphens ...] [FILE.jsonl ...]

Each article is annotated as it is, a paragraph a line, and again with its lines broken; pairs of people who met are
compared by both names, status and time, everything else by its type and text. Without files, the articles of the
repository.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

from articles import FILES
from spacy.language import Language

import newsnlp

WIDTHS = (60, 72, 80)
_VOWELS = "aeiouàèéìòù"
# Groups of consonants that open an Italian syllable besides single ones: "in-con-tro", "mi-ni-stro".
_ONSETS = re.compile(r"(?:s?[bcdfgptv][rl]|s[bcdfglmnpqtv]|s?[cgp]h|gn|gl|qu|[^aeiouàèéìòù'])$")


class Score(NamedTuple):
    """How many items are found in both texts, in the unbroken one, and in the broken one."""

    both: int
    whole: int
    broken: int

    @property
    def kept(self) -> float:
        """The share of what the unbroken text gives that the broken one gives too."""
        return self.both / self.whole if self.whole else 1.0

    @property
    def right(self) -> float:
        """The share of what the broken text gives that the unbroken one gives too."""
        return self.both / self.broken if self.broken else 1.0


def syllable_breaks(word: str) -> list[int]:
    """Return where an Italian word of lower-case letters may be parted, after two letters and before two at least."""
    breaks = []
    for match in re.finditer(rf"(?<=[{_VOWELS}])([^{_VOWELS}]+)(?=[{_VOWELS}])", word):
        cluster = match[1]
        # the longest end of the consonants that may open a syllable; of two equal ones the second ("fat-to")
        size = next((n for n in (3, 2, 1) if n <= len(cluster) and _ONSETS.match(cluster[-n:])), 0)
        place = match.end() - size
        if size and 2 <= place <= len(word) - 2 and word.isalpha():
            breaks.append(place)
    return breaks


def hyphenated(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph, words parted at their syllables where a line would be left short."""
    lines, line = [], ""
    for word in paragraph.split():
        while len(line) + len(word) + (1 if line else 0) > width:
            room = width - len(line) - (2 if line else 1)
            places = [p for p in syllable_breaks(word) if p <= room] if word.islower() or word.istitle() else []
            head = f"{word[: places[-1]]}-" if places else ""
            if not head and not line:
                break  # a word that is longer than a line
            lines.append(f"{line} {head}".strip())
            line, word = "", word[places[-1] :] if places else word
        line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def filled(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph as `textwrap` breaks them: at blanks and behind real hyphens."""
    return textwrap.wrap(paragraph, width, break_long_words=False) or [paragraph]


def whole_words(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph, broken at blanks alone."""
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False) or [paragraph]


def _joined(text: str, width: int, fill: Callable[[str, int], list[str]], between: str) -> str:
    paragraphs = [line for line in text.split("\n") if line.strip()]
    return between.join("\n".join(fill(paragraph, width)) for paragraph in paragraphs)


def _indented(text: str, width: int) -> str:
    paragraphs = [line for line in text.split("\n") if line.strip()]
    wrapped = [textwrap.wrap(p, width, initial_indent="   ", break_long_words=False) for p in paragraphs]
    return "\n".join("\n".join(lines) for lines in wrapped)


def _quoted(text: str, width: int) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _joined(text, width, filled, "\n\n").split("\n"))


FORMS: dict[str, Callable[[str, int], str]] = {
    # the headline apart, paragraphs apart
    "apart": lambda text, width: _joined(text, width, filled, "\n\n"),
    # nothing parts the headline from the text, nor one paragraph from the other
    "plain": lambda text, width: _joined(text, width, whole_words, "\n"),
    "hyphens": lambda text, width: _joined(text, width, hyphenated, "\n\n"),
    "hyphens, plain": lambda text, width: _joined(text, width, hyphenated, "\n"),
    "windows": lambda text, width: _joined(text, width, filled, "\n\n").replace("\n", "\r\n"),
    "indented": _indented,
    "quoted": _quoted,
}


def pairs_of(document: newsnlp.Document) -> Counter[tuple[str, ...]]:
    """Return who met whom, with status and time, as often as the article says so."""
    names = {entity.id: entity.name for entity in document.entities}
    found: Counter[tuple[str, ...]] = Counter()
    for event in document.events:
        if event.type == "MEETING":
            time = (event.time.value if event.time else None) or ""
            people = sorted({names[identity] for identity in event.participants})
            found.update((*pair, event.status, time) for pair in combinations(people, 2))
    return found


def items_of(document: newsnlp.Document) -> Counter[tuple[str, ...]]:
    """Return entities by type and name, events by type, status and participants, quotes by their words."""
    names = {entity.id: entity.name for entity in document.entities}
    found = Counter((entity.type, entity.name) for entity in document.entities)
    for event in document.events:
        who = sorted(names[identity] for identity in {*event.participants, *event.agent, *event.target})
        found[event.type, event.status, *who] += 1
    found.update(("quote", re.sub(r"[\s>-]+", "", quote.content.text)) for quote in document.quotes)
    return found


Compare = Callable[[newsnlp.Document], "Counter[tuple[str, ...]]"]


def compare(whole: Iterable[newsnlp.Document], broken: Iterable[newsnlp.Document], of: Compare) -> Score:
    """Return how many items two lists of records of the same articles share."""
    counts = [0, 0, 0]
    for one, other in zip(whole, broken, strict=True):
        a, b = of(one), of(other)
        for index, count in enumerate((a & b, a, b)):
            counts[index] += count.total()
    return Score(*counts)


def articles_of(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Return text and day of publication of the articles of files."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf8").splitlines()]
    return [{name: row[name] for name in ("text", "published") if row.get(name)} for row in rows]


def annotated(articles: Iterable[dict[str, str]], nlp: Language) -> list[newsnlp.Document]:
    return [d for d in newsnlp.annotate_many(articles, nlp=nlp, on_error="raise") if isinstance(d, newsnlp.Document)]


def broken_articles(articles: Iterable[dict[str, str]], form: str, width: int) -> list[dict[str, str]]:
    """Return the articles with their lines broken."""
    return [article | {"text": FORMS[form](article["text"], width)} for article in articles]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=FILES, help="articles, one JSON object a line")
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--lost", type=int, default=0, help="print so many of the pairs that are lost or new")
    args = parser.parse_args()
    articles = articles_of(args.files)
    nlp = newsnlp.load()
    whole = annotated(articles, nlp)
    print(f"{len(articles)} articles; pairs kept (kept / found, right of those found) and all items")
    for form in args.forms:
        for width in args.widths:
            broken = annotated(broken_articles(articles, form, width), nlp)
            pairs, items = compare(whole, broken, pairs_of), compare(whole, broken, items_of)
            print(
                f"{form:15} {width:3}  {pairs.kept:6.1%} ({pairs.both}/{pairs.whole}, {pairs.right:6.1%})"
                f"   items {items.kept:6.1%} {items.right:6.1%}"
            )
            for line in islice(_differences(whole, broken), args.lost):
                print("   ", line)


def _differences(whole: Iterable[newsnlp.Document], broken: Iterable[newsnlp.Document]) -> Iterable[str]:
    for one, other in zip(whole, broken, strict=True):
        a, b = pairs_of(one), pairs_of(other)
        yield from (f"- {one.text[:30]!r}: {item}" for item in a - b)
        yield from (f"+ {one.text[:30]!r}: {item}" for item in b - a)


if __name__ == "__main__":
    main()
