"""The day of publication in the forms that exports of newspapers write it."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Any

from newsnlp.errors import ArticleError
from newsnlp.lang.it.calendar import month_number
from newsnlp.schema import is_missing, parse_date, shown

# Numbers are seconds or milliseconds since 1970; other numbers (20240619) are no dates that anybody could be sure of.
EARLIEST, LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100, in seconds
LONGEST = 100
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}", re.ASCII)
# "2024-06-19 08:30 CEST", "2024/06/19"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s,].*)?", re.ASCII)
# "19/06/2024", "19.6.2024 - 08:30": an Italian writes the day first.
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[\s,].*)?", re.ASCII)
# "mercoledì 19 giugno 2024, ore 8:30", "1° giu. 2024"
_IN_WORDS = re.compile(r"(?:[^\W\d_]+,? )?([0-9]{1,2})[°º]? ([^\W\d_]+\.?),? ([0-9]{4})(?:[ ,].*)?")


def publication_day(value: Any) -> datetime.date | None:
    """Return the day of publication as it was written, whatever the time zone; None where nothing is given.

    Understood are dates and datetimes of Python, ISO 8601, the dates of mails and feeds (RFC 2822), seconds or
    milliseconds since 1970 (in UTC), "19/06/2024" with the day first, and "19 giugno 2024".

    Raises:
        ArticleError: the value is nothing of the kind.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and not is_missing(value):
        day = _since_1970(value)
    elif isinstance(value, str) and value.strip() and len(value) <= LONGEST:
        day = _written(" ".join(value.split()))
    else:
        return parse_date(value)
    if day is None:
        raise ArticleError(f"{shown(value)} is no date: write it as YYYY-MM-DD, as in 2024-06-19")
    return day


def _since_1970(number: float) -> datetime.date | None:
    if not EARLIEST <= number < 1000 * LATEST:
        return None
    seconds = number / 1000 if number >= LATEST else number
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date() if seconds >= EARLIEST else None


def _written(text: str) -> datetime.date | None:
    if _EPOCH.fullmatch(text):
        return _since_1970(int(text))
    try:
        return parse_date(text)
    except ArticleError:
        pass
    for pattern, order in ((_YEAR_FIRST, (1, 3, 4)), (_DAY_FIRST, (4, 3, 1))):
        if match := pattern.fullmatch(text):
            return _day(*(match[group] for group in order))
    if (match := _IN_WORDS.fullmatch(text)) and (month := month_number(match[2].lower())):
        return _day(match[3], str(month), match[1])
    return _of_a_mail(text)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _of_a_mail(text: str) -> datetime.date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError):
        return None
