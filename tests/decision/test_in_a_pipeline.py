"""The decision in a pipeline: probabilities on every event and argument, with the network and without it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import newsnlp
from newsnlp.annotation import keys, layers
from newsnlp.annotation.decision import Decision
from newsnlp.annotation.layers import ROLES
from newsnlp.annotation.pipeline import EVENT_HEADS

TEXT = (
    "Vertice a Praga\nIl ministro Carlo Ferri ha incontrato ieri a Praga la premier Ana Novak. "
    "I due si rivedranno a maggio. Ferri non ha visto Karl Huber, che era a Vienna."
)


@pytest.fixture(scope="module")
def rules_alone() -> Iterator[Language]:
    """The shipped pipeline without its network for events, as one of another maker is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield newsnlp.load(exclude=[EVENT_HEADS])


def arguments(event: layers.EventItem) -> set[tuple[str, int]]:
    filled = {(role, entity) for role in ROLES[:-1] for entity in event[role]}  # type: ignore[literal-required]
    return filled


@pytest.mark.parametrize("fixture", ["nlp", "rules_alone"])
def test_every_event_and_argument_has_a_probability_and_a_rule(fixture: str, request: pytest.FixtureRequest) -> None:
    doc: Doc = request.getfixturevalue(fixture)(TEXT)
    events = layers.events(doc)
    assert any(event["type"] == "MEETING" for event in events)
    for event in events:
        assert 0 < event["confidence"] < 1
        assert event["rule"]
        told = event["arguments"]
        assert {(a["role"], a["entity"]) for a in told if a["role"] != "time"} == arguments(event)
        assert sum(a["role"] == "time" for a in told) == (event["time"] is not None)
        for argument in told:
            assert 0 < argument["confidence"] < 1
            assert argument["rule"]


@pytest.mark.parametrize("fixture", ["nlp", "rules_alone"])
def test_who_met_is_told_and_who_did_not_is_not_told_as_held(fixture: str, request: pytest.FixtureRequest) -> None:
    doc: Doc = request.getfixturevalue(fixture)(TEXT)
    names = [entity["name"] for entity in layers.entities(doc)]
    met = [
        ({names[entity] for entity in event["participants"]}, event["status"])
        for event in layers.events(doc)
        if event["type"] == "MEETING"
    ]
    assert ({"Carlo Ferri", "Ana Novak"}, "happened") in met
    assert not any("Karl Huber" in parties and status == "happened" for parties, status in met)


def test_what_the_network_said_is_dropped_once_it_is_weighed(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert layers.event_scores(doc) is None
    assert not doc.tensor.size


def test_a_second_reading_of_the_same_layer_changes_nothing_by_itself(rules_alone: Language) -> None:
    doc = rules_alone(TEXT)
    before = [dict(event) for event in layers.events(doc)]
    rules_alone.get_pipe("newsnlp_decision").find(doc)
    assert layers.events(doc) == before


def test_the_span_group_holds_the_events_that_are_left(nlp: Language) -> None:
    doc = nlp(TEXT)
    triggers = {(start, end) for event in layers.events(doc) for start, end in event["triggers"]}
    assert {(span.start, span.end) for span in doc.spans[keys.EVENTS]} == triggers


def test_events_are_in_the_order_of_their_first_trigger(nlp: Language) -> None:
    first = [min(event["triggers"]) for event in layers.events(nlp(TEXT))]
    assert first == sorted(first)


def test_a_meeting_beside_another_event_keeps_its_place(rules_alone: Language) -> None:
    doc = rules_alone(
        "Carlo Ferri ha ricevuto ieri a Roma Ana Novak. A margine del vertice di Praga Ferri ha visto Karl Huber."
    )
    events = layers.events(doc)
    for event in events:
        parent = event.get("parent")
        assert parent is None or events[parent]["type"] in {"MEETING", "VISIT"}


def test_a_doc_without_events_stays_without(nlp: Language) -> None:
    doc = nlp("Piove a Roma.")
    assert layers.events(doc) == []
    assert Decision().find(doc) == []


def test_an_article_without_layers_is_left_as_it_is(nlp: Language) -> None:
    doc = nlp.make_doc("Piove.")
    Decision()(doc)
    assert not layers.is_annotated(doc, keys.EVENT_LAYER)
