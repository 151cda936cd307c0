"""Annotated articles as JSONL: one record a line, UTF-8."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from newsnlp.errors import FormatError
from newsnlp.schema import Document, Failure

STDIN = "-"
# Every record says first of which form it is; an article has no such field.
RECORD_KEY, SNIFFED = b'"schema_version"', 64


def to_line(record: Document | Failure) -> str:
    """Return the record as one line of JSON, line end included."""
    return record.model_dump_json() + "\n"


def read_documents(path: str | Path) -> Iterator[Document]:
    """Yield the records of a JSONL file; "-" is standard input.

    Raises:
        FormatError: the file cannot be read, or a line is no record; the text names file and line.
    """
    return _read(path, Document.model_validate)


def holds_records(path: str | Path) -> bool:
    """Return whether a file begins with a record of `to_line`; of standard input ("-") nothing is consumed.

    Raises:
        FormatError: the file cannot be read.
    """
    try:
        if str(path) == STDIN:
            return RECORD_KEY in _peek(sys.stdin.buffer)
        with Path(path).open("rb") as stream:
            return RECORD_KEY in stream.read(SNIFFED)
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def _peek(stream: BinaryIO) -> bytes:
    if isinstance(stream, BufferedReader):
        return stream.peek(SNIFFED)[:SNIFFED]
    position = stream.tell()
    start = stream.read(SNIFFED)
    stream.seek(position)
    return start


def read_gold(path: str | Path) -> Iterator[Document]:
    """Yield the records of a gold file, or of any file that `read_documents` reads.

    Raises:
        FormatError: as `read_documents`.
    """
    return _read(path, from_gold)


def from_gold(fields: dict[str, Any]) -> Document:
    """Return the record of a gold article.

    Gold tells neither where the words of a role or of an event's time stand nor which rule fired: there
    stand 0 and "gold". Scores do not read them.

    Raises:
        ValidationError: the fields are no such record.
    """
    known = {name: value for name, value in fields.items() if name in Document.model_fields}
    known["entities"] = [_gold_entity(entity) for entity in fields.get("entities") or ()]
    known["events"] = [_gold_event(event) for event in fields.get("events") or ()]
    return Document.model_validate(known)


def _gold_entity(entity: dict[str, Any]) -> dict[str, Any]:
    return {**entity, "roles": [{"start": 0, "end": 0, **role} for role in entity.get("roles") or ()]}


def _gold_event(event: dict[str, Any]) -> dict[str, Any]:
    time = event.get("time")
    return {"rule": "gold", **event, "time": {"start": 0, "end": 0, **time} if time else None}


def _read(path: str | Path, build: Callable[[Any], Document]) -> Iterator[Document]:
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _parse(line, build, f"{path}:{number}")
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def _open(path: str | Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(path) == STDIN else Path(path).open("rb")


def _parse(line: bytes, build: Callable[[Any], Document], where: str) -> Document:
    try:
        return build(json.loads(line.decode("utf8")))
    except UnicodeDecodeError as error:
        raise FormatError(f"{where}: not UTF-8: {error.reason} at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise FormatError(f"{where}: no JSON: {error.msg} at column {error.colno}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the record"
        raise FormatError(f"{where}: no annotated article: {place}: {first['msg']}") from error
    except (AttributeError, TypeError) as error:
        raise FormatError(f"{where}: no annotated article: {error}") from error
