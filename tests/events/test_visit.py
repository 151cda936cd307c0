"""Who went where, with near misses: goods, prices, doctors, guided tours."""

from __future__ import annotations

import pytest
from build import events, parsed

F, W, P = "Ferrante", "Weber", "Petrov"

# sentence, visitor, place, host, near miss
TABLE = [
    ("Ferrante si è recato a Mosca.", [F], ["Mosca"], [], "Il prezzo è salito a Roma."),
    ("Ferrante è volato a Berlino da Weber.", [F], ["Berlino"], [W], "Il treno è arrivato a Roma."),
    ("Ferrante ha visitato la Germania.", [F], ["Germania"], [], "Ferrante ha visto Roma."),
    (
        "La Germania è stata visitata da Ferrante.",
        [F],
        ["Germania"],
        [],
        "La visita guidata di Roma con Ferrante dura un'ora.",
    ),
    (
        "La visita di Ferrante a Mosca è durata due giorni.",
        [F],
        ["Mosca"],
        [],
        "Ferrante ha fatto una visita medica a Roma.",
    ),
    ("Ferrante è in visita a Mosca.", [F], ["Mosca"], [], "Ferrante è arrivato a un punto morto."),
    ("Ferrante, in visita a Mosca, ha incontrato Petrov.", [F], ["Mosca"], [], "Ferrante ha incontrato Weber a Roma."),
    ("Ferrante è atteso a Mosca.", [F], ["Mosca"], [], "Ferrante è arrivato al vertice dell'azienda."),
]


@pytest.mark.parametrize(("sentence", "agent", "place", "target", "near_miss"), TABLE)
def test_visitor_place_and_host(
    sentence: str, agent: list[str], place: list[str], target: list[str], near_miss: str
) -> None:
    [found] = events(parsed(sentence), "VISIT")
    assert (found["agent"], found["place"], found["target"]) == (agent, place, target)


@pytest.mark.parametrize("sentence", sorted({row[4] for row in TABLE}))
def test_near_misses_are_no_visits(sentence: str) -> None:
    assert events(parsed(sentence), "VISIT") == []


def test_who_is_awaited_has_not_come_yet() -> None:
    # "Ferrante è atteso a Mosca." / "Ferrante si è recato a Mosca."
    assert events(parsed("Ferrante è atteso a Mosca."), "VISIT")[0]["status"] == "planned"
    assert events(parsed("Ferrante si è recato a Mosca."), "VISIT")[0]["status"] == "happened"
