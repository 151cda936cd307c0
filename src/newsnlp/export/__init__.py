"""Networks as files and back; the suffix of the path names the format.

A format is one module with `write(graph, stream)` and `read(stream)`, both on binary streams.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

import networkx as nx

from newsnlp.errors import FormatError, GraphError
from newsnlp.export import graphml, nodelink
from newsnlp.export.columns import flatten
from newsnlp.files import shown, writing

__all__ = ["flatten", "read_graph", "write_graph"]


class Format(NamedTuple):
    """How a network is written in one format and read from it."""

    write: Callable[[nx.MultiDiGraph[str], BinaryIO], None]
    read: Callable[[BinaryIO], nx.MultiDiGraph[str]]


FORMATS: Mapping[str, Format] = {
    ".graphml": Format(graphml.write, graphml.read),
    ".json": Format(nodelink.write, nodelink.read),
}


def format_of(path: str | Path) -> Format:
    """Return the format that the suffix of a path names.

    Raises:
        FormatError: no format has this suffix, or `path` is no path.
    """
    if not isinstance(path, str | PurePath):
        raise FormatError(f"the path of a network is needed, not a {type(path).__name__}")
    suffix = Path(path).suffix
    if suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise FormatError(f"{shown(path)}: no network format has the suffix {suffix!r}; use one of {known}")
    return FORMATS[suffix.lower()]


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write a network to `path`, in the format that its suffix names; missing folders are made.

    The file appears whole or not at all, and what is there already stays until then; see `newsnlp.files.writing`
    for links, devices and permissions.

    Raises:
        FormatError: no format has this suffix.
        GraphError: `graph` is no network of `newsnlp.build_graph`, or holds something that no file can carry.
        OutputError: the file cannot be written.
    """
    form = format_of(path)
    if not isinstance(graph, nx.MultiDiGraph):
        raise GraphError(f"a network of newsnlp.build_graph is needed, not a {type(graph).__name__}")
    with writing(path) as stream:
        form.write(graph, stream)


def read_graph(path: str | Path) -> nx.MultiDiGraph[str]:
    """Return the network in a file of `write_graph`, equal to the one that was written.

    Raises:
        FormatError: no format has this suffix.
        GraphError: the file is broken, or holds no network of newsnlp.
        OSError: the file cannot be read.
    """
    form = format_of(path)
    with Path(path).open("rb") as stream:
        return form.read(stream)
