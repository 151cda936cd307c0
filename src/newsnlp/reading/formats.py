"""Which reader a file takes, by the end of its name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from newsnlp.reading.fields import FieldNames
from newsnlp.reading.gzipped import gunzipped
from newsnlp.reading.json_file import read_json
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.reading.text import read_text
from newsnlp.schema import Failure, RawArticle

PACKED = ".gz"
# So much of a .json file is looked at to see whether it has an object on every line.
_LOOKED_AT = 2**16


def read_json_or_lines(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None, names: FieldNames | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a .json file: as JSONL where it has an object on each line, which many are called so."""
    read = read_jsonl if is_lines(stream) else read_json
    return read(stream, name=name, published=published, names=names)


def is_lines(stream: BinaryIO) -> bool:
    """Return whether a .json file holds an object on each of several lines; nothing is used up."""
    peek = getattr(stream, "peek", None)
    try:
        first, _, rest = (peek(_LOOKED_AT) if peek else b"").partition(b"\n")
    except OSError:  # whoever reads it will meet the same fault, and tell
        return False
    first = first.strip()
    return first.startswith(b"{") and first.endswith(b"}") and rest.lstrip().startswith(b"{")


Reader = Callable[..., Iterator[RawArticle | Failure]]
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json_or_lines,
}
LISTED = f"{', '.join(READERS)}, each of them also as {PACKED}"


def format_of(path: PurePath) -> str | None:
    """Return the suffix that names the format of a file, without that of its packing; None where none is known."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [PACKED]:
        suffixes.pop()
    return suffixes[-1] if suffixes and suffixes[-1] in READERS else None


def name_of(path: PurePath) -> str:
    """Return the id of a text file, or of any other file the name that ids of its failures begin with."""
    if format_of(path) != ".txt":
        return path.as_posix()
    return (path.with_suffix("") if path.suffix.lower() == PACKED else path).with_suffix("").as_posix()


def unpacked(stream: BinaryIO, path: PurePath) -> BinaryIO:
    """Return the bytes of a file as they were before they were packed."""
    return gunzipped(stream) if path.suffix.lower() == PACKED else stream
