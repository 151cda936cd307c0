"""Which reader a file takes."""

from __future__ import annotations

import codecs
import datetime
import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from newsnlp.errors import FormatError
from newsnlp.files import is_pipe, start_of
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.reading.text import read_text
from newsnlp.schema import Failure, RawArticle

STDIN = "-"
# How Python gives a byte of a file name that is no UTF-8.
_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")
Reader = Callable[..., Iterator[RawArticle | Failure]]
_READERS: dict[str, Reader] = {".txt": read_text, ".jsonl": read_jsonl}


def read(source: str | Path, *, published: datetime.date | None = None) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a file, one at a time; what cannot be read is a `Failure` in its place.

    Args:
        source: path of a .txt file (one article, its id is the name of the file) or of a .jsonl file
            (an article a line); "-" for standard input, which may hold either.
        published: day of publication of articles that do not state theirs.

    Raises:
        FormatError: there is no such file, or its format is unknown.
    """
    check_source(source)
    return read_checked(source, published=published)


def read_checked(source: str | Path, *, published: datetime.date | None = None) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a file as `read` does, without looking at it first.

    A file that is gone by now is a `Failure`, so that it stops no other.
    """
    return _read_stdin(published) if str(source) == STDIN else _read_file(Path(source), published)


def check_source(source: str | Path) -> None:
    """Check that `source` can be read, without reading it.

    Raises:
        FormatError: there is no such file, it may not be read, or its format is unknown.
    """
    path = Path(source)
    if str(source) == STDIN:
        if sys.stdin is None:
            raise FormatError("cannot read standard input: it is closed")
        return
    if is_pipe(path):  # not opened to see whether it can be: whoever writes it would find it closed again
        if not os.access(path, os.R_OK):
            raise FormatError(f"cannot read {path}: {os.strerror(errno.EACCES)}")
        return
    if path.suffix.lower() not in _READERS:
        raise FormatError(f"{path}: unknown format {path.suffix!r}; newsnlp reads {', '.join(_READERS)} and - (stdin)")
    try:
        path.open("rb").close()
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def _read_file(path: Path, published: datetime.date | None) -> Iterator[RawArticle | Failure]:
    reader = _READERS.get(path.suffix.lower())
    name = readable_name(path.stem if reader is read_text else path.name)
    try:
        stream = path.open("rb")
    except OSError as error:  # gone since it was checked
        yield Failure(id=name, stage="read", reason=f"cannot read {readable_name(str(path))}: {error.strerror}")
        return
    with stream:
        if reader is None:
            yield from read_stream(stream, name=readable_name(str(path)), published=published)
        else:
            yield from reader(stream, name=name, published=published)


def readable_name(name: str) -> str:
    """Return the name of a file as text: bytes that are no UTF-8 (an old disk) are read as Windows-1252."""
    return _FOREIGN_BYTE.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), name)


def _read_stdin(published: datetime.date | None) -> Iterator[RawArticle | Failure]:
    return read_stream(sys.stdin.buffer, name="stdin", published=published)


def read_stream(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a stream whose name does not tell its format: JSONL starts with an object."""
    try:
        start, whole = start_of(stream)
    except OSError as error:  # a folder, or a terminal that went away
        yield Failure(id=name, stage="read", reason=f"cannot read {name}: {error.strerror}")
        return
    if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from read_jsonl(whole, name=name, published=published)
    else:
        yield from read_text(whole, name=None, published=published)
