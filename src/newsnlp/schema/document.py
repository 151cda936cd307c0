"""Pydantic records of an annotated article.

Every offset counts Unicode code points of ``Document.text``, start included and end excluded, and
``Document.text`` is the input exactly as it was given. A span whose ``part`` is "title" counts in
``Document.title`` instead: the headline was given apart from the text, which does not repeat it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from newsnlp.schema.checks import GOLD, faults
from newsnlp.schema.fields import SCHEMA_VERSION, Confidence, Day, Id, Meta, Record, SpanPart, Text, Version
from newsnlp.types import (
    ArgumentRole,
    Certainty,
    EntityType,
    EventType,
    Gender,
    Granularity,
    MeetingMode,
    MentionKind,
    NoValue,
    RelationType,
    Status,
    StatusDetail,
    Via,
)

if TYPE_CHECKING:
    from newsnlp.schema.meetings import Meeting

# So many faults of one record are told.
TOLD = 10


class Span(Record):
    """A stretch of the text or of the title: ``text == document.slice(span)``."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: Text
    part: SpanPart = "text"

    @model_validator(mode="after")
    def _check_length(self) -> Span:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} is not as long as its text {self.text!r}")
        return self


class Mention(Span):
    """A place where an entity is mentioned; a zero mention is the span of the verb whose subject is left out."""

    kind: MentionKind


class Role(Record):
    """An office, title or job of a person that the article states.

    Attributes:
        title: the title as written, without the organisation or the nationality ("presidente").
        of: id of the entity where the role is held, or the Italian name of a country that only an
            adjective names ("Russia"); None where the text does not say it.
        start: first character of the title's words.
        end: one past the last character of the title's words.
        part: whether they stand in the text or in the headline.
    """

    title: Text
    of: Text | None = None
    start: int
    end: int
    part: SpanPart = "text"


class Entity(Record):
    """One person, organisation or place with all its mentions in the article."""

    id: Id
    type: EntityType
    name: Text
    kb_id: Text | None = None
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    gender: Gender | None = None
    confidence: Confidence = 1.0

    def __repr__(self) -> str:
        return f"Entity({self.id!r}, {self.type}, {self.name!r}, {len(self.mentions)} mentions)"

    __str__ = __repr__


class TimeExpression(Record):
    """A date or time expression and its ISO 8601 value; the value is None where it cannot be told.

    Attributes:
        value: "2024-05-02", "2024-W18", "2024-SU", "2024-05-02T15:00", "2024-06-12/2024-06-14".
        granularity: how exact the value is.
        certainty: stated where the words hold all of it; counted from the day of publication ("ieri"); chosen where
            the verb told which of several days or years is meant ("martedì", "il 12 marzo"); carried over from a
            day told before ("in serata", "il giorno dopo").
        approximate: the words say that it is not exact ("verso le 15", "ai primi di maggio").
        reason: why there is no value.
    """

    start: int
    end: int
    text: Text
    value: Text | None = None
    granularity: Granularity | None = None
    certainty: Certainty | None = None
    approximate: bool = False
    reason: NoValue | None = None
    part: SpanPart = "text"


class Attribution(Record):
    """Who says that the event is so: an entity of the article, or the words for a source that is none."""

    source: str | None = None
    start: int
    end: int
    text: Text
    part: SpanPart = "text"


Words = Span | Role | TimeExpression | Attribution


def reading_order(span: Words) -> tuple[bool, int, int]:
    """Return what sorts spans as an article is read: those of the headline first, then by start and end."""
    return span.part == "text", span.start, span.end


class Argument(Span):
    """The words through which an entity, or a time, came into an event.

    Attributes:
        role: which field of the event it fills.
        entity: id of the entity, None for the time.
        via: how the words stand for it: its name, a description, a pronoun, a verb whose subject is left out
            ("zero"), an adjective of nationality; "context" where no word of the event's sentences does, and the
            span is the nearest mention before them.
        path: the way from the trigger to the words in the parse, "colloquio <obj avuto >nsubj Ferri": up ("<") to
            the governor, down (">") to a dependent; None where trigger and words share no sentence,
            or the parse does not link them.
        rule: name of the rule that put the entity, or the time, into the event: a frame ("host"), a pass over the text
            around it ("attendance"), or "network"; None in records of versions before 1.3.
        confidence: the probability that it fills the role, if the event is one; 1 where the record does not tell it.
    """

    role: ArgumentRole
    entity: str | None
    via: Via
    path: Text | None
    rule: Text | None = None
    confidence: Confidence = 1.0


class Event(Record):
    """Something that the article says has happened, will, might, or did not.

    Attributes:
        mentions: the trigger words.
        participants: entity ids of all who met (MEETING, AGREEMENT, COOPERATION), host included.
        agent: entity ids of who acts; the host or convener of a meeting.
        target: entity ids of who is acted upon.
        place: entity ids of where.
        absent: entity ids of those of whom the article says that they stayed away.
        parent: id of the event beside which a meeting took place ("a margine del vertice").
        duration: how long a meeting took ("due ore").
        open_slots: participants that are named only vaguely ("un alto funzionario").
        evidence: the sentences that say so.
        rule: name of the rule that fired, with the cue words that decided the status.
        confidence: the probability that it is an event of this type and has this status; that it happened, where
            `status_detail` is "unsure".
        arguments: for each entity in a role, and for the time, the words behind it.
    """

    id: Id
    type: EventType
    status: Status
    status_detail: StatusDetail | None = None
    mode: MeetingMode | None = None
    mentions: tuple[Span, ...]
    participants: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    time: TimeExpression | None = None
    topic: Span | None = None
    attribution: tuple[Attribution, ...] = ()
    open_slots: tuple[Span, ...] = ()
    absent: tuple[str, ...] = ()
    parent: str | None = None
    duration: Span | None = None
    evidence: tuple[Span, ...] = ()
    rule: Text
    confidence: Confidence = 1.0
    arguments: tuple[Argument, ...] = ()

    def __repr__(self) -> str:
        words = ", ".join(span.text for span in self.mentions)
        time = (self.time.value or self.time.text) if self.time else None
        return f"Event({self.id!r}, {self.type}, {self.status}, {words!r}, time={time!r}, {_fillers(self)})"

    __str__ = __repr__


def _fillers(event: Event) -> str:
    slots = ("participants", "agent", "target", "place")
    return ", ".join(f"{slot}={list(found)}" for slot in slots if (found := getattr(event, slot))) or "nobody named"


class Quote(Record):
    """Direct or indirect speech; the speaker is an entity id, or None where it is no listed entity.

    Attributes:
        addressee: id of the entity that it is said to.
        source: the words for a speaker that is no listed entity ("fonti di Palazzo Chigi").
    """

    speaker: str | None
    cue: Span | None
    content: Span
    direct: bool
    addressee: str | None = None
    source: Span | None = None


class Relation(Record):
    """A typed link from one entity to another, with the words and the sentences behind it.

    Attributes:
        source: id of the entity that the type is said of: the parent, the office holder, the member.
        target: id of the other one. Spouses, siblings, allies and opponents: the one listed later.
        type: what the article says; ``HELD_OFFICE`` and ``WAS_...`` are over.
        event: id of the event that it comes from, if any.
        status: happened where it is stated, planned where it is to come, possible where it is doubted.
        mentions: the words that state it ("moglie").
        evidence: the sentences.
        rule: name of the pattern.
    """

    source: str
    target: str
    type: RelationType
    event: str | None = None
    status: Status | None = None
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Span, ...] = ()
    rule: Text | None = None


class PipelineInfo(Record):
    """What produced the record."""

    newsnlp: Text
    model: Text
    language_data: Text


class Document(Record):
    """An article and everything that was found in it.

    A record is checked whenever it is made or read: every span indexes the text or the title, every id is there and
    there once, every time has the form that it says; see `newsnlp.schema.checks`.

    Attributes:
        title: the headline, as given; of a .txt file its first line, if that looks like one.
        meta: fields of the source that newsnlp does not know, as given.
    """

    schema_version: Version = SCHEMA_VERSION
    id: Id
    title: Text | None = None
    published: Day = None
    url: Text | None = None
    source: Text | None = None
    meta: Meta = Field(default_factory=dict)
    language: Text = "it"
    text: Text
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    relations: tuple[Relation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    pipeline: PipelineInfo | None = None
    warnings: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Document:
        found = faults(self, gold=(info.context or {}).get(GOLD, False))
        if found:
            more = [f"and {len(found) - TOLD} more"] if len(found) > TOLD else []
            raise PydanticCustomError("broken_record", "{faults}", {"faults": "; ".join([*found[:TOLD], *more])})
        return self

    def __hash__(self) -> int:
        return hash((self.id, self.text))

    def slice(self, span: Words) -> str:
        """Return the words at a span of this record: out of its title where ``span.part`` says so, else of its text."""
        return (self.text if span.part == "text" else self.title or "")[span.start : span.end]

    def meetings(self, *, min_confidence: float = 0.0) -> list[Meeting]:
        """Return who met whom, where and when: the events of type MEETING, in words.

        Args:
            min_confidence: leaves out meetings of less confidence, 0 to 1, and of the others who takes part, where and
                when, if that is less sure.

        Raises:
            InputError: `min_confidence` is no number from 0 to 1.
        """
        from newsnlp.schema.confidence import confident_part
        from newsnlp.schema.meetings import meetings_of

        return meetings_of(confident_part(self, min_confidence))

    def rows(self, table: Literal["meetings", "entities", "events"] = "meetings") -> list[dict[str, Any]]:
        """Return one table of the record, a flat mapping a row: ``pandas.DataFrame(document.rows("events"))``.

        Raises:
            InputError: there is no such table.
        """
        from newsnlp.schema.rows import rows

        return rows(self, table)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON holds it: `Document.model_validate` makes the same record of it."""
        return self.model_dump(mode="json")

    def __repr__(self) -> str:
        met = sum(event.type == "MEETING" for event in self.events)
        return (
            f"Document({self.id!r}, {self.title!r}, {len(self.text):,} characters, {len(self.entities)} entities, "
            f"{len(self.events)} events, {met} of them meetings)"
        )

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """Return the record for a notebook: its text with the entities marked, then its meetings."""
        from newsnlp.schema.notebook import notebook_html

        return notebook_html(self)

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with this id.

        Raises:
            KeyError: no entity of the document has the id.
        """
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)


class Failure(Record):
    """An article that could not be annotated: which, at which stage, and why."""

    id: Text
    stage: Text
    reason: Text

    def __repr__(self) -> str:
        return f"Failure({self.id!r}, {self.stage!r}, {self.reason!r})"

    __str__ = __repr__
