"""Print the sentences that are read wrongly, by table and phenomenon; raise the floors.

usage: python tests/phenomena/phenomena_report.py [TABLE...] [--floors | --anew]

`--floors` raises the floors to what is reached now less a margin, and never lowers one; `--anew` sets them to it, for
tables whose sentences were changed.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping

from phenomena_checks import faults_of

import newsnlp
from phenomena import FLOORS, TABLES, Share, annotate_rows, read_floors, read_table, report, shares

HEADER = """\
# The least share of sentences that must be read rightly, by table and phenomenon; "controls" are the near misses of a
# table, "all" is the whole of it. Written by phenomena_report.py.
"""
# What a phenomenon may lose before the test fails: sentences, one where it has few of them, or this part of them where
# that is more.
SENTENCES, FEW, PART = 2, 8, 0.02


def floor_of(reached: Share) -> float:
    """Return what is reached less the margin."""
    right, of = reached
    room = max(1 if of < FEW else SENTENCES, PART * of)
    return math.floor(1000 * max(right - room, 0) / of) / 1000


def new_floors(old: Mapping[str, float], reached: Mapping[str, Share]) -> dict[str, float]:
    """Return the floors of a table, none lower than before; those of phenomena that are gone go."""
    return {name: max(old.get(name, 0.0), floor_of(share)) for name, share in reached.items()}


def to_toml(floors: Mapping[str, Mapping[str, float]]) -> str:
    lines = [HEADER.rstrip()]
    for table in TABLES:
        rows = floors.get(table, {})
        lines += ["", f"[{table}]", *(f'"{name}" = {floor:.3f}' for name, floor in rows.items())]
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"{', '.join(TABLES)}; all by default")
    parser.add_argument("--floors", action="store_true", help="raise the floors")
    parser.add_argument("--anew", action="store_true", help="set the floors anew")
    arguments = parser.parse_args()
    if unknown := set(arguments.tables) - set(TABLES):
        parser.error(f"no such table: {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    floors = read_floors() if FLOORS.is_file() else {}
    nlp = newsnlp.load()
    for table in arguments.tables or TABLES:
        rows = read_table(table)
        faults = faults_of(table, rows, annotate_rows(rows, nlp))
        sys.stdout.write(f"# {table}\n{report(rows, faults)}\n\n")
        floors[table] = new_floors({} if arguments.anew else floors.get(table, {}), shares(rows, faults))
    if arguments.floors or arguments.anew:
        FLOORS.write_text(to_toml(floors), encoding="utf8")


if __name__ == "__main__":
    main()
