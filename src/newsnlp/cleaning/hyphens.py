"""Hyphens at the ends of lines: "incon- / trato" is one word, "Conte- / bis" keeps its hyphen."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from newsnlp.lang.contract import LineRules

# Where fewer of the broken lines end in a hyphen, words are not parted at syllables: the hyphens stand in the text.
FEWEST_HYPHENS = 0.1
# Both halves of a compound that no list has ("tecnico-scientifico") are so long at least.
HALF = 4
_BEFORE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*-$")
_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Hyphens:
    """Tells of one text which hyphens at the ends of its lines part a word.

    Args:
        text: the text, from which is learned how its words are written elsewhere.
        rules: what is known of its language.
        share: how many of the lines that are broken by width end in a hyphen, 0 to 1.
    """

    def __init__(self, text: str, rules: LineRules, *, share: float) -> None:
        self._text = text
        self._rules = rules
        self._parts_words = share >= FEWEST_HYPHENS

    def is_dropped(self, before: str, after: str) -> bool:
        """Return whether the hyphen that ends a line is not one of the text, when the line goes on in the next.

        Args:
            before: the line with the hyphen at its end.
            after: the next line.
        """
        left, right = _BEFORE.search(before[-60:]), _AFTER.match(after)
        if left is None or right is None or not right[0][0].islower():
            return False  # "2012- / 2013", "Ocasio- / Cortez"
        head, tail = left[0][:-1].rpartition("'")[2].rpartition("’")[2], right[0]
        known = self._known(head, tail)
        return self._is_parted(head, tail) if known is None else known

    def _known(self, head: str, tail: str) -> bool | None:
        """Return what the rest of the text and the lists say, None where they say nothing."""
        whole, hyphenated = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
        if self._spellings[whole] or self._spellings[hyphenated]:
            return self._spellings[whole] >= self._spellings[hyphenated]
        first, last = head.rpartition("-")[2].casefold(), tail.partition("-")[0].casefold()
        if first in self._rules.hyphen_first or last in self._rules.hyphen_last:
            return False
        return None

    def _is_parted(self, head: str, tail: str) -> bool:
        """Return whether a word may be parted so, and in this text is rather parted than a compound."""
        if self._rules.parted.fullmatch(f"{head}|{tail}") is None:
            return False  # "Jong- / un"
        if self._parts_words or head[-1] == tail[0]:
            return True  # nobody writes "aspet-tiamo"
        compound = head[-1] == "o" and min(len(head), len(tail)) >= HALF
        return not (compound or head[0].isupper())

    @cached_property
    def _spellings(self) -> Counter[str]:
        """How often words stand inside the lines of the text."""
        return Counter(word.casefold() for word in _WORD.findall(self._text))
