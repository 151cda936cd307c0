"""What there is to export: records, the network of them, and which node of it every entity of a record is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from newsnlp.export.plain import is_fact
from newsnlp.schema import Document, Event, Span
from newsnlp.schema.meetings import MEETING, participants_of
from newsnlp.schema.mentioned import Mentioned

EntityKey = tuple[str, str]  # id of the article, id of the entity in it


@dataclass(frozen=True)
class Collection:
    """Records with their network.

    Attributes:
        graph: the network of `newsnlp.build_graph`.
        documents: the records that it was built of; formats of networks need none.
        nodes: article and entity -> key of the node, as `newsnlp.graph.build_network` tells it.
    """

    graph: nx.MultiDiGraph[str]
    documents: Sequence[Document] = ()
    nodes: Mapping[EntityKey, str] = field(default_factory=dict)

    def events(self) -> Iterator[Told]:
        """Yield every event of every record, in order."""
        for document in self.documents:
            mentioned = Mentioned(document)
            for event in document.events:
                yield Told(self, document, event, mentioned.evidence(event))

    def node(self, article: str, entity: str) -> str:
        """Return the node that an entity of an article is."""
        return self.nodes[article, entity]

    def name(self, node: str) -> str:
        """Return what a node is called."""
        return str(self.graph.nodes[node]["name"])


@dataclass(frozen=True)
class Told:
    """An event as one article tells it, with the nodes of those in its roles.

    Attributes:
        evidence: the sentence that tells most of it.
    """

    collection: Collection
    document: Document
    event: Event
    evidence: Span | None

    @property
    def key(self) -> str:
        """The article and the event in it."""
        return f"{self.document.id}/{self.event.id}"

    @property
    def is_fact(self) -> bool:
        """Whether the article says that it has happened."""
        return is_fact(self.event.status)

    @property
    def date(self) -> str | None:
        """The ISO 8601 value of its time."""
        return self.event.time.value if self.event.time else None

    def side(self, *names: str) -> list[str]:
        """Return the nodes in one role or several, each once; whoever hosts a meeting takes part in it."""
        found: list[str] = []
        for name in names:
            hosts = name == "participants" and self.event.type == MEETING
            found += participants_of(self.event) if hosts else getattr(self.event, name)
        return list(dict.fromkeys(self.collection.node(self.document.id, entity) for entity in found))

    def actors(self) -> list[str]:
        """Return the nodes of all who take part in it, act or are acted upon."""
        return self.side("participants", "agent", "target")

    def facts_of(self, node: str) -> Mapping[str, Any]:
        """Return what the network knows of a node."""
        return self.collection.graph.nodes[node]
