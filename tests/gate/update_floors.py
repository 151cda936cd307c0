"""Raise the floors of the accuracy gate to what is reached now, less a margin; no floor is ever lowered.

usage: python tests/gate/update_floors.py [--margin 0.03] [--anew NAME...]

Floors of gold files that are not here stay as they are; `--anew` is for gold that was changed. The floors of the
trained pipeline are raised to the scores that it records of itself, less the margin.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Collection, Mapping

from spacy.language import Language

import newsnlp
from gate import (
    ALL,
    CEILINGS,
    FLOORS,
    NAMES,
    Floors,
    Table,
    annotated,
    changed,
    digest,
    gold_path,
    read_floors,
    table_of,
)

# A row of fewer gold items has no floor.
FEWEST = 10
# What the first release promised of the three gold files together; no floor may stand below.
PROMISED = {
    "events.MEETING": 0.62,
    "meeting.participants": 0.48,
    "meeting.status": 0.80,
    "network": 0.45,
    "chains": 0.72,
    "roles": 0.50,
    "quotes.direct": 0.60,
}
# The same of the trained pipeline, by corpus as in its meta.json.
PROMISED_MODEL = {
    "isdt": {
        "las": 0.85,
        "uas": 0.89,
        "upos": 0.965,
        "morph": 0.95,
        "lemma": 0.96,
        "verb_lemma": 0.92,
        "sentences": 0.95,
    },
    "wikinews": {"tokens_f": 0.76, "ents_f": 0.72},
    "wikinews_alone": {"tokens_f": 0.76, "ents_f": 0.72},
}
HEADER = """\
# Floors of the accuracy gate: F1 or accuracy, by gold file and row; of meeting.false_happened, a share of errors, the
# ceiling. Written by update_floors.py, which only raises them. A floor that has to fall is lowered by hand, and the
# changelog says why.
"""


def raised(row: str, old: float | None, value: float, count: int, margin: float) -> float:
    """Return the new floor of a row: what is reached less the margin, and never less strict than the old.

    The margin is at least the weight of two gold items, so that a row of few items does not fall by chance.
    """
    room = max(margin, 2 / count)
    if row in CEILINGS:
        reached = math.ceil(min(value + room, 1.0) * 1000) / 1000
        return reached if old is None else min(old, reached)
    reached = math.floor(max(value - room, 0.0) * 1000) / 1000
    return reached if old is None else max(old, reached)


def new_rows(old: Mapping[str, float], table: Table, margin: float) -> dict[str, float]:
    rows = dict(old)
    for row, (value, count) in table.items():
        if count >= FEWEST:
            rows[row] = raised(row, old.get(row), value, count, margin)
    return dict(sorted(rows.items()))


def promised(rows: Mapping[str, float], table: Table) -> dict[str, float]:
    """Return the floors with those promises that are kept already."""
    kept = {row: least for row, least in PROMISED.items() if table[row][0] >= least}
    return {row: max(floor, kept.get(row, floor)) for row, floor in rows.items()}


def new_model_floors(
    old: Mapping[str, float], least: Mapping[str, float], scores: Mapping[str, float], margin: float
) -> dict[str, float]:
    return {name: max(old.get(name, 0), floor, round(scores.get(name, 0) - margin, 3)) for name, floor in least.items()}


def update(floors: Floors, nlp: Language, margin: float, anew: Collection[str]) -> Floors:
    """Return the new floors.

    Raises:
        ValueError: a gold file is not the one of the old floors, and is not in `anew`.
    """
    hashes, rows = dict(floors.sha256), dict(floors.rows)
    golds, preds, seen = [], [], []
    for name in (name for name in NAMES if gold_path(name).is_file()):
        if name in hashes and name not in anew and (fault := changed(name, gold_path(name), floors)):
            raise ValueError(fault)
        if name in anew:
            rows.pop(name, None)
            rows.pop(ALL, None)
        hashes[name] = digest(gold_path(name))
        gold, pred = annotated(name, nlp)
        rows[name] = new_rows(rows.get(name, {}), table_of(gold, pred), margin)
        golds.extend(gold)
        preds.extend(pred)
        seen.append(name)
    if tuple(seen) == NAMES:
        table = table_of(golds, preds)
        rows[ALL] = promised(new_rows(rows.get(ALL, {}), table, margin), table)
    scores = nlp.meta["performance"]
    model = {
        corpus: new_model_floors(floors.model.get(corpus, {}), least, scores.get(corpus, {}), margin)
        for corpus, least in PROMISED_MODEL.items()
    }
    return Floors(sha256=hashes, rows=rows, model=model)


def to_toml(floors: Floors) -> str:
    lines = [HEADER, "[sha256]", *(f'{name} = "{value}"' for name, value in floors.sha256.items())]
    for title, tables in (("rows", floors.rows), ("model", floors.model)):
        for name, table in tables.items():
            lines += ["", f"[{title}.{name}]", *(f'"{row}" = {floor:.3f}' for row, floor in table.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--margin", type=float, default=0.03, help="how far below what is reached a floor stands")
    parser.add_argument("--anew", nargs="+", default=(), choices=NAMES, help="gold files whose floors are set anew")
    args = parser.parse_args()
    try:
        old = read_floors() if FLOORS.exists() else Floors({}, {}, {})
        found = update(old, newsnlp.load(), args.margin, args.anew)
    except ValueError as error:
        sys.exit(str(error))
    FLOORS.write_text(to_toml(found), encoding="utf8")


if __name__ == "__main__":
    main()
