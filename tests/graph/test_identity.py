"""Which entities of different articles are one node."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsnlp.graph import build_graph
from newsnlp.graph.identity import is_full_name, normal_name
from newsnlp.schema import Document

Maker = Callable[..., Document]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anna Verdi", "ANNA VERDI"),
        ("Park Jong-un", "Park Jong Un"),
        ("Luca D’Alba", "Luca D'Alba"),
        ("Xi Jinping", "Xi Jinping"),
        ("Carla  Neri", "Carla Neri"),
    ],
)
def test_full_names_are_one_node(people: Maker, first: str, second: str) -> None:
    graph = build_graph([people("a", first), people("b", second)])
    assert [data["articles"] for _, data in graph.nodes(data=True)] == [["a", "b"]]


@pytest.mark.parametrize("name", ["Conte", "De Luca", "von der Leyen", "G. Conte", "Di Maio", "Francesco"])
def test_part_of_a_name_is_never_merged(people: Maker, name: str) -> None:
    graph = build_graph([people("a", name), people("b", name)])
    assert sorted(graph) == [f"PER:{normal_name(name)}@a#E1", f"PER:{normal_name(name)}@b#E1"]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ursula von der Leyen", True),
        ("Vincenzo De Luca", True),
        ("Kim Jong Un", True),
        ("De Luca", False),
        ("von der Leyen", False),
        ("J. F. Kennedy", False),
        ("", False),
    ],
)
def test_full_name(name: str, full: bool) -> None:
    assert is_full_name(name) is full


def test_same_name_of_another_type_is_another_node(people: Maker) -> None:
    graph = build_graph([people("a", "Roma", kind="LOC"), people("b", "Roma", kind="ORG")])
    assert sorted(graph) == ["LOC:roma", "ORG:roma"]


def test_places_and_organisations_need_no_second_word(people: Maker) -> None:
    assert list(build_graph([people("a", "NATO", kind="ORG"), people("b", "Nato", kind="ORG")])) == ["ORG:nato"]


def test_namesakes_of_one_article_stay_apart(people: Maker) -> None:
    graph = build_graph([people("a", "Mario Rossi", "Mario Rossi"), people("b", "Mario Rossi")])
    assert sorted(graph) == ["PER:mario rossi", "PER:mario rossi@a#E1", "PER:mario rossi@a#E2"]


def test_kb_id_joins_names(people: Maker) -> None:
    first = people("a", "Vladimir Putin", kb={"Vladimir Putin": "Q7747"})
    second = people("b", "Putin", kb={"Putin": "Q7747"})
    graph = build_graph([first, second])
    assert list(graph) == ["Q7747"]
    assert graph.nodes["Q7747"]["name"] == "Vladimir Putin"
    assert graph.nodes["Q7747"]["aliases"] == ["Putin", "Vladimir Putin"]


def test_kb_id_of_the_collection_serves_the_full_name(people: Maker) -> None:
    graph = build_graph([people("a", "Vladimir Putin"), people("b", "Vladimir Putin", kb={"Vladimir Putin": "Q7747"})])
    assert list(graph) == ["Q7747"]


def test_kb_id_of_the_collection_does_not_serve_the_surname(people: Maker) -> None:
    graph = build_graph([people("a", "Putin"), people("b", "Vladimir Putin", kb={"Vladimir Putin": "Q7747"})])
    assert sorted(graph) == ["PER:putin@a#E1", "Q7747"]


def test_two_kb_ids_of_one_name_leave_the_name_alone(people: Maker) -> None:
    known = [people(key, "Mario Rossi", kb={"Mario Rossi": kb}) for key, kb in (("a", "Q1"), ("b", "Q2"))]
    assert sorted(build_graph([*known, people("c", "Mario Rossi")])) == ["PER:mario rossi", "Q1", "Q2"]
