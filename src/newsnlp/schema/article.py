"""An article as it was read, before anything was decided about it."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from numbers import Real
from typing import Any

from pydantic import Field, model_validator

from newsnlp.errors import ArticleError
from newsnlp.schema.fields import Meta, Record, Text, well_formed

# A message shows so many characters of a value that could not be used.
SHOWN = 60
# Python writes out integers of more digits only if it is told to; so many bits are no more than 640 digits.
_WRITABLE_BITS = 2048
# Python's own reader takes any character between day and hour, and so any long number for a date.
_ISO_DAY = re.compile(r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d)(?:[T ][\d:.,+Z -]{2,32})?", re.ASCII)


class RawArticle(Record):
    """An article as it was read.

    Half a character, as JavaScript leaves it of an emoji that it cuts, stands in no file: in every string U+FFFD
    takes its place, one for one, with a warning.

    Attributes:
        id: the id the source gives, else `content_id`.
        text: the text as given; every offset of the annotated record counts its code points.
        title: the headline.
        published: the day of publication; dates of the text are resolved against it.
        meta: fields of the source that newsnlp does not know, as given; they go into the record.
        warnings: what the reader had to decide (an encoding, a date it could not read).
    """

    id: Text
    text: Text
    title: Text | None = None
    published: datetime.date | None = None
    url: Text | None = None
    source: Text | None = None
    meta: Meta = Field(default_factory=dict)
    warnings: tuple[Text, ...] = ()

    def __hash__(self) -> int:
        return hash((self.id, self.text))

    @model_validator(mode="before")
    @classmethod
    def _tell_of_half_characters(cls, fields: Any) -> Any:
        if not isinstance(fields, Mapping):
            return fields
        names = ("id", "title", "url", "source", "text")
        torn = [name for name in names if isinstance(fields.get(name), str) and _is_torn(fields[name])]
        if not torn:
            return fields
        warning = f"{', '.join(torn)}: halves of characters (lone surrogates) stand as U+FFFD"
        return {**fields, "warnings": (*fields.get("warnings", ()), warning)}


def _is_torn(text: str) -> bool:
    return well_formed(text) != text


def content_id(text: str) -> str:
    """Return the id of an article that has none: derived from its text, the same on every run."""
    return "sha-" + hashlib.sha256(text.encode("utf8", errors="surrogatepass")).hexdigest()[:16]


def parse_date(value: Any) -> datetime.date | None:
    """Return the day of a date, of a datetime, or of ISO 8601 text ("2024-06-19", "2024-06-19T08:30:00Z").

    Raises:
        ArticleError: the value is no such date.
    """
    if is_missing(value):
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value.strip()):
        try:
            return datetime.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise ArticleError(f"{shown(value)} is no date: write it as YYYY-MM-DD, as in 2024-06-19")


def is_missing(value: Any) -> bool:
    """Return whether a field holds nothing: None, an empty string, or what tables put there (NaN, NaT)."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value
    return isinstance(value, Real | datetime.date) and value != value  # NaN and NaT alone differ from themselves


def shown(value: Any) -> str:
    """Return a value as a message shows it: strings and numbers cut where they are long, else the type alone."""
    if isinstance(value, str):
        return repr(value) if len(value) <= SHOWN else f"{value[:SHOWN]!r}..."
    if (
        value is None
        or isinstance(value, bool | float)
        or (isinstance(value, int) and value.bit_length() <= _WRITABLE_BITS)
    ):
        text = repr(value)
        return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
    return f"a value of type {type(value).__name__}"
