"""Questions a journalist asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import networkx as nx
import pytest

from newsnlp.errors import InputError
from newsnlp.graph import build_graph, find, meetings, who_met_whom
from newsnlp.schema import Document

VERDI, NOVAK = "PER:anna verdi", "PER:karel novak"


def test_meetings_by_date_unknown_last(corpus: list[Document]) -> None:
    rows = [(m.article, m.event, m.names, m.date, m.status) for m in meetings(build_graph(corpus))]
    assert rows == [
        ("a1", "V1", ("Anna Verdi", "Karel Novak"), "2031-03-04", "happened"),
        ("a2", "V2", ("Anna Verdi", "Karel Novak"), "2031-05-12", "planned"),
        ("a2", "V1", ("Anna Verdi", "Conte"), None, "negated"),
        ("a3", "V1", ("Conte", "Karel Novak"), None, "possible"),
    ]


def test_meeting_tells_where_and_by_which_sentence(treaty: Document) -> None:
    (meeting,) = meetings(build_graph([treaty]))
    assert meeting.place_names == ("Trento",)
    assert meeting.evidence is not None
    assert meeting.evidence.startswith("Anna Verdi ha ricevuto")


@pytest.mark.parametrize(
    ("person", "articles"),
    [
        ("Novak", ["a1", "a2", "a3"]),
        ("karel novak", ["a1", "a2", "a3"]),
        (VERDI, ["a1", "a2", "a2"]),
        ("Conte", ["a2", "a3"]),
        ("Nessuno", []),
    ],
)
def test_meetings_of_a_person(corpus: list[Document], person: str, articles: list[str]) -> None:
    assert [m.article for m in meetings(build_graph(corpus), person=person)] == articles


@pytest.mark.parametrize("status", ["happened", "planned", "possible", "negated"])
def test_meetings_of_a_status(corpus: list[Document], status: str) -> None:
    assert [m.status for m in meetings(build_graph(corpus), status=status)] == [status]


@pytest.mark.parametrize(
    ("since", "until", "undated", "count"),
    [
        (date(2031, 3, 4), None, False, 2),
        (date(2031, 3, 5), None, False, 1),
        (None, date(2031, 3, 4), False, 1),
        (None, date(2031, 3, 3), False, 0),
        (date(2031, 3, 5), None, True, 3),
        (None, None, False, 4),
    ],
)
def test_meetings_of_a_time(
    corpus: list[Document], since: date | None, until: date | None, undated: bool, count: int
) -> None:
    assert len(meetings(build_graph(corpus), since=since, until=until, undated=undated)) == count


def test_contacts_keep_the_statuses_apart(corpus: list[Document]) -> None:
    rows = [(c.names, c.happened, c.planned, c.possible, c.negated) for c in who_met_whom(build_graph(corpus))]
    assert rows == [
        (("Anna Verdi", "Karel Novak"), 1, 1, 0, 0),
        (("Conte", "Karel Novak"), 0, 0, 1, 0),
        (("Anna Verdi", "Conte"), 0, 0, 0, 1),
    ]


def test_contacts_of_a_person(corpus: list[Document]) -> None:
    (contact,) = who_met_whom(build_graph(corpus), person="PER:conte@a2#E2")
    assert contact.negated == 1
    assert contact.happened == 0
    assert contact.dates == ()


def test_find_by_alias_most_mentioned_first(corpus: list[Document]) -> None:
    graph = build_graph(corpus)
    assert find(graph, "NOVAK") == [NOVAK]
    assert find(graph, "Conte") == ["PER:conte@a2#E2", "PER:conte@a3#E1"]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2031-03-04", None, 2),
        ("2031-03-05", None, 1),
        ("2031-03", "2031-03", 1),
        ("2031", "2031", 2),
        ("2031-05", None, 1),
        (None, "2031-W10", 1),
        (datetime(2031, 3, 5, 12), "2031-05-12T08:00", 1),
        (" 2031-03-04 ", date(2031, 3, 4), 1),
    ],
)
def test_days_are_given_as_in_annotate(corpus: list[Document], since: object, until: object, count: int) -> None:
    assert len(meetings(build_graph(corpus), since=since, until=until)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"since": "ieri"}, "since must be a date, as 2024-06-19, 2024-06 or 2024 in text, not 'ieri'"),
        ({"until": 20240101}, "until must be a date, .* not 20240101"),
        ({"since": ""}, "since must be a date"),
        ({"since": "2031-13"}, "since must be a date"),
        ({"since": "2031-03-05", "until": "2031-03-04"}, r"since \(2031-03-05\) is after until \(2031-03-04\)"),
        ({"status": "held"}, "status must be one of happened, planned, possible, negated, not 'held'"),
        ({"status": 3}, "status must be one of"),
        ({"person": 3}, "a name must be text, not 3"),
        ({"min_confidence": 2}, "min_confidence must be a number from 0 to 1, not 2"),
        ({"min_confidence": "0.5"}, "min_confidence must be a number"),
    ],
)
def test_what_cannot_be_asked_is_told(corpus: list[Document], arguments: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        meetings(build_graph(corpus), **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", [meetings, who_met_whom, lambda graph: find(graph, "x")])
@pytest.mark.parametrize("graph", [None, [], "network.json", nx.Graph()])
def test_only_networks_are_asked(question: Callable[[object], object], graph: object) -> None:
    with pytest.raises(InputError, match=r"a network of newsnlp\.build_graph"):
        question(graph)


def test_confidence_counts(corpus: list[Document]) -> None:
    event = corpus[0].events[0].model_copy(update={"confidence": 0.4})
    graph = build_graph([corpus[0].model_copy(update={"events": (event,)}), *corpus[1:]])
    assert [m.article for m in meetings(graph, min_confidence=0.5)] == ["a2", "a2", "a3"]


def test_the_network_tells_what_the_document_tells(treaty: Document) -> None:
    """The same meeting, but for the ids: of nodes here, of entities there."""
    told = {"title": "Il trattato", "url": "https://example.org/1", "source": "Prova", "meta": {"section": "esteri"}}
    document = treaty.model_copy(update=told)
    (one,), (other,) = meetings(build_graph([document])), document.meetings()
    assert one.places == ("LOC:trento",)
    same = {"participants": other.participants, "places": other.places}
    assert one.model_copy(update=same) == other
    assert (one.title, one.url, one.source, one.meta) == tuple(told.values())
    assert one.published == date(2031, 3, 5)


def test_a_network_of_an_earlier_version_is_asked_too(treaty: Document) -> None:
    graph = build_graph([treaty])
    for *_, data in graph.edges(data=True):
        for name in ("label", "weight", "date_text", "topic", "title", "url", "article_source", "meta", "carried"):
            del data[name]
    assert [meeting.names for meeting in meetings(graph)] == [("Anna Verdi", "Karel Novak")]
