"""Where quotation marks open and close: pure functions on text, all offsets in characters, half-open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

# Opening mark -> the marks that close it. Typists mix „…“, “…“ and “…".
CLOSING = {
    "«": "»",
    "“": '”“"',
    "„": '“”"',
    "”": "”",
    '"': '"',
    "''": "''",
    "‹": "›",
    "<<": ">>",
    "‘": "’",
}
# One of these, or two straight apostrophes or angles; written so that `re` jumps from one such character to the next.
_MARK = re.compile(r"[«»“”„\"‹›‘’'<>](?:(?<!['<>])|(?<=')'|(?<=<)<|(?<=>)>)")
# Characters of which one opens every quotation but those in two straight apostrophes.
OPENING = frozenset('«“„”"‹‘<')
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
# An unclosed straight mark counts only before this many words: a stray one is more often a typing error.
FEWEST_WORDS_UNCLOSED = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks.

    Attributes:
        open: first character of the opening mark.
        start: first character of the content.
        end: one past the content.
        close: one past the closing mark, `end` where there is none.
        closed: whether a closing mark was found.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool


def find_marked(text: str) -> list[Marked]:
    """Return the stretches between quotation marks, outermost ones only, in order; none crosses a line break."""
    found: list[Marked] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        found += [_shifted(marked, offset) for marked in _in_paragraph(line.rstrip("\r\n"))]
        offset += len(line)
    return found


def _shifted(marked: Marked, offset: int) -> Marked:
    return Marked(
        marked.open + offset, marked.start + offset, marked.end + offset, marked.close + offset, marked.closed
    )


def _in_paragraph(text: str) -> Iterator[Marked]:
    paragraph = _Paragraph(text)
    position = 0
    while position < len(text):
        opening = paragraph.next_opening(position)
        if opening is None:
            return
        marked = paragraph.closed_from(opening) or paragraph.unclosed_from(opening)
        if marked is not None and text[marked.start : marked.end].strip():
            yield marked
        end = paragraph.marks[opening].end()
        position = end if marked is None else max(marked.close, end)


class _Paragraph:
    """A paragraph whose marks are looked up once, so that a thousand that are never closed cost no thousand readings.

    Marks are known by their number.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = list(_MARK.finditer(text))
        self.starts = [mark.start() for mark in self.marks]
        self.angles = _pairs(self.marks)
        self.curly = {mark: [m.start() for m in self.marks if m.group() == mark] for mark in "”“"}
        self.word_ends = [word.end() for word in _WORD.finditer(text)] if self.marks else []
        self.last_mark = next((n for n in range(len(self.marks) - 1, -1, -1) if self.marks[n].group() != "’"), -1)
        # Marks that nothing closes, from some place to the end.
        self.exhausted: set[str] = set()

    def next_opening(self, position: int) -> int | None:
        """Return the next mark that can open a quotation."""
        text = self.text
        for number in range(bisect_left(self.starts, position), len(self.marks)):
            match = self.marks[number]
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            mark = match.group()
            if mark in {"»", "’", "›", ">>"}:
                continue
            if mark in {"”", "‘", "''"} and not (after.strip() and not before.strip("( ")):
                continue  # a closing mark, or an apostrophe: "citta''"
            if mark == '"' and before.isalnum() and not after.strip(" ,.;:)"):
                continue  # a closing mark that lost its opening one, or inches: 24"
            return number
        return None

    def closed_from(self, opening: int) -> Marked | None:
        """Return the stretch from an opening mark to the mark that closes it; inner quotations are skipped."""
        mark = self.marks[opening].group()
        close = self.angles.get(opening) if mark == "«" else self._next_closing(opening, mark)
        if close is None:
            return None
        first, last = self.marks[opening], self.marks[close]
        return Marked(first.start(), first.end(), last.start(), last.end(), True)

    def _next_closing(self, opening: int, mark: str) -> int | None:
        if mark in self.exhausted:
            return None
        for number in range(opening + 1, len(self.marks)):
            other = self.marks[number].group()
            closes = other in CLOSING[mark] and (mark != "''" or other == "''")
            if closes and self._may_close(mark, self.marks[number]):
                return number
        self.exhausted.add(mark)
        return None

    def _may_close(self, mark: str, match: re.Match[str]) -> bool:
        """Say whether a mark may close: ‘l’accordo’ closes at the second ’ only, “a "b" c” not at the inner ones."""
        if mark == "‘":
            return not self.text[match.end() : match.end() + 1].isalnum()
        if mark in {"“", "„"} and match.group() != "”":
            # "”" later on means that this one belongs to an inner quotation
            closed_later = self._next_of("”", match.end()) < self._next_of("“", match.end())
            return not closed_later and bool(self.text[match.start() - 1].strip())
        return True

    def _next_of(self, mark: str, position: int) -> float:
        """Return where a curly mark stands next, infinity where it does not."""
        number = bisect_left(self.curly[mark], position)
        return self.curly[mark][number] if number < len(self.curly[mark]) else inf

    def unclosed_from(self, opening: int) -> Marked | None:
        """Return a quotation that is never closed.

        It goes to the end of the paragraph, or of its sentence where others follow.
        """
        text, match = self.text, self.marks[opening]
        mark, start = match.group(), match.end()
        if mark not in {"«", "“", "„", '"'}:
            return None
        before = text[match.start() - 1 : match.start()]
        words = len(self.word_ends) - bisect_right(self.word_ends, start)
        if words < FEWEST_WORDS_UNCLOSED or (
            mark == '"' and (before.strip(" (:") or not text[start : start + 1].strip())
        ):
            return None
        sentence = _SENTENCE_END.search(text, start) if opening < self.last_mark else None
        end = sentence.end() if sentence else len(text)
        return Marked(match.start(), start, end, end, False)


def _pairs(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return number of an opening angle mark -> number of the one that closes it; pairs may stand in pairs."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for number, match in enumerate(marks):
        if match.group() == "«":
            waiting.append(number)
        elif match.group() == "»" and waiting:
            found[waiting.pop()] = number
    return found
