"""Events and scores by hand, and an article that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from newsnlp.annotation.decision.facts import Article
from newsnlp.annotation.layers import EventItem, EventScores

FERRI, NOVAK, PRAGUE = 0, 1, 2
MEETING, VISIT = 1, 2  # columns of the types


def event(**changes: Any) -> EventItem:
    """Return "Ferri ha visto Novak", as the rules write it."""
    base: dict[str, Any] = {
        "type": "MEETING", "status": "happened", "status_detail": "held", "mode": None, "triggers": [(2, 3)],
        "participants": [FERRI, NOVAK], "agent": [], "target": [], "place": [], "time": None, "topic": None,
        "sources": [], "open_slots": [], "absent": [], "parent": None, "duration": None, "evidence": [(0, 6)],
        "rule": "sym(vedere) status:ha", "confidence": 0.9,
        "rules": [("participants", FERRI, "sym"), ("participants", NOVAK, "attendance")],
    }  # fmt: skip
    return {**base, **changes}  # type: ignore[typeddict-item]


def scores(*read: tuple[int, int, float, dict[int, list[float]]], same: Any = ()) -> EventScores:
    """Return what a network says: (token, column of the type, its probability, owner -> probabilities of the roles)."""
    types = []
    for _, column, probability, _ in read:
        row = [0.0] * 22
        row[0], row[column] = 1 - probability, probability
        types.append(row)
    return {
        "triggers": [token for token, *_ in read],
        "types": types,
        "statuses": [[0.7, 0.1, 0.1, 0.1] for _ in read],
        "arguments": [list(roles.items()) for *_, roles in read],
        "same": list(same),
    }


@pytest.fixture
def article() -> Article:
    """Twelve tokens in two sentences; Ferri and Novak are named in the first, Prague and a day in the second."""
    named = [{"type": kind, "mentions": [{}]} for kind in ("PER", "PER", "LOC")]
    return Article(
        entities=named,  # type: ignore[arg-type]  # no fact looks at more
        times=["2024-03-12"],
        sentences=[0] * 6 + [1] * 6,
        places=[[0], [4], [8], [10]],
        published="2024-03-14",
        lemmas={number: f"w{number}" for number in range(12)},
        forms={number: "vertice" if number == 7 else f"w{number}" for number in range(12)},
        ruled={2: "MEETING"},
        quoted=frozenset(),
        headline=frozenset(),
    )


@pytest.fixture
def make_event() -> Callable[..., EventItem]:
    return event


@pytest.fixture
def make_scores() -> Callable[..., EventScores]:
    return scores
