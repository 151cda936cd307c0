"""Arithmetic of dates: everything here is the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Look = Literal["past", "before", "remote", "present", "future"]
"""Where the words around an expression look: `before` is the pluperfect, `remote` the past of narratives."""

# First month of each season; winter belongs to the year in which it begins.
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_DAYS = 91
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:]+)?")
# In January "dal primo maggio" is the May to come, whatever the verb: a date further back than this and of
# another year would be written with its year ("il primo maggio dell'anno scorso"). Months reach further
# ("a novembre", said in July), and so do days of which the verb says that they are past ("si è arreso il 7
# ottobre", said in May). In days, the first two set on dev_written.
FAR = 180
FAR_MONTH = 305
FAR_DATE = 330
YEAR = 366


class OutOfCalendarError(ValueError):
    """A day or year is none of the years 1 to 9999: it has no ISO value.

    "Due anni fa", said in the year 2, is no time that can be told.
    """


def moved(day: date, days: int) -> date:
    """Return the day so many days after `day`, before it where `days` is negative.

    Raises:
        OutOfCalendarError: there is no such day in the years 1 to 9999.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise OutOfCalendarError(f"{day} and {days} days lie outside the years {MINYEAR} to {MAXYEAR}") from error


def iso_year(year: int) -> str:
    """Return "0476" for 476.

    Raises:
        OutOfCalendarError: the year is not one of 1 to 9999.
    """
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendarError(f"the year {year} lies outside the years {MINYEAR} to {MAXYEAR}")
    return f"{year:04d}"


def iso_month(year: int, month: int) -> str:
    """Return "2008-09"; `month` may lie outside 1-12 and is carried into the year.

    Raises:
        OutOfCalendarError: the year is not one of 1 to 9999.
    """
    carried, index = divmod(month - 1, 12)
    return f"{iso_year(year + carried)}-{index + 1:02d}"


def iso_week(day: date) -> str:
    """Return the ISO week of a day, "2008-W37"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(value: str | None) -> date | None:
    """Return the day that a value names; None for anything coarser, and the last day of an interval of days."""
    match = _DAY.fullmatch((value or "").rpartition("/")[2])
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def year_of(value: str | None) -> int | None:
    """Return the year in which a value begins."""
    return int(value[:4]) if value and value[:4].isdigit() else None


def month_of(value: str | None) -> tuple[int, int] | None:
    """Return year and month of a value that is at least as exact as a month."""
    match = re.match(r"(\d{4})-(\d\d)(?!\d)", value or "")
    return (int(match[1]), int(match[2])) if match else None


def shifted(unit: str, amount: int, base: date) -> str | None:
    """Return the value `amount` units away from a day, as exact as the unit: "un anno fa" is a year.

    Args:
        unit: D day, W week, M month, Y year, X decade, H hour, T minute.
        amount: negative for the past.
        base: the day counted from.

    Raises:
        OutOfCalendarError: the value lies outside the years 1 to 9999.
    """
    if unit in "DHT":
        days = amount if unit == "D" else int(amount / 24) if unit == "H" else 0
        return moved(base, days).isoformat()
    if unit == "W":
        return iso_week(moved(base, amount * 7))
    if unit == "M":
        return iso_month(base.year, base.month + amount)
    if unit in "YX":
        return iso_year(base.year + amount * (10 if unit == "X" else 1))
    return None


def weekday_near(anchor: date, weekday: int, look: Look | None) -> date:
    """Return the weekday that a bare "martedì" means: the last one before `anchor`, or the next one.

    Today is "oggi" in Italian papers, so that its weekday means another day. A verb in the present
    ("si comincia sabato") looks forward.
    """
    if look in ("future", "present"):
        return next_weekday(anchor, weekday)
    return last_weekday(anchor, weekday)


def next_weekday(anchor: date, weekday: int) -> date:
    """Return the first such weekday after `anchor`.

    Raises:
        OutOfCalendarError: the calendar ends before it.
    """
    return moved(anchor, (weekday - anchor.weekday() - 1) % 7 + 1)


def last_weekday(anchor: date, weekday: int) -> date:
    """Return the last such weekday before `anchor`.

    Raises:
        OutOfCalendarError: the calendar begins after it.
    """
    return moved(anchor, -((anchor.weekday() - weekday - 1) % 7 + 1))


def choose(candidates: Iterable[date], anchor: date, look: Look | None, *, far: int = FAR) -> date | None:
    """Return the candidate that fits best: the one on the side looked at, else the nearest.

    Args:
        candidates: the same date in several years.
        anchor: the day from which the text looks.
        look: the side looked at.
        far: days beyond which the past is not believed without a year, unless it is a pluperfect.
    """
    days = sorted(candidates, key=lambda day: (abs((day - anchor).days), day > anchor))
    if not days:
        return None
    if look == "future":
        sided = [day for day in days if day >= anchor]
    elif look in ("past", "before", "remote"):
        reach = YEAR if look == "before" else far
        sided = [day for day in days if day <= anchor and (day.year == anchor.year or (anchor - day).days <= reach)]
    else:
        sided = days
    return sided[0] if sided else days[0]


def easter(year: int) -> date:
    """Return Easter Sunday.

    Source: the anonymous Gregorian algorithm, as in J. Meeus, Astronomical Algorithms (1991), ch. 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def feast(code: str, year: int) -> date:
    """Return the day of a feast in a year: "12-25", or days from Easter as "E50".

    Raises:
        OutOfCalendarError: the year is not one of 1 to 9999.
    """
    iso_year(year)
    if code.startswith("E"):
        return moved(easter(year), int(code[1:]))
    month, day = code.split("-")
    return date(year, int(month), int(day))


def season_of(anchor: date, season: str, side: int | None, look: Look | None) -> str:
    """Return the season meant by "lo scorso autunno" (side -1), "il prossimo" (1), "questo" (0) or by its verb.

    Raises:
        OutOfCalendarError: it lies outside the years 1 to 9999.
    """
    month = SEASON_STARTS[season]
    # a season that began by this day is over; none of the calendar's did in its first weeks
    limit = date.fromordinal(max(anchor.toordinal() - SEASON_DAYS, date.min.toordinal()))
    over = limit.year - (1 if month > limit.month else 0)
    begun = (over + 1, month) <= (anchor.year, anchor.month)
    if side == 1:
        return f"{iso_year(over + 2 if begun else over + 1)}-{season}"
    back = side == -1 or (look in ("past", "before", "remote") and not begun)
    return f"{iso_year(over if back else over + 1)}-{season}"


def full_year(written: str, anchor: date | None) -> int:
    """Return the year of "2012", or of "'94": the latest such year that is not more than ten years ahead.

    It may lie outside the calendar where `anchor` is at one of its ends.

    Raises:
        OutOfCalendarError: these are not two or four digits ("' due").
    """
    digits = written.lstrip("'")
    if not (digits.isdecimal() and len(digits) in (2, 4)):
        raise OutOfCalendarError(f"{written!r} is no year")
    if len(digits) == 4:
        return int(digits)
    limit = (anchor.year if anchor else 2020) + 10
    return limit - (limit - int(digits)) % 100
