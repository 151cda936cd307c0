"""A meeting as one article tells it: who, where, when, whether, according to whom, in which sentence."""

from __future__ import annotations

import datetime

from pydantic import Field

from newsnlp.schema.document import Document, Event
from newsnlp.schema.fields import Confidence, Meta, Record
from newsnlp.schema.mentioned import Mentioned
from newsnlp.types import MeetingMode, Status, StatusDetail

MEETING = "MEETING"


class Meeting(Record):
    """A meeting as one article tells it, in words that need no record beside them.

    Attributes:
        article: id of the article.
        event: id of the event in the article.
        participants: ids of all who met, hosts first: of entities, or of nodes where a network is asked.
        names: their names, in the same order.
        places: ids of where.
        place_names: the names.
        date: ISO 8601 value of the time, None where it cannot be told.
        date_text: the words for the time ("ieri").
        topic: what it is about.
        confidence: 0 to 1.
        attribution: who says so, in the words of the article.
        carried: those of `participants` and `places` that no word of the meeting's sentences stands for: they were
            carried over from the text before.
        evidence: the sentence that tells most of it.
        title: of the article, as `published`, `url`, `source` and `meta`.
    """

    article: str
    event: str
    participants: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    date: str | None = None
    date_text: str | None = None
    status: Status
    status_detail: StatusDetail | None = None
    mode: MeetingMode | None = None
    topic: str | None = None
    confidence: Confidence = 1.0
    attribution: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    evidence: str | None = None
    title: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    source: str | None = None
    meta: Meta = Field(default_factory=dict)

    @property
    def carried_names(self) -> tuple[str, ...]:
        """The names of those that were carried over."""
        named = dict(zip((*self.participants, *self.places), (*self.names, *self.place_names), strict=True))
        return tuple(named[key] for key in self.carried if key in named)

    def __hash__(self) -> int:
        return hash((self.article, self.event))

    def __repr__(self) -> str:
        where = f" ({', '.join(self.place_names)})" if self.place_names else ""
        who = f"{', '.join(self.names) or 'nobody named'}{where}"
        return f"Meeting({self.article!r} {self.event}, {self.status} {self.date or 'without a date'}, {who!r})"

    __str__ = __repr__


def meetings_of(document: Document) -> list[Meeting]:
    """Return the meetings of a document in the order of its events, those of whom one side alone is known included."""
    mentioned = Mentioned(document)
    names = {entity.id: entity.name for entity in document.entities}
    return [_meeting(document, event, names, mentioned) for event in document.events if event.type == MEETING]


def participants_of(event: Event) -> tuple[str, ...]:
    """Return the entities that met, hosts first."""
    return tuple(dict.fromkeys((*event.agent, *event.participants)))


def carried_of(event: Event) -> tuple[str, ...]:
    """Return the entities in a role of whom no word of the event's sentences stands for."""
    shown = frozenset(argument.entity for argument in event.arguments if argument.via != "context")
    carried = dict.fromkeys(argument.entity for argument in event.arguments if argument.via == "context")
    return tuple(entity for entity in carried if entity is not None and entity not in shown)


def _meeting(document: Document, event: Event, names: dict[str, str], mentioned: Mentioned) -> Meeting:
    who = participants_of(event)
    evidence = mentioned.evidence(event)
    return Meeting(
        article=document.id,
        event=event.id,
        participants=who,
        names=tuple(names[key] for key in who),
        places=event.place,
        place_names=tuple(names[key] for key in event.place),
        date=event.time.value if event.time else None,
        date_text=event.time.text if event.time else None,
        status=event.status,
        status_detail=event.status_detail,
        mode=event.mode,
        topic=event.topic.text if event.topic else None,
        confidence=event.confidence,
        attribution=tuple(said.text for said in event.attribution),
        carried=carried_of(event),
        evidence=evidence.text if evidence else None,
        title=document.title,
        published=document.published,
        url=document.url,
        source=document.source,
        meta=document.meta,
    )
