"""Annotated articles as JSONL: one record a line, UTF-8. A line is checked when it is read, every fault is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from newsnlp.errors import FormatError
from newsnlp.files import STDIO, standard_input
from newsnlp.schema import Document, Failure, shown
from newsnlp.schema.checks import GOLD
from newsnlp.schema.kinds import Kind, kind_of
from newsnlp.store.lines import lines_of, other_kind, stream_kind, told

# A file is not read on once so many of its lines are broken.
MAX_BROKEN = 20
_RECORDS = frozenset({Kind.RECORD})


def to_line(record: Document | Failure) -> str:
    """Return the record as one line of JSON, line end included."""
    return record.model_dump_json() + "\n"


def read_documents(path: str | Path) -> Iterator[Document]:
    """Yield the records of a JSONL file; "-" is standard input.

    A file that holds broken records is an error as a whole, told once it is read: nothing is left out silently.

    Raises:
        FormatError: the file cannot be read, holds something else than records, or lines of it are broken; the text
            names file and line of every fault.
    """
    return _read(path, _record, _RECORDS)


def read_gold(path: str | Path) -> Iterator[Document]:
    """Yield the records of a gold file, or of any file that `read_documents` reads.

    Raises:
        FormatError: as `read_documents`.
    """
    return _read(path, _gold, _RECORDS | {Kind.GOLD})


def from_gold(fields: dict[str, Any]) -> Document:
    """Return the record of a gold article.

    Gold tells neither where the words of a role or of an event's time stand nor which rule fired: there
    stand 0 and "gold". Scores do not read them.

    Raises:
        ValidationError: the fields are no such record.
    """
    known = {name: value for name, value in fields.items() if name in Document.model_fields}
    known |= {name: [build(item) for item in _objects(fields, name)] for name, build in _COMPLETED.items()}
    return Document.model_validate_json(json.dumps(known), strict=True, context={GOLD: True})


def _objects(fields: dict[str, Any], name: str) -> list[Any]:
    """Return the list of a field; what is no list stays for the check of the record to tell of."""
    found = fields.get(name) or []
    return found if isinstance(found, list) else [found]


def _gold_entity(entity: Any) -> Any:
    if not isinstance(entity, dict):
        return entity
    roles = [{"start": 0, "end": 0, **role} if isinstance(role, dict) else role for role in _objects(entity, "roles")]
    return {**entity, "roles": roles}


def _gold_event(event: Any) -> Any:
    if not isinstance(event, dict):
        return event
    time = event.get("time")
    return {"rule": "gold", **event, "time": {"start": 0, "end": 0, **time} if isinstance(time, dict) else time}


_COMPLETED: dict[str, Callable[[Any], Any]] = {"entities": _gold_entity, "events": _gold_event}


def _record(line: bytes) -> Document:
    document = Document.model_validate_json(line, strict=True)
    if "schema_version" not in document.model_fields_set:  # an article has no field that a record must not have
        raise ValueError("the field 'schema_version' is missing")
    return document


def _gold(line: bytes) -> Document:
    fields = json.loads(line)
    if isinstance(fields, dict) and kind_of(fields) is Kind.GOLD:
        return from_gold(fields)
    return _record(line)


def read_records(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the records of a stream that is called `name`; see `read_documents`.

    Raises:
        FormatError: as `read_documents`.
    """
    return _records_in(stream, name, _record, _RECORDS)


def file_kind(path: Path) -> Kind | None:
    """Return what the first line says that a file holds; None where it is no JSON object.

    Raises:
        FormatError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream_kind(stream)[0]
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def look_into(source: str | Path) -> tuple[Kind | None, BinaryIO | None]:
    """Return what a file, standard input ("-") or a pipe holds, and where to read it if it can be read only once.

    Raises:
        FormatError: it cannot be read.
    """
    path = Path(source)
    if str(source) != STDIO and path.is_file():
        return file_kind(path), None
    try:  # what has been looked at is put back in front of the rest
        return stream_kind(standard_input() if str(source) == STDIO else path.open("rb"))
    except OSError as error:
        raise FormatError(f"cannot read {source}: {error.strerror}") from error


def _read(path: str | Path, build: Callable[[bytes], Document], wanted: frozenset[Kind]) -> Iterator[Document]:
    if not isinstance(path, str | PurePath):
        raise FormatError(f"the path of a file is needed, not {shown(path)}")
    return _read_file(path, build, wanted)


def _read_file(path: str | Path, build: Callable[[bytes], Document], wanted: frozenset[Kind]) -> Iterator[Document]:
    try:
        with _open(path) as stream:
            yield from _records_in(stream, str(path), build, wanted)
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def _open(path: str | Path) -> AbstractContextManager[BinaryIO]:
    """Open the file at a path.

    Raises:
        FormatError: no file can be called so.
        OSError: the file cannot be opened.
    """
    if str(path) == STDIO:
        return nullcontext(standard_input())
    try:
        return Path(path).open("rb")
    except ValueError as error:  # a NUL, or characters that no file name has here
        raise FormatError(f"cannot read {str(path)!r:.80}: {error}") from error


def _records_in(
    stream: BinaryIO, name: str, build: Callable[[bytes], Document], wanted: frozenset[Kind]
) -> Iterator[Document]:
    """Yield the records of a stream, and raise once all is read where lines of it are broken.

    Raises:
        FormatError: the first line is of another kind than those that are wanted, or lines are broken.
    """
    broken: list[str] = []
    first = True
    for number, line in lines_of(stream, name):
        try:
            document = build(line)
        except (ValueError, RecursionError) as error:
            if first and (other := other_kind(line, name, wanted)):
                raise FormatError(other) from error
            broken.append(told(line, error, f"{name}:{number}"))
            if len(broken) == MAX_BROKEN:
                broken.append(f"{name} was not read on after {MAX_BROKEN} broken lines")
                break
        else:
            if not broken:
                yield document
        first = False
    if broken:
        raise FormatError("\n".join(broken))
