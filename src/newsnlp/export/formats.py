"""The formats there are: under which name and suffix, what each needs, carries and writes.

A format is a module with one function that writes it on a binary stream. One that has several files writes a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal

import networkx as nx

from newsnlp.errors import FormatError
from newsnlp.export import cypher, ftm, gexf, graphml, nodelink, parquet, plover, rdf, spreadsheets
from newsnlp.export.collection import Collection
from newsnlp.files import shown, writing

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph  # that of networkx takes no type while the program runs
WriteGraph = Callable[[Network, BinaryIO], None]
Write = Callable[[Collection, BinaryIO], None]
Read = Callable[[BinaryIO], Network]
Save = Callable[[Collection | Network], None]


@dataclass(frozen=True)
class Format:
    """How something is written in one format.

    Attributes:
        name: the name by which it is asked for.
        suffixes: the ends of paths that mean it; the first is the usual one.
        files: name of the file -> what writes it; of a format that is one file, the name is "".
        needs: whether a network is enough, or the records that it was built of are needed too.
        carries: whether what is planned, possible or denied is written with its status, or left out.
        read: returns the network in a file, where the format loses nothing.
    """

    name: str
    suffixes: tuple[str, ...]
    files: Mapping[str, Write]
    needs: Literal["network", "records"] = "network"
    carries: Literal["status", "facts"] = "status"
    read: Read | None = None

    def paths(self, path: str | Path) -> list[Path]:
        """Return the files that are written: `path` itself, or those in it where the format is a folder."""
        return [Path(path) / name if name else Path(path) for name in self.files]

    @contextmanager
    def saving(self, path: str | Path) -> Iterator[Save]:
        """Give what writes a collection, or a network alone; all files appear if the block ends well, or none.

        Raises:
            GraphError: the network holds something that the format cannot carry.
            OutputError: a file cannot be written (told before the block is entered, where that is known), or a library
                that the format needs is not installed.
        """
        with ExitStack() as stack:
            streams = [stack.enter_context(writing(target)) for target in self.paths(path)]

            def save(given: Collection | Network) -> None:
                collection = given if isinstance(given, Collection) else Collection(given)
                for write, stream in zip(self.files.values(), streams, strict=True):
                    write(collection, stream)

            yield save


def _of_graph(write: WriteGraph) -> Write:
    """Return what writes the network of a collection."""

    def write_network(collection: Collection, stream: BinaryIO) -> None:
        write(collection.graph, stream)

    return write_network


GEPHI: Mapping[str, Write] = {
    "nodes.csv": _of_graph(spreadsheets.write_gephi_nodes),
    "edges.csv": _of_graph(spreadsheets.write_gephi_edges),
}
NEO4J: Mapping[str, Write] = {
    "nodes.csv": _of_graph(spreadsheets.write_neo4j_nodes),
    "relationships.csv": _of_graph(spreadsheets.write_neo4j_relationships),
}
TABLES: Mapping[str, Write] = {
    "nodes.parquet": _of_graph(parquet.write_nodes),
    "edges.parquet": _of_graph(parquet.write_statements),
    "events.parquet": parquet.write_events,
    "articles.parquet": parquet.write_articles,
}
_FORMATS = (
    Format("graphml", (".graphml",), {"": _of_graph(graphml.write)}, read=graphml.read),
    Format("json", (".json",), {"": _of_graph(nodelink.write)}, read=nodelink.read),
    Format("gexf", (".gexf",), {"": _of_graph(gexf.write)}),
    Format("gephi", (".gephi",), GEPHI),
    Format("neo4j", (".neo4j",), NEO4J),
    Format("cypher", (".cypher", ".cql"), {"": _of_graph(cypher.write)}),
    Format("turtle", (".ttl",), {"": rdf.write_turtle}, needs="records"),
    Format("jsonld", (".jsonld",), {"": rdf.write_jsonld}, needs="records"),
    Format("ftm", (".ftm.json", ".ftm.jsonl", ".ftm"), {"": ftm.write}, needs="records", carries="facts"),
    Format("plover", (".plover.jsonl", ".plover"), {"": plover.write}, needs="records"),
    Format("parquet", (".parquet",), {"": _of_graph(parquet.write_statements)}),
    Format("tables", (".tables",), TABLES, needs="records"),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _FORMATS}
# The longest end of a path decides: ".ftm.json" before ".json".
SUFFIXES: Mapping[str, Format] = dict(
    sorted(((end, form) for form in _FORMATS for end in form.suffixes), key=lambda pair: -len(pair[0]))
)


def format_of(path: str | Path, name: str | None = None) -> Format:
    """Return the format of a name, or the one that the end of a path means.

    Raises:
        FormatError: there is no such format, no format has this suffix, or `path` is no path.
    """
    if not isinstance(path, str | PurePath):
        raise FormatError(f"the path of a network is needed, not a {type(path).__name__}")
    if name is not None:
        if name not in FORMATS:
            raise FormatError(f"there is no format {name!r:.40}; use one of {', '.join(FORMATS)}")
        return FORMATS[name]
    lowered = Path(path).name.lower()
    found = next((form for end, form in SUFFIXES.items() if lowered.endswith(end)), None)
    if found is None:
        known = ", ".join(end for form in _FORMATS for end in form.suffixes)
        suffix = Path(path).suffix
        raise FormatError(f"{shown(path)}: no network format has the suffix {suffix!r}; use one of {known}")
    return found
