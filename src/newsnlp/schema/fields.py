"""The kinds of fields that records have, and what every record is."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from newsnlp.types import Part

__all__ = [
    "READABLE_VERSIONS",
    "SCHEMA_VERSION",
    "Confidence",
    "Day",
    "Id",
    "JsonValue",
    "Meta",
    "Record",
    "SpanPart",
    "Text",
    "Version",
    "well_formed",
]
SCHEMA_VERSION = "1.3"
# What each added is optional, so that a record of any of them is one of the last.
READABLE_VERSIONS = ("1.0", "1.1", "1.2", "1.3")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Half of a character that was cut in two ("\ud83d" of an emoji, in JSON of JavaScript): no file can hold it.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class Record(BaseModel):
    """Base of all records: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def well_formed(text: str) -> str:
    """Return `text` with U+FFFD in the place of every half of a character (lone surrogate); of the same length."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def _well_formed_values(value: Any) -> Any:
    """Return a JSON value with all its strings well formed."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_well_formed_values(item) for item in value]
    if isinstance(value, dict):
        return {well_formed(key): _well_formed_values(item) for key, item in value.items()}
    return value


def _upgraded(version: str) -> str:
    """Return the version of the record once it is read.

    Raises:
        ValueError: no such version is known.
    """
    if version not in READABLE_VERSIONS:
        raise ValueError(
            f"version {version!r:.40} is not known; this newsnlp reads {', '.join(READABLE_VERSIONS)}: "
            "update newsnlp, or annotate the article again"
        )
    return SCHEMA_VERSION


def _written_as_day(value: Any) -> Any:
    """Return the day that is written; numbers, which pydantic would take for seconds since 1970, are no dates.

    Raises:
        ValueError: it is no day.
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    if value is None or isinstance(value, datetime.date):
        return value
    raise ValueError(f"{value!r:.40} is no day: write it as YYYY-MM-DD, as in 2024-06-19")


def _is_text(part: str) -> bool:
    return part == "text"


Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
Text = Annotated[str, AfterValidator(well_formed)]
Id = Annotated[str, Field(min_length=1), AfterValidator(well_formed)]
Version = Annotated[str, AfterValidator(_upgraded)]
Day = Annotated[datetime.date | None, BeforeValidator(_written_as_day)]
# What a source tells of an article in fields that newsnlp does not know; left out of the JSON where there is nothing.
Meta = Annotated[dict[str, JsonValue], AfterValidator(_well_formed_values), Field(exclude_if=lambda meta: not meta)]
# Left out of the JSON where it is "text", as it is nearly everywhere.
SpanPart = Annotated[Part, Field(exclude_if=_is_text)]
