"""Questions to the network: who met whom, when, where, and according to which sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import networkx as nx
from pydantic import ValidationError

from newsnlp.errors import InputError
from newsnlp.graph.identity import normal_name
from newsnlp.graph.links import MET_IN, MET_WITH
from newsnlp.schema import Meeting, days, shown
from newsnlp.schema.given import choice, share, span_of_days
from newsnlp.types import Status

_TOLD = frozenset(Meeting.model_fields) - {
    "participants",
    "names",
    "places",
    "place_names",
    "attribution",
    "carried",
    "source",
}


_MISSING = object()
_DAMAGED = "no network of newsnlp, or a damaged one"
_TEXT, _TEXTS, _TEXT_OR_NONE = (str,), (list,), (str, type(None))
# What questions read of every node, and of every edge of a meeting.
_READ_OF_NODES: Mapping[str, tuple[type, ...]] = {"name": _TEXT, "aliases": _TEXTS, "mentions": (int,)}
_READ_OF_EDGES: Mapping[str, tuple[type, ...]] = {
    "article": _TEXT,
    "event": _TEXT,
    "status": _TEXT,
    "date": _TEXT_OR_NONE,
    "host": _TEXTS,
    "place": _TEXTS,
    "attribution": _TEXTS,
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Two nodes that an article brings together in a meeting.

    Attributes:
        happened: meetings that took place, counted once per article that tells of them.
        planned: likewise, of that status.
        possible: likewise.
        negated: likewise.
        dates: values of the meetings that took place, sorted, each once.
        articles: ids of the articles, in order.
    """

    first: str
    second: str
    names: tuple[str, str]
    happened: int
    planned: int
    possible: int
    negated: int
    dates: tuple[str, ...]
    articles: tuple[str, ...]


def find(graph: nx.MultiDiGraph[str], name: str) -> list[str]:
    """Return the keys of all nodes with this key, name or alias, the most mentioned first.

    Raises:
        InputError: `graph` is no network or a damaged one, or `name` no text.
    """
    _check_network(graph)
    if not isinstance(name, str):
        raise InputError(f"a name must be text, not {shown(name)}")
    if name in graph:
        return [name]
    wanted = normal_name(name)
    found = [key for key in graph if wanted in {normal_name(alias) for alias in _node(graph, key)["aliases"]}]
    return sorted(found, key=lambda key: (-graph.nodes[key]["mentions"], key))


def meetings(
    graph: nx.MultiDiGraph[str],
    *,
    person: str | None = None,
    status: Status | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    undated: bool = False,
    min_confidence: float = 0.0,
) -> list[Meeting]:
    """Return the meetings, by date; those without a date come last.

    Args:
        graph: a network of `newsnlp.build_graph`.
        person: key, name or alias of a participant; an alias that several nodes bear asks for all of them.
        status: only meetings of this status.
        since: only meetings that may have been on this day or later: a date, or text ("2024-06-19", "2024-06").
        until: only meetings that may have been on this day or earlier, likewise.
        undated: with `since` or `until`, keep the meetings whose date is not known.
        min_confidence: leaves out meetings of less confidence, 0 to 1.

    Raises:
        InputError: `graph` is no network or a damaged one, or an argument is not what it should be.
    """
    wanted = None if person is None else set(find(graph, person))
    if status is not None:
        choice("status", status, get_args(Status))
    share("min_confidence", min_confidence)
    first, last = span_of_days(since, until)
    found = [
        meeting
        for meeting in _all_meetings(graph)
        if (wanted is None or not wanted.isdisjoint(meeting.participants))
        and (status is None or meeting.status == status)
        and meeting.confidence >= min_confidence
        and _within(meeting.date, first, last, undated=undated)
    ]
    return sorted(found, key=lambda meeting: (meeting.date is None, meeting.date or "", meeting.article, meeting.event))


def who_met_whom(graph: nx.MultiDiGraph[str], *, person: str | None = None) -> list[Contact]:
    """Return the pairs that met, or were said to, those with most meetings first.

    Args:
        graph: a network of `newsnlp.build_graph`.
        person: only pairs with this node: key, name or alias.

    Raises:
        InputError: `graph` is no network or a damaged one, or `person` no text.
    """
    _check_network(graph)
    wanted = None if person is None else set(find(graph, person))
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, data in _edges(graph, MET_WITH):
        if wanted is None or not wanted.isdisjoint((source, target)):
            pairs[min(source, target), max(source, target)].append(data)
    contacts = [_contact(graph, pair, edges) for pair, edges in pairs.items()]
    return sorted(contacts, key=lambda c: (-c.happened, -c.planned, -c.possible, -c.negated, c.first, c.second))


def _edges(graph: nx.MultiDiGraph[str], *types: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the edges of some types of meetings.

    Raises:
        InputError: one of them lacks what questions read: the file of a network was damaged.
    """
    for source, target, data in graph.edges(data=True):
        if data.get("type") in types:
            _check_attributes(f"the edge from {shown(source)} to {shown(target)}", data, _READ_OF_EDGES)
            yield source, target, data


def _check_network(graph: object) -> None:
    if not isinstance(graph, nx.MultiDiGraph):
        raise InputError(f"a network of newsnlp.build_graph or newsnlp.read_graph is needed, not {shown(graph)}")


def _node(graph: nx.MultiDiGraph[str], key: str) -> dict[str, Any]:
    """Return the attributes of a node.

    Raises:
        InputError: there is no such node, or it lacks what questions read: the file of a network was damaged.
    """
    if key not in graph:
        raise InputError(f"{_DAMAGED}: an edge names {shown(key)}, which is no node")
    data: dict[str, Any] = graph.nodes[key]
    _check_attributes(f"the node {shown(key)}", data, _READ_OF_NODES)
    return data


def _check_attributes(place: str, data: dict[str, Any], wanted: Mapping[str, tuple[type, ...]]) -> None:
    for name, kinds in wanted.items():
        value = data.get(name, _MISSING)
        if value is _MISSING:
            raise InputError(f"{_DAMAGED}: {place} has no {name!r}")
        if type(value) not in kinds or (type(value) is list and any(type(item) is not str for item in value)):
            raise InputError(f"{_DAMAGED}: {name!r} of {place} is {shown(value)}")


def _all_meetings(graph: nx.MultiDiGraph[str]) -> Iterator[Meeting]:
    """Yield every meeting once, put together from its edges."""
    _check_network(graph)
    nodes: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    facts: dict[tuple[str, str], dict[str, Any]] = {}
    for source, target, data in _edges(graph, MET_WITH, MET_IN):
        key = data["article"], data["event"]
        nodes[key] |= dict.fromkeys((source, target) if data["type"] == MET_WITH else (source,))
        facts.setdefault(key, data)
    for key, data in facts.items():
        yield _meeting(graph, data, list(nodes[key]))


def _meeting(graph: nx.MultiDiGraph[str], data: dict[str, Any], nodes: list[str]) -> Meeting:
    participants = tuple(sorted(nodes, key=lambda node: node not in data["host"]))
    # a network that an earlier newsnlp wrote lacks some of them
    told = {name: data[name] for name in _TOLD if data.get(name) is not None}
    fields = told | {
        "participants": participants,
        "names": _names(graph, participants),
        "places": data["place"],
        "place_names": _names(graph, data["place"]),
        "attribution": data["attribution"],
        "carried": data.get("carried", ()),
        "source": data.get("article_source"),
    }
    try:
        return Meeting.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = f"the event {shown(data['event'])} of the article {shown(data['article'])}"
        raise InputError(f"{_DAMAGED}: {'.'.join(map(str, first['loc']))} of {place}: {first['msg']}") from error


def _contact(graph: nx.MultiDiGraph[str], pair: tuple[str, str], edges: list[dict[str, Any]]) -> Contact:
    held = [data for data in edges if data["status"] == "happened"]
    counts = Counter(data["status"] for data in edges)
    return Contact(
        *pair,
        names=(_node(graph, pair[0])["name"], _node(graph, pair[1])["name"]),
        happened=counts["happened"],
        planned=counts["planned"],
        possible=counts["possible"],
        negated=counts["negated"],
        dates=tuple(sorted({data["date"] for data in held if data["date"]})),
        articles=tuple(dict.fromkeys(data["article"] for data in edges)),
    )


def _names(graph: nx.MultiDiGraph[str], nodes: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(_node(graph, node)["name"] for node in nodes)


def _within(value: str | None, since: date | None, until: date | None, *, undated: bool) -> bool:
    """Tell whether the days of an ISO value touch those asked for."""
    if since is None and until is None:
        return True
    covered = days(value) if value else None
    if covered is None:
        return undated
    return (since is None or covered[1] >= since) and (until is None or covered[0] <= until)
