"""Who met whom over many articles, in the order of the days, read off the records themselves."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsnlp.schema import Document, Entity, Meeting, days
from newsnlp.schema.given import share
from newsnlp.types import Status

# Differences of spelling between papers that do not make another name.
_APART = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "'": " ", "’": " ", "ʼ": " ", "`": " ", ".": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which meetings are asked for; what is None or empty asks for nothing.

    Attributes:
        person: surname or full name of one who takes part; case, accents and hyphens do not matter.
        place: name of the place, likewise.
        since: the meeting may have been on this day or later; without a date it is left out.
        until: the meeting may have been on this day or earlier; likewise.
        statuses: one of these.
        min_confidence: from 0 to 1; meetings that are less sure are left out, and of the others who takes part, where
            and when, if that is less sure.

    Raises:
        InputError: `min_confidence` is no number from 0 to 1.
    """

    person: str | None = None
    place: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    statuses: frozenset[Status] = frozenset()
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        share("min_confidence", self.min_confidence)

    def asks_for(self, document: Document, meeting: Meeting) -> bool:
        """Tell whether a meeting of a document is wanted, whenever it was."""
        return (
            (not self.statuses or meeting.status in self.statuses)
            and meeting.confidence >= self.min_confidence
            and _is_named(self.person, document, meeting.participants)
            and _is_named(self.place, document, meeting.places)
        )

    def asks_for_day(self, value: str | None) -> bool:
        """Tell whether the days of an ISO value touch those that are asked for."""
        covered = days(value) if value else None
        if covered is None:
            return self.since is None and self.until is None
        return (self.since is None or covered[1] >= self.since) and (self.until is None or covered[0] <= self.until)


class Agenda:
    """Those meetings of many articles that were asked for.

    Attributes:
        articles: how many articles were read.
        undated: how many meetings were left out because days were asked for and theirs is not known.
    """

    def __init__(self, wanted: Wanted | None = None) -> None:
        self.articles = 0
        self.undated = 0
        self._wanted = wanted or Wanted()
        self._found: list[Meeting] = []

    def add(self, document: Document) -> None:
        """Take in the meetings of an article."""
        self.articles += 1
        for meeting in document.meetings(min_confidence=self._wanted.min_confidence):
            if not self._wanted.asks_for(document, meeting):
                continue
            if self._wanted.asks_for_day(meeting.date):
                self._found.append(meeting)
            else:
                self.undated += meeting.date is None or days(meeting.date) is None

    def by_day(self) -> list[Meeting]:
        """Return the meetings by date, then in the order of the articles; those without a date come last."""
        return sorted(self._found, key=lambda found: (found.date is None, found.date or ""))


def plain_words(name: str) -> list[str]:
    """Return the words of a name without case, accents, hyphens and apostrophes: "Jean-Noël" -> jean, noel."""
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_APART)
    return "".join(char for char in letters if not unicodedata.combining(char)).split()


def _is_named(wanted: str | None, document: Document, entities: Iterable[str]) -> bool:
    if wanted is None:
        return True
    words = plain_words(wanted)
    found = set(entities)
    return any(
        _stands_in(words, plain_words(name))
        for entity in document.entities
        if entity.id in found
        for name in _names(entity)
    )


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from (mention.text for mention in entity.mentions if mention.kind == "name")


def _stands_in(words: list[str], name: list[str]) -> bool:
    """Tell whether the words stand side by side in a name: "von der Leyen" in "Ursula von der Leyen"."""
    size = len(words)
    return bool(words) and any(name[start : start + size] == words for start in range(len(name) - size + 1))
