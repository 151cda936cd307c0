"""The weights of the decision: logistic models, a table that can be read.

Every question ("event.MEETING", "participants.MEETING") is a logistic regression over facts; whether an event happened
is one of four answers (multinomial). Columns of the table: question, fact, weight, how many candidates of the training
had the fact, and the share of them for which the answer was yes: the precision of a rule. The row "threshold" of a
question tells from which probability on the answer is yes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from newsnlp.errors import ModelMismatch

COLUMNS = ("question", "fact", "weight", "seen", "right")
THRESHOLD = "threshold"
DEFAULT_THRESHOLD = 0.5
# Between question and answer, where there are more than two.
ANSWER = "="
Row = tuple[str, str, float, int, float]


@dataclass(frozen=True)
class Weights:
    """Logistic models by question; facts without a weight count for nothing.

    Attributes:
        models: question -> fact -> weight; for questions with several answers "question=answer" -> fact -> weight.
        thresholds: question -> probability from which on the answer is yes.
    """

    models: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def probability(self, question: str, facts: Mapping[str, float]) -> float:
        """Return the probability that the answer is yes; nought for a question that was never learned."""
        model = self.models.get(question)
        return 0.0 if model is None else _logistic(_score(model, facts))

    def probabilities(self, question: str, answers: Sequence[str], facts: Mapping[str, float]) -> list[float]:
        """Return the probability of each answer; they add up to one."""
        scores = [_score(self.models.get(f"{question}{ANSWER}{answer}", {}), facts) for answer in answers]
        most = max(scores)
        powers = [exp(score - most) for score in scores]
        return [power / sum(powers) for power in powers]

    def threshold(self, question: str) -> float:
        """Return the probability from which on the answer is yes."""
        return self.thresholds.get(question, DEFAULT_THRESHOLD)


def _score(model: Mapping[str, float], facts: Mapping[str, float]) -> float:
    total = 0.0
    for fact, value in facts.items():
        weight = model.get(fact)
        if weight is not None:
            total += weight * value
    return total


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-max(min(score, 50.0), -50.0)))


def weights_of(rows: Iterable[Row]) -> Weights:
    """Return the weights of the rows of a table."""
    models: dict[str, dict[str, float]] = {}
    thresholds: dict[str, float] = {}
    for question, fact, weight, _, _ in rows:
        if fact == THRESHOLD:
            thresholds[question] = weight
        else:
            models.setdefault(question, {})[fact] = weight
    return Weights(models, thresholds)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table in a file.

    Raises:
        ModelMismatch: the file is not there, or a row is not as it should be.
    """
    try:
        text = path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelMismatch(f"{path} holds no weights of the decision: {error}; install the pipeline anew") from error
    return rows_of(text, str(path))


def rows_of(text: str, name: str) -> list[Row]:
    """Return the rows of a table; lines that begin with "#" are comments.

    Args:
        text: the table.
        name: what it is called where something is wrong with it.

    Raises:
        ModelMismatch: a row is not as it should be.
    """
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    if not rows or rows[0] != COLUMNS:
        raise ModelMismatch(f"{name} has no columns {', '.join(COLUMNS)}; install the pipeline anew")
    return [_row(name, row) for row in rows[1:]]


def _row(name: str, row: tuple[str, ...]) -> Row:
    try:
        question, fact, weight, seen, right = row
        return question, fact, float(weight), int(seen), float(right)
    except ValueError as error:
        raise ModelMismatch(f"{name}: {' '.join(row)!r} is no row of weights ({error})") from error


def table_of(rows: Iterable[Row], comment: str) -> str:
    """Return a table as text, with a comment of one line above it."""
    lines = [f"# {comment}", "\t".join(COLUMNS)]
    lines += [f"{q}\t{fact}\t{weight:.4g}\t{seen}\t{right:.3f}" for q, fact, weight, seen, right in rows]
    return "\n".join(lines) + "\n"


def write_rows(path: Path, rows: Iterable[Row], comment: str) -> None:
    """Write a table to a file."""
    path.write_text(table_of(rows, comment), encoding="utf8")
