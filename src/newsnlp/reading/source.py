"""Articles of a file, of standard input, or of whatever lies in a folder."""

from __future__ import annotations

import codecs
import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from newsnlp.files import STDIO, start_of
from newsnlp.reading.fields import FieldNames, Names
from newsnlp.reading.formats import READERS, format_of, name_of, unpacked
from newsnlp.reading.gzipped import SIGNATURE, gunzipped
from newsnlp.reading.inputs import Source, expand, readable_name
from newsnlp.reading.json_file import read_json
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.reading.text import read_text
from newsnlp.schema import Failure, RawArticle

# An array of objects, or one that opens on a line of its own; "[Ansa] Roma" is text. An object that opens on a line
# of its own is no JSONL either.
_JSON = re.compile(rb"\[\s*(?:[{\]]|$)|\{\s*$")


def read(
    source: str | Path, *, published: datetime.date | None = None, fields: Names | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a file or folder, one at a time; what cannot be read is a `Failure` in its place.

    Args:
        source: path of a .txt file (one article, its id is the name of the file), of a .jsonl file (an article a
            line) or of a .json file, also packed with gzip; a folder or a pattern of such files, where ids are paths
            from there; "-" for standard input, which may hold either.
        published: day of publication of articles that do not state theirs.
        fields: under which names fields stand, where they are not known: ``{"text": "pezzo"}``; the fields are
            id, text, title, published, url, source.

    Raises:
        FormatError: there is no such file, or its format is unknown.
        InputError: `fields` names a field that newsnlp does not have.
    """
    names, found = FieldNames(fields), expand([source]).sources
    return (article for item in found for article in read_checked(item, published=published, names=names))


def read_checked(
    source: str | Path | Source, *, published: datetime.date | None = None, names: FieldNames | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a file as `read` does, without looking at it first.

    A file that is gone by now is a `Failure`, so that it stops no other.
    """
    if str(source) == STDIO:
        return _read_stdin(published, names)
    return _read_file(
        source if isinstance(source, Source) else Source(str(source), _own_name(source)), published, names
    )


def _own_name(source: str | Path) -> str:
    return name_of(PurePath(Path(source).name))


def check_source(source: str | Path | Source) -> None:
    """Check that `source` can be read, without reading it; of a folder or pattern, that there is something to read.

    Raises:
        FormatError: there is no such file, it may not be read, or its format is unknown.
    """
    expand([source])


def _read_file(
    source: Source, published: datetime.date | None, names: FieldNames | None
) -> Iterator[RawArticle | Failure]:
    path, name = Path(source.path), readable_name(source.name)
    suffix = format_of(path)
    try:
        stream = path.open("rb")
    except OSError as error:  # gone since it was checked
        yield Failure(id=name, stage="read", reason=f"cannot read {readable_name(str(path))}: {error.strerror}")
        return
    with stream:
        whole = unpacked(stream, path)
        if suffix is None:
            yield from read_stream(whole, name=readable_name(str(path)), published=published, names=names)
        elif suffix == ".txt":
            yield from read_text(whole, name=name, published=published, names=names, row=source.row)
        else:
            yield from READERS[suffix](whole, name=name, published=published, names=names)


def _read_stdin(published: datetime.date | None, names: FieldNames | None) -> Iterator[RawArticle | Failure]:
    return read_stream(sys.stdin.buffer, name="stdin", published=published, names=names)


def read_stream(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None, names: FieldNames | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a stream whose name does not tell its format: JSONL, an array of JSON, or one text.

    It may be packed with gzip.
    """
    try:
        start, whole = start_of(stream)
        if start.startswith(SIGNATURE):
            start, whole = start_of(gunzipped(whole))
    except OSError as error:  # a folder, or a terminal that went away
        yield Failure(id=name, stage="read", reason=f"cannot read {name}: {error.strerror or error}")
        return
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if _JSON.match(start):
        yield from read_json(whole, name=name, published=published, names=names)
    elif start.startswith(b"{"):
        yield from read_jsonl(whole, name=name, published=published, names=names)
    else:
        yield from read_text(whole, name=None, published=published, names=names)
