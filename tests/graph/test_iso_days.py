"""How exact a date is, and which days it covers."""

from __future__ import annotations

from datetime import date

import pytest

from newsnlp.schema import days, granularity


@pytest.mark.parametrize(
    ("value", "kind", "first", "last"),
    [
        ("2024-06-19", "day", date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-06-19T10:30", "time", date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-W01", "week", date(2024, 1, 1), date(2024, 1, 7)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-SU", "season", date(2024, 6, 1), date(2024, 8, 31)),
        ("2023-WI", "season", date(2023, 12, 1), date(2024, 2, 29)),
        ("2024-Q4", "quarter", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-H1", "half", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-06-12/2024-06-14", "interval", date(2024, 6, 12), date(2024, 6, 14)),
    ],
)
def test_days(value: str, kind: str, first: date, last: date) -> None:
    assert granularity(value) == kind
    assert days(value) == (first, last)


@pytest.mark.parametrize("value", ["2024-13", "2024-W60", "ieri", "", "2024-06-31", "2024-06-12/?"])
def test_no_days(value: str) -> None:
    assert days(value) is None
