"""What may be an event: every event of the rules, and words that only the network takes for one."""

from __future__ import annotations

from collections.abc import Callable

from newsnlp.annotation.decision.candidates import LEAST, candidates_of
from newsnlp.annotation.layers import EventItem, EventScores

FERRI, NOVAK = 0, 1
MEETING, VISIT = 1, 2
WHO = [0.9, 0.1, 0.0, 0.0, 0.0]
MakeEvent, MakeScores = Callable[..., EventItem], Callable[..., EventScores]


def test_without_a_network_the_events_of_the_rules_are_asked_about(make_event: MakeEvent) -> None:
    (found,) = candidates_of([make_event()], None)
    assert (found.type, found.triggers, found.likely, found.mean) == ("MEETING", [(2, 3)], [], {})


def test_a_trigger_of_the_rules_has_what_the_network_says_of_it(make_event: MakeEvent, make_scores: MakeScores) -> None:
    (found,) = candidates_of([make_event()], make_scores((2, MEETING, 0.8, {FERRI: WHO})))
    assert found.likely == [0.8]
    assert found.mean[FERRI] == tuple(WHO)


def test_a_word_that_only_the_network_takes_for_a_meeting_is_a_candidate(make_scores: MakeScores) -> None:
    (found,) = candidates_of([], make_scores((7, MEETING, 0.6, {})))
    assert (found.rule, found.triggers) == (None, [(7, 8)])


def test_a_word_below_the_least_probability_is_none(make_scores: MakeScores) -> None:
    assert candidates_of([], make_scores((7, MEETING, LEAST / 2, {}))) == []


def test_a_word_joins_the_event_that_the_network_says_it_tells_of(
    make_event: MakeEvent, make_scores: MakeScores
) -> None:
    read = (2, MEETING, 0.9, {FERRI: WHO}), (7, MEETING, 0.7, {NOVAK: WHO})
    (found,) = candidates_of([make_event()], make_scores(*read, same=[(7, 2, 0.8)]))
    assert found.triggers == [(2, 3), (7, 8)]
    assert found.mean[NOVAK] == (0.45, 0.05, 0.0, 0.0, 0.0)
    assert found.best[NOVAK] == tuple(WHO)


def test_a_word_that_tells_of_another_meeting_stays_apart(make_event: MakeEvent, make_scores: MakeScores) -> None:
    read = (2, MEETING, 0.9, {}), (7, MEETING, 0.7, {})
    found = candidates_of([make_event()], make_scores(*read, same=[(7, 2, 0.2)]))
    assert [candidate.triggers for candidate in found] == [[(2, 3)], [(7, 8)]]


def test_what_another_trigger_says_counts_as_far_as_it_tells_of_the_same(
    make_event: MakeEvent, make_scores: MakeScores
) -> None:
    read = (2, MEETING, 0.9, {}), (7, MEETING, 0.7, {NOVAK: WHO})
    found = candidates_of([make_event()], make_scores(*read, same=[(7, 2, 0.2)]))
    assert found[0].told_again == {NOVAK: tuple(0.2 * p for p in WHO)}
    assert found[1].told_again == {}


def test_who_is_met_apart_by_the_same_word_is_told(make_event: MakeEvent) -> None:
    first, second = make_event(participants=[FERRI, NOVAK]), make_event(participants=[FERRI, 2])
    visit = make_event(type="VISIT", participants=[3])
    found = candidates_of([first, second, visit], None)
    assert [candidate.apart for candidate in found] == [{2}, {NOVAK}, frozenset()]


def test_one_word_may_be_asked_about_for_two_types(make_event: MakeEvent, make_scores: MakeScores) -> None:
    found = candidates_of([make_event()], make_scores((2, VISIT, 0.6, {})))
    assert [(candidate.type, candidate.rule is None) for candidate in found] == [("MEETING", False), ("VISIT", True)]


def test_the_events_of_the_rules_are_not_changed(make_event: MakeEvent, make_scores: MakeScores) -> None:
    given = make_event()
    candidates_of([given], make_scores((2, MEETING, 0.9, {}), (7, MEETING, 0.7, {}), same=[(7, 2, 0.9)]))
    assert given == make_event()
