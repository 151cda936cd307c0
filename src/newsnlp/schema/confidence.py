"""The part of a record that is at least so sure: less sure events go, and of the others less sure arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from newsnlp.schema.document import Argument, Document, Event, Relation
from newsnlp.schema.given import share
from newsnlp.schema.meetings import MEETING
from newsnlp.types import ArgumentRole

# The fields of an event that its arguments fill with entities.
_ENTITY_ROLES: tuple[ArgumentRole, ...] = ("participants", "agent", "target", "place")
_TIME: ArgumentRole = "time"
Filler = tuple[ArgumentRole, str | None]


def confident_part(document: Document, min_confidence: float) -> Document:
    """Return the record with only what is at least so sure; `document` itself where that is all of it.

    Events below the confidence go. Of those that stay, the entities and the time go whose argument is below it, each
    out of the field that it fills, with the argument; one that stands in a field without an argument counts as sure.
    What pointed at an event that went (`Event.parent`, `Relation.event`) points at none. The host of a meeting takes
    part in it, so he is at least as sure as a participant as he is as a host. Entities, quotes, relations and the list
    of all times stay: nothing in them hangs on an event.

    Args:
        document: a record; it is not changed.
        min_confidence: from 0 to 1; what has exactly this confidence stays.

    Raises:
        InputError: `min_confidence` is no number from 0 to 1.
    """
    share("min_confidence", min_confidence)
    kept = tuple(event for event in document.events if event.confidence >= min_confidence)
    ids = frozenset(event.id for event in kept)
    events = tuple(_confident_event(event, min_confidence, ids) for event in kept)
    relations = tuple(_without_lost_event(relation, ids) for relation in document.relations)
    if _same(events, document.events) and _same(relations, document.relations):
        return document
    return document.model_copy(update={"events": events, "relations": relations})


def with_statuses(document: Document, statuses: Collection[str]) -> Document:
    """Return the record with only those events and relations that have one of some statuses; `document` is not changed.

    What pointed at an event that went points at none. A relation that states no status goes too.
    """
    kept = [event for event in document.events if event.status in statuses]
    ids = frozenset(event.id for event in kept)
    events = tuple(
        event if event.parent is None or event.parent in ids else event.model_copy(update={"parent": None})
        for event in kept
    )
    relations = (_without_lost_event(r, ids) for r in document.relations if r.status in statuses)
    return document.model_copy(update={"events": events, "relations": tuple(relations)})


def _confident_event(event: Event, least: float, events: Collection[str]) -> Event:
    """Return an event without what is less sure in it, and without a parent that is none of `events`."""
    changes: dict[str, Any] = {}
    if event.parent is not None and event.parent not in events:
        changes["parent"] = None
    unsure = {filler for filler, sureness in _sureness(event).items() if sureness < least}
    if unsure:
        changes["arguments"] = tuple(a for a in event.arguments if _filler(a) not in unsure)
        for role in _ENTITY_ROLES:
            changes[role] = tuple(entity for entity in getattr(event, role) if (role, entity) not in unsure)
        if (_TIME, None) in unsure:
            changes["time"] = None
    return event.model_copy(update=changes) if changes else event


def _sureness(event: Event) -> Mapping[Filler, float]:
    """Return how sure it is that each entity, or the time, fills a role: as sure as the surest words for it."""
    found: dict[Filler, float] = {}
    for argument in event.arguments:
        filler = _filler(argument)
        found[filler] = max(argument.confidence, found.get(filler, 0.0))
    if event.type == MEETING:
        for host in event.agent:
            if ("participants", host) in found:
                found["participants", host] = max(found["participants", host], found.get(("agent", host), 1.0))
    return found


def _filler(argument: Argument) -> Filler:
    return argument.role, argument.entity


def _without_lost_event(relation: Relation, events: Collection[str]) -> Relation:
    """Return a relation without the event that it came from, where that is none of `events`."""
    lost = relation.event is not None and relation.event not in events
    return relation.model_copy(update={"event": None}) if lost else relation


def _same(some: Iterable[object], others: Iterable[object]) -> bool:
    """Tell whether two tuples hold the very same records; much faster than comparing what is in them."""
    return list(map(id, some)) == list(map(id, others))
