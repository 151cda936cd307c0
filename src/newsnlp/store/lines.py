"""Lines of JSON files: what the first one says that the file is, and what is wrong with one that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from newsnlp.errors import FormatError
from newsnlp.files import rejoined
from newsnlp.schema.document import TOLD
from newsnlp.schema.kinds import Kind, kind_of

# No record has this many bytes; what has (a device, a video) is not read into memory.
MAX_BYTES = 256 * 2**20
_BOM = b"\xef\xbb\xbf"
_ADVICE = {
    Kind.ARTICLE: "annotate them first, as with: newsnlp annotate {name} -o records.jsonl",
    Kind.GOLD: "newsnlp evaluate scores records against it",
    Kind.FAILURE: "they say which articles could not be annotated, and why",
}


def lines_of(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the number, from 1, and the bytes of every line that is not blank; a byte order mark is left out.

    Raises:
        FormatError: a line is longer than any record.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            raise FormatError(f"{name}:{number}: a line of more than {MAX_BYTES:,} bytes is no record")
        content = line.removeprefix(_BOM) if number == 1 else line
        if content.strip():
            yield number, content


def line_kind(line: bytes) -> Kind | None:
    """Return what the object of a line is, None where there is no JSON object."""
    fields = _fields(line)
    return None if fields is None else kind_of(fields)


def stream_kind(stream: BinaryIO) -> tuple[Kind | None, BinaryIO]:
    """Return what the first line of a stream is, and a stream that still has all that `stream` had."""
    taken: list[bytes] = []
    while (line := stream.readline(MAX_BYTES)) and not line.removeprefix(_BOM).strip():
        taken.append(line)
    kind = line_kind(line.removeprefix(_BOM))
    return kind, rejoined(b"".join([*taken, line]), stream)


def other_kind(line: bytes, name: str, wanted: frozenset[Kind]) -> str | None:
    """Return what to tell of a file whose first line is something else than what is wanted, None where it is not."""
    kind = line_kind(line)
    if kind is None or kind is Kind.OTHER or kind in wanted:
        return None
    looked_for = " or ".join(sorted(wanted))
    return f"{name} holds {kind}, not {looked_for}: {_ADVICE[kind].format(name=name)}"


def told(line: bytes, error: ValueError | RecursionError, where: str) -> str:
    """Return what is wrong with a line that is no record, on one line, all faults at once.

    Args:
        line: the bytes of the line.
        error: what was raised when it was read.
        where: the file and the number of the line.
    """
    fields = _fields(line)
    if fields is None:
        return f"{where}: {_no_object(line)}"
    article = f" (article {fields['id']!r:.60})" if isinstance(fields.get("id"), str) else ""
    broken = kind_of(fields) in (Kind.RECORD, Kind.GOLD)
    found = "a broken record" if broken else "no annotated article (newsnlp annotate makes them)"
    return f"{where}{article}: {found}: {_faults(error)}"


def _fields(line: bytes) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        fields = json.loads(line)
        return fields if isinstance(fields, dict) else None
    return None


def _no_object(line: bytes) -> str:
    try:
        found = json.loads(line.decode("utf8"))
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason} at byte {error.start}"
    except json.JSONDecodeError as error:
        return f"no JSON: {error.msg} at column {error.colno}"
    except (ValueError, RecursionError) as error:
        return f"no JSON that can be read: {error}"
    return f"no annotated article: a JSON {type(found).__name__}, expected an object"


def _faults(error: ValueError | RecursionError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    found = error.errors(include_url=False, include_input=False)
    more = [f"and {len(found) - TOLD} more"] if len(found) > TOLD else []
    return "; ".join([*map(_fault, found[:TOLD]), *more])


def _fault(fault: ErrorDetails) -> str:
    place = ".".join(str(part) if str(part).isprintable() else ascii(part) for part in fault["loc"])
    message = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
