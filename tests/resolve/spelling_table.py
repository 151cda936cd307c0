"""Read the table of spellings, and measure a matcher of names on every pair of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("spellings.tsv")


class Figures(NamedTuple):
    """Precision and recall over pairs of spellings, and the pairs that came out wrong."""

    precision: float
    recall: float
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]


def spellings(part: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return (person, spellings) of one part of the table, "tune" or "held"."""
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines() if line[:1] != "#"]
    return [(person, tuple(names.split("|"))) for found, person, names in lines if found == part]


def measure(people: Sequence[tuple[str, tuple[str, ...]]], same: Callable[[str, str], bool]) -> Figures:
    """Return the figures of a matcher over all pairs of spellings."""
    named = [(person, name) for person, names in people for name in names]
    wrong, missed, right = [], [], 0
    for (one, left), (other, right_name) in combinations(named, 2):
        says = same(left, right_name)
        if says and one == other:
            right += 1
        elif says:
            wrong.append((left, right_name))
        elif one == other:
            missed.append((left, right_name))
    return Figures(right / max(1, right + len(wrong)), right / max(1, right + len(missed)), wrong, missed)
