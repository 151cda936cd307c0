"""Node-link JSON, as networkx and D3 read it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, cast

import networkx as nx

from newsnlp.errors import GraphError
from newsnlp.export.columns import VERSION, to_json
from newsnlp.export.plain import harmless_json

FORMAT = "newsnlp network"
_RESERVED = {"nodes": {"id"}, "edges": {"source", "target", "key"}}


def write(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write a network as one JSON object in UTF-8.

    Raises:
        GraphError: an attribute has a name that the format needs for itself, or a value that is not JSON.
    """
    _check_names(graph)
    data = nx.node_link_data(graph, edges="edges")
    text = to_json({"format": FORMAT, "version": VERSION, **data})
    stream.write(harmless_json(text).encode("utf8"))
    stream.write(b"\n")


def read(stream: BinaryIO) -> nx.MultiDiGraph[str]:
    """Return the network in a JSON file of `write`.

    Raises:
        GraphError: the file is no JSON, or no network of newsnlp.
    """
    try:
        data = json.load(stream)
    except (ValueError, RecursionError) as error:
        raise GraphError(f"no JSON: {error}") from error
    _check_format(data)
    try:
        return cast("nx.MultiDiGraph[str]", nx.node_link_graph(data, edges="edges"))
    except (nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise GraphError(f"no network of newsnlp: {type(error).__name__} {error}") from error


def _check_names(graph: nx.MultiDiGraph[str]) -> None:
    found = {
        "nodes": {name for _, data in graph.nodes(data=True) for name in data},
        "edges": {name for *_, data in graph.edges(data=True) for name in data},
    }
    for part, reserved in _RESERVED.items():
        if found[part] & reserved:
            raise GraphError(f"attributes of {part} cannot be called {', '.join(sorted(reserved))} in node-link JSON")


def _check_format(data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise GraphError(f"no network of newsnlp: the JSON object does not say format: {FORMAT!r}")
    if data.get("version") != VERSION:
        raise GraphError(
            f"written in version {data.get('version')!r} of the format; this newsnlp reads version {VERSION}"
        )
    if data.get("directed") is not True or data.get("multigraph") is not True:
        raise GraphError("no network of newsnlp: it must be a directed multigraph")
