"""Parquet, for DuckDB, pandas, Polars and Spark: tables whose columns have the same types whatever is in them.

One file holds the statements, a row an edge with both its sides in words; the four tables apart (`nodes`, `edges`,
`events`, `articles`) are for joining. Lists are texts parted by "; ", as in every other table of newsnlp, and a day
that is not exact ("2024-03") stands as it is in `date` and with its first and last day beside it.

Needs pyarrow: ``pip install 'newsnlp[parquet]'``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

import networkx as nx

from newsnlp.errors import OutputError
from newsnlp.export.collection import Collection, Told
from newsnlp.export.plain import first_and_last, flat, identifier, is_fact
from newsnlp.export.tables import EDGES, NODES, Edge, Kind, Row, edge_columns, edges, node_columns, nodes

ROWS_A_GROUP = 50_000
_ENDS: Mapping[str, Kind] = {
    "id": "text",
    "source": "text",
    "source_name": "text",
    "source_type": "text",
    "target": "text",
    "target_name": "text",
    "target_type": "text",
    "weight": "number",
    "is_fact": "truth",
}
STATEMENTS: Mapping[str, Kind] = {**_ENDS, **EDGES}
NODE_TABLE: Mapping[str, Kind] = {"id": "text", "label": "text", **NODES}
EVENTS: Mapping[str, Kind] = {
    "id": "text",
    "article": "text",
    "event": "text",
    "type": "text",
    "status": "text",
    "status_detail": "text",
    "is_fact": "truth",
    "mode": "text",
    "participants": "text",
    "participant_names": "text",
    "agent": "text",
    "target": "text",
    "place": "text",
    "place_names": "text",
    "date": "text",
    "date_text": "text",
    "first_day": "day",
    "last_day": "day",
    "topic": "text",
    "attribution": "text",
    "evidence": "text",
    "rule": "text",
    "confidence": "number",
    "published": "day",
    "url": "text",
}
ARTICLES: Mapping[str, Kind] = {
    "id": "text",
    "title": "text",
    "published": "day",
    "url": "text",
    "source": "text",
    "language": "text",
    "characters": "integer",
    "text": "text",
    "meta": "text",
}


def write_statements(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the edges of a network with what their sides are called.

    Raises:
        OutputError: pyarrow is not installed.
    """
    added = {name: kind for name, kind in edge_columns(graph).items() if name not in EDGES}
    _write(stream, {**STATEMENTS, **added}, _statements(graph, {**EDGES, **added}))


def write_nodes(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write the nodes of a network; see `write_statements`."""
    columns = {**NODES, **node_columns(graph)}
    rows = ({"id": node.id, "label": node.label, **node.values} for node in nodes(graph, columns))
    _write(stream, {**NODE_TABLE, **columns}, rows)


def write_events(collection: Collection, stream: BinaryIO) -> None:
    """Write every event of every record, also those of one side; see `write_statements`."""
    _write(stream, EVENTS, map(_event, collection.events()))


def write_articles(collection: Collection, stream: BinaryIO) -> None:
    """Write the articles with their texts; see `write_statements`."""
    rows = (
        {"id": identifier(document.id), **{name: getattr(document, name, None) for name in list(ARTICLES)[1:]}}
        | {"characters": len(document.text)}
        for document in collection.documents
    )
    _write(stream, ARTICLES, rows)


def _statements(graph: nx.MultiDiGraph[str], columns: Mapping[str, Kind]) -> Iterator[Row]:
    sides = {node.id: node for node in nodes(graph, {})}

    def row(edge: Edge) -> Row:
        ends = {
            f"{end}{what}": value
            for end in ("source", "target")
            for node in [sides[getattr(edge, end)]]
            for what, value in (("", node.id), ("_name", node.label), ("_type", node.type))
        }
        own = {"id": edge.id, "weight": edge.weight, "is_fact": is_fact(edge.values.get("status"))}
        return {**own, **ends, **edge.values}

    return map(row, edges(graph, columns))


def _event(told: Told) -> Row:
    event, span = told.event, first_and_last(told.date)
    names = told.collection.name
    sides = {name: told.side(name) for name in ("participants", "agent", "target", "place")}
    return {
        "id": identifier(told.key),
        "article": identifier(told.document.id),
        "event": event.id,
        "is_fact": told.is_fact,
        **{name: getattr(event, name) for name in ("type", "status", "status_detail", "mode", "rule", "confidence")},
        **{name: [identifier(node) for node in found] for name, found in sides.items()},
        "participant_names": [names(node) for node in sides["participants"]],
        "place_names": [names(node) for node in sides["place"]],
        "date": told.date,
        "date_text": event.time and event.time.text,
        "first_day": span and span[0],
        "last_day": span and span[1],
        "topic": event.topic and event.topic.text,
        "attribution": [said.text for said in event.attribution],
        "evidence": told.evidence and told.evidence.text,
        "published": told.document.published,
        "url": told.document.url,
    }


def _write(stream: BinaryIO, columns: Mapping[str, Kind], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows in groups, so that only one of them is held in memory."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        told = "Parquet is written by pyarrow, which is not installed: pip install 'newsnlp[parquet]'"
        raise OutputError(told) from error
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "day": pa.date32(),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    found = iter(rows)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(found, ROWS_A_GROUP)):
            plain = [{name: _value(row.get(name), kind) for name, kind in columns.items()} for row in group]
            writer.write_table(pa.Table.from_pylist(plain, schema=schema))


def _value(value: object, kind: Kind) -> Any:
    if kind == "day":
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    found = flat(value)
    return str(found) if kind == "text" and found is not None else found
