"""Print the sentences that are read wrongly, by table and phenomenon; raise the floors.

usage: python tests/phenomena/phenomena_report.py [TABLE...] [--floors]

`--floors` raises the floors to what is reached now less a margin; a floor is never lowered, and one whose phenomenon
is gone is dropped.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Mapping

import newsnlp
from phenomena import FLOORS, TABLES, Row, Share, annotate_rows, read_floors, read_table, report, shares
from phenomena_checks import CHECKS

HEADER = """\
# The least share of sentences that must be read rightly, by table and phenomenon; controls are counted by themselves.
# Written by phenomena_report.py --floors, which only raises them.
"""
# How many sentences a phenomenon may lose before the test fails; of those with few sentences one.
MARGIN, FEW = 2, 9


def faults_of(table: str, rows: Iterable[Row], records: Mapping[str, newsnlp.Document]) -> dict[str, list[str]]:
    return {row.id: CHECKS[table](row, records[row.id]) for row in rows}


def raised(old: float, reached: Share) -> float:
    """Return the new floor: what is reached less the margin, and never less than the old."""
    right, of = reached
    allowed = max(right - (1 if of <= FEW else MARGIN), 0)
    return max(old, math.floor(1000 * allowed / of) / 1000)


def to_toml(floors: Mapping[str, Mapping[str, float]]) -> str:
    lines = [HEADER.rstrip()]
    for table, rows in floors.items():
        lines += ["", f"[{table}]", *(f'"{name}" = {floor:.3f}' for name, floor in rows.items())]
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", choices=[[], *TABLES], default=[], help="all by default")
    parser.add_argument("--floors", action="store_true", help="raise the floors")
    arguments = parser.parse_args()
    floors = read_floors() if FLOORS.is_file() else {}
    nlp = newsnlp.load()
    for table in arguments.tables or TABLES:
        rows = read_table(table)
        faults = faults_of(table, rows, annotate_rows(rows, nlp))
        sys.stdout.write(f"# {table}\n{report(rows, faults)}\n\n")
        old = floors.get(table, {})
        floors[table] = {name: raised(old.get(name, 0), share) for name, share in shares(rows, faults).items()}
    if arguments.floors:
        FLOORS.write_text(to_toml(floors), encoding="utf8")


if __name__ == "__main__":
    main()
