"""What a run, or one article, has to say besides its records: counts, and warnings by their kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from newsnlp.schema import Document, Failure
from newsnlp.viewing.safe import label

MEETING = "MEETING"
# Kinds of warnings that are told, the most frequent first; what follows is of next to no article.
KINDS = 10
# What differs between two warnings of one kind: names in quotation marks, numbers.
_PARTICULAR = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|(?<![\w-])\d[\d.,:-]*\b")


def without_day(document: Document) -> int:
    """Return how many expressions of time have no value because the day of publication is not known."""
    return sum(time.reason == "no_publication_date" for time in document.times)


def article_warnings(document: Document) -> Iterator[str]:
    """Yield what a reader of the article should know: the warnings of its record, and what could be given better."""
    yield from map(label, document.warnings)
    if lacking := without_day(document):
        yield f"no publication date: {lacking} {_noun(lacking, 'expression')} of time without a value"


class Summary:
    """Counts what comes out of a run, and holds nothing of it."""

    def __init__(self) -> None:
        self.articles = self.failed = self.meetings = 0
        self._untitled = self._undated = self._without_value = 0
        self._kinds: Counter[str] = Counter()

    def add(self, result: Document | Failure) -> None:
        """Count one result."""
        self.articles += 1
        if isinstance(result, Failure):
            self.failed += 1
            return
        self.meetings += sum(event.type == MEETING for event in result.events)
        self._untitled += not result.title
        lacking = without_day(result)
        self._undated += bool(lacking)
        self._without_value += lacking
        self._kinds.update({_PARTICULAR.sub("...", warning) for warning in result.warnings})

    def warnings(self) -> Iterator[str]:
        """Yield a line for each kind of warning, with the number of articles that it is of."""
        for kind, count in self._kinds.most_common(KINDS):
            yield f"{_articles(count)}: {label(kind)}"
        if len(self._kinds) > KINDS:
            yield f'{len(self._kinds) - KINDS} more kinds of warnings: the records have them under "warnings"'
        if self._undated:
            lacking = f"{self._without_value:,} {_noun(self._without_value, 'expression')} of time without a value"
            yield f"{_articles(self._undated)}: no publication date: {lacking}; give it in the file or with --published"
        if self._untitled:
            yield f"{_articles(self._untitled)}: no title"

    def total(self, seconds: float) -> str:
        """Return the counts of a run that took so long, on one line."""
        speed = f" ({self.articles / seconds:.1f} articles/s)" if seconds > 0 else ""
        meetings = f"{self.meetings:,} {_noun(self.meetings, 'meeting')}"
        return f"{_articles(self.articles)}, {self.failed:,} failed, {meetings}, {seconds:.1f} s{speed}"


def _articles(count: int) -> str:
    return f"{count:,} {_noun(count, 'article')}"


def _noun(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
