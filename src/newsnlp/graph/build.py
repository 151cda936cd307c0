"""The network of a collection of articles."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import networkx as nx

from newsnlp.errors import InputError
from newsnlp.graph.identity import is_shared, name_key, node_keys
from newsnlp.graph.links import Edge, document_edges
from newsnlp.schema import Document, Entity, Failure, confident_part
from newsnlp.schema.given import records_only, share

log = logging.getLogger("newsnlp")


Member = tuple[str, str]  # id of a document, id of an entity in it


class Network(NamedTuple):
    """A network, and the key of the node that each entity of its documents is."""

    graph: nx.MultiDiGraph[str]
    nodes: Mapping[Member, str]


def build_graph(documents: Iterable[Document | Failure], *, min_confidence: float = 0.0) -> nx.MultiDiGraph[str]:
    """Return the network of the entities of all documents, with one edge for every statement about two of them.

    A node has `name`, `label` (the name on one line, of printable characters), `type`, `kb_id`, `aliases` (names as
    written), `mentions` (how many), `articles` (ids) and `roles` (titles); which entities share a node is told in
    `newsnlp.graph.identity`. An edge has the attributes of `newsnlp.graph.links.EdgeData`: it stands for what one
    article says, so a meeting that three articles report gives three edges, and a planned or denied meeting is an
    edge whose `status` says so. The graph has `documents`, `events` and `unlinked_events`: events that have no second
    side, and so no edge ("morto Tizio"); and `failures`, how many of what was given are articles that could not be
    annotated: they are left out.

    The documents are read once, in order; the same documents give the same graph.

    Args:
        documents: records, as `newsnlp.annotate_many` yields them with its failures; one alone, too.
        min_confidence: leaves out events, and who takes part in them, where and when, of less confidence, 0 to 1;
            `events` counts those that stay. Edges from quotes, roles and relations have no confidence, and stay.

    Raises:
        InputError: something else than records is given, two documents share an id, a record names an entity
            that its document lacks, or `min_confidence` is no number from 0 to 1.
    """
    return _read(documents, min_confidence).graph()


def build_network(documents: Iterable[Document | Failure], *, min_confidence: float = 0.0) -> Network:
    """Return the network of `build_graph`, and which node of it every entity of every document is.

    Raises:
        InputError: see `build_graph`.
    """
    network = _read(documents, min_confidence, members={})
    final = network.final_keys()
    return Network(network.graph(), {member: final[key] for member, key in (network.members or {}).items()})


def _read(
    documents: Iterable[Document | Failure], min_confidence: float, *, members: dict[Member, str] | None = None
) -> _Network:
    share("min_confidence", min_confidence)
    network = _Network(members=members)
    for document in records_only(documents, "documents", skipped=network.skip):
        network.add(confident_part(document, min_confidence))
    return network


@dataclass
class _Node:
    """What the articles say about one node."""

    types: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    kb_id: str | None = None
    aliases: set[str] = field(default_factory=set)
    mentions: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)

    def add(self, entity: Entity, article: str) -> None:
        named = [mention.text for mention in entity.mentions if mention.kind == "name"]
        self.types[entity.type] += 1
        self.names[entity.name] += 1
        self.kb_id = entity.kb_id or self.kb_id
        self.aliases.update(named, [entity.name])
        self.mentions += len(entity.mentions)
        self.articles[article] = None
        self.roles |= dict.fromkeys(role.title for role in entity.roles)

    def merge(self, other: _Node) -> None:
        self.types += other.types
        self.names += other.names
        self.kb_id = self.kb_id or other.kb_id
        self.aliases |= other.aliases
        self.mentions += other.mentions
        self.articles |= other.articles
        self.roles |= other.roles

    def attributes(self) -> dict[str, object]:
        name = min(self.names, key=lambda name: (-self.names[name], -len(name), name))
        return {
            "name": name,
            "label": _label(name),
            "type": min(self.types, key=lambda kind: (-self.types[kind], kind)),
            "kb_id": self.kb_id,
            "aliases": sorted(self.aliases),
            "mentions": self.mentions,
            "articles": list(self.articles),
            "roles": list(self.roles),
        }


def _label(name: str) -> str:
    """Return a name on one line, of characters that are seen: every program can show it."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split()) or "?"


@dataclass
class _Network:
    """Nodes and edges while the documents come in."""

    nodes: dict[str, _Node] = field(default_factory=lambda: defaultdict(_Node))
    edges: list[Edge] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    identified: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # name key -> kb ids
    events: int = 0
    unlinked: int = 0
    failures: int = 0
    members: dict[Member, str] | None = None
    """The node of every entity, where that is asked for: of many articles it takes more memory than their nodes."""

    def skip(self, failure: Failure) -> None:
        """Count an article that could not be annotated."""
        self.failures += 1
        log.warning("left out of the network: %r could not be annotated: %r", failure.id, failure.reason)

    def add(self, document: Document) -> None:
        """Take in one document."""
        if document.id in self.articles:
            raise InputError(f"two documents have the id {document.id!r}; every article needs an id of its own")
        self.articles.add(document.id)
        keys = node_keys(document)
        if self.members is not None:
            self.members.update({(document.id, entity): key for entity, key in keys.items()})
        for entity in document.entities:
            self.nodes[keys[entity.id]].add(entity, document.id)
            if entity.kb_id is not None and is_shared(entity):
                self.identified[name_key(entity.type, entity.name)].add(entity.kb_id)
        edges = document_edges(document, keys)
        self._add_countries(document, keys)
        self.edges += edges
        self.events += len(document.events)
        self.unlinked += len({e.id for e in document.events} - {edge.data["event"] for edge in edges})

    def _add_countries(self, document: Document, keys: dict[str, str]) -> None:
        """Add the countries that only an adjective names: "il presidente russo" names Russia."""
        for name in sorted({r.of for e in document.entities for r in e.roles if r.of and r.of not in keys}):
            place = Entity(id=name, type="LOC", name=name, mentions=())
            self.nodes[name_key("LOC", name)].add(place, document.id)

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return the network of all documents taken in."""
        final = self.final_keys()
        merged: dict[str, _Node] = defaultdict(_Node)
        for key, node in self.nodes.items():
            merged[final[key]].merge(node)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
            documents=len(self.articles), events=self.events, unlinked_events=self.unlinked, failures=self.failures
        )
        for key, node in merged.items():
            graph.add_node(key, **node.attributes())
        for edge in self.edges:
            source, target = final[edge.source], final[edge.target]
            data = edge.data | {
                "host": [final[k] for k in edge.data["host"]],
                "place": [final[k] for k in edge.data["place"]],
                "carried": [final[k] for k in edge.data["carried"]],
            }
            if source != target:
                graph.add_edge(source, target, edge.key, **data)
        return graph

    def final_keys(self) -> dict[str, str]:
        """Return node key -> key in the graph: a name that one `kb_id` bears in the collection stands for it."""
        known = {name: next(iter(ids)) for name, ids in self.identified.items() if len(ids) == 1}
        return {key: known.get(key, key) for key in self.nodes}
