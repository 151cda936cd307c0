"""A network as two tables, one of its nodes and one of its edges, with columns of one kind each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

import networkx as nx

from newsnlp.errors import GraphError
from newsnlp.export.plain import first_and_last, flat, identifier, kind_of, line, relation_name

Kind = Literal["text", "integer", "number", "truth", "day"]
Row = dict[str, Any]

# What the networks of `newsnlp.build_graph` hold; `label` and `weight` are given beside the columns.
NODES: Mapping[str, Kind] = {
    "name": "text",
    "type": "text",
    "kb_id": "text",
    "aliases": "text",
    "mentions": "integer",
    "articles": "text",
    "roles": "text",
}
EDGES: Mapping[str, Kind] = {
    "relation": "text",
    "status": "text",
    "status_detail": "text",
    "mode": "text",
    "date": "text",
    "date_granularity": "text",
    "date_text": "text",
    "first_day": "day",
    "last_day": "day",
    "place": "text",
    "host": "text",
    "topic": "text",
    "attribution": "text",
    "carried": "text",
    "trigger": "text",
    "evidence": "text",
    "evidence_part": "text",
    "evidence_start": "integer",
    "evidence_end": "integer",
    "confidence": "number",
    "rule": "text",
    "event": "text",
    "article": "text",
    "title": "text",
    "published": "day",
    "url": "text",
    "article_source": "text",
    "meta": "text",
}
# Of the edges of a network, those that hold keys of nodes.
_KEYS = frozenset({"place", "host", "carried"})
# What the formats say of a node or an edge beside its columns.
_BESIDE = frozenset({"id", "key", "label", "weight", "kind", "source", "target", "start", "end"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_NUMBERS: Mapping[frozenset[type], Kind] = {
    frozenset({bool}): "truth",
    frozenset({int}): "integer",
    frozenset({float}): "number",
    frozenset({int, float}): "number",
}


class Node(NamedTuple):
    """A node as a row: its key, what it is called, and a value for every column."""

    id: str
    label: str
    type: str | None
    values: Row


class Edge(NamedTuple):
    """An edge as a row; `kind` names its type with a status that is no fact; `row` is as the network has it."""

    id: str
    source: str
    target: str
    kind: str
    weight: float
    values: Row
    row: Mapping[str, Any]

    @property
    def relation(self) -> str:
        """The type together with a status that is no fact, as a name in a database; see `relation_name`."""
        return relation_name(self.row)


def node_columns(graph: nx.MultiDiGraph[str]) -> Mapping[str, Kind]:
    """Return the columns of the nodes of a network: those that are known first, then what users have added.

    Raises:
        GraphError: an attribute has a name that a format needs for itself, or that no table can hold.
    """
    return _columns((row for _, row in graph.nodes(data=True)), NODES)


def edge_columns(graph: nx.MultiDiGraph[str]) -> Mapping[str, Kind]:
    """Return the columns of the edges of a network; see `node_columns`.

    Raises:
        GraphError: see `node_columns`.
    """
    return _columns((_edge_row(row) for *_, row in graph.edges(data=True)), EDGES)


def nodes(
    graph: nx.MultiDiGraph[str], columns: Mapping[str, Kind], *, make: Callable[[object], Any] = flat
) -> Iterator[Node]:
    """Yield the nodes of a network as rows, each value made plain by `make`."""
    for key, row in graph.nodes(data=True):
        label = line(row.get("label")) or line(row.get("name")) or line(key) or "?"
        values = {name: make(_typed(name, row.get(name), kind)) for name, kind in columns.items()}
        yield Node(identifier(key), label, row.get("type"), values)


def edges(
    graph: nx.MultiDiGraph[str], columns: Mapping[str, Kind], *, make: Callable[[object], Any] = flat
) -> Iterator[Edge]:
    """Yield the edges of a network as rows; their ids are unique in the network.

    Raises:
        GraphError: an edge has a weight that is no number above 0.
    """
    taken: set[str] = set()
    for source, target, key, row in graph.edges(keys=True, data=True):
        full = _edge_row(row)
        values = {name: make(_typed(name, full.get(name), kind)) for name, kind in columns.items()}
        name = _unique(identifier(str(key)), taken)
        ends = identifier(source), identifier(target)
        yield Edge(name, *ends, kind_of(row), _weight(row, key), values, row)


def _edge_row(row: Mapping[str, Any]) -> Row:
    """Return the attributes of an edge with its type as `relation`, days of its date, and keys as they are written."""
    full = {name: value for name, value in row.items() if name not in ("type", "label", "weight")}
    if "type" in row:
        full["relation"] = row["type"]
    if "date" in row:
        span = first_and_last(row["date"])
        full["first_day"], full["last_day"] = span or (None, None)
    for name in _KEYS & full.keys():
        if isinstance(full[name], list):
            full[name] = [identifier(key) for key in full[name]]
    return full


def _unique(name: str, taken: set[str]) -> str:
    """Return an id that no edge before has: keys of networkx are unique between two nodes alone."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}#{number}"
    taken.add(found)
    return found


def _weight(row: Mapping[str, Any], key: object) -> float:
    weight = row.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
        raise GraphError(f"edge {key!r:.80} has the weight {weight!r:.20}; a number above 0 is needed")
    return float(weight)


def _columns(rows: Iterable[Mapping[str, Any]], known: Mapping[str, Kind]) -> Mapping[str, Kind]:
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            found = kinds.setdefault(name, set())
            if value is not None:
                found.add(type(value))
    for own in ("label", "weight"):
        kinds.pop(own, None)
    added = [name for name in kinds if name not in known]
    unfit = [name for name in added if not isinstance(name, str) or not _NAME.fullmatch(name) or name in _BESIDE]
    if unfit:
        raise GraphError(f"attributes with names that a table cannot hold or needs for itself: {unfit!r:.200}")
    listed: dict[str, Kind] = {name: kind for name, kind in known.items() if name in kinds}
    return listed | {name: _NUMBERS.get(frozenset(kinds[name]), "text") for name in added}


_TYPES: Mapping[Kind, tuple[type[int] | type[float], ...]] = {
    "integer": (int,),
    "number": (int, float),
    "truth": (bool,),
}


def _typed(name: str, value: Any, kind: Kind) -> Any:
    """Return a value that has the kind of its column.

    Raises:
        GraphError: it has another one.
    """
    if value is None or kind == "day":
        return value
    if kind == "text":
        return str(value) if isinstance(value, bool | int | float) else value
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "truth"):
        raise GraphError(f"the attribute {name!r} holds {value!r:.40}, in a column of the kind {kind}")
    return float(value) if kind == "number" else value
