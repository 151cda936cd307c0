"""Read and check the data files of a language; all faults are reported at once, with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from newsnlp.errors import LanguageDataError
from newsnlp.lang.contract import TableSpec

Row = MappingProxyType[str, str]


def read_table(package: str, name: str, spec: TableSpec) -> tuple[Row, ...]:
    """Return the rows of ``package/data/name`` as read-only mappings of column to text.

    Raises:
        LanguageDataError: the file is missing, is not UTF-8, has no rows, or has rows that break `spec`.
    """
    source = files(package) / "data" / name
    try:
        text = source.read_text(encoding="utf8")
    except FileNotFoundError as error:
        raise LanguageDataError(f"{package}/data/{name}: no such file; the language must provide it") from error
    except UnicodeDecodeError as error:
        raise LanguageDataError(f"{package}/data/{name}: not UTF-8 ({error.reason} at byte {error.start})") from error
    rows, faults = parse_table(text, spec)
    if not rows and not faults:
        faults = ["no rows"]
    if faults:
        listed = "\n".join(f"  {package}/data/{name}:{fault}" for fault in faults)
        raise LanguageDataError(f"{len(faults)} faults in language data:\n{listed}")
    return rows


def parse_table(text: str, spec: TableSpec) -> tuple[tuple[Row, ...], list[str]]:
    """Return the rows of a tab-separated text and its faults, each starting with the line number."""
    rows: list[Row] = []
    faults: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    columns, width = spec.columns, len(spec.columns)
    needed = [place for place, column in enumerate(columns) if column not in spec.optional]
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        # most rows are whole; what is wrong with the others is found out only then
        if len(cells) != width or not all(map(cells.__getitem__, needed)):
            fault = _fault(cells, spec)
            if fault:
                faults.append(f"{number}: {fault}")
                continue
            cells += [""] * (width - len(cells))
        key = tuple(cells[: spec.key])
        if spec.key and key in seen:
            faults.append(f"{number}: {' / '.join(key)!r} stands already in line {seen[key]}")
            continue
        seen[key] = number
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    return tuple(rows), faults


def _fault(cells: list[str], spec: TableSpec) -> str | None:
    """Return what is wrong with a row, or None."""
    required = [c for c in spec.columns if c not in spec.optional]
    if not len(required) <= len(cells) <= len(spec.columns):
        return f"{len(cells)} columns, expected {len(spec.columns)}: {', '.join(spec.columns)}"
    empty = [c for c, cell in zip(spec.columns, cells, strict=False) if not cell and c not in spec.optional]
    return f"empty column {', '.join(empty)}" if empty else None


@lru_cache(maxsize=128)
def cached_table(package: str, name: str, spec: TableSpec) -> tuple[Row, ...]:
    """Return `read_table`, read once per process."""
    return read_table(package, name, spec)


def word_set(rows: Iterable[Row], column: str) -> frozenset[str]:
    """Return the values of one column."""
    return frozenset(row[column] for row in rows)


@lru_cache(maxsize=8)
def fingerprint(package: str) -> str:
    """Return a short hash over the names and bytes of all data files of a language."""
    digest = hashlib.sha256()
    for entry in sorted((files(package) / "data").iterdir(), key=lambda item: item.name):
        if entry.is_file():
            digest.update(entry.name.encode("utf8"))
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
