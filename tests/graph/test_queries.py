"""Questions a journalist asks."""

from __future__ import annotations

from datetime import date

import pytest

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
