"""Flatten the attributes of a network to what XML tables can hold, and restore them exactly.

GraphML knows texts, numbers and truth values, no None, no lists, no control characters. All values
of one attribute are a column, and every column has one form in the file:

- ``plain``: the values as they are, all texts, all integers, all floats or all truth values;
- ``json``: each value as JSON text, where the column holds lists or mixes kinds;
- with ``none`` added, every node (or edge) has the attribute, and those that lack it in the file have None.

The forms are written into the file as one attribute of the graph, so that reading needs no guess.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx

from newsnlp.errors import GraphError

HEADER = "newsnlp"
VERSION = 1
Row = dict[str, Any]
Forms = dict[str, str]  # attribute -> "plain", "json", "plain none", "json none"

_ESCAPED = "json:"
# What XML 1.0 cannot hold, or what a reader may change: controls, carriage returns, lone surrogates, non-characters.
_UNSAFE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flatten(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy of `graph` that holds texts, numbers and truth values only.

    Raises:
        GraphError: an attribute or a key has a value that JSON cannot hold.
    """
    node_forms = _forms([data for _, data in graph.nodes(data=True)])
    edge_forms = _forms([data for *_, data in graph.edges(data=True)])
    header = {"version": VERSION, "graph": dict(graph.graph), "nodes": node_forms, "edges": edge_forms}
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    flat.graph[HEADER] = to_json(header)
    flat.add_nodes_from((escape(node), _flat(data, node_forms)) for node, data in graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        _add_edge(flat, escape(source), escape(target), escape(key), _flat(data, edge_forms))
    return flat


def restore(flat: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network that `flatten` made `flat` of.

    Raises:
        GraphError: `flat` is no network of newsnlp, or of a later version.
    """
    header = _header(flat)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(header["graph"])
    graph.add_nodes_from((unescape(node), _restored(data, header["nodes"])) for node, data in flat.nodes(data=True))
    for source, target, key, data in flat.edges(keys=True, data=True):
        _add_edge(graph, unescape(source), unescape(target), unescape(key), _restored(data, header["edges"]))
    return graph


def to_json(value: object) -> str:
    """Return JSON that is readable where it can be, and pure ASCII where the text would not survive in a file.

    Raises:
        GraphError: JSON cannot hold the value.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        return json.dumps(value, ensure_ascii=True, allow_nan=False) if _UNSAFE.search(text) else text
    except (TypeError, ValueError) as error:
        raise GraphError(f"no file can hold {value!r:.80}: {error}") from error


def escape(key: Hashable) -> str:
    """Return a node or edge key as a text that is safe in XML."""
    # networkx takes an empty edge key in GraphML for none and numbers the edge anew
    if isinstance(key, str) and key and _is_safe(key) and not key.startswith(_ESCAPED) and key == key.strip():
        return key
    if isinstance(key, str | int):
        return _ESCAPED + to_json(key)
    raise GraphError(f"nodes and edges must have texts or integers as keys, found {key!r:.80}")


def unescape(text: str) -> Any:
    """Return the key that `escape` made `text` of."""
    return json.loads(text.removeprefix(_ESCAPED)) if text.startswith(_ESCAPED) else text


def _add_edge(graph: nx.MultiDiGraph[str], source: str, target: str, key: str, data: Row) -> None:
    graph.add_edge(source, target, key)
    graph.edges[source, target, key].update(data)  # not as keywords: an attribute may be called "key"


def _forms(rows: list[Row]) -> Forms:
    """Return the form of every attribute in the file.

    Raises:
        GraphError: an attribute has a name that XML cannot hold.
    """
    columns: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            columns[name].append(value)
    unsafe = [name for name in columns if not isinstance(name, str) or not _is_safe(name)]
    if unsafe:
        raise GraphError(f"attributes with names that no file can hold: {unsafe!r:.200}")
    return {name: _form(values, complete=len(values) == len(rows)) for name, values in columns.items()}


def _form(values: list[Any], *, complete: bool) -> str:
    known = [value for value in values if value is not None]
    if len(known) == len(values):
        return "plain" if _is_plain(known) else "json"
    if not complete:  # a missing attribute and one that is None must stay apart
        return "json"
    return "plain none" if _is_plain(known) else "json none"


def _is_plain(values: Iterable[Any]) -> bool:
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return all(_is_safe(value) for value in values)
    return kinds in ({int}, {bool}) or (kinds == {float} and all(map(math.isfinite, values)))


def _is_safe(text: str) -> bool:
    return bool(text) and not _UNSAFE.search(text)


def _flat(row: Row, forms: Forms) -> Row:
    return {
        name: value if forms[name].startswith("plain") else to_json(value)
        for name, value in row.items()
        if value is not None or not forms[name].endswith("none")
    }


def _restored(row: Mapping[str, Any], forms: Forms) -> Row:
    unknown = row.keys() - forms.keys()
    if unknown:
        raise GraphError(f"attributes that the file does not declare: {', '.join(sorted(unknown))}")
    return {
        name: (json.loads(row[name]) if form.startswith("json") else row[name]) if name in row else None
        for name, form in forms.items()
        if name in row or form.endswith("none")
    }


def _header(flat: nx.MultiDiGraph[str]) -> dict[str, Any]:
    if HEADER not in flat.graph:
        raise GraphError(f"no network of newsnlp: the graph attribute {HEADER!r} is missing")
    header = json.loads(flat.graph[HEADER])
    if not isinstance(header, dict) or header.get("version") != VERSION:
        found = header.get("version") if isinstance(header, dict) else header
        raise GraphError(f"written in version {found!r} of the format; this newsnlp reads version {VERSION}")
    return header
