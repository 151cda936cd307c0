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


class JsonReader:
    """Reads JSON values, one after the other.

    NaN and Infinity, which are no JSON, are read as null; numbers that are too long or too large for Python as
    strings; control characters inside strings as they are.

    Attributes:
        doubled: keys that stood twice in one object since this was emptied; the last one counts.
    """

    def __init__(self) -> None:
        self.doubled: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_nothing,
            strict=False,
        )

    def value(self, text: str) -> Any:
        """Return the value that is all of `text`.

        Raises:
            JSONDecodeError: it is no JSON.
            RecursionError: it is nested too deeply.
        """
        return self._decoder.decode(text)

    def value_at(self, text: str, position: int) -> tuple[Any, int]:
        """Return the value that starts at `position`, and where it ends.

        Raises:
            JSONDecodeError: there is none, or it goes on beyond `text`.
            RecursionError: it is nested too deeply.
        """
        return self._decoder.raw_decode(text, position)

    def warnings(self) -> list[str]:
        """Return what there is to say of the values read since the last call."""
        told = [
            f"the key {key!r} stands twice in one object: the last one counts" for key in dict.fromkeys(self.doubled)
        ]
        self.doubled.clear()
        return told

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) < len(pairs):
            self.doubled.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return built


def parse_object(text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the object that `text` holds, read as `JsonReader` does, and warnings.

    Raises:
        FormatError: `text` is no JSON, holds no object, or is nested too deeply.
    """
    reader = JsonReader()
    try:
        fields = reader.value(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"no JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise FormatError("no article: JSON that is nested too deeply") from error
    if not isinstance(fields, dict):
        raise FormatError(f"no article: a JSON {type(fields).__name__}, expected an object with the field 'text'")
    return fields, reader.warnings()


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _float(digits: str) -> float | str:
    value = float(digits)
    return value if math.isfinite(value) else digits


def _nothing(_: str) -> None:
    return None
