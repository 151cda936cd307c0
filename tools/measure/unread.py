"""How good newsnlp is on articles whose errors nobody has looked at, beside those read and those it was tuned on.

usage: python tools/measure/unread.py GOLD_FOLDER [--ids read|unread] [--json]

A third of every file that came later (`NEW`) stays unread: it is drawn by `SEED`, measured on, and its errors are never
listed or looked at. `--ids read` prints the ids of the articles that may be read, for whoever analyses errors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsnlp import Document, Failure, evaluate, load
from newsnlp.store import read_gold
from newsnlp.workflow import annotate_again

# Never change it: what has once been read stays read.
SEED = "newsnlp 2026-11-29"
KNOWN = ("dev_written", "dev_wikinews", "sample")
NEW = ("train_written", "train_wikinews")
COLUMNS = ("known", "read", "unread")
ROWS = (
    "events.MEETING", "meeting.participants", "network", "meeting.false_happened", "meeting.status", "meeting.place",
    "meeting.time", "names", "chains", "nominals", "roles", "quotes", "quotes.direct", "events", "args",
)  # fmt: skip


def drawn(ids: Iterable[str]) -> set[str]:
    """Return the third of `ids` that stays unread: those whose hash with the seed comes first."""
    order = sorted(set(ids), key=lambda key: hashlib.sha256(f"{SEED} {key}".encode()).hexdigest())
    return set(order[: len(order) // 3])


def parted(folder: Path) -> dict[str, list[Document]]:
    """Return the gold articles of each column."""
    known = [gold for name in KNOWN for gold in read_gold(folder / f"{name}.jsonl")]
    found: dict[str, list[Document]] = {"known": known, "read": [], "unread": []}
    for name in NEW:
        golds = list(read_gold(folder / f"{name}.jsonl"))
        unread = drawn(gold.id for gold in golds)
        for gold in golds:
            found["unread" if gold.id in unread else "read"].append(gold)
    return found


def figures(golds: list[Document], nlp: object) -> Mapping[str, Mapping[str, float | int | None]]:
    """Return the scores of newsnlp on the texts of `golds`."""
    results = annotate_again(golds, nlp=nlp)  # type: ignore[arg-type]
    return evaluate(golds, (result for result in results if not isinstance(result, Failure))).figures()


def value(row: Mapping[str, float | int | None]) -> float:
    """Return F1, accuracy or share, whichever the row has."""
    return float(next(row[name] for name in ("f", "accuracy", "share") if name in row) or 0.0)


def main() -> None:
    """Print the table, or the ids of one column."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ids", choices=("read", "unread"))
    parser.add_argument("--model")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    golds = parted(options.folder)
    if options.ids:
        print("\n".join(gold.id for gold in golds[options.ids]))
        return
    nlp = load(options.model)
    found = {column: figures(golds[column], nlp) for column in COLUMNS}
    if options.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{'':24}" + "".join(f"{f'{column} ({len(golds[column])})':>22}" for column in COLUMNS))
    for row in ROWS:
        print(f"{row:24}" + "".join(f"{cell(found[column][row]):>22}" for column in COLUMNS))


def cell(row: Mapping[str, float | int | None]) -> str:
    """Return "F (P / R)", or the one figure that a row has."""
    if row.get("p") is None or row.get("r") is None:
        return f"{value(row):.3f}"
    return f"{value(row):.3f} ({row['p']:.2f} / {row['r']:.2f})"


if __name__ == "__main__":
    main()
