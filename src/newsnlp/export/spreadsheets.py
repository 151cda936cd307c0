"""A network as two CSV files, in the words of Gephi's import and of Neo4j's bulk import.

UTF-8, RFC 4180, one line a row. A text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import networkx as nx

from newsnlp.export.plain import cell, name_only
from newsnlp.export.tables import Kind, edge_columns, edges, node_columns, nodes

_NEO4J: Mapping[Kind, str] = {
    "text": "string",
    "day": "date",
    "integer": "long",
    "number": "double",
    "truth": "boolean",
}
# The label that all nodes have in a database, beside their type.
ENTITY = "Entity"


def write_gephi_nodes(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the nodes for Gephi: Id, Label, and all that is known of them."""
    columns = node_columns(graph)
    rows = ([node.id, cell(node.label), *node.values.values()] for node in nodes(graph, columns, make=cell))
    _write(stream, ["Id", "Label", *columns], rows)


def write_gephi_edges(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the edges for Gephi: Source, Target, Type, Id, Label, Kind, Weight, and all that is known of them."""
    columns = edge_columns(graph)
    rows = (
        [edge.source, edge.target, "Directed", edge.id, edge.kind, edge.kind, edge.weight, *edge.values.values()]
        for edge in edges(graph, columns, make=cell)
    )
    _write(stream, ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight", *columns], rows)


def write_neo4j_nodes(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the nodes for ``neo4j-admin database import``: ``key:ID``, their properties, ``:LABEL``."""
    columns = node_columns(graph)
    rows = (
        [node.id, cell(node.label), *node.values.values(), f"{ENTITY};{name_only(node.type or 'MISC')}"]
        for node in nodes(graph, columns, make=cell)
    )
    _write(stream, ["key:ID", "label:string", *_typed(columns), ":LABEL"], rows)


def write_neo4j_relationships(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the edges: ``:START_ID``, ``:END_ID``, ``:TYPE`` (``PLANNED_MET_WITH``), and their properties."""
    columns = edge_columns(graph)
    rows = (
        [edge.source, edge.target, edge.relation, edge.id, edge.weight, *edge.values.values()]
        for edge in edges(graph, columns, make=cell)
    )
    _write(stream, [":START_ID", ":END_ID", ":TYPE", "key:string", "weight:double", *_typed(columns)], rows)


def _typed(columns: Mapping[str, Kind]) -> list[str]:
    return [f"{name}:{_NEO4J[kind]}" for name, kind in columns.items()]


def _write(stream: BinaryIO, heading: list[str], rows: Iterable[list[Any]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(heading)
        writer.writerows(rows)
    finally:
        text.detach()  # the stream is not ours to close
