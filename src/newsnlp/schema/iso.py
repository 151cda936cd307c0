"""The forms that the value of a time has in a record: ISO 8601, and what ISO lacks (seasons, quarters, halves).

Which form a value has, and which days it covers.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date, timedelta

Days = tuple[date, date]

# The first that a whole value matches is its form.
ISO_FORMS: Mapping[str, re.Pattern[str]] = {
    "time": re.compile(r"(\d{4})-(\d\d)-(\d\d)T\d[\d:]*"),
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "week": re.compile(r"(\d{4})-W(\d\d)"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "season": re.compile(r"(\d{4})-(SP|SU|AU|FA|WI)"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "half": re.compile(r"(\d{4})-H([12])"),
    "year": re.compile(r"(\d{4})"),
}
# Meteorological seasons, by their first month; the winter of a year begins in its December.
SEASONS: Mapping[str, int] = {"SP": 3, "SU": 6, "AU": 9, "FA": 9, "WI": 12}


def granularity(value: str) -> str | None:
    """Return how exact a value is: "time", "day", "week", "month"... or "interval"; None for another form."""
    if "/" in value:
        return "interval"
    return next((name for name, pattern in ISO_FORMS.items() if pattern.fullmatch(value)), None)


def _months(year: str, month: int, length: int) -> Days:
    last = int(year) * 12 + month - 1 + length - 1
    last_year, last_month = last // 12, last % 12 + 1
    first = date(int(year), month, 1)
    if last_year > MAXYEAR:  # the last winter of the calendar ends with it
        return first, date.max
    return first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def _day(year: str, month: str, day: str) -> Days:
    exact = date(int(year), int(month), int(day))
    return exact, exact


def _week(year: str, week: str) -> Days:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + min(timedelta(days=6), date.max - monday)


_READERS: Mapping[str, Callable[..., Days]] = {
    "time": _day,
    "day": _day,
    "week": _week,
    "month": lambda year, month: _months(year, int(month), 1),
    "season": lambda year, season: _months(year, SEASONS[season], 3),
    "quarter": lambda year, number: _months(year, 3 * int(number) - 2, 3),
    "half": lambda year, number: _months(year, 6 * int(number) - 5, 6),
    "year": lambda year: _months(year, 1, 12),
}


def days(value: str) -> Days | None:
    """Return the first and the last day that an ISO 8601 value covers, None where it has no such form."""
    start, between, end = value.partition("/")
    if between:
        first, last = _days(start), _days(end)
        return (first[0], last[1]) if first and last else None
    return _days(value)


def _days(value: str) -> Days | None:
    for name, pattern in ISO_FORMS.items():
        match = pattern.fullmatch(value)
        if match:
            try:
                return _READERS[name](*match.groups())
            except ValueError:  # the thirteenth month, week 54, the year 0
                return None
    return None
