"""Fields that newsnlp does not know -> what a record carries along, as values that JSON can hold."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from newsnlp.schema import is_missing

# A record carries so many characters of JSON along, beside its article: no second text of the page, no images.
MOST_CHARS = 20_000
MOST_FIELDS = 200
DEEPEST = 20


class _NoJsonError(Exception):
    """A value that no JSON can hold; the text says what it is."""


def meta_of(fields: Iterable[tuple[Any, Any]], warnings: list[str]) -> dict[str, Any]:
    """Return the fields that can be carried along, with their values as given; a warning names the others.

    Args:
        fields: names and values, in order; empty ones are skipped.
        warnings: takes the warning.
    """
    kept: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    room = MOST_CHARS
    for key, value in fields:
        if is_missing(value):
            continue
        try:
            name, carried, size = _carried(key, value)
        except _NoJsonError as error:
            left_out[_short(key)] = str(error)
            continue
        if size > room or len(kept) == MOST_FIELDS:
            left_out[_short(key)] = "too long"
            continue
        room -= size
        kept[name] = carried
    if left_out:
        warnings.append(_told(left_out))
    return kept


def _told(left_out: Mapping[str, str]) -> str:
    listed = [f"{name} ({why})" for name, why in list(left_out.items())[:10]]
    more = f" and {len(left_out) - len(listed)} more" if len(left_out) > len(listed) else ""
    return f"not carried along: {', '.join(listed)}{more}"


def _short(key: Any) -> str:
    return key[:40] if isinstance(key, str) else f"a key of type {type(key).__name__}"


def _carried(key: Any, value: Any) -> tuple[str, Any, int]:
    """Return the name, the value and how many characters of JSON they take."""
    if not isinstance(key, str):
        raise _NoJsonError("its name is no string")
    carried = _json_value(value, DEEPEST)
    return key, carried, len(json.dumps({key: carried}, ensure_ascii=False))


def _json_value(value: Any, depth: int) -> Any:
    """Return a value as JSON has it; days and times as ISO 8601."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Real):
        return _number(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat() if value == value else None  # NaT, the missing datetime of pandas, is not itself
    if depth == 0:
        raise _NoJsonError("nested too deeply")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise _NoJsonError("it has keys that are no strings")
        return {key: _json_value(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(item, depth - 1) for item in value]
    raise _NoJsonError(f"JSON has no {type(value).__name__}")


def _number(value: Real) -> int | float | None:
    if isinstance(value, Integral):
        number = int(value)
        if number.bit_length() > 2048:  # of more digits than Python writes out whatever its settings are
            raise _NoJsonError("too long a number")
        return number
    return float(value) if math.isfinite(value) else None
