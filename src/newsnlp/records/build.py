"""Doc -> Document: token offsets become offsets of the raw text, indices become ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.layers import ArgumentItem, EntityItem, EventItem, QuoteItem, RelationItem, RoleItem, TimeItem
from newsnlp.schema import (
    Argument,
    Attribution,
    Document,
    Entity,
    Event,
    Mention,
    PipelineInfo,
    Quote,
    RawArticle,
    Relation,
    Role,
    Span,
    TimeExpression,
    granularity,
)
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


class RawOffsets(Protocol):
    """Whatever maps a span of the annotated text to a span of the raw text, both in code points."""

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of ``start:end``."""
        ...


def build_document(
    doc: Doc,
    article: RawArticle,
    *,
    offsets: RawOffsets,
    pipeline: PipelineInfo | None = None,
    warnings: Iterable[str] = (),
) -> Document:
    """Return the record of `article` from the layers of `doc`.

    Args:
        doc: the annotated text; it may be shorter than the article's, where noise was left out.
        article: what was read; its text is the text of the record.
        offsets: maps spans of ``doc.text`` to spans of ``article.text``.
        pipeline: what produced the layers.
        warnings: added to those of the article and of the components.
    """
    convert = _Converter(doc, article.text, offsets)
    return Document(
        id=article.id,
        title=article.title,
        published=article.published,
        url=article.url,
        source=article.source,
        language=doc.lang_,
        text=article.text,
        entities=tuple(convert.entity(index, item) for index, item in enumerate(layers.entities(doc))),
        events=tuple(convert.event(index, item) for index, item in enumerate(layers.events(doc))),
        quotes=tuple(convert.quote(item) for item in layers.quotes(doc)),
        relations=tuple(convert.relation(item) for item in layers.relations(doc)),
        times=tuple(convert.time(item) for item in layers.times(doc)),
        pipeline=pipeline,
        warnings=tuple(dict.fromkeys((*article.warnings, *warnings, *layers.warnings(doc)))),
    )


def entity_id(index: int) -> str:
    """Return the id of the entity at `index` of the entity layer."""
    return f"E{index + 1}"


def event_id(index: int) -> str:
    """Return the id of the event at `index` of the event layer."""
    return f"V{index + 1}"


def _ids(indices: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entity_id(index) for index in indices))


def _optional_id(index: int | None) -> str | None:
    return None if index is None else entity_id(index)


def _parent(item: EventItem) -> str | None:
    index = item.get("parent")
    return None if index is None else event_id(index)


class _Converter:
    """Turns items of the layers of one Doc into records over the raw text."""

    def __init__(self, doc: Doc, raw: str, offsets: RawOffsets) -> None:
        self._doc = doc
        self._raw = raw
        self._offsets = offsets
        self._times = layers.times(doc)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of the tokens ``start:end``, without white space at its ends."""
        span = self._doc[start:end]
        first, last = self._offsets.to_raw(span.start_char, span.end_char)
        text = self._raw[first:last]
        return first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())

    def span(self, tokens: Sequence[int]) -> Span:
        start, end = self.bounds(tokens[0], tokens[1])
        return Span(start=start, end=end, text=self._raw[start:end])

    def spans(self, many: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(self.span(tokens) for tokens in many)

    def entity(self, index: int, item: EntityItem) -> Entity:
        return Entity(
            id=entity_id(index),
            type=cast(EntityType, item["type"]),
            name=item["name"],
            kb_id=item["kb_id"],
            mentions=tuple(self.mention(m["start"], m["end"], m["kind"]) for m in item["mentions"]),
            roles=tuple(self.role(role) for role in item["roles"]),
            gender=cast(Gender | None, item["gender"]),
            confidence=item["confidence"],
        )

    def mention(self, start: int, end: int, kind: str) -> Mention:
        first, last = self.bounds(start, end)
        return Mention(start=first, end=last, text=self._raw[first:last], kind=cast(MentionKind, kind))

    def role(self, item: RoleItem) -> Role:
        start, end = self.bounds(item["start"], item["end"])
        of = item["of"]
        return Role(title=item["title"], of=entity_id(of) if isinstance(of, int) else of, start=start, end=end)

    def time(self, item: TimeItem) -> TimeExpression:
        start, end = self.bounds(item["start"], item["end"])
        value = item["value"]
        return TimeExpression(
            start=start,
            end=end,
            text=self._raw[start:end],
            value=value,
            granularity=cast(Granularity | None, granularity(value) if value else None),
            certainty=cast(Certainty | None, item.get("certainty")),
            approximate=item.get("approximate", False),
            reason=cast(NoValue | None, item.get("reason")),
        )

    def quote(self, item: QuoteItem) -> Quote:
        return Quote(
            speaker=_optional_id(item["speaker"]),
            cue=None if item["cue"] is None else self.span(item["cue"]),
            content=self.span(item["content"]),
            direct=item["direct"],
            addressee=_optional_id(item["addressee"]),
            source=None if (source := item.get("source")) is None else self.span(source),
        )

    def relation(self, item: RelationItem) -> Relation:
        return Relation(
            source=entity_id(item["source"]),
            target=entity_id(item["target"]),
            type=cast(RelationType, item["type"]),
            status=cast(Status, item["status"]),
            mentions=self.spans(item["words"]),
            evidence=self.spans(item["evidence"]),
            rule=item["rule"],
        )

    def attribution(self, source: int | None, start: int, end: int) -> Attribution:
        first, last = self.bounds(start, end)
        return Attribution(source=_optional_id(source), start=first, end=last, text=self._raw[first:last])

    def event(self, index: int, item: EventItem) -> Event:
        return Event(
            id=event_id(index),
            type=cast(EventType, item["type"]),
            status=cast(Status, item["status"]),
            status_detail=cast(StatusDetail | None, item["status_detail"]),
            mode=cast(MeetingMode | None, item["mode"]),
            mentions=self.spans(item["triggers"]),
            participants=_ids(item["participants"]),
            agent=_ids(item["agent"]),
            target=_ids(item["target"]),
            place=_ids(item["place"]),
            time=None if item["time"] is None else self.time(self._times[item["time"]]),
            topic=None if item["topic"] is None else self.span(item["topic"]),
            attribution=tuple(self.attribution(*source) for source in item["sources"]),
            open_slots=self.spans(item["open_slots"]),
            absent=_ids(item.get("absent", ())),
            parent=_parent(item),
            duration=self.span(duration) if (duration := item.get("duration")) is not None else None,
            evidence=self.spans(item["evidence"]),
            rule=item["rule"],
            confidence=item["confidence"],
            arguments=tuple(self.argument(item, argument) for argument in item.get("arguments", ())),
        )

    def argument(self, event: EventItem, item: ArgumentItem) -> Argument:
        start, end = self.bounds(item["start"], item["end"])
        return Argument(
            start=start,
            end=end,
            text=self._raw[start:end],
            role=cast(ArgumentRole, item["role"]),
            entity=_optional_id(item["entity"]),
            via=cast(Via, item["via"]),
            path=self.path(event, item),
        )

    def path(self, event: EventItem, item: ArgumentItem) -> str | None:
        """Return the steps from trigger to argument with the words that they lead over."""
        if item["trigger"] is None:
            return None
        start, end = event["triggers"][item["trigger"]]
        steps = [f"{direction}{dep} {self._doc[token].text}" for direction, dep, token in item["path"]]
        return " ".join([self._doc[start:end].text, *steps])
