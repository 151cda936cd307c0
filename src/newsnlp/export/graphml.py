"""GraphML, for Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import networkx as nx

from newsnlp.errors import GraphError
from newsnlp.export.columns import flatten, restore


def write(graph: nx.MultiDiGraph[str], stream: BinaryIO) -> None:
    """Write a network as GraphML in UTF-8."""
    nx.write_graphml_xml(flatten(graph), stream)


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
