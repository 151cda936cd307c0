"""Networks and records as files of other programs, and networks back; the suffix of the path names the format.

`newsnlp.export.formats` lists the formats, `newsnlp.export.plain` makes what they hold harmless.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from newsnlp.errors import FormatError, GraphError
from newsnlp.export.collection import Collection
from newsnlp.export.columns import flatten
from newsnlp.export.formats import FORMATS, Format, format_of
from newsnlp.files import shown

__all__ = ["FORMATS", "Collection", "Format", "flatten", "format_of", "network_format", "read_graph", "write_graph"]


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write a network to `path`, in the format that its suffix names; missing folders are made.

    The file appears whole or not at all, and what is there already stays until then; see `newsnlp.files.writing`
    for links, devices and permissions.

    Raises:
        FormatError: no format has this suffix, or the format needs the records too (`newsnlp.export_records`).
        GraphError: `graph` is no network of `newsnlp.build_graph`, or holds something that no file can carry.
        OutputError: the file cannot be written, or a library that the format needs is not installed.
    """
    form = network_format(path)
    if not isinstance(graph, nx.MultiDiGraph):
        raise GraphError(f"a network of newsnlp.build_graph is needed, not a {type(graph).__name__}")
    with form.saving(path) as save:
        save(graph)


def network_format(path: str | Path) -> Format:
    """Return the format that the suffix of a path names, one that a network alone is enough for.

    Raises:
        FormatError: no format has this suffix, or it needs the records too.
    """
    form = format_of(path)
    if form.needs == "records":
        raise FormatError(
            f"{shown(path)}: the format {form.name} is made of records, not of their network alone: use "
            "newsnlp.export_records(documents, path), or newsnlp export"
        )
    return form


def read_graph(path: str | Path) -> nx.MultiDiGraph[str]:
    """Return the network in a file of `write_graph`, equal to the one that was written.

    Raises:
        FormatError: no format has this suffix, or it is one for other programs, from which nothing is read back.
        GraphError: the file is broken, or holds no network of newsnlp.
        OSError: the file cannot be read.
    """
    form = format_of(path)
    if form.read is None:
        told = ", ".join(end for one in FORMATS.values() if one.read for end in one.suffixes)
        raise FormatError(f"{shown(path)}: {form.name} is for other programs; newsnlp reads networks in {told}")
    with Path(path).open("rb") as stream:
        return form.read(stream)
