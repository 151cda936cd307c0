"""Files, folders and patterns -> the files to read, in order."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from newsnlp.errors import FormatError
from newsnlp.files import STDIO, is_pipe
from newsnlp.reading.formats import LISTED, format_of, name_of
from newsnlp.reading.sidecar import TABLES, Row, read_sidecar, row_of

# How Python gives a byte of a file name that is no UTF-8.
_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")
_AT_ANY_DEPTH = "**"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: where it lies; "-" for standard input.
        name: what ids are made of: the path from the folder that was given, of a text without its suffix.
        row: what the table beside a text tells of it.
        is_found: it was found in a folder or by a pattern, not named.
    """

    path: str
    name: str
    row: Row | None = None
    is_found: bool = False

    def __str__(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is read, and what lay beside it in folders and is not."""

    sources: tuple[Source, ...]
    skipped: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def paths(self) -> list[str]:
        """Return every file that is read, tables included; "-" for standard input."""
        return [*(source.path for source in self.sources), *self.tables]


def expand(given: Iterable[str | Path | Source]) -> Inputs:
    """Return the files that were given by name, in a folder at any depth, or by a pattern as the shell knows them.

    Those of a folder or a pattern come in the order of their names; hidden ones are left out, files of other formats
    are listed as skipped. A folder that links lead to twice is read once.

    Raises:
        FormatError: a file that was named is missing, cannot be read or is of unknown format; a folder or table cannot
            be read; a folder or pattern has nothing to read.
    """
    collected = _Collected()
    for item in given:
        if isinstance(item, Source):
            collected.sources.append(item)
        else:
            collected.add(str(item))
    tables = [str(path) for path in collected.tables if path.is_file()]
    return Inputs(tuple(collected.sources), tuple(collected.skipped), tuple(tables))


@dataclass(slots=True)
class _Collected:
    sources: list[Source] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    tables: dict[Path, None] = field(default_factory=dict)
    _rows: dict[Path, Mapping[str, Row]] = field(default_factory=dict)

    def add(self, given: str) -> None:
        path = Path(given)
        if given == STDIO:
            if sys.stdin is None:
                raise FormatError("cannot read standard input: it is closed")
            self.sources.append(Source(given, "stdin"))
        elif not given:  # a variable of a script that is empty; as a path it would be the working folder
            raise FormatError("cannot read a file without a name")
        elif path.is_dir():
            self._add_all(_files_below(path, set()), root=path, given=given)
        elif glob.has_magic(given) and not os.path.lexists(given):
            self._add_all(_matches(given), root=_fixed_part(given), given=given)
        else:
            check_file(path)
            self._add_file(path, path.parent)

    def _add_all(self, paths: Iterable[Path], *, root: Path, given: str) -> None:
        before = len(self.sources)
        for path in paths:
            if format_of(path) and not _is_special(path):
                self._add_file(path, root, is_found=True)
            elif path.name not in TABLES:
                self.skipped.append(str(path))
        if len(self.sources) == before:
            raise FormatError(f"{given}: nothing to read; newsnlp reads {LISTED}")

    def _add_file(self, path: Path, root: Path, *, is_found: bool = False) -> None:
        row = self._row(path, root) if format_of(path) == ".txt" else None
        self.sources.append(Source(str(path), name_of(PurePath(os.path.relpath(path, root))), row, is_found))

    def _row(self, path: Path, root: Path) -> Row | None:
        """Return what the nearest table tells: that of the folder of the file, or of one above it, up to `root`."""
        for folder in (path.parent, *path.parent.parents):
            if found := row_of(self._table(folder), os.path.relpath(path, folder)):
                return found
            if folder == root:
                break
        return None

    def _table(self, folder: Path) -> Mapping[str, Row]:
        if folder not in self._rows:
            self._rows[folder] = read_sidecar(folder)
            self.tables.update(dict.fromkeys(folder / name for name in TABLES))
        return self._rows[folder]


def check_file(path: Path) -> None:
    """Check that a file that was named can be read, without reading it.

    Raises:
        FormatError: there is no such file, it may not be read, or its format is unknown.
    """
    if is_pipe(path):  # not opened to see whether it can be: whoever writes it would find it closed again
        if not os.access(path, os.R_OK):
            raise FormatError(f"cannot read {path}: {os.strerror(errno.EACCES)}")
        return
    if format_of(path) is None:
        suffix = path.suffix or path.name
        raise FormatError(f"{path}: unknown format {suffix!r}; newsnlp reads {LISTED}, folders of them and - (stdin)")
    try:
        path.open("rb").close()
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error


def readable_name(name: str) -> str:
    """Return the name of a file as text: bytes that are no UTF-8 (an old disk) are read as Windows-1252."""
    return _FOREIGN_BYTE.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), name)


def _is_special(path: Path) -> bool:
    """Return whether a file is a pipe, a device or a socket: one that nobody named would be waited for in vain."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # a link that dangles: a failure in its place
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _identity(folder: str | Path) -> tuple[int, int]:
    status = os.stat(folder)
    return status.st_dev, status.st_ino


def _files_below(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, by their paths, but for folders that were seen.

    Raises:
        FormatError: a folder cannot be read.
    """
    for place, folders, files in os.walk(folder, onerror=_refuse, followlinks=True):
        identity = _identity(place)
        if identity in seen:
            folders.clear()
            continue
        seen.add(identity)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


def _refuse(error: OSError) -> None:
    raise FormatError(f"cannot read the folder {error.filename}: {error.strerror}") from error


def _matches(pattern: str) -> Iterator[Path]:
    """Yield the files that a pattern names; of a folder that it names, the files below.

    Raises:
        FormatError: there is none.
    """
    found = [Path(name) for name in sorted(set(_names_like(pattern)))]
    if not found:
        raise FormatError(f"{pattern}: no file has such a name")
    # A link in one of the folders may lead back to where the pattern has found files.
    seen = {_identity(path.parent) for path in found if not path.is_dir()}
    for path in found:
        if not path.is_dir():
            yield path
        elif _AT_ANY_DEPTH not in Path(pattern).parts:  # which names what is in its folders too
            yield from _files_below(path, seen)


def _names_like(pattern: str) -> Iterator[str]:
    """Yield what the shell makes of a pattern: `**` follows no links, which may lead round in a circle."""
    fixed = _fixed_part(pattern)
    wild = Path(pattern).parts[len(fixed.parts) :]
    if _AT_ANY_DEPTH not in wild:
        yield from glob.iglob(pattern)
        return
    below = Path(*wild, "*") if wild[-1] == _AT_ANY_DEPTH else Path(*wild)
    for path in fixed.glob(str(below)):
        if not any(part.startswith(".") for part in path.relative_to(fixed).parts):
            yield str(path)


def _fixed_part(pattern: str) -> Path:
    """Return the folder that stands before the first part of a pattern that has a wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)
