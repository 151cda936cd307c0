"""A network that lacks what a question reads, as one out of a damaged file, is told as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from newsnlp.errors import InputError
from newsnlp.graph import build_graph, find, meetings, who_met_whom
from newsnlp.schema import Document

NODE_ATTRIBUTES = ("name", "aliases", "mentions")
EDGE_ATTRIBUTES = ("article", "event", "status", "date", "host", "place", "attribution")
ODD: tuple[Any, ...] = (7.5, {"a": 1}, [None], b"x")


def _ask_all(graph: nx.MultiDiGraph[str]) -> None:
    find(graph, "Verdi")
    meetings(graph)
    who_met_whom(graph)


def _each_is_told(graph: nx.MultiDiGraph[str], attributes: dict[str, Any], name: str) -> None:
    kept = attributes.pop(name)
    with pytest.raises(InputError, match=f"no network of newsnlp, or a damaged one.*{name}"):
        _ask_all(graph)
    for value in ODD:
        attributes[name] = value
        with pytest.raises(InputError, match=f"no network of newsnlp, or a damaged one.*{name}"):
            _ask_all(graph)
    attributes[name] = kept
    _ask_all(graph)


@pytest.mark.parametrize("name", NODE_ATTRIBUTES)
def test_a_node_that_lacks_something_is_told(treaty: Document, name: str) -> None:
    graph = build_graph([treaty])
    for node in graph:
        _each_is_told(graph, graph.nodes[node], name)


@pytest.mark.parametrize("name", EDGE_ATTRIBUTES)
def test_an_edge_that_lacks_something_is_told(treaty: Document, name: str) -> None:
    graph = build_graph([treaty])
    met = [data for *_, data in graph.edges(data=True) if data["type"] == "MET_WITH"]
    assert met
    for data in met:
        _each_is_told(graph, data, name)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(status="perhaps"),
        lambda data: data.update(confidence=7.0),
        lambda data: data.update(mode="dance"),
        lambda data: data.update(carried=5),
        lambda data: data.update(place=["LOC:nowhere"]),
    ],
)
def test_an_edge_with_a_value_that_no_meeting_has_is_told(
    treaty: Document, damage: Callable[[dict[str, Any]], None]
) -> None:
    graph = build_graph([treaty])
    for *_, data in graph.edges(data=True):
        damage(data)
    with pytest.raises(InputError, match="no network of newsnlp, or a damaged one"):
        meetings(graph)
