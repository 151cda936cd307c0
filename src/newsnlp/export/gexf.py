"""GEXF 1.3, for Gephi and Gephi Lite: a network in time.

An own writer, because that of networkx writes an attribute called ``type`` as the direction of an edge, and "2024-03"
under a format of days. Here an edge lives from the first to the last day of its date, so that "2024-03" is a month; one
without a date has no bounds. Gephi makes one edge of those that share two nodes and a ``kind``; a kind tells the status
too (``MET_WITH (planned)``), so that a denied meeting never becomes part of one that was held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import networkx as nx

from newsnlp.export.plain import first_and_last
from newsnlp.export.tables import Edge, Kind, Node, Row, edge_columns, edges, node_columns, nodes

NAMESPACE = "http://gexf.net/1.3"
_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "day": "string",
    "integer": "long",
    "number": "double",
    "truth": "boolean",
}


def write(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write a network as GEXF in UTF-8.

    Raises:
        GraphError: an attribute or a weight is one that GEXF cannot hold.
    """
    in_nodes, in_edges = node_columns(graph), edge_columns(graph)
    root = Element("gexf", xmlns=NAMESPACE, version="1.3")
    SubElement(SubElement(root, "meta"), "creator").text = "newsnlp"
    part = SubElement(
        root, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date", timerepresentation="interval"
    )
    node_ids = _declare(part, "node", in_nodes)
    edge_ids = _declare(part, "edge", in_edges)
    _add_nodes(SubElement(part, "nodes", count=str(len(graph))), nodes(graph, in_nodes), node_ids)
    _add_edges(SubElement(part, "edges", count=str(graph.number_of_edges())), edges(graph, in_edges), edge_ids)
    indent(root, " ")
    ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    stream.write(b"\n")


def _declare(graph: Element, kind: str, columns: Mapping[str, Kind]) -> Mapping[str, str]:
    """Declare the attributes of nodes or edges; return column -> id."""
    ids = {name: f"{kind}-{name}" for name in columns}
    declared = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for name, column in columns.items():
        SubElement(declared, "attribute", id=ids[name], title=name, type=_TYPES[column])
    return ids


def _add_nodes(parent: Element, rows: Iterable[Node], ids: Mapping[str, str]) -> None:
    for node in rows:
        _add_values(SubElement(parent, "node", id=node.id, label=node.label), node.values, ids)


def _add_edges(parent: Element, rows: Iterable[Edge], ids: Mapping[str, str]) -> None:
    for edge in rows:
        known = {"id": edge.id, "source": edge.source, "target": edge.target, "type": "directed", "label": edge.kind}
        element = SubElement(parent, "edge", known | {"kind": edge.kind, "weight": repr(edge.weight)} | _life(edge))
        _add_values(element, edge.values, ids)


def _life(edge: Edge) -> dict[str, str]:
    """Return the first and the last day of an edge, nothing where they are not known."""
    span = first_and_last(edge.values.get("date"))
    return {"start": span[0].isoformat(), "end": span[1].isoformat()} if span else {}


def _add_values(parent: Element, values: Row, ids: Mapping[str, str]) -> None:
    known = {name: value for name, value in values.items() if value is not None}
    if known:
        listed = SubElement(parent, "attvalues")
        for name, value in known.items():
            SubElement(listed, "attvalue", {"for": ids[name], "value": _written(value)})


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
