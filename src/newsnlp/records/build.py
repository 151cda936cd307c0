"""Doc -> Document: token offsets become offsets of the raw text, indices become ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, cast

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.layers import ArgumentItem, EntityItem, EventItem, QuoteItem, RelationItem, RoleItem, TimeItem
from newsnlp.records.complete import check_tokens
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
    Part,
    RelationType,
    Status,
    StatusDetail,
    Via,
)


class RawOffsets(Protocol):
    """Whatever maps a span of the annotated text to a span of the article's text or title, in code points."""

    def to_part(self, start: int, end: int) -> tuple[Part, int, int]:
        """Return the part that holds ``start:end``, and the raw span there."""
        ...


class Place(NamedTuple):
    """Where words stand in the article as it was given."""

    part: Part
    start: int
    end: int
    text: str


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
        doc: the annotated text; it may be shorter than the article's, where noise was left out, and begin with the
            headline that was given apart.
        article: what was read; its text is the text of the record.
        offsets: maps spans of ``doc.text`` to spans of ``article.text`` or ``article.title``.
        pipeline: what produced the layers.
        warnings: added to those of the article and of the components.

    Raises:
        ArticleError: tokens of `doc` were merged or parted after its layers were written.
    """
    check_tokens(doc)
    convert = _Converter(doc, article, offsets)
    return Document(
        id=article.id,
        title=article.title,
        published=article.published,
        url=article.url,
        source=article.source,
        meta=article.meta,
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


def _plain(text: str) -> str:
    """Return a name as it is written by itself: letters in one piece, single blanks, no characters that show nothing.

    A pipeline that was called on a text as it came may have found it over a line break.
    """
    shown = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(unicodedata.normalize("NFC", shown).split())


class _Converter:
    """Turns items of the layers of one Doc into records over the raw text and title."""

    def __init__(self, doc: Doc, article: RawArticle, offsets: RawOffsets) -> None:
        self._doc = doc
        self._raw: dict[Part, str] = {"text": article.text, "title": article.title or ""}
        self._offsets = offsets
        self._times = layers.times(doc)

    def place(self, start: int, end: int) -> Place:
        """Return where the tokens ``start:end`` stand, without white space at the ends."""
        span = self._doc[start:end]
        part, first, last = self._offsets.to_part(span.start_char, span.end_char)
        text = self._raw[part][first:last]
        first += len(text) - len(text.lstrip())
        text = text.strip()
        return Place(part, first, first + len(text), text)

    def span(self, tokens: Sequence[int]) -> Span:
        return Span(**self.place(tokens[0], tokens[1])._asdict())

    def spans(self, many: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(self.span(tokens) for tokens in many)

    def entity(self, index: int, item: EntityItem) -> Entity:
        return Entity(
            id=entity_id(index),
            type=cast(EntityType, item["type"]),
            name=_plain(item["name"]),
            kb_id=item["kb_id"],
            mentions=tuple(self.mention(m["start"], m["end"], m["kind"]) for m in item["mentions"]),
            roles=tuple(self.role(role) for role in item["roles"]),
            gender=cast(Gender | None, item["gender"]),
            confidence=item["confidence"],
        )

    def mention(self, start: int, end: int, kind: str) -> Mention:
        return Mention(**self.place(start, end)._asdict(), kind=cast(MentionKind, kind))

    def role(self, item: RoleItem) -> Role:
        place, of = self.place(item["start"], item["end"]), item["of"]
        return Role(
            title=_plain(item["title"]),
            of=entity_id(of) if isinstance(of, int) else of,
            start=place.start,
            end=place.end,
            part=place.part,
        )

    def time(self, item: TimeItem) -> TimeExpression:
        value = item["value"]
        return TimeExpression(
            **self.place(item["start"], item["end"])._asdict(),
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
        return Attribution(**self.place(start, end)._asdict(), source=_optional_id(source))

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
        return Argument(
            **self.place(item["start"], item["end"])._asdict(),
            role=cast(ArgumentRole, item["role"]),
            entity=_optional_id(item["entity"]),
            via=cast(Via, item["via"]),
            path=self.path(event, item),
            rule=item.get("rule"),
            confidence=item.get("confidence", 1.0),
        )

    def path(self, event: EventItem, item: ArgumentItem) -> str | None:
        """Return the steps from trigger to argument with the words that they lead over."""
        if item["trigger"] is None:
            return None
        start, end = event["triggers"][item["trigger"]]
        steps = [f"{direction}{dep} {self._doc[token].text}" for direction, dep, token in item["path"]]
        return " ".join([self._doc[start:end].text, *steps])
