"""An article as it was read, before anything was decided about it."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from newsnlp.errors import ArticleError
from newsnlp.schema.document import Record


class RawArticle(Record):
    """An article as it was read.

    Attributes:
        id: the id the source gives, else `content_id`.
        text: the text exactly as given; every offset of the annotated record counts its code points.
        published: the day of publication; dates of the text are resolved against it.
        warnings: what the reader had to decide (an encoding, a date it could not read).
    """

    id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()


def content_id(text: str) -> str:
    """Return the id of an article that has none: derived from its text, the same on every run."""
    return "sha-" + hashlib.sha256(text.encode("utf8", errors="surrogatepass")).hexdigest()[:16]


def parse_date(value: Any) -> datetime.date | None:
    """Return the day of a date, of a datetime, or of ISO 8601 text ("2024-06-19", "2024-06-19T08:30:00Z").

    Raises:
        ArticleError: the value is no such date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        try:
            return datetime.datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise ArticleError(f"{value!r} is no date: write it as YYYY-MM-DD, as in 2024-06-19")
