"""What a caller gives to the functions of newsnlp: records, days, words of a list. What is unfit is told, at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from numbers import Integral, Real
from pathlib import PurePath
from types import GeneratorType
from typing import Any

from newsnlp.errors import InputError
from newsnlp.schema.article import shown
from newsnlp.schema.document import Document, Failure
from newsnlp.schema.iso import Days, days


def choice(name: str, value: object, accepted: Collection[str]) -> None:
    """Check that `value` is one of the words that are accepted.

    Raises:
        InputError: it is not; the text has all that are.
    """
    if not isinstance(value, str) or value not in accepted:
        raise InputError(f"{name} must be one of {', '.join(accepted)}, not {shown(value)}")


def count(name: str, value: object, *, least: int = 1) -> None:
    """Check that `value` is a whole number, at least `least`.

    Raises:
        InputError: it is not.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise InputError(f"{name} must be a whole number from {least} up, not {shown(value)}")


def share(name: str, value: object) -> None:
    """Check that `value` is a number from 0 to 1.

    Raises:
        InputError: it is not.
    """
    number = _number(value)
    if number is None or not 0 <= number <= 1:
        raise InputError(f"{name} must be a number from 0 to 1, not {shown(value)}")


def seconds(value: object, *, name: str = "max_seconds") -> float | None:
    """Return a time limit: a number above 0, or None where there is none.

    Raises:
        InputError: the value is neither.
    """
    if value is None:
        return None
    number = _number(value)
    if number is None or not number > 0:
        raise InputError(f"{name} must be a number of seconds above 0, or None for no limit, not {shown(value)}")
    return number


def _number(value: object) -> float | None:
    """Return a value as a float, None where it is no number, or a whole number larger than any float."""
    if not isinstance(value, Real) or isinstance(value, bool):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def span_of_days(since: object, until: object) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day that are asked for; None where there is no bound.

    Args:
        since: a date, a datetime, or text: "2024-06-19", "2024-06", "2024"; its first day counts.
        until: likewise; its last day counts.

    Raises:
        InputError: one of them is no such date, or no day is both.
    """
    first, last = _days("since", since), _days("until", until)
    if first and last and first[0] > last[1]:
        raise InputError(f"since ({first[0]}) is after until ({last[1]}): no day is both")
    return (first[0] if first else None), (last[1] if last else None)


def _days(name: str, value: object) -> Days | None:
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value, value
    found = _written_days(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise InputError(f"{name} must be a date, as 2024-06-19, 2024-06 or 2024 in text, not {shown(value)}")
    return found


def _written_days(text: str) -> Days | None:
    found = days(text)
    if found is None:
        with suppress(ValueError):
            day = datetime.datetime.fromisoformat(text).date()
            return day, day
    return found


def records_only(
    given: Iterable[Document | Failure], name: str, *, skipped: Callable[[Failure], None] | None = None
) -> Iterator[Document]:
    """Yield the records of `given`; failures are left out.

    Args:
        given: records, such as `newsnlp.annotate_many` yields; a single one counts as a list of it.
        name: how the caller calls it, for the message.
        skipped: is called with every failure that is left out.

    Raises:
        InputError: it is no collection of records, or one of its items is no record.
    """
    for item in _items(given, name):
        if isinstance(item, Document):
            yield item
        elif not isinstance(item, Failure):
            raise InputError(f"{name} must be records (newsnlp.Document), not {shown(item)}: {_advice(item)}")
        elif skipped is not None:
            skipped(item)


def _items(given: Any, name: str) -> Iterable[Any]:
    if isinstance(given, Document | Failure):
        return [given]
    if isinstance(given, GeneratorType) and given.gi_frame is None:
        raise InputError(f"{name} is a generator that has been read to its end: keep its records in a list")
    if isinstance(given, str | bytes | PurePath | Mapping) or not isinstance(given, Iterable):
        raise InputError(f"{name} must be a list of records (newsnlp.Document), not {shown(given)}: {_advice(given)}")
    return given


def _advice(given: object) -> str:
    if isinstance(given, str | PurePath):
        return "newsnlp.read_documents(path) reads those of a file, newsnlp.annotate(text) makes one"
    if isinstance(given, Mapping):
        return "newsnlp.Document.model_validate(mapping) makes one of a mapping"
    return "newsnlp.annotate and newsnlp.annotate_many make them"
