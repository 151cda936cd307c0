"""What goes in and comes out: frozen rows, keyed by article and entity, or article and event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newsnlp.types import EntityType, EventType, Gender, Status, StatusDetail

# (id of the article, id of the entity or event in it)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """An entity of one article, with what tells it from others of its name.

    Attributes:
        doc_id: id of the article.
        entity_id: id of the entity in it.
        type: PER, ORG, LOC or MISC.
        name: usual name.
        names: how the article names it: the words of its mentions by name.
        kb_id: Wikidata item, where the record has one.
        gender: "f" or "m", where known.
        roles: (title, Italian name of where it is held), for each role that the article states.
        day: day of publication.
        partners: whom it takes part in events with: `kb_id`, or ``PER:normal name`` of a full name.
        is_twin: another entity of the article has the same type and name.
    """

    doc_id: str
    entity_id: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    kb_id: str | None = None
    gender: Gender | None = None
    roles: tuple[tuple[str, str | None], ...] = ()
    day: date | None = None
    partners: frozenset[str] = frozenset()
    is_twin: bool = False

    @property
    def key(self) -> Key:
        """Article and entity."""
        return self.doc_id, self.entity_id


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event of one article.

    Attributes:
        doc_id: id of the article.
        event_id: id of the event in it.
        type: as in the record.
        status: as in the record.
        detail: `Event.status_detail`.
        parties: ids of all clusters that act, are acted upon or take part, sorted.
        places: ids of the clusters that are its place, sorted.
        value: ISO value of its time; None where the article gives none.
        published: day of publication.
        source: who published it.
        sentence: the sentence that tells most of it.
        confidence: 0 to 1.
    """

    doc_id: str
    event_id: str
    type: EventType
    status: Status
    detail: StatusDetail | None = None
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    value: str | None = None
    published: date | None = None
    source: str | None = None
    sentence: str | None = None
    confidence: float = 1.0

    @property
    def key(self) -> Key:
        """Article and event."""
        return self.doc_id, self.event_id


@dataclass(frozen=True, slots=True)
class Cluster:
    """One person, organisation or place across articles.

    Attributes:
        id: `kb_id`, or article and entity of its first mention, ``article#entity``.
        type: of most of its mentions.
        name: the name that most mentions have, the first by the alphabet of several.
        names: all its names, sorted.
        kb_id: Wikidata item, where any mention has one.
        members: (article, entity) of every mention, sorted.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    kb_id: str | None
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """Two clusters that stay apart and may be one.

    Attributes:
        left: id of a cluster.
        right: id of the other.
        left_mention: article and name of a mention of the first, to be judged.
        right_mention: the same of the second.
        score: how much speaks for one, see `newsnlp.resolve.decision`.
        reasons: what speaks for and against it.
    """

    left: str
    right: str
    left_mention: Key
    right_mention: Key
    score: float
    reasons: tuple[str, ...]


class StepKind(StrEnum):
    """What an article says of a meeting on the way to it."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    HELD = "held"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DENIED = "denied"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of an event: which article says what on which day, in which words.

    Attributes:
        day: day of publication; None where the article has none.
        kind: what it says.
        value: the date that it gives for the event, ISO; None for none.
        doc_id: the article.
        event_id: the event in it.
        sentence: the sentence that says so.
    """

    day: date | None
    kind: StepKind
    value: str | None
    doc_id: str
    event_id: str
    sentence: str | None


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event across articles.

    Attributes:
        id: article and event of its first mention by article, ``article#event``.
        type: of all its mentions.
        status: what the last article says that says it for sure; see `newsnlp.resolve.history`.
        parties: ids of clusters, sorted.
        places: ids of clusters, sorted.
        value: the most exact date that most articles give.
        mentions: (article, event), sorted.
        history: its steps by day.
    """

    id: str
    type: EventType
    status: StepKind
    parties: tuple[str, ...]
    places: tuple[str, ...]
    value: str | None
    mentions: tuple[Key, ...]
    history: tuple[Step, ...]
