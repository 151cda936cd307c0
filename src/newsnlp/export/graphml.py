"""GraphML, for Gephi, yEd, Cytoscape, igraph and Neo4j.

Gephi finds the name of a node, and the type and the weight of an edge, in the attributes `label` and `weight`. Neo4j
(`apoc.import.graphml` with ``readLabels: true``) finds the kinds of nodes and edges beside their ids, as it writes
them itself: ``<node labels=":PER">``, ``<edge label="MET_WITH">``, and ``PLANNED_MET_WITH`` where it is no fact. What
reads GraphML otherwise passes over those.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from newsnlp.errors import GraphError
from newsnlp.export.columns import flatten, restore
from newsnlp.export.plain import relation_name


def write(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write a network as GraphML in UTF-8."""
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(flatten(graph))
    _name_kinds(graph, writer.xml)
    writer.dump(stream)


def _name_kinds(graph: nx.MultiDiGraph[str], root: Element) -> None:
    """Write the type of every node and every edge where Neo4j looks for it."""
    nodes = (data.get("type") for _, data in graph.nodes(data=True))
    edges = (_relation(data) for *_, data in graph.edges(data=True))
    for tag, name, before, kinds in (("node", "labels", ":", nodes), ("edge", "label", "", edges)):
        for kind, element in zip(kinds, root.iter(tag), strict=True):
            if isinstance(kind, str) and kind.isascii() and kind.isidentifier():
                element.set(name, before + kind)


def _relation(row: Mapping[str, Any]) -> str | None:
    """Return the type of an edge together with a status that is no fact; None where that is no name."""
    try:
        return relation_name(row) if "type" in row else None
    except GraphError:  # such a network is written all the same: its attributes hold whatever the types are
        return None


def read(stream: BinaryIO) -> nx.MultiDiGraph[str]:
    """Return the network in a GraphML file of `write`.

    Raises:
        GraphError: the file is no GraphML, or no network of newsnlp.
    """
    try:
        flat = nx.read_graphml(stream, edge_key_type=str, force_multigraph=True)
        if not isinstance(flat, nx.MultiDiGraph):
            raise GraphError("no network of newsnlp: its edges have no direction")
        return restore(flat)
    except ParseError as error:
        raise GraphError(f"no GraphML: broken XML, {error}") from error
    except (nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise GraphError(f"no network of newsnlp: {error or type(error).__name__}") from error
