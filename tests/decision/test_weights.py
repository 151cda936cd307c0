"""The table of weights: what is written is read, what is damaged is told, and probabilities are logistic."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest

from newsnlp import ModelMismatch
from newsnlp.annotation.decision.component import RULES_ALONE, Decision
from newsnlp.annotation.decision.weights import read_rows, weights_of, write_rows

ROWS = [
    ("event.MEETING", "always", -1.0, 100, 0.5),
    ("event.MEETING", "threshold", 0.4, 0, 0.0),
    ("status.MEETING=happened", "cue:non", -2.0, 7, 0.1),
    ("status.MEETING=negated", "cue:non", 2.0, 7, 0.9),
]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_rows(tmp_path / "weights.tsv", ROWS, "for a test")
    assert read_rows(tmp_path / "weights.tsv") == ROWS


def test_probabilities_are_logistic() -> None:
    weights = weights_of(ROWS)
    assert weights.probability("event.MEETING", {"always": 1.0, "of no weight": 9.0}) == pytest.approx(1 / (1 + exp(1)))
    assert weights.threshold("event.MEETING") == 0.4
    assert weights.threshold("event.other") == 0.5


def test_a_question_that_was_never_learned_is_answered_with_no() -> None:
    assert weights_of(ROWS).probability("target.MEETING", {"always": 1.0}) == 0.0


def test_several_answers_add_up_to_one() -> None:
    told = weights_of(ROWS).probabilities("status.MEETING", ("happened", "planned", "negated"), {"cue:non": 1.0})
    assert sum(told) == pytest.approx(1)
    assert told[2] > told[1] > told[0]


def test_scores_beyond_all_measure_are_no_fault() -> None:
    weights = weights_of([("event.MEETING", "network", 1.0, 1, 1.0)])
    assert weights.probability("event.MEETING", {"network": 1e9}) == pytest.approx(1)
    assert weights.probability("event.MEETING", {"network": -1e9}) == pytest.approx(0)


@pytest.mark.parametrize(
    "text", ["", "question\tfact\n", "question\tfact\tweight\tseen\tright\nevent\talways\theavy\t1\t1\n"]
)
def test_a_damaged_table_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "weights.tsv").write_text(text, encoding="utf8")
    with pytest.raises(ModelMismatch, match="weights"):
        read_rows(tmp_path / "weights.tsv")


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match="install the pipeline anew"):
        read_rows(tmp_path / "weights.tsv")


def test_the_table_for_rules_alone_weighs_every_question_about_meetings() -> None:
    asked = {question.partition("=")[0] for question, *_ in read_rows(RULES_ALONE)}
    assert {f"{name}.MEETING" for name in ("event", "status", "participants", "agent", "place", "time")} <= asked


def test_every_rule_has_its_precision_in_numbers() -> None:
    rules = [row for row in read_rows(RULES_ALONE) if row[1].startswith(("by:", "frame:"))]
    assert len(rules) > 50
    assert all(seen > 0 and 0 <= right <= 1 for _, _, _, seen, right in rules)


def test_weights_go_through_bytes() -> None:
    decision = Decision()
    decision.load(ROWS)
    back = Decision().from_bytes(decision.to_bytes())
    assert back.to_bytes() == decision.to_bytes()
    with pytest.raises(ModelMismatch, match="bytes"):
        Decision().from_bytes(b"\x80nothing")
