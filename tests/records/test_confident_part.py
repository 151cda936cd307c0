"""What of a record is at least so sure: what goes, what stays, and that the record itself stays as it is."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnlp
from newsnlp import Document, Event, InputError
from newsnlp.agenda import Agenda, Wanted
from newsnlp.schema import confident_part
from newsnlp.store import read_documents, to_line

sys.path.append(str(Path(__file__).parents[1] / "store"))
from rich_record import rich_record

# The rich record has a meeting V1 of 0.8 with participants 0.9 (E1, host too) and 0.6 (E2), a place of 0.5 (E3) and a
# time of 0.7; beside it a meeting V2 that is quite sure and has no arguments.


def made(**changes: Any) -> Document:
    """Return the rich record, its first event changed."""
    record = rich_record()
    record["events"][0] |= changes
    return Document.model_validate(record)


def first(document: Document, least: float) -> Event:
    """Return the first event of what is at least so sure, after checking that it is a whole record."""
    part = confident_part(document, least)
    assert Document.model_validate(part.to_dict()) == part
    return part.events[0]


def fillers(event: Event) -> list[tuple[str, str | None]]:
    return [(argument.role, argument.entity) for argument in event.arguments]


@pytest.mark.parametrize("least", [0, 0.0, 0.5])
def test_a_record_of_which_nothing_goes_is_the_same(least):
    document = made()
    assert confident_part(document, least) is document


@pytest.mark.parametrize(
    ("least", "participants", "place", "time"),
    [
        (0.5, ("E1", "E2"), ("E3",), "Ieri"),  # the place is as sure as that: it stays
        (0.51, ("E1", "E2"), (), "Ieri"),
        (0.65, ("E1",), (), "Ieri"),
        (0.75, ("E1",), (), None),
    ],
)
def test_arguments_below_it_go_with_what_they_fill(least, participants, place, time):
    event = first(made(), least)
    assert (event.participants, event.place, event.agent) == (participants, place, ("E1",))
    assert (event.time.text if event.time else None) == time
    told = [("participants", entity) for entity in participants] + [("place", entity) for entity in place]
    assert fillers(event) == [*told, *([("time", None)] if time else [])]


def test_events_below_it_go_and_nothing_points_at_them():
    document = made()
    part = confident_part(document, 0.85)
    assert [event.id for event in part.events] == ["V2"]
    assert [relation.event for relation in part.relations] == [None]
    record = rich_record()
    record["events"][1]["confidence"] = 0.3
    part = confident_part(Document.model_validate(record), 0.4)
    assert [(event.id, event.parent) for event in part.events] == [("V1", None)]
    assert [relation.event for relation in part.relations] == ["V1"]


def test_what_does_not_hang_on_an_event_stays():
    document = made()
    part = confident_part(document, 1.0)
    for name in ("entities", "quotes", "times", "text", "meta", "warnings", "pipeline", "id"):
        assert getattr(part, name) == getattr(document, name)
    event = first(document, 0.75)
    assert (event.absent, event.parent, event.topic, event.attribution) == (
        ("E4",),
        "V2",
        document.events[0].topic,
        document.events[0].attribution,
    )


def test_what_has_no_probability_counts_as_sure():
    document = made(confidence=1.0, arguments=[])
    assert confident_part(document, 1.0) is document
    earlier = rich_record() | {"schema_version": "1.2"}
    earlier["events"][0]["confidence"] = 1.0
    for argument in earlier["events"][0]["arguments"]:
        del argument["rule"], argument["confidence"]
    document = Document.model_validate(earlier)
    assert {(argument.rule, argument.confidence) for argument in document.events[0].arguments} == {(None, 1.0)}
    assert confident_part(document, 1.0) is document


def test_a_host_takes_part_as_surely_as_he_is_a_host():
    arguments = copy.deepcopy(rich_record()["events"][0]["arguments"])
    arguments[0]["confidence"] = 0.4
    host = {**arguments[0], "role": "agent", "confidence": 0.95}
    event = first(made(arguments=[*arguments, host]), 0.7)
    assert (event.participants, event.agent) == (("E1",), ("E1",))
    assert fillers(event) == [("participants", "E1"), ("time", None), ("agent", "E1")]


def test_a_host_who_is_none_takes_part_no_more_surely():
    arguments = copy.deepcopy(rich_record()["events"][0]["arguments"])
    arguments[0]["confidence"] = 0.4
    host = {**arguments[0], "role": "agent", "confidence": 0.5}
    event = first(made(arguments=[*arguments, host]), 0.55)
    assert (event.participants, event.agent) == (("E2",), ())


def test_who_acts_in_another_event_is_not_made_a_participant():
    arguments = copy.deepcopy(rich_record()["events"][0]["arguments"])
    arguments[0]["confidence"] = 0.4
    host = {**arguments[0], "role": "agent", "confidence": 0.95}
    event = first(made(type="AGREEMENT", arguments=[*arguments, host]), 0.55)
    assert (event.participants, event.agent) == (("E2",), ("E1",))


def test_the_surest_of_several_words_counts():
    arguments = copy.deepcopy(rich_record()["events"][0]["arguments"])
    event = first(made(arguments=[*arguments, {**arguments[1], "confidence": 0.99}]), 0.75)
    assert event.participants == ("E1", "E2")


@given(least=st.floats(0, 1))
def test_all_that_stays_is_so_sure_and_the_record_is_not_changed(least):
    document = made()
    before = to_line(document)
    part = confident_part(document, least)
    assert to_line(document) == before
    assert confident_part(part, least) is part
    assert Document.model_validate_json(to_line(part), strict=True) == part
    assert all(event.confidence >= least for event in part.events)
    assert all(argument.confidence >= least for event in part.events for argument in event.arguments)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf"), "0.5", None, True, [0.5], 10**400], ids=repr)
def test_a_confidence_is_a_number_from_0_to_1(value, nlp):
    document = made()
    for ask in (
        lambda: confident_part(document, value),
        lambda: document.meetings(min_confidence=value),
        lambda: newsnlp.build_graph([], min_confidence=value),
        lambda: newsnlp.annotate("Ieri a Roma.", nlp=nlp, min_confidence=value),
        lambda: newsnlp.annotate_many([], nlp=nlp, min_confidence=value),  # at once: nothing has been asked for yet
    ):
        with pytest.raises(InputError, match="min_confidence must be a number from 0 to 1, not "):
            ask()


def test_meetings_are_told_without_who_is_less_sure():
    document = made()
    (sure, _) = document.meetings(min_confidence=0.65)
    assert (sure.names, sure.place_names, sure.date) == (("Anna Neri",), (), "2024-05-02")
    (unsure, _) = document.meetings()
    assert (unsure.names, unsure.place_names) == (("Anna Neri", "Ugo Bo"), ("Roma",))


def test_an_agenda_leaves_out_who_is_less_sure():
    agenda = Agenda(Wanted(min_confidence=0.65))
    agenda.add(made())
    assert [(found.event, found.names) for found in agenda.by_day()] == [("V1", ("Anna Neri",)), ("V2", ("Ugo Bo",))]
    # Who is less sure takes part in nothing that is asked for.
    agenda = Agenda(Wanted(min_confidence=0.65, person="Ugo Bo"))
    agenda.add(made())
    assert [found.event for found in agenda.by_day()] == ["V2"]
    for value in (2, float("nan"), "0.5"):
        with pytest.raises(InputError, match="min_confidence"):
            Wanted(min_confidence=value)  # type: ignore[arg-type]


def test_a_network_is_built_of_what_is_sure():
    def edges(least: float) -> list[str]:
        graph = newsnlp.build_graph([made()], min_confidence=least)
        return sorted(data["type"] for *_, data in graph.edges(data=True) if data["event"] == "V1")

    assert edges(0.0) == ["MET_IN", "MET_IN", "MET_WITH", "SPOUSE_OF"]
    assert edges(0.55) == ["MET_WITH", "SPOUSE_OF"]
    assert edges(0.65) == ["SPOUSE_OF"]
    assert edges(0.9) == []
    graph = newsnlp.build_graph([made()], min_confidence=0.9)
    assert (graph.graph["events"], len(graph)) == (1, len(newsnlp.build_graph([made()])))
    assert "SPOUSE_OF" in {data["type"] for *_, data in graph.edges(data=True)}


TEXT = "Il ministro Carlo Ferri ha incontrato ieri a Vienna il cancelliere Karl Huber."


def test_an_article_is_annotated_without_what_is_less_sure(nlp):
    whole = newsnlp.annotate(TEXT, id="a", nlp=nlp)
    assert whole.meetings()
    levels = sorted({a.confidence for event in whole.events for a in event.arguments})
    for least in (0.0, *levels, 1.0):
        part = newsnlp.annotate(TEXT, id="a", nlp=nlp, min_confidence=least)
        assert part == confident_part(whole, least)
        assert list(newsnlp.annotate_many([{"id": "a", "text": TEXT}], nlp=nlp, min_confidence=least)) == [part]
    assert part.entities == whole.entities


def test_failures_pass_by(nlp):
    results = list(newsnlp.annotate_many([{"id": "b", "text": ""}, TEXT], nlp=nlp, min_confidence=1.0))
    assert [type(result).__name__ for result in results] == ["Failure", "Document"]


def test_each_argument_has_its_rule_and_probability_and_keeps_it_in_a_file(nlp, tmp_path):
    document = newsnlp.annotate(TEXT, nlp=nlp)
    arguments = [argument for event in document.events for argument in event.arguments]
    assert arguments
    assert all(argument.rule for argument in arguments)
    assert any(argument.confidence < 1 for argument in arguments)
    path = tmp_path / "docs.jsonl"
    path.write_text(to_line(document), encoding="utf8")
    assert list(read_documents(path)) == [document]
    told = json.loads(to_line(document))["events"][0]["arguments"][0]
    assert (told["rule"], told["confidence"]) == (arguments[0].rule, arguments[0].confidence)
