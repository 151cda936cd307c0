"""Minimal texts of tests and cases as gold to learn from: the rules' records, where the table says that they are right.

usage: python checked_sentences.py OUTPUT.jsonl [--cases FOLDER] [--model MODEL]

Articles alone do not teach a network what a sentence by itself means. What a row does not ask about is not checked.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import newsnlp
from newsnlp import Document
from newsnlp.annotation.pipeline import EVENT_HEADS

TESTS = Path(__file__).parents[3] / "tests"
TABLES = ("status", "meetings", "traps")
ASKED = ("meetings", "held", "events")


def rules_alone(model: str | None) -> Any:
    nlp = newsnlp.load(model)
    for name in (EVENT_HEADS, "newsnlp_decision"):
        if name in nlp.pipe_names:
            nlp.disable_pipe(name)
    return nlp


def module(folder: Path, name: str) -> ModuleType:
    sys.path.insert(0, str(folder))
    return importlib.import_module(name)


def of_phenomena(nlp: Any) -> Iterator[Document]:
    """Yield the records of the linguists' tables without a fault."""
    tables, checks = (module(TESTS / "phenomena", name) for name in ("phenomena", "phenomena_checks"))
    for name in TABLES:
        rows = tables.read_table(name)
        records = tables.annotate_rows(rows, nlp)
        faults = checks.faults_of(name, rows, records)
        yield from (record for key, record in records.items() if not faults[key])


def of_sentences(nlp: Any) -> Iterator[Document]:
    """Yield the records of the tables of sentences that have the status, or the parties, of their row."""
    folder = TESTS / "events" / "data"
    for name in ("status_sentences.tsv", "not_happened.tsv", "meeting_sentences.tsv"):
        lines = (folder / name).read_text(encoding="utf8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        for number, row in enumerate(rows):
            record = newsnlp.annotate(row[-1], id=f"{name}-{number}", nlp=nlp)
            if _has_parties(record, row[1]) if len(row) == 3 else _has_status(record, row[1], row[2]):
                yield record


def _has_parties(record: Document, parties: str) -> bool:
    met = {record.entity(key).name for event in record.events if event.type == "MEETING" for key in event.participants}
    return met == (set() if parties == "-" else set(parties.split("|")))


def _has_status(record: Document, word: str, status: str) -> bool:
    told = [event.status for event in record.events if any(span.text == word for span in event.mentions)]
    return told == [status]


def of_cases(nlp: Any, folder: Path) -> Iterator[Document]:
    """Yield the records of the cases about events without a fault."""
    check = module(folder, "check")
    for line in (folder / "dev.jsonl").read_text(encoding="utf8").splitlines():
        case = json.loads(line)
        if any(name in case for name in ASKED):
            record = newsnlp.annotate(case["text"], id=case["id"], published=case.get("published"), nlp=nlp)
            if not check.check(record, case):
                yield record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--model")
    args = parser.parse_args()
    nlp = rules_alone(args.model)
    found = [*of_phenomena(nlp), *of_sentences(nlp), *(of_cases(nlp, args.cases) if args.cases else ())]
    args.output.write_text("".join(record.model_dump_json() + "\n" for record in found), encoding="utf8")
    print(f"{len(found)} texts, {sum(len(record.events) for record in found)} events")


if __name__ == "__main__":
    main()
