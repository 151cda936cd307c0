"""Rows built by hand."""

from __future__ import annotations

from datetime import date

from newsnlp.resolve import EntityMention, EventMention


def person(doc: str, name: str, *, year: int = 2020, entity: str = "E1", **known: object) -> EntityMention:
    return EntityMention(
        **{
            "doc_id": doc,
            "entity_id": entity,
            "type": "PER",
            "name": name,
            "names": (name,),
            "day": date(year, 5, 4),
            **known,
        }
    )


def body(doc: str, name: str, **known: object) -> EntityMention:
    return EntityMention(**{"doc_id": doc, "entity_id": "E9", "type": "ORG", "name": name, "names": (name,), **known})


def meeting(doc: str, day: str, status: str = "happened", value: str | None = None, **known: object) -> EventMention:
    given = {"parties": ("Q1", "Q2"), "sentence": f"frase di {doc}", "event_id": "V1", "type": "MEETING", **known}
    return EventMention(doc_id=doc, published=date.fromisoformat(day), status=status, value=value, **given)
