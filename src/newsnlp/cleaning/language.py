"""A cheap test whether a text is in the language it should be in: its function words are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

WORDS_READ = 600
# Fewer function words than this tell nothing: headlines, tables, lists of names.
LEAST_HITS = 4
# How many times as many words of its own another language must have.
MARGIN = 1.5
# A text whose letters are mostly of another script.
LATIN_SHARE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_END = "\u024f"


def language_warning(text: str, words_by_language: Mapping[str, AbstractSet[str]], *, expected: str) -> str | None:
    """Return a warning where `text` looks like another language than `expected`, or None.

    Args:
        text: any text; its first 600 words are read.
        words_by_language: name of language -> function words in lower case.
        expected: the name that the text should go by.
    """
    words = [match[0].casefold() for match, _ in zip(_WORD.finditer(text), range(WORDS_READ), strict=False)]
    if not words:
        return f"text does not look {expected} (it has no words)"
    if sum(word[0] <= _LATIN_END for word in words) < LATIN_SHARE * len(words):
        return f"text does not look {expected} (it is in another script)"
    hits = {name: sum(word in known for word in words) for name, known in words_by_language.items()}
    likely = max(hits, key=lambda name: hits[name])
    if hits[likely] >= LEAST_HITS and hits[likely] >= MARGIN * hits[expected]:
        return f"text does not look {expected} (looks {likely})"
    return None
