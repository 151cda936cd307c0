"""The accuracy gate: what newsnlp reaches on gold articles, against floors that only move up."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from newsnlp import Document, Failure, evaluate
from newsnlp.store import read_gold
from newsnlp.workflow import annotate_again

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
SHARED_GOLD = HERE.parents[2] / "shared" / "gold"
HERE_NAMES = ("dev_written",)  # copied into the repository
NAMES = (*HERE_NAMES, "dev_wikinews", "sample")
ALL = "all"
FIGURES = ("f", "accuracy", "share")
# Shares of what is wrong; every other figure is the better the higher.
CEILINGS = frozenset({"meeting.false_happened"})

Table = dict[str, tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Floors:
    """What `floors.toml` says.

    Attributes:
        sha256: gold file -> hash of its bytes.
        rows: gold file, or "all" -> row -> least F1 or accuracy, for a share of errors the greatest.
        model: corpus -> measure -> least score of the trained pipeline.
    """

    sha256: Mapping[str, str]
    rows: Mapping[str, Mapping[str, float]]
    model: Mapping[str, Mapping[str, float]]


def read_floors(path: Path = FLOORS) -> Floors:
    with path.open("rb") as file:
        found = tomllib.load(file)
    return Floors(sha256=found["sha256"], rows=found["rows"], model=found["model"])


def gold_path(name: str) -> Path:
    """Return where a gold file lies; those that are not part of the repository may be absent."""
    return (HERE if name in HERE_NAMES else SHARED_GOLD) / f"{name}.jsonl"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed(name: str, path: Path, floors: Floors) -> str | None:
    """Return a sentence if the file is not the one that the floors were measured on."""
    if digest(path) == floors.sha256.get(name):
        return None
    return f"{path.name} is not the file that the floors were set on: set them anew (update_floors.py --anew {name})"


def annotated(name: str, nlp: Language) -> tuple[list[Document], list[Document]]:
    """Return the gold records of a file and new ones of the same texts; what cannot be annotated is left out."""
    golds = list(read_gold(gold_path(name)))
    return golds, [record for record in annotate_again(golds, nlp=nlp) if not isinstance(record, Failure)]


def table_of(golds: Iterable[Document], preds: Iterable[Document]) -> Table:
    """Return row -> (F1, accuracy or share, number of items behind it), rows that hold nothing left out."""
    return dict(_rows(evaluate(golds, preds).figures()))


def _rows(figures: Mapping[str, Mapping[str, float | int | None]]) -> Iterator[tuple[str, tuple[float, int]]]:
    for row, values in sorted(figures.items()):
        value = next(values[figure] for figure in FIGURES if figure in values)
        if value is not None:
            yield row, (float(value), int(values["n"] or 0))


def is_met(row: str, value: float, floor: float) -> bool:
    return value <= floor if row in CEILINGS else value >= floor


def faults(table: Table, floors: Mapping[str, float]) -> list[str]:
    """Return a line for every row that is below its floor, or is gone."""
    lines = []
    for row, floor in floors.items():
        value = table.get(row, (None, 0))[0]
        if value is None:
            lines.append(f"{row}: nothing to score, the floor is {floor}")
        elif not is_met(row, value, floor):
            lines.append(f"{row}: {value:.4f}, the floor is {floor}")
    return lines


def report(name: str, table: Table, floors: Mapping[str, float]) -> str:
    """Return the whole table of a gold file, rows below their floor marked."""
    lines = [f"{name:26}{'reached':>9}{'floor':>9}{'n':>6}"]
    for row, (value, count) in table.items():
        floor = floors.get(row)
        mark = "" if floor is None or is_met(row, value, floor) else "  <-"
        lines.append(f"{row:26}{value:9.4f}{'' if floor is None else floor:>9}{count:6}{mark}")
    return "\n".join([*lines, *faults(table, floors)])
