"""Records as tables: a flat mapping a row, as ``pandas.DataFrame(rows)`` takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from newsnlp.schema.document import Document, Entity, Event, Span
from newsnlp.schema.given import choice
from newsnlp.schema.meetings import Meeting, meetings_of
from newsnlp.schema.mentioned import Mentioned

Row = dict[str, Any]
Table = Literal["meetings", "entities", "events"]
BETWEEN = "; "


def rows(document: Document, table: Table) -> list[Row]:
    """Return the rows of one table of a document; several values of a cell are parted by "; ".

    Raises:
        InputError: there is no such table.
    """
    choice("table", table, tuple(_TABLES))
    return _TABLES[table](document)


def meeting_row(meeting: Meeting) -> Row:
    """Return a meeting as a flat mapping; every field of `Meeting.meta` has a column of its own ("meta.section")."""
    row: Row = {
        name: BETWEEN.join(value) if isinstance(value, tuple) else value
        for name in Meeting.model_fields
        if name not in ("carried", "meta")
        for value in [getattr(meeting, name)]
    }
    return row | {"carried": BETWEEN.join(meeting.carried_names)} | _meta(meeting.meta)


def _meetings(document: Document) -> list[Row]:
    return [meeting_row(meeting) for meeting in meetings_of(document)]


def _entities(document: Document) -> list[Row]:
    return [_article(document) | _entity(entity) for entity in document.entities]


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "kb_id": entity.kb_id,
        "gender": entity.gender,
        "confidence": entity.confidence,
        "mentions": len(entity.mentions),
        "names": _joined(dict.fromkeys(mention.text for mention in entity.mentions if mention.kind == "name")),
        "roles": _joined(dict.fromkeys(role.title for role in entity.roles)),
    }


def _events(document: Document) -> list[Row]:
    names = {entity.id: entity.name for entity in document.entities}
    mentioned = Mentioned(document)
    return [_article(document) | _event(event, names, mentioned.evidence(event)) for event in document.events]


def _event(event: Event, names: Mapping[str, str], evidence: Span | None) -> Row:
    slots = ("participants", "agent", "target", "place", "absent")
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "status_detail": event.status_detail,
        "mode": event.mode,
        **{slot: _joined(names[entity] for entity in getattr(event, slot)) for slot in slots},
        "date": event.time.value if event.time else None,
        "date_text": event.time.text if event.time else None,
        "topic": event.topic.text if event.topic else None,
        "attribution": _joined(said.text for said in event.attribution),
        "trigger": _joined(span.text for span in event.mentions),
        "confidence": event.confidence,
        "rule": event.rule,
        "evidence": evidence.text if evidence else None,
    }


def _article(document: Document) -> Row:
    return {"article": document.id, "title": document.title, "published": document.published, "url": document.url}


def _joined(words: Iterable[str]) -> str:
    return BETWEEN.join(words)


def _meta(meta: Mapping[str, Any]) -> Row:
    return {
        f"meta.{name}": json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
        for name, value in meta.items()
    }


_TABLES: Mapping[Table, Callable[[Document], list[Row]]] = {
    "meetings": _meetings,
    "entities": _entities,
    "events": _events,
}
