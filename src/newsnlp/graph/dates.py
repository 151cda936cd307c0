"""How exact an ISO 8601 value is, and which days it covers."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from newsnlp.schema import ISO_FORMS, granularity

__all__ = ["Days", "days", "granularity"]
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
    if "/" in value:
        first, last = (days(part) for part in value.split("/", maxsplit=1))
        return (first[0], last[1]) if first and last else None
    for name, pattern in ISO_FORMS.items():
        match = pattern.fullmatch(value)
        if match:
            try:
                return _READERS[name](*match.groups())
            except ValueError:  # the thirteenth month, week 54, the year 0
                return None
    return None
