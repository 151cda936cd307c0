"""JSON text -> Python values, forgiving where that loses nothing: what cannot be a number of Python stays a string."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from typing import Any

from newsnlp.errors import FormatError

# Python converts integers of so many digits whatever its settings are; longer ones it may refuse.
MAX_DIGITS = sys.int_info.str_digits_check_threshold


def parse_object(text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the object that `text` holds, and the keys that stand twice in one object (the last one counts).

    NaN and Infinity, which are no JSON, are read as null; numbers that are too long or too large for Python as
    strings; control characters inside strings as they are.

    Raises:
        FormatError: `text` is no JSON, holds no object, or is nested too deeply.
    """
    doubled: list[str] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) < len(pairs):
            doubled.extend(_twice(pairs))
        return built

    decoder = json.JSONDecoder(
        object_pairs_hook=build,
        parse_int=_integer,
        parse_float=_float,
        parse_constant=_nothing,
        strict=False,
    )
    try:
        fields = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"no JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise FormatError("no article: JSON that is nested too deeply") from error
    if not isinstance(fields, dict):
        raise FormatError(f"no article: a JSON {type(fields).__name__}, expected an object with the field 'text'")
    return fields, doubled


def _twice(pairs: list[tuple[str, Any]]) -> list[str]:
    counts = Counter(key for key, _ in pairs)
    return [key for key, count in counts.items() if count > 1]


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _float(digits: str) -> float | str:
    value = float(digits)
    return value if math.isfinite(value) else digits


def _nothing(_: str) -> None:
    return None
