"""From a record to the rows of a store. Pure: the same record gives the same rows, whatever was there before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, Protocol

from sqlalchemy import Table

from newsnlp.database import tables
from newsnlp.schema import Argument, Document, Event, days

Row = dict[str, Any]
_SLOTS = ("participants", "agent", "target", "place", "absent")
# PostgreSQL stores no NUL, and SQLite does not search beyond one; the record itself has it as \u0000.
_NUL = "\0"
_FOR_NUL = "\N{REPLACEMENT CHARACTER}"


class _Words(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def part(self) -> str: ...


def storable(row: Mapping[str, Any]) -> Row:
    """Return a row without NUL: U+FFFD takes its place, one for one, so that offsets stay."""
    return {k: v.replace(_NUL, _FOR_NUL) if isinstance(v, str) and _NUL in v else v for k, v in row.items()}


def article_row(document: Document) -> Row:
    """Return the row of the article itself, with the whole record and its digest."""
    record = document.model_dump_json()
    found = {
        "doc_id": document.id,
        "digest": hashlib.sha256(record.encode("utf8")).hexdigest(),
        "title": document.title,
        "published": document.published,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "schema_version": document.schema_version,
        "record": record,
    }
    return storable(found)


def article_rows(document: Document) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of each table that is read out of an article."""
    for table in tables.ARTICLE_TABLES:
        found = _BUILDERS[table](document)
        counted = [storable({"doc_id": document.id, "n": n, **row}) for n, row in enumerate(found)]
        if counted:
            yield table, counted


def _words(span: _Words) -> Row:
    return {"part": span.part, "start": span.start, "stop": span.end, "text": span.text}


def _entities(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        yield {
            "entity": entity.id,
            "type": entity.type,
            "name": entity.name,
            "kb_id": entity.kb_id,
            "gender": entity.gender,
            "mentions": len(entity.mentions),
            "confidence": entity.confidence,
        }


def _mentions(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        for mention in entity.mentions:
            yield {"entity": entity.id, "kind": mention.kind, **_words(mention)}


def _offices(document: Document) -> Iterator[Row]:
    for entity in document.entities:
        for role in entity.roles:
            place = {"part": role.part, "start": role.start, "stop": role.end}
            yield {"entity": entity.id, "title": role.title, "held_at": role.of, **place}


def _events(document: Document) -> Iterator[Row]:
    for event in document.events:
        covered = days(event.time.value) if event.time and event.time.value else None
        yield {
            "event": event.id,
            "type": event.type,
            "status": event.status,
            "status_detail": event.status_detail,
            "mode": event.mode,
            "time_value": event.time.value if event.time else None,
            "time_text": event.time.text if event.time else None,
            "first_day": covered[0] if covered else None,
            "last_day": covered[1] if covered else None,
            "topic": event.topic.text if event.topic else None,
            "duration": event.duration.text if event.duration else None,
            "parent": event.parent,
            "rule": event.rule,
            "confidence": event.confidence,
        }


def _event_mentions(document: Document) -> Iterator[Row]:
    return ({"event": event.id, **_words(span)} for event in document.events for span in event.mentions)


def _participants(document: Document) -> Iterator[Row]:
    return chain.from_iterable(map(_fillers, document.events))


def _fillers(event: Event) -> Iterator[Row]:
    """Yield who is in which role, with the surest of the words for it; confidence 1 where the record tells none."""
    surest: dict[tuple[str, str | None], Argument] = {}
    for argument in event.arguments:
        known = surest.setdefault((argument.role, argument.entity), argument)
        if argument.confidence > known.confidence:
            surest[argument.role, argument.entity] = argument
    for slot in _SLOTS:
        for entity in getattr(event, slot):
            by = surest.get((slot, entity))
            yield {
                "event": event.id,
                "role": slot,
                "entity": entity,
                "via": by.via if by else None,
                "rule": by.rule if by else None,
                "confidence": by.confidence if by else 1.0,
            }


def _arguments(document: Document) -> Iterator[Row]:
    for event in document.events:
        for argument in event.arguments:
            yield {
                "event": event.id,
                "role": argument.role,
                "entity": argument.entity,
                "via": argument.via,
                "path": argument.path,
                "rule": argument.rule,
                "confidence": argument.confidence,
                **_words(argument),
            }


def _evidence(document: Document) -> Iterator[Row]:
    return ({"event": event.id, **_words(span)} for event in document.events for span in event.evidence)


def _attributions(document: Document) -> Iterator[Row]:
    for event in document.events:
        for said in event.attribution:
            yield {"event": event.id, "entity": said.source, **_words(said)}


def _quotes(document: Document) -> Iterator[Row]:
    for quote in document.quotes:
        yield {
            "speaker": quote.speaker,
            "addressee": quote.addressee,
            "cue": quote.cue.text if quote.cue else None,
            "source": quote.source.text if quote.source else None,
            "direct": quote.direct,
            **_words(quote.content),
        }


def _relations(document: Document) -> Iterator[Row]:
    for relation in document.relations:
        yield {
            "source": relation.source,
            "target": relation.target,
            "type": relation.type,
            "event": relation.event,
            "status": relation.status,
            "rule": relation.rule,
            "words": relation.mentions[0].text if relation.mentions else None,
            "evidence": relation.evidence[0].text if relation.evidence else None,
        }


def _times(document: Document) -> Iterator[Row]:
    for time in document.times:
        yield {
            "value": time.value,
            "granularity": time.granularity,
            "certainty": time.certainty,
            "reason": time.reason,
            "approximate": time.approximate,
            **_words(time),
        }


_BUILDERS: Mapping[Table, Callable[[Document], Iterator[Row]]] = {
    tables.entity: _entities,
    tables.mention: _mentions,
    tables.office: _offices,
    tables.event: _events,
    tables.event_mention: _event_mentions,
    tables.participant: _participants,
    tables.argument: _arguments,
    tables.evidence: _evidence,
    tables.attribution: _attributions,
    tables.quote: _quotes,
    tables.relation: _relations,
    tables.time_expression: _times,
}
