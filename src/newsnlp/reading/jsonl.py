"""JSONL: one article a line, an object with a text and, if known, id, title, day, address and source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from newsnlp.errors import ArticleError, FormatError
from newsnlp.reading.encoding import decode, refuse_signatures
from newsnlp.reading.fields import FieldNames, article_of, given_id
from newsnlp.reading.json_values import parse_object
from newsnlp.reading.text import MAX_BYTES
from newsnlp.schema import Failure, RawArticle


def read_jsonl(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None, names: FieldNames | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the article of every line, or a `Failure` that names file and line; empty lines are skipped.

    A field that cannot be used (a date that is none, a title that is no string) becomes a warning: the article
    is read without it. Where the file itself cannot be read on, a last `Failure` says so.

    Args:
        stream: the bytes of the file, read line by line.
        name: of the file, for the ids of failures ("news.jsonl:12").
        published: for articles that have no day of their own.
        names: under which the fields stand; by default those that newsnlp knows.
    """
    number = 0
    try:
        if other := _other_format(stream):
            yield Failure(id=f"{name}:1", stage="read", reason=f"{other}; nothing of it is read")
            return
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            where = f"{name}:{number}"
            if len(line) > MAX_BYTES:
                _skip_rest(stream, line)
                yield Failure(id=where, stage="read", reason=f"a line of more than {MAX_BYTES:,} bytes")
            elif line.strip():
                yield from _articles(line, where, published, names)
    except OSError as error:
        reason = f"cannot be read on from here: {error.strerror or error}; what follows is lost"
        yield Failure(id=f"{name}:{number + 1}", stage="read", reason=reason)


def _other_format(stream: BinaryIO) -> str | None:
    """Return what to tell of a file whose lines are no lines of text: every one of them would be a failure."""
    try:
        refuse_signatures(stream.peek(4) if isinstance(stream, BufferedReader) else b"")
    except FormatError as error:
        return str(error)
    return None


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_BYTES)


def _articles(
    line: bytes, where: str, published: datetime.date | None, names: FieldNames | None
) -> Iterator[RawArticle | Failure]:
    """Yield the article of a line, or of every line where carriage returns alone part them."""
    result = _article(line, where, published, names)
    pieces = [piece for piece in line.split(b"\r") if piece.strip()]
    if isinstance(result, Failure) and len(pieces) > 1:
        for count, piece in enumerate(pieces, start=1):
            yield _article(piece, f"{where}.{count}", published, names)
    else:
        yield result


def _article(
    line: bytes, where: str, published: datetime.date | None, names: FieldNames | None
) -> RawArticle | Failure:
    given: str | None = None
    try:
        text, warnings = decode(line)
        fields, told = parse_object(text)
        given = given_id(fields, names)
        return article_of(fields, published=published, warnings=(*warnings, *told), names=names)
    except (FormatError, ArticleError) as error:
        reason = f"{where}: {error}" if given else str(error)
        return Failure(id=given or where, stage="read", reason=reason)
