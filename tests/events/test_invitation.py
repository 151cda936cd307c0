"""Who invited whom where, and what becomes of it."""

from __future__ import annotations

import pytest
from build import events, parsed

F, P = "Ferrante", "Petrov"

TABLE = [
    ("Ferrante ha invitato Petrov a Roma.", [F], [P], ["Roma"]),
    ("Petrov è stato invitato da Ferrante a Roma.", [F], [P], ["Roma"]),
    ("Ferrante ha invitato Petrov a visitare Roma.", [F], [P], ["Roma"]),
    ("L'invito di Ferrante a Petrov è di ieri.", [F], [P], []),
]


@pytest.mark.parametrize(("sentence", "agent", "target", "place"), TABLE)
def test_inviter_invited_and_place(sentence: str, agent: list[str], target: list[str], place: list[str]) -> None:
    [found] = events(parsed(sentence), "INVITATION")
    assert (found["agent"], found["target"], found["place"]) == (agent, target, place)
    assert found["status"] == "happened"


def test_what_invites_nobody_is_no_invitation() -> None:
    # "Il film invita a riflettere."
    assert events(parsed("Il film invita a riflettere."), "INVITATION") == []


def test_the_visit_that_one_is_invited_to_is_only_possible() -> None:
    # "Ferrante ha invitato Petrov a visitare Roma."
    [visit] = events(parsed("Ferrante ha invitato Petrov a visitare Roma."), "VISIT")
    assert visit["status"] == "possible"


def test_a_declined_invitation_is_negated() -> None:
    # "Ferrante ha declinato l'invito di Petrov."
    [found] = events(parsed("Ferrante ha declinato l'invito di Petrov."), "INVITATION")
    assert (found["agent"], found["status"], found["status_detail"]) == ([P], "negated", "refused")
