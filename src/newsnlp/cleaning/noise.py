"""Which lines of a page are its article: menus, teasers and the first of two equal headlines are left out."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from newsnlp.cleaning.offsets import Cutter, OffsetMap
from newsnlp.lang.contract import NoiseRules

# A page shows its headline twice within these many lines that are not empty (menu, headline, date, headline).
HEAD_LINES = 12
# What stands above the first of two equal headlines is the page's, if it is no more than this.
LINES_ABOVE = 5
WORDS_ABOVE = 25
HEADLINE_WORDS = 3
# A line of so many words may be a sentence that goes on in the next line.
BROKEN_WORDS = 5
Gap = Literal["teaser", "empty", "break"]
_CLOSED = tuple(".!?:;…»”\"'’)]}*_|©")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break and without white space at its ends; offsets in characters."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text`, empty ones included."""
    found, start = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        first = start + (raw.find(stripped) if stripped else 0)
        found.append(Line(first, first + len(stripped), stripped))
        start += len(raw) + 1
    return found


def leave_out(text: str, rules: NoiseRules, *, function_words: AbstractSet[str]) -> tuple[str, OffsetMap]:
    """Return `text` without its noise, with the map back; line breaks between lines that stay are kept.

    Args:
        text: the text of a page, without markup.
        rules: the noise of its language.
        function_words: words of the language that end no line unless a sentence is broken there.
    """
    lines = lines_of(text)
    dropped = noise_lines(lines, rules)
    cutter = Cutter(text)
    previous: int | None = None  # the last line with text that stays
    for index, line in enumerate(lines):
        if not line.text or index in dropped:
            continue
        if previous is not None:
            _copy_break(cutter, lines[previous], line, _gap(previous, index, dropped), function_words)
        _copy_line(cutter, line, rules)
        previous = index
    return cutter.result()


def noise_lines(lines: list[Line], rules: NoiseRules) -> frozenset[int]:
    """Return the indices of the lines that are left out."""
    matched = {index for index, line in enumerate(lines) if line.text and rules.line.fullmatch(line.text)}
    return frozenset(matched | _above_headline(lines))


def _above_headline(lines: list[Line]) -> set[int]:
    """Return the first of two equal headlines and what stands above it: "Il Faro / Home / TITLE / TITLE / ..."."""
    head = [index for index, line in enumerate(lines) if line.text][:HEAD_LINES]
    seen: dict[str, int] = {}
    for rank, index in enumerate(head):
        text = lines[index].text.casefold()
        if text in seen and len(text.split()) >= HEADLINE_WORDS and not text.endswith("."):
            first = seen[text]
            above = head[:first]
            return {head[first], *(above if _furniture(lines, above) else ())}
        seen.setdefault(text, rank)
    return set()


def _furniture(lines: list[Line], indices: list[int]) -> bool:
    """Return whether these lines are few and short enough to be the page's own, and no sentences."""
    texts = [lines[index].text for index in indices]
    return len(texts) <= LINES_ABOVE and all(len(t.split()) <= WORDS_ABOVE and not t.endswith(".") for t in texts)


def _gap(previous: int, index: int, dropped: frozenset[int]) -> Gap:
    """Return what lies between two lines that stay: a teaser that was left out, empty lines, or only the break."""
    between = range(previous + 1, index)
    if any(i in dropped for i in between):
        return "teaser"
    return "empty" if len(between) else "break"


def _goes_on(line: Line, following: Line, function_words: AbstractSet[str], gap: Gap) -> bool:
    """Return whether a sentence is broken between two lines.

    "... aveva mediato il / LA SCHEDA ... / memorandum firmato da ...": a teaser stands inside the sentence.
    """
    words = line.text.split()
    if gap == "empty" or len(words) < BROKEN_WORDS or line.text.endswith(_CLOSED):
        return False
    return following.text[0].islower() or words[-1].casefold() in function_words


def _copy_break(cutter: Cutter, line: Line, following: Line, gap: Gap, function_words: AbstractSet[str]) -> None:
    """Copy the line breaks between two lines that stay: all of them, or one blank where a sentence goes on."""
    if _goes_on(line, following, function_words, gap):
        cutter.replace(line.end, line.end + 1, " ")
    elif gap == "teaser":
        cutter.replace(line.end, line.end + 1, "\n")
    else:
        cutter.keep(line.end, following.start)


def _copy_line(cutter: Cutter, line: Line, rules: NoiseRules) -> None:
    position = 0
    for match in rules.phrase.finditer(line.text):
        cutter.keep(line.start + position, line.start + match.start())
        position = match.end()
    cutter.keep(line.start + position, line.end)
