"""Networks as files and back; the suffix of the path names the format.

A format is one module with `write(graph, stream)` and `read(stream)`, both on binary streams.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import networkx as nx

from newsnlp.errors import FormatError
from newsnlp.export import graphml, nodelink

__all__ = ["read_graph", "write_graph"]


class Format(NamedTuple):
    """How a network is written in one format and read from it."""

    write: Callable[[nx.MultiDiGraph[str], BinaryIO], None]
    read: Callable[[BinaryIO], nx.MultiDiGraph[str]]


FORMATS: Mapping[str, Format] = {
    ".graphml": Format(graphml.write, graphml.read),
    ".json": Format(nodelink.write, nodelink.read),
}


def write_graph(graph: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write a network to `path`, in the format that its suffix names; missing folders are made.

    The file appears whole or not at all: it is written under another name first.

    Raises:
        FormatError: no format has this suffix.
        GraphError: the network holds something that no file can carry.
        OSError: the file cannot be written.
    """
    target = Path(path)
    form = _format(target)
    with _whole(target) as stream:
        form.write(graph, stream)


def read_graph(path: str | Path) -> nx.MultiDiGraph[str]:
    """Return the network in a file of `write_graph`, equal to the one that was written.

    Raises:
        FormatError: no format has this suffix.
        GraphError: the file is broken, or holds no network of newsnlp.
        OSError: the file cannot be read.
    """
    source = Path(path)
    form = _format(source)
    with source.open("rb") as stream:
        return form.read(stream)


def _format(path: Path) -> Format:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise FormatError(f"{path}: no network format has the suffix {path.suffix!r}; use one of {known}")
    return form


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` that takes its place when all is written, and vanishes when something fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
