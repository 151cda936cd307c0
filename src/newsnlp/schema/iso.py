"""The forms that the value of a time has in a record: ISO 8601, and what ISO lacks (seasons, quarters, halves)."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The first that a whole value matches is its form.
ISO_FORMS: Mapping[str, re.Pattern[str]] = {
    "time": re.compile(r"(\d{4})-(\d\d)-(\d\d)T.+"),
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "week": re.compile(r"(\d{4})-W(\d\d)"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "season": re.compile(r"(\d{4})-(SP|SU|AU|FA|WI)"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "half": re.compile(r"(\d{4})-H([12])"),
    "year": re.compile(r"(\d{4})"),
}


def granularity(value: str) -> str | None:
    """Return how exact a value is: "time", "day", "week", "month"... or "interval"; None for another form."""
    if "/" in value:
        return "interval"
    return next((name for name, pattern in ISO_FORMS.items() if pattern.fullmatch(value)), None)
