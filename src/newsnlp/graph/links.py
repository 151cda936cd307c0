"""Which edges a record gives: one function per layer of the document, and a table for the events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import combinations, count, product
from typing import Literal, NamedTuple, TypedDict

from newsnlp.errors import InputError
from newsnlp.graph.identity import name_key
from newsnlp.schema import Document, Event, Quote, Role, Span, TimeExpression, granularity, reading_order
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
        article: id of the document.
        event: id of the event in that document; None for edges from quotes and roles.
        status: happened, planned, possible or negated, exactly as the record says.
        mode: of a meeting, or "direct" / "indirect" for speech.
        host: node keys of who received or convened.
        place: node keys of where.
        date: ISO 8601 value of the event's time, None where the article gives none.
        date_granularity: day, week, month, season, year, interval...; None without a date.
        published: ISO date of the article.
        attribution: who says so, as the article words it.
        trigger: the word that names the event, the reporting verb or the title.
        evidence: the sentence that tells most of it; ``document.text[evidence_start:evidence_end]``.
        evidence_part: "title" where those count in ``document.title``, else "text".
    """

    type: str
    article: str
    event: str | None
    status: str | None
    status_detail: str | None
    mode: str | None
    host: list[str]
    place: list[str]
    date: str | None
    date_granularity: str | None
    published: str | None
    attribution: list[str]
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
        found = [
            (*reading_order(m), entity.id) for entity in document.entities for m in entity.mentions if m.kind != "zero"
        ]
        self._mentions = sorted(found)

    def mentioned(self, span: Span) -> list[str]:
        """Return the entities that words inside `span` name, by their first mention; an omitted subject is no word."""
        part, start, end = reading_order(span)
        first = bisect_left(self._mentions, (part, start))
        last = bisect_left(self._mentions, (part, end))
        return list(dict.fromkeys(entity for *_, stop, entity in self._mentions[first:last] if stop <= end))


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
    evidence = _evidence(article, event)
    triggers = sorted(event.mentions, key=lambda span: evidence is None or not _holds(evidence, span))
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
        attribution=[source.text for source in event.attribution],
        trigger=triggers[0].text if triggers else None,
        rule=event.rule,
        confidence=event.confidence,
    )


def _evidence(article: Article, event: Event) -> Span | None:
    """Return the sentence that tells most: the headline says who, the sentence below also where and when."""
    sides = {*event.participants, *event.agent, *event.target, *event.place}

    def told(sentence: Span) -> int:
        timed = event.time is not None and _holds(sentence, event.time)
        return len(sides.intersection(article.mentioned(sentence))) + timed

    return max(event.evidence, key=told, default=None)


def _holds(outer: Span, inner: Span | TimeExpression) -> bool:
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end


def quote_edges(article: Article) -> list[Edge]:
    """Return SAID_ABOUT from each speaker to the entities named in the words, and SPOKE_TO to the addressee."""
    edges: list[Triple] = []
    for quote in article.document.quotes:
        if quote.speaker is None:
            continue
        speaker = article.keys[quote.speaker]
        spoken_of = dict.fromkeys(article.keys[i] for i in article.mentioned(quote.content))
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
    base |= {"host": [], "place": [], "attribution": [], "article": document.id}
    base["published"] = document.published.isoformat() if document.published else None
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
        numbered.append(Edge(source, target, f"{prefix}/{data['type']}/{number}", data))
    return numbered
