"""How exact an ISO 8601 value is, and which days it covers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

Days = tuple[date, date]

# Meteorological seasons, by their first month; the winter of a year begins in its December.
SEASONS: Mapping[str, int] = {"SP": 3, "SU": 6, "AU": 9, "FA": 9, "WI": 12}


def _months(year: str, month: int, length: int) -> Days:
    last = int(year) * 12 + month - 1 + length - 1
    last_year, last_month = last // 12, last % 12 + 1
    return date(int(year), month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def _day(year: str, month: str, day: str) -> Days:
    exact = date(int(year), int(month), int(day))
    return exact, exact


def _week(year: str, week: str) -> Days:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + timedelta(days=6)


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[..., Days]], ...] = (
    ("time", re.compile(r"(\d{4})-(\d\d)-(\d\d)T.+"), _day),
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)"), _day),
    ("week", re.compile(r"(\d{4})-W(\d\d)"), _week),
    ("month", re.compile(r"(\d{4})-(\d\d)"), lambda year, month: _months(year, int(month), 1)),
    ("season", re.compile(r"(\d{4})-(SP|SU|AU|FA|WI)"), lambda year, season: _months(year, SEASONS[season], 3)),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])"), lambda year, number: _months(year, 3 * int(number) - 2, 3)),
    ("half", re.compile(r"(\d{4})-H([12])"), lambda year, number: _months(year, 6 * int(number) - 5, 6)),
    ("year", re.compile(r"(\d{4})"), lambda year: _months(year, 1, 12)),
)


def granularity(value: str) -> str | None:
    """Return how exact a value is: "time", "day", "week", "month"... or "interval"; None for another form."""
    if "/" in value:
        return "interval"
    return next((name for name, pattern, _ in _FORMS if pattern.fullmatch(value)), None)


def days(value: str) -> Days | None:
    """Return the first and the last day that an ISO 8601 value covers, None where it has no such form."""
    if "/" in value:
        first, last = (days(part) for part in value.split("/", maxsplit=1))
        return (first[0], last[1]) if first and last else None
    for _, pattern, read in _FORMS:
        match = pattern.fullmatch(value)
        if match:
            try:
                return read(*match.groups())
            except ValueError:  # the thirteenth month, week 54, the year 0
                return None
    return None
