"""Lines that were broken at a width: joined again, as a paragraph a line; marks of quoted mail are left out.

A line is broken by width where the first word of the next one would not have fit. Whether that is so is told for each
text, by how its lines end and begin: "... ha incontrato ieri a / Torino la collega ..." again and again near one width.
An article with a paragraph a line has no such width and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsnlp.cleaning.hyphens import Hyphens
from newsnlp.cleaning.offsets import Cutter, OffsetMap
from newsnlp.lang.contract import LineRules

# Lines are broken at widths between these (characters); narrower ones are lists, wider ones paragraphs.
NARROWEST, WIDEST = 24, 160
# So many lines of a text are looked at to find its width.
LINES_READ = 1000
# How far short of the width a line may end, as a share of it: not at all where a program fills lines greedily; more in
# text that was evened out, justified or copied from a page.
SLACKS = (0.0, 0.12, 0.25)
# So many lines at least, and so great a share of those that look full, go on in the next line beyond doubt.
FEWEST, LEAST_SHARE = 2, 0.5
# Lines that contradict a width count against those that speak for it; this share of the latter must be left.
LEAST_LEFT = 0.6
# A headline has no more lines, if it is told from the text below by the word that opens the text.
HEADLINE_LINES = 2
# A line that begins so much further right than the next one is centred.
CENTRED = 8
QUOTED_LINES = 2
# Teasers have no more lines.
MOST_OF_TEASER = 4
_MARKS = re.compile(r"(?:> ?)+")
_CLOSED = tuple('.!?;:…»”"')
_ENDED = tuple('.!?…»”"')
_CLOSING = "»”\"'’)]"
_ITEM = re.compile(r"[•*▪◦‣·■●]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")
_DASH = re.compile(r"[-–—]\s")
# "ROMA - ", "(ANSA) - ROMA, 12 MAR - ", "Roma, 12 marzo (Agenzia) - "
_DATELINE = re.compile(
    r"(?:\([A-Z][\w .]{1,20}\)\s*[-–—]\s|"
    r"(?:[A-ZÀ-Þ]{2,}[A-ZÀ-Þ'’. /]{0,40}|[A-ZÀ-Þ][\w'’ ]{1,30}, \d{1,2}\b[^-–—]{0,30})\s?(?:\([^)]{1,30}\)\s?)?[-–—]\s)"
)
_FIRST_WORDS = re.compile(r"[«“\"'‘(]*(\w+)(['’])?\s?(\w?)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break, without marks of quotation, and without white space at its ends.

    Attributes:
        start: its first character in the text.
        end: one past its last character.
        depth: how many marks of quotation stand before it.
        indent: how many blanks stand before it.
    """

    text: str
    start: int
    end: int
    depth: int
    indent: int

    @property
    def length(self) -> int:
        """How many columns it takes, without marks of quotation."""
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True)
class Width:
    """The width at which the lines of a text are broken, and how far short of it they may end (characters)."""

    columns: int
    slack: float

    def is_full(self, line: Line, following: Line) -> bool:
        """Return whether the first word of the next line would not have fit on this one."""
        return line.length <= self.columns < _reach(line, following) + self.slack

    def is_exact(self, line: Line, following: Line) -> bool:
        """Return whether it would not have fit even without slack."""
        return line.length <= self.columns < _reach(line, following)


def unwrap(text: str, rules: LineRules, *, is_apart: Callable[[str], bool]) -> tuple[str, OffsetMap]:
    """Return `text` with a line for each of its paragraphs, with the map back.

    Line breaks between paragraphs are kept. A hyphen that parts a word at the end of a line is dropped.

    Args:
        text: a text without markup, with plain line breaks.
        rules: what is known of its language.
        is_apart: tells of a line that it is joined to none, as "LEGGI ANCHE ..." is.
    """
    if "\n" not in text:
        return text, OffsetMap.identity(len(text))
    lines = lines_of(text)
    joined = _Joiner(lines, rules, is_apart).run()
    if not joined and not any(line.depth for line in lines):
        return text, OffsetMap.identity(len(text))
    return _rebuilt(text, lines, joined, rules)


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, empty ones included."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    quoted = text.startswith(">") + text.count("\n>") >= QUOTED_LINES
    return [_line(text, start, end, quoted=quoted) for start, end in zip(starts, ends, strict=True)]


def _line(text: str, start: int, end: int, *, quoted: bool) -> Line:
    marks = _MARKS.match(text, start, end) if quoted else None
    first = marks.end() if marks else start
    raw = text[first:end]
    stripped = raw.strip()
    indent = len(raw) - len(raw.lstrip()) if stripped else 0
    depth = marks[0].count(">") if marks else 0
    return Line(stripped, first + indent, first + indent + len(stripped), depth, indent)


def _reach(line: Line, following: Line) -> int:
    """Return how long the line would be with the first word of the next one."""
    blank = 0 if line.text.endswith("-") else 1
    return line.length + blank + len(following.text.split(maxsplit=1)[0])


@dataclass(slots=True)
class _Joiner:
    """Finds the lines that go on in the next one."""

    lines: Sequence[Line]
    rules: LineRules
    is_apart: Callable[[str], bool]
    _widths: dict[int, Width | None] = field(default_factory=dict)

    def run(self) -> frozenset[int]:
        """Return the indices of the lines that the next line is joined to."""
        joined, opened = set(), 0
        for index, (line, following) in enumerate(pairwise(self.lines)):
            if self._is_one(line, following, index - opened, index) and self._is_whole(opened, index):
                joined.add(index)
            else:
                opened = index + 1
        return frozenset(joined)

    def _is_one(self, line: Line, following: Line, above: int, index: int) -> bool:
        """Return whether a paragraph goes on.

        Args:
            line: one of its lines.
            following: the next line.
            above: how many lines of the paragraph stand above `line`.
            index: how many lines of the text do.
        """
        if not self._may_go_on(line, following):
            return False
        if _parts_word(line, following):
            return True
        width = self._width(line.depth)
        if width is None or not width.is_full(line, following) or self._opens_below(line, following, above):
            return False
        # the first line of all may be a headline
        inside = index > 0 and not line.text.endswith(_ENDED)
        return inside or width.is_exact(line, following) or self.goes_on(line, following)

    def _is_whole(self, opened: int, index: int) -> bool:
        """Return whether the next line may be joined to a paragraph, if one of them is a teaser.

        "LEGGI ANCHE I porti chiusi per / neve" goes on; what it was put in the middle of goes on after it:
        "... mediato ieri dal / LEGGI ANCHE I porti / ministro degli Esteri".
        """
        above = " ".join(line.text for line in self.lines[opened : min(index, opened + MOST_OF_TEASER) + 1])
        following = self.lines[index + 1]
        if self.is_apart(following.text):
            return False
        if not self.is_apart(above):
            return True
        inside = opened > 0 and self.lines[opened - 1].text and not self.lines[opened - 1].text.endswith(_CLOSED)
        return following.text[0].islower() and not inside and self.is_apart(f"{above} {following.text}")

    def _may_go_on(self, line: Line, following: Line) -> bool:
        """Return whether nothing between two lines and in their shape parts them."""
        if not line.text or not following.text or line.depth != following.depth:
            return False
        listed = _ITEM.match(line.text) or _DASH.match(line.text)
        if following.indent > line.indent and not listed:
            return False  # the first line of a paragraph
        return line.indent - following.indent < CENTRED or bool(listed)

    def _opens_below(self, line: Line, following: Line, above: int) -> bool:
        """Return whether the next line opens a paragraph, an item of a list, or the text below a headline."""
        if _DATELINE.match(following.text) or _ITEM.match(following.text):
            return not self._ends_open(line)
        if _DASH.match(following.text):
            return line.text.endswith(_CLOSED)
        if above >= HEADLINE_LINES or line.text.endswith((*_CLOSED, ",")) or self._ends_open(line):
            return False
        return self._opens_sentence(line, following)

    def _opens_sentence(self, line: Line, following: Line) -> bool:
        """Return whether a line begins with the first word of a sentence: "Il ministro", "L'incontro".

        Not where it may be part of a name: "con Ignazio / La Russa".
        """
        match = _FIRST_WORDS.match(following.text)
        if match is None or not match[1][0].isupper():
            return False
        known = self.rules.elided if match[2] else self.rules.function_words
        in_name = line.text.rsplit(maxsplit=1)[-1][0].isupper() and match[3].isupper()
        return match[1].casefold() in known and not in_name

    def _ends_open(self, line: Line) -> bool:
        """Return whether a line ends with a word that ends no sentence: "il", "dell'"."""
        word = line.text.rsplit(maxsplit=1)[-1].casefold()
        return word in self.rules.function_words or word.rstrip("'’") in self.rules.elided

    def goes_on(self, line: Line, following: Line) -> bool:
        """Return whether words alone tell that a sentence goes on in the next line."""
        if _ITEM.match(following.text) or _DASH.match(following.text):
            return False
        begins = following.text.lstrip("«“\"'‘(")[:1]
        if begins.islower():
            return not line.text.rstrip(_CLOSING).endswith((".", "!", "?", ":", ";"))
        return line.text.endswith(",") or self._ends_open(line)

    def _width(self, depth: int) -> Width | None:
        if depth not in self._widths:
            self._widths[depth] = self._find_width([line for line in self.lines if line.depth == depth][:LINES_READ])
        return self._widths[depth]

    def _find_width(self, lines: Sequence[Line]) -> Width | None:
        pairs = [
            _Pair(line.length, _reach(line, following), self.goes_on(line, following))
            for line, following in pairwise(lines)
            if line.text and following.text and following.indent - line.indent < CENTRED
        ]
        lengths = [line.length for line in lines if " " in line.text]
        for slack in SLACKS:
            found = max(_scores(pairs, lengths, slack), default=None)
            if found and found[0] > 0:
                return Width(found[1], slack * found[1])
        return None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line and the next one: its length, its length with the next word, and whether a sentence goes on."""

    length: int
    reach: int
    goes_on: bool


def _scores(pairs: Sequence[_Pair], lengths: Sequence[int], slack: float) -> Iterator[tuple[int, int]]:
    """Yield how much speaks for each width, and the width; only those that enough speaks for."""
    for width in sorted({length for length in lengths if NARROWEST <= length <= WIDEST}):
        full = [pair for pair in pairs if pair.length <= width < pair.reach + slack * width]
        hits = sum(pair.goes_on for pair in full)
        if hits < FEWEST or hits < LEAST_SHARE * len(full):
            continue
        against = sum(pair.goes_on and pair.reach + slack * width <= width for pair in pairs)
        score = hits - against - sum(length > width for length in lengths)
        if score >= LEAST_LEFT * hits:
            yield score, width


def _parts_word(line: Line, following: Line) -> bool:
    """Return whether a hyphen stands between two letters, the second one small: "incon- / trato"."""
    return line.text.endswith("-") and line.text[-2:-1].isalpha() and following.text[0].islower()


def _rebuilt(text: str, lines: Sequence[Line], joined: frozenset[int], rules: LineRules) -> tuple[str, OffsetMap]:
    ending = sum(lines[index].text.endswith("-") for index in joined)
    hyphens = Hyphens(text, rules, share=ending / max(len(joined), 1))
    cutter = Cutter(text)
    for index, (line, following) in enumerate(pairwise(lines)):
        between = "\n" if index not in joined else "" if _is_hyphened(line, following) else " "
        dropped = index in joined and not between and hyphens.is_dropped(line.text, following.text)
        cutter.keep(line.start, line.end - (1 if dropped else 0))
        cutter.replace(line.end, following.start, between)
    cutter.keep(lines[-1].start, lines[-1].end)
    return cutter.result()


def _is_hyphened(line: Line, following: Line) -> bool:
    """Return whether a hyphen that belongs to the words on both sides stands at the end of a line."""
    return line.text.endswith("-") and line.text[-2:-1].isalnum() and following.text[0].isalnum()
