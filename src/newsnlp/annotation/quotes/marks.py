"""Where quotation marks open and close: pure functions on text, all offsets in characters, half-open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    position = 0
    while position < len(text):
        opening = _next_opening(text, position)
        if opening is None:
            return
        marked = _closed_from(text, opening) or _unclosed_from(text, opening)
        if marked is not None and text[marked.start : marked.end].strip():
            yield marked
        position = opening.end() if marked is None else max(marked.close, opening.end())


def _next_opening(text: str, position: int) -> re.Match[str] | None:
    """Return the next mark that can open a quotation."""
    for match in _MARK.finditer(text, position):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        mark = match.group()
        if mark in {"»", "’", "›", ">>"}:
            continue
        if mark in {"”", "‘", "''"} and not (after.strip() and not before.strip("( ")):
            continue  # a closing mark, or an apostrophe: "citta''"
        if mark == '"' and before.isalnum() and not after.strip(" ,.;:)"):
            continue  # a closing mark that lost its opening one, or inches: 24"
        return match
    return None


def _closed_from(text: str, opening: re.Match[str]) -> Marked | None:
    """Return the stretch from an opening mark to the mark that closes it; inner quotations are skipped."""
    mark, depth = opening.group(), 1
    for match in _MARK.finditer(text, opening.end()):
        other = match.group()
        if other == mark and mark == "«":
            depth += 1
        elif other in CLOSING[mark] and (mark != "''" or other == "''") and _may_close(text, mark, match):
            depth -= 1
            if depth == 0:
                return Marked(opening.start(), opening.end(), match.start(), match.end(), True)
    return None


def _may_close(text: str, mark: str, match: re.Match[str]) -> bool:
    """Say whether a mark may close: ‘l’accordo’ closes at the second ’ only, “a "b" c” not at the inner ones."""
    if mark == "‘":
        return not text[match.end() : match.end() + 1].isalnum()
    if mark in {"“", "„"} and match.group() != "”":
        # "”" later on means that this one belongs to an inner quotation
        return "”" not in text[match.end() :].split("“")[0] and bool(text[match.start() - 1].strip())
    return True


def _unclosed_from(text: str, opening: re.Match[str]) -> Marked | None:
    """Return a quotation that is never closed: to the end of the paragraph, or of its sentence where others follow."""
    mark, rest = opening.group(), text[opening.end() :]
    if mark not in {"«", "“", "„", '"'}:
        return None
    before = text[opening.start() - 1 : opening.start()]
    if len(rest.split()) < FEWEST_WORDS_UNCLOSED or (mark == '"' and (before.strip(" (:") or not rest[:1].strip())):
        return None
    end = len(text)
    if _MARK.search(rest.replace("’", " ")):
        sentence = _SENTENCE_END.search(rest)
        end = opening.end() + sentence.end() if sentence else len(text)
    return Marked(opening.start(), opening.end(), end, end, False)
