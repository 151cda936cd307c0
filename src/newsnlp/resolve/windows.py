"""When an event can have taken place by what one article says: the days of its date, or those around the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsnlp.resolve.rows import EventMention
from newsnlp.schema.iso import days
from newsnlp.types import Status

# A date of at most so many days says when ("12 maggio", "dal 12 al 14"); a longer one, a month or a year, does not.
EXACT = 3
# Days before and after publication in which an event without a date lies, by status; set by how news is written:
# what happened is told within days, what is planned lies weeks ahead.
_AROUND = MappingProxyType({"happened": (4, 0), "planned": (0, 45), "possible": (4, 45), "negated": (7, 45)})
# How far ahead the new date of a postponed event lies at most.
POSTPONED = 180
MOST_MONTHS = 13


class Window(NamedTuple):
    """The first and the last day that an event can have, and whether that says when it was."""

    first: date
    last: date
    exact: bool

    def overlaps(self, other: Window, *, slack: int = 0) -> bool:
        """Tell whether two windows share a day, or are at most `slack` days apart."""
        return (self.first - other.last).days <= slack and (other.first - self.last).days <= slack

    def months(self) -> Iterator[str]:
        """Yield the months that it touches, at most `MOST_MONTHS`, from the first on."""
        month = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        for found in range(month, min(last + 1, month + MOST_MONTHS)):
            yield f"{found // 12:04}-{found % 12 + 1:02}"


def window_of(mention: EventMention) -> Window | None:
    """Return when the event can have been; None where neither a date nor the day of publication is known."""
    return _window(mention.value, mention.published, mention.status)


@lru_cache(maxsize=65536)
def _window(value: str | None, published: date | None, status: Status) -> Window | None:
    covered = days(value) if value else None
    if covered is not None:
        return Window(*covered, exact=(covered[1] - covered[0]).days < EXACT)
    if published is None:
        return None
    before, after = _AROUND[status]
    return Window(_plus(published, -before), _plus(published, after), exact=False)


def reach_of(mention: EventMention) -> Window | None:
    """Return the window in which other mentions of one event are looked for: of a postponed one, its new date too."""
    window = window_of(mention)
    if window is None or mention.detail != "postponed" or mention.published is None:
        return window
    last = _plus(mention.published, POSTPONED)
    return Window(min(window.first, mention.published), max(window.last, last), exact=False)


def _plus(day: date, count: int) -> date:
    """Return a day so many days later, or the first or last of the calendar."""
    if count < 0:
        return day - timedelta(days=min(-count, (day - date.min).days))
    return day + timedelta(days=min(count, (date.max - day).days))
