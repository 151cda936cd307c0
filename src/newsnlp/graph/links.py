"""Which edges a record gives: one function per layer of the document, and a table for the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, count, product
from typing import Literal, NamedTuple, TypedDict

from newsnlp.errors import InputError
from newsnlp.graph.identity import name_key
from newsnlp.schema import Document, Event, Quote, Role, Span, granularity
from newsnlp.schema.fields import JsonValue
from newsnlp.schema.meetings import carried_of
from newsnlp.schema.mentioned import Mentioned, holds
from newsnlp.types import EventType, Part

Side = Literal["participants", "agent", "target", "place"]
Keys = Mapping[str, str]  # entity id -> node key

MET_WITH = "MET_WITH"
MET_IN = "MET_IN"
SAID_ABOUT = "SAID_ABOUT"
SPOKE_TO = "SPOKE_TO"
HAS_ROLE_AT = "HAS_ROLE_AT"


class Link(NamedTuple):
    """An edge type that runs from one side of an event to another; with the same side twice, each pair once."""

    edge: str
    source: Side
    target: Side


LINKS: Mapping[EventType, tuple[Link, ...]] = {
    "MEETING": (Link(MET_WITH, "participants", "participants"), Link(MET_IN, "participants", "place")),
    "VISIT": (Link("VISITED", "agent", "target"), Link("VISITED", "agent", "place")),
    "INVITATION": (Link("INVITED", "agent", "target"), Link("INVITED_TO", "target", "place")),
    "AGREEMENT": (Link("AGREED_WITH", "participants", "participants"),),
    "COOPERATION": (Link("COOPERATES_WITH", "participants", "participants"),),
    "SUPPORT": (Link("SUPPORTED", "agent", "target"),),
    "AID": (Link("AIDED", "agent", "target"),),
    "ARMS_SUPPLY": (Link("SUPPLIED_ARMS_TO", "agent", "target"),),
    "SANCTION": (Link("SANCTIONED", "agent", "target"),),
    "ACCUSATION": (Link("ACCUSED", "agent", "target"),),
    "DENIAL": (Link("DENIED", "agent", "target"),),
    "THREAT": (Link("THREATENED", "agent", "target"),),
    "PROTEST": (Link("PROTESTED_AGAINST", "agent", "target"), Link("PROTESTED_IN", "agent", "place")),
    "ATTACK": (Link("ATTACKED", "agent", "target"),),
    "ARREST": (Link("ARRESTED", "agent", "target"),),
    "TRIAL": (Link("TRIED", "agent", "target"),),
    "APPOINTMENT": (Link("APPOINTED", "agent", "target"),),
    "RESIGNATION": (Link("RESIGNED_FROM", "agent", "target"),),
    "ELECTION": (Link("ELECTED", "agent", "target"),),
    "DEATH": (Link("DIED_IN", "target", "place"),),
    "DISASTER": (Link("STRUCK_IN", "target", "place"),),
}


class EdgeData(TypedDict):
    """What every edge carries, whatever its type.

    Attributes:
        label: the type, under the name by which other programs look for it.
        weight: 1.0, whatever the status: an edge is one statement.
        article: id of the document.
        event: id of the event in that document; None for edges from quotes and roles.
        status: happened, planned, possible or negated, exactly as the record says.
        mode: of a meeting, or "direct" / "indirect" for speech.
        host: node keys of who received or convened.
        place: node keys of where.
        date: ISO 8601 value of the event's time, None where the article gives none.
        date_granularity: day, week, month, season, year, interval...; None without a date.
        date_text: the words for the time, also where they have no value.
        topic: what a meeting is about.
        published: ISO date of the article; `title`, `url` and `meta` (None where there is none) are the article's too.
        article_source: `Document.source`; "source" is where an edge begins.
        attribution: who says so, as the article words it.
        carried: node keys of those in a role of the event of whom no word of its sentences stands for.
        trigger: the word that names the event, the reporting verb or the title.
        evidence: the sentence that tells most of it; ``document.text[evidence_start:evidence_end]``.
        evidence_part: "title" where those count in ``document.title``, else "text".
    """

    type: str
    label: str
    weight: float
    article: str
    event: str | None
    status: str | None
    status_detail: str | None
    mode: str | None
    host: list[str]
    place: list[str]
    date: str | None
    date_granularity: str | None
    date_text: str | None
    topic: str | None
    published: str | None
    title: str | None
    url: str | None
    article_source: str | None
    meta: dict[str, JsonValue] | None
    attribution: list[str]
    carried: list[str]
    trigger: str | None
    evidence: str | None
    evidence_start: int | None
    evidence_end: int | None
    evidence_part: Part | None
    rule: str | None
    confidence: float | None


Triple = tuple[str, str, EdgeData]


class Article:
    """A document with the nodes of its entities, and where each is mentioned."""

    def __init__(self, document: Document, keys: Keys) -> None:
        self.document = document
        self.keys = keys
        self.mentioned = Mentioned(document)


class Edge(NamedTuple):
    """One edge: node keys, key among the edges of that pair, attributes."""

    source: str
    target: str
    key: str
    data: EdgeData


def document_edges(document: Document, keys: Keys) -> list[Edge]:
    """Return all edges of a document: events, quotes, roles and relations, in this order.

    Raises:
        InputError: a record names an entity that the document does not list.
    """
    article = Article(document, keys)
    try:
        return [
            *(edge for event in document.events for edge in event_edges(article, event)),
            *quote_edges(article),
            *role_edges(article),
            *relation_edges(article),
        ]
    except KeyError as error:
        raise InputError(
            f"document {document.id!r} refers to entity {error}, which it does not list; annotate it again"
        ) from error


def event_edges(article: Article, event: Event) -> list[Edge]:
    """Return the edges of one event, by the table `LINKS`; an event that lacks one of the sides gives none."""
    data = _event_data(article, event)
    edges: list[Triple] = []
    for link in LINKS[event.type]:
        pairs = _pairs(event, link, article.keys)
        edges.extend((source, target, data | {"type": link.edge}) for source, target in pairs)
    return _numbered(f"{article.document.id}/{event.id}", edges)


def _side(event: Event, side: Side, keys: Keys) -> tuple[str, ...]:
    """Return the nodes on one side of an event, each once; whoever hosts a meeting takes part in it."""
    ids: tuple[str, ...] = getattr(event, side)
    if side == "participants" and event.type == "MEETING":
        ids += event.agent
    return tuple(dict.fromkeys(keys[i] for i in ids))


def _pairs(event: Event, link: Link, keys: Keys) -> list[tuple[str, str]]:
    """Return source and target of every edge: hosts point at their guests, all other pairs follow the alphabet."""
    sources, targets = _side(event, link.source, keys), _side(event, link.target, keys)
    if link.source == link.target:
        hosts = {keys[i] for i in event.agent}
        return list(combinations(sorted(sources, key=lambda node: (node not in hosts, node)), 2))
    return [(source, target) for source, target in product(sources, targets) if source != target]


def _event_data(article: Article, event: Event) -> EdgeData:
    value = event.time.value if event.time else None
    evidence = article.mentioned.evidence(event)
    triggers = sorted(event.mentions, key=lambda span: evidence is None or not holds(evidence, span))
    return _data(
        article.document,
        evidence=evidence,
        event=event.id,
        status=event.status,
        status_detail=event.status_detail,
        mode=event.mode,
        host=[article.keys[i] for i in event.agent] if event.type == "MEETING" else [],
        place=[article.keys[i] for i in event.place],
        date=value,
        date_granularity=granularity(value) if value else None,
        date_text=event.time.text if event.time else None,
        topic=event.topic.text if event.topic else None,
        attribution=[source.text for source in event.attribution],
        carried=list(dict.fromkeys(article.keys[i] for i in carried_of(event))),
        trigger=triggers[0].text if triggers else None,
        rule=event.rule,
        confidence=event.confidence,
    )


def quote_edges(article: Article) -> list[Edge]:
    """Return SAID_ABOUT from each speaker to the entities named in the words, and SPOKE_TO to the addressee."""
    edges: list[Triple] = []
    for quote in article.document.quotes:
        if quote.speaker is None:
            continue
        speaker = article.keys[quote.speaker]
        spoken_of = dict.fromkeys(article.keys[i] for i in article.mentioned.inside(quote.content))
        targets = [(SAID_ABOUT, node) for node in spoken_of if node != speaker]
        if quote.addressee is not None and article.keys[quote.addressee] != speaker:
            targets.append((SPOKE_TO, article.keys[quote.addressee]))
        edges.extend((speaker, node, _quote_data(article.document, quote, edge)) for edge, node in targets)
    return _numbered(f"{article.document.id}/quotes", edges)


def _quote_data(document: Document, quote: Quote, edge: str) -> EdgeData:
    return _data(
        document,
        evidence=quote.content,
        type=edge,
        status="happened",
        mode="direct" if quote.direct else "indirect",
        trigger=quote.cue.text if quote.cue else None,
        rule="quote",
    )


def role_edges(article: Article) -> list[Edge]:
    """Return HAS_ROLE_AT from a person to where the office is held, a country that only an adjective names included.

    The same office at the same place is one edge, however often the article says it.
    """
    edges: dict[tuple[str, str, str], Triple] = {}
    for entity in article.document.entities:
        for role in entity.roles:
            if role.of is None:
                continue
            person = article.keys[entity.id]
            target = article.keys.get(role.of) or name_key("LOC", role.of)
            if target != person:
                edges.setdefault((person, target, role.title), (person, target, _role_data(article.document, role)))
    return _numbered(f"{article.document.id}/roles", edges.values())


def _role_data(document: Document, role: Role) -> EdgeData:
    words = Span(start=role.start, end=role.end, text=document.slice(role), part=role.part)
    return _data(document, evidence=words, type=HAS_ROLE_AT, status="happened", trigger=role.title, rule="role")


def relation_edges(article: Article) -> list[Edge]:
    """Return the relations of a document as edges of their own type."""
    edges: list[Triple] = []
    for relation in article.document.relations:
        source, target = article.keys[relation.source], article.keys[relation.target]
        data = _data(
            article.document,
            evidence=relation.evidence[0] if relation.evidence else None,
            type=relation.type,
            event=relation.event,
            status=relation.status,
            trigger=relation.mentions[0].text if relation.mentions else None,
            rule=relation.rule or "relation",
        )
        if source != target:
            edges.append((source, target, data))
    return _numbered(f"{article.document.id}/relations", edges)


def _data(document: Document, *, evidence: Span | None, **known: object) -> EdgeData:
    """Return the attributes of an edge; what is not known is None."""
    base: dict[str, object] = dict.fromkeys(EdgeData.__annotations__)
    base |= {"host": [], "place": [], "attribution": [], "carried": [], "article": document.id, "weight": 1.0}
    base |= {"title": document.title, "url": document.url, "article_source": document.source}
    base["published"] = document.published.isoformat() if document.published else None
    base["meta"] = document.meta or None
    if evidence is not None:
        base |= {"evidence": evidence.text, "evidence_start": evidence.start, "evidence_end": evidence.end}
        base["evidence_part"] = evidence.part
    return EdgeData(**{**base, **known})  # type: ignore[typeddict-item]


def _numbered(prefix: str, edges: Iterable[Triple]) -> list[Edge]:
    """Return edges with keys that are unique in the network and the same in every run."""
    counters: dict[str, count[int]] = {}
    numbered = []
    for source, target, data in edges:
        number = next(counters.setdefault(data["type"], count(1)))
        data["label"] = data["type"]
        numbered.append(Edge(source, target, f"{prefix}/{data['type']}/{number}", data))
    return numbered
