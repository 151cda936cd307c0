r"""A Cypher script, for ``cypher-shell`` and the browser of Neo4j; run twice, it changes nothing.

One statement a line, with some hundred rows in each. No text of an article can end the string that it stands in: Neo4j
may read ``\u0022`` as a quotation mark before it reads the query, so a backslash and a "u" never stand together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import networkx as nx

from newsnlp.export.plain import name_only
from newsnlp.export.spreadsheets import ENTITY
from newsnlp.export.tables import Row, edge_columns, edges, node_columns, nodes

ROWS_A_STATEMENT = 200


def write(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write a network as Cypher statements in UTF-8, nodes first.

    Raises:
        GraphError: a type of a node or an edge is no name.
    """
    lines = (_constraint(), *_node_statements(graph), *_edge_statements(graph))
    for statement in lines:
        stream.write(f"{statement};\n".encode())


def _constraint() -> str:
    return f"CREATE CONSTRAINT newsnlp_key IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.key IS UNIQUE"


def _node_statements(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    by_type: dict[str, list[Row]] = defaultdict(list)
    for node in nodes(graph, node_columns(graph)):
        row = {"key": node.id, "known": {"label": node.label, **node.values}}
        by_type[name_only(node.type or "MISC")].append(row)
    for kind, rows in by_type.items():
        for part in _parts(rows):
            yield f"UNWIND {literal(part)} AS row MERGE (n:{ENTITY} {{key: row.key}}) SET n:{kind}, n += row.known"


def _edge_statements(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    by_relation: dict[str, list[Row]] = defaultdict(list)
    for edge in edges(graph, edge_columns(graph)):
        row = {"from": edge.source, "to": edge.target, "key": edge.id, "known": {"weight": edge.weight, **edge.values}}
        by_relation[edge.relation].append(row)
    for relation, rows in by_relation.items():
        for part in _parts(rows):
            ends = f"MATCH (a:{ENTITY} {{key: row.from}}), (b:{ENTITY} {{key: row.to}})"
            made = f"MERGE (a)-[r:{relation} {{key: row.key}}]->(b) SET r += row.known"
            yield f"UNWIND {literal(part)} AS row {ends} {made}"


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + ROWS_A_STATEMENT] for start in range(0, len(rows), ROWS_A_STATEMENT))


def literal(value: Any) -> str:
    """Return a value of plain texts and numbers as Cypher writes it; what is not known is left out of a map."""
    if isinstance(value, Mapping):
        known = (f"{name_in_map(name)}: {literal(item)}" for name, item in value.items() if item is not None)
        return "{" + ", ".join(known) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def name_in_map(name: str) -> str:
    """Return the name of a property; one with a stop in it stands in backticks, and no name holds those."""
    return name if name.isidentifier() else f"`{name}`"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter in "uU":
        escaped = escaped.replace(f"\\{letter}", f'\\" + "{letter}')
    return f'"{escaped}"'
