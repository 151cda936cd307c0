"""The headline of a text that has it as its first line."""

from __future__ import annotations

import re

# A headline has so many words at least, and so many words and characters at most.
FEWEST_WORDS, MOST_WORDS, LONGEST = 3, 30, 250
# Below a headline without an empty line stands a paragraph: longer than it, or else the lines are cut at a width.
PARAGRAPH = 1.5
_LINE_END = re.compile(r"\r\n|\r|\n")
_NO_END = (".", ",", ";", ":", "-", "–", "—", "…")


def headline_of(text: str) -> str | None:
    """Return the first line of `text`, white space at its ends aside, if it looks like a headline; else None.

    It is short, is no sentence with a final stop, and more text follows: after an empty line, or as a paragraph
    in one line that is clearly longer ("Il vertice di Praga / PRAGA - La premier ha ricevuto ...").
    """
    lines = _LINE_END.split(text.lstrip()[: 4 * LONGEST], maxsplit=3)
    headline = lines[0].strip()
    if len(lines) < 2 or not _is_short(headline) or headline.endswith(_NO_END) or "<" in headline:
        return None
    if lines[1].strip():
        return headline if len(lines[1].strip()) > PARAGRAPH * len(headline) else None
    return headline if "".join(lines[2:]).strip() else None


def _is_short(line: str) -> bool:
    return FEWEST_WORDS <= len(line.split()) <= MOST_WORDS and len(line) <= LONGEST and any(map(str.isalpha, line))
