"""A table beside text files that tells what they do not: title, day, address, source."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from newsnlp.errors import FormatError
from newsnlp.reading.encoding import decode
from newsnlp.reading.text import MAX_BYTES

TABLES = ("metadata.csv", "metadata.tsv")
FILE_COLUMNS = ("file", "filename")
Row = Mapping[str, str]


def read_sidecar(folder: Path) -> dict[str, Row]:
    """Return the rows of the table in a folder by the file that they tell of, as `row_of` looks them up.

    Raises:
        FormatError: the table cannot be read, or has no column of files; the text names the table and the line.
    """
    for name in TABLES:
        path = folder / name
        if path.is_file():
            return _rows(path)
    return {}


def row_of(rows: Mapping[str, Row], path: str) -> Row:
    """Return the row of a file, by its path from the folder of the table, with or without its suffix."""
    for name in (path, path.rsplit(".", 1)[0]):
        if found := rows.get(_key(name)):
            return found
    return {}


def _rows(path: Path) -> dict[str, Row]:
    text = _text(path)
    delimiter = "\t" if path.suffix == ".tsv" else _delimiter(text)
    # Strict: a quotation mark that is not closed would swallow the rows below it, and nobody would know.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: dict[str, Row] = {}
    try:
        columns = [name for name in reader.fieldnames or () if name and name.strip().lower() in FILE_COLUMNS]
        if not columns:
            found = ", ".join(reader.fieldnames or ()) or "nothing"
            raise FormatError(f"{path}: the column 'file' is missing; found: {found[:200]}")
        for row in reader:
            file = row.pop(columns[0]) or ""
            if file.strip():
                rows[_key(file)] = {name: value for name, value in row.items() if name and isinstance(value, str)}
    except csv.Error as error:
        raise FormatError(
            f"{path}:{reader.line_num + 1}: no table: {error} (is a quotation mark left open?)"
        ) from error
    return rows


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise FormatError(f"{path}: more than {MAX_BYTES:,} bytes: too long for a table")
    try:
        return decode(data)[0]
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


def _delimiter(text: str) -> str:
    """Return what parts the columns: Italian spreadsheets write semicolons."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/").removeprefix("./"))
