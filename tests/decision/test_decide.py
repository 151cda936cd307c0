"""Weights are asked about every candidate; what is too unsure is not shown, or not shown as held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log

import pytest

from newsnlp.annotation.decision.candidates import candidates_of
from newsnlp.annotation.decision.decide import decide
from newsnlp.annotation.decision.facts import Article, argument_facts, event_facts, open_arguments, status_facts
from newsnlp.annotation.decision.weights import Weights
from newsnlp.annotation.layers import EventItem, EventScores

FERRI, NOVAK, PRAGUE, DAY = 0, 1, 2, 3
MakeEvent, MakeScores = Callable[..., EventItem], Callable[..., EventScores]


def weights(**thresholds: float) -> Weights:
    """Return weights by which rules are right in four of five, and happened what a cue says so."""
    likely = log(4)
    models = {
        "event.MEETING": {"rule:MEETING": likely},
        "status.MEETING=happened": {"rule:happened": 2.0},
        "status.MEETING=planned": {"rule:planned": 2.0},
        "participants.MEETING": {"by:sym": likely, "by:attendance": -likely, "network_mean": 0.5},
        "agent.MEETING": {"network_mean": 1.0},
        "time.MEETING": {"network_mean": 1.0},
    }
    return Weights(models, {name.replace("_", "."): value for name, value in thresholds.items()})


def test_the_confidence_is_that_of_type_and_status(article: Article, make_event: MakeEvent) -> None:
    (found,) = decide(article, candidates_of([make_event()], None), weights())
    happened = weights().probabilities(
        "status.MEETING", ("happened", "planned", "possible", "negated"), {"rule:happened": 1.0}
    )[0]
    assert found.confidence == pytest.approx(0.8 * happened)
    assert (found.status, found.unsure) == ("happened", False)


def test_an_event_below_the_threshold_is_none(article: Article, make_event: MakeEvent) -> None:
    assert decide(article, candidates_of([make_event()], None), weights(event_MEETING=0.9)) == []


def test_what_is_too_unsure_to_be_shown_as_held_is_shown_as_possible(article: Article, make_event: MakeEvent) -> None:
    (found,) = decide(article, candidates_of([make_event()], None), weights(held_MEETING=0.9))
    assert (found.status, found.unsure) == ("possible", True)


def test_a_word_against_it_is_overruled_only_with_great_certainty(article: Article, make_event: MakeEvent) -> None:
    denied = make_event(status="negated", status_detail="denied", rule="sym(vedere) status:non")
    models = {**weights().models, "status.MEETING=happened": {"rule:negated": 2.0}}
    for least, status in ((0.9, "negated"), (0.5, "happened")):
        (found,) = decide(article, candidates_of([denied], None), Weights(models, {"overruled.MEETING": least}))
        assert found.status == status


def test_a_planned_meeting_needs_no_such_certainty(article: Article, make_event: MakeEvent) -> None:
    events = [make_event(status="planned", status_detail="planned")]
    (found,) = decide(article, candidates_of(events, None), weights(held_MEETING=0.9))
    assert (found.status, found.unsure) == ("planned", False)


def test_who_is_likely_takes_part_and_who_is_not_does_not(article: Article, make_event: MakeEvent) -> None:
    (found,) = decide(article, candidates_of([make_event()], None), weights())
    assert found.fillers["participants"] == {FERRI: pytest.approx(0.8)}


def test_a_host_takes_part(article: Article, make_event: MakeEvent, make_scores: MakeScores) -> None:
    read = make_scores((2, 1, 0.9, {PRAGUE: [0.1, 0.9, 0.0, 0.0, 0.0]}))
    (found,) = decide(article, candidates_of([make_event()], read), weights())
    assert PRAGUE in found.fillers["agent"]
    assert PRAGUE in found.fillers["participants"]


def test_only_the_likeliest_time_is_kept(article: Article, make_event: MakeEvent, make_scores: MakeScores) -> None:
    two = Article(**{**vars(article), "times": ["2024-03-12", "2024-03-13"], "places": [*article.places, [11]]})
    read = make_scores((2, 1, 0.9, {DAY: [0.0] * 4 + [0.7], DAY + 1: [0.0] * 4 + [0.9]}))
    (found,) = decide(two, candidates_of([make_event()], read), weights())
    assert list(found.fillers["time"]) == [DAY + 1]


def test_the_facts_name_the_rules(article: Article, make_event: MakeEvent) -> None:
    (candidate,) = candidates_of([make_event()], None)
    assert {"rule:MEETING", "frame:sym", "word:w2", "rule_parties:2"} <= set(event_facts(article, candidate))
    assert {"rule:happened", "cue:ha", "detail:held"} <= set(status_facts(article, candidate))
    common = open_arguments(article, candidate)
    assert "by:attendance" in argument_facts(article, candidate, common, "participants", NOVAK)
    assert "by:attendance" not in argument_facts(article, candidate, common, "participants", FERRI)
    assert "far:1" in argument_facts(article, candidate, common, "place", PRAGUE)


def test_a_time_behind_the_day_of_publication_is_told(article: Article, make_event: MakeEvent) -> None:
    (candidate,) = candidates_of([make_event(time=0)], None)
    assert "time:earlier" in status_facts(article, candidate)
    later = Article(**{**vars(article), "published": "2024-03-01"})
    assert "time:later" in status_facts(later, candidate)
    same = Article(**{**vars(article), "published": "2024-03-12"})
    assert "time:today" in status_facts(same, candidate)


def test_a_word_that_the_rules_know_but_refuse_is_told(article: Article, make_scores: MakeScores) -> None:
    known, other = candidates_of([], make_scores((7, 1, 0.6, {}), (9, 1, 0.6, {})))
    assert "refused_by_rules" in event_facts(article, known)
    assert "refused_by_rules" not in event_facts(article, other)


def test_a_word_that_the_rules_take_for_something_else_is_told(article: Article, make_scores: MakeScores) -> None:
    (found,) = candidates_of([], make_scores((2, 2, 0.6, {})))
    assert event_facts(article, found)["other_rule:MEETING"] == 1.0


def test_of_who_is_told_of_far_away_it_counts_how_often_and_how_many_others_there_are(
    article: Article, make_event: MakeEvent, make_scores: MakeScores
) -> None:
    far = replace(article, sentences=[0] * 4 + [7] * 8, places=[[0], [4], [8], [10]])
    (candidate,) = candidates_of(
        [make_event()], make_scores((2, 1, 0.9, {FERRI: [0.9, 0, 0, 0, 0], NOVAK: [0.2, 0, 0, 0, 0]}))
    )
    common = open_arguments(far, candidate)
    facts = argument_facts(far, candidate, common, "participants", NOVAK)
    assert {"far:3+", "far_rank:2", "far_people:2", "far_others:1"} <= set(facts)
    near = argument_facts(far, candidate, common, "participants", FERRI)
    assert not any(name.startswith("far_") for name in near)
