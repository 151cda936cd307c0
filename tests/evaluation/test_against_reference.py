"""Every figure is the reference scorer's, on gold that was damaged at random."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsnlp import evaluate
from newsnlp.schema import Document
from newsnlp.store import read_gold, to_line


def damaged(gold: Document, rng: random.Random) -> dict[str, Any]:
    record = json.loads(to_line(gold))
    for entity in record["entities"]:
        entity["mentions"] = [mention for mention in entity["mentions"] if rng.random() > 0.2]
        entity["roles"] = [role for role in entity["roles"] if rng.random() > 0.3]
        if rng.random() < 0.1:
            entity["type"] = "ORG"
    for event in record["events"]:
        damage_event(event, record["entities"], rng)
    record["events"] = [event for event in record["events"] if rng.random() > 0.1]
    for quote in record["quotes"]:
        if rng.random() < 0.2:
            quote["speaker"] = None
        if rng.random() < 0.2:
            quote["direct"] = not quote["direct"]
    record["entities"] = merged(record["entities"], rng)
    return record


def damage_event(event: dict[str, Any], entities: list[dict[str, Any]], rng: random.Random) -> None:
    if rng.random() < 0.2:
        event["type"] = "VISIT"
    if rng.random() < 0.2:
        event["status"] = "possible"
    for slot in ("participants", "agent", "target", "place"):
        event[slot] = [entity for entity in event[slot] if rng.random() > 0.2]
        if rng.random() < 0.2 and (added := rng.choice(entities)["id"]) not in event[slot]:
            event[slot].append(added)
    if rng.random() < 0.2:
        event["time"] = None


def merged(entities: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Move the mentions of some entities to others, so that chains are wrong too."""
    for entity in entities:
        if rng.random() < 0.15:
            rng.choice(entities)["mentions"].extend(entity["mentions"])
            entity["mentions"] = []
    return entities


@pytest.mark.parametrize("name", ["dev_written.jsonl", "dev_wikinews.jsonl", "sample.jsonl"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_those_of_the_reference(shared, tmp_path, name, seed):
    gold_path, pred_path = shared / "gold" / name, tmp_path / "pred.jsonl"
    golds = list(read_gold(gold_path))
    rng = random.Random(seed)  # noqa: S311 - damage, not secrecy
    preds = [damaged(gold, rng) for gold in golds if len(golds) == 1 or rng.random() > 0.05]
    pred_path.write_text("".join(json.dumps(pred) + "\n" for pred in preds), encoding="utf8")
    assert evaluate(golds, read_gold(pred_path)).figures() == reference(shared, gold_path, pred_path)


def reference(shared: Path, gold: Path, pred: Path) -> dict[str, Any]:
    command = [sys.executable, str(shared / "eval" / "score.py"), str(gold), str(pred), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
