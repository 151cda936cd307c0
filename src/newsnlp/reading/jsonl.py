"""JSONL: one article a line, an object with ``text`` and, if known, ``id title published url source``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsnlp.errors import ArticleError, FormatError
from newsnlp.reading.encoding import decode
from newsnlp.reading.text import MAX_BYTES
from newsnlp.schema import Failure, RawArticle, content_id, parse_date

TEXT_FIELDS = ("title", "url", "source")


def read_jsonl(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the article of every line, or a `Failure` that names file and line; empty lines are skipped.

    Fields other than those of `RawArticle` are ignored. A date that is none becomes a warning: the article
    is read without it.

    Args:
        stream: the bytes of the file, read line by line.
        name: of the file, for the ids of failures ("news.jsonl:12").
        published: for articles that have no ``published`` of their own.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            _skip_rest(stream, line)
            yield Failure(id=where, stage="read", reason=f"a line of more than {MAX_BYTES:,} bytes")
        elif line.strip():
            yield _article(line, where, published)


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_BYTES)


def _article(line: bytes, where: str, published: datetime.date | None) -> RawArticle | Failure:
    given: Any = None
    try:
        text, warnings = decode(line)
        fields = _fields(text)
        given = fields.get("id")
        return _build(fields, list(warnings), published)
    except (FormatError, ArticleError) as error:
        reason = f"{where}: {error}" if given else str(error)
        return Failure(id=str(given) if given else where, stage="read", reason=reason)


def _fields(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"no JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise FormatError("no article: JSON that is nested too deeply") from error
    if not isinstance(fields, dict):
        raise FormatError(f"no article: a JSON {type(fields).__name__}, expected an object with the field 'text'")
    return fields


def _build(fields: dict[str, Any], warnings: list[str], published: datetime.date | None) -> RawArticle:
    """Return the article of a JSON object.

    Raises:
        ArticleError: it has no usable text.
    """
    text = fields.get("text")
    if text is None:
        raise ArticleError(f"the field 'text' is missing; found: {', '.join(map(str, fields)) or 'nothing'}")
    if not isinstance(text, str):
        raise ArticleError(f"the field 'text' must be a string, not {type(text).__name__}")
    given = fields.get("id")
    day = _date(fields, warnings) or published
    strings = {name: _string(fields, name, warnings) for name in TEXT_FIELDS}
    article_id = content_id(text) if given in (None, "") else str(given)
    return RawArticle(id=article_id, text=text, published=day, warnings=tuple(warnings), **strings)


def _date(fields: dict[str, Any], warnings: list[str]) -> datetime.date | None:
    try:
        return parse_date(fields.get("published"))
    except ArticleError as error:
        warnings.append(f"published left out: {error}")
        return None


def _string(fields: dict[str, Any], name: str, warnings: list[str]) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    warnings.append(f"{name} left out: a {type(value).__name__}, not a string")
    return None
