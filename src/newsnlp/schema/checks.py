"""What must hold in a record beyond the shape of its fields: words stand where it says, and every id leads somewhere.

One pass over the record; all faults are told at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from newsnlp.schema.iso import days, granularity
from newsnlp.types import Part

if TYPE_CHECKING:
    from newsnlp.schema.document import Argument, Document, Entity, Event, Quote, Relation, Role, TimeExpression

GOLD = "gold"
# What `Role.of` holds is the id of an entity where it looks like one, else the name of a country.
_LIKE_AN_ENTITY = re.compile(r"E\d+")
_ENTITY_SLOTS = ("participants", "agent", "target", "place", "absent")
_SHOWN = 40


class _Place(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def part(self) -> Part: ...


class _Words(_Place, Protocol):
    @property
    def text(self) -> str: ...


def faults(document: Document, *, gold: bool = False) -> list[str]:
    """Return everything in a record that does not fit together, each with the place where it stands.

    Args:
        document: a record whose fields have the right types.
        gold: the record is gold, which does not tell where the words of a role or of an event's time stand.
    """
    return list(_Checker(document, gold=gold).faults())


class _Checker:
    """The text and the ids of one record, and the checks against them."""

    def __init__(self, document: Document, *, gold: bool) -> None:
        self._document = document
        self._parts: dict[Part, str] = {"text": document.text, "title": document.title or ""}
        self._gold = gold
        self._entities = frozenset(entity.id for entity in document.entities)
        self._events = frozenset(event.id for event in document.events)
        self._times = frozenset(map(_told, document.times))

    def faults(self) -> Iterator[str]:
        document = self._document
        yield from self._repeated("entities", (entity.id for entity in document.entities))
        yield from self._repeated("events", (event.id for event in document.events))
        for index, entity in enumerate(document.entities):
            yield from self._entity(f"entities[{index}]", entity)
        for index, event in enumerate(document.events):
            yield from self._event(f"events[{index}]", event)
        for index, quote in enumerate(document.quotes):
            yield from self._quote(f"quotes[{index}]", quote)
        for index, relation in enumerate(document.relations):
            yield from self._relation(f"relations[{index}]", relation)
        for index, time in enumerate(document.times):
            yield from self._time(f"times[{index}]", time)

    def _entity(self, place: str, entity: Entity) -> Iterator[str]:
        yield from self._all_words(f"{place}.mentions", entity.mentions)
        for index, role in enumerate(entity.roles):
            yield from self._role(f"{place}.roles[{index}]", role)

    def _role(self, place: str, role: Role) -> Iterator[str]:
        yield from self._inside(place, role)
        if role.of is not None and _LIKE_AN_ENTITY.fullmatch(role.of):
            yield from self._known(f"{place}.of", role.of)

    def _event(self, place: str, event: Event) -> Iterator[str]:
        for slot in _ENTITY_SLOTS:
            ids: tuple[str, ...] = getattr(event, slot)
            if ids:
                yield from self._repeated(f"{place}.{slot}", ids)
                for entity in ids:
                    yield from self._known(f"{place}.{slot}", entity)
        for name in ("mentions", "open_slots", "evidence", "attribution"):
            yield from self._all_words(f"{place}.{name}", getattr(event, name))
        yield from self._some_words(place, topic=event.topic, duration=event.duration)
        for index, source in enumerate(event.attribution):
            yield from self._known(f"{place}.attribution[{index}].source", source.source)
        if event.parent is not None and event.parent not in self._events:
            yield f"{place}.parent: there is no event {_short(event.parent)}"
        if event.time is not None:
            yield from self._event_time(f"{place}.time", event.time)
        for index, argument in enumerate(event.arguments):
            yield from self._argument(f"{place}.arguments[{index}]", event, argument)

    def _event_time(self, place: str, time: TimeExpression) -> Iterator[str]:
        yield from self._time(place, time)
        if self._times and _told(time) not in self._times:
            yield f"{place}: {_short(time.text)} is none of the times of the record"

    def _argument(self, place: str, event: Event, argument: Argument) -> Iterator[str]:
        yield from self._words(place, argument)
        if (argument.role == "time") != (argument.via == "time") or (argument.role == "time") != (
            argument.entity is None
        ):
            yield f"{place}: a time, and only a time, comes in by way of 'time' and has no entity"
        elif argument.entity is None:
            if event.time is None:
                yield f"{place}: the event has no time"
        elif argument.entity not in getattr(event, argument.role):
            yield f"{place}.entity: {_short(argument.entity)} is not among the {argument.role} of the event"

    def _quote(self, place: str, quote: Quote) -> Iterator[str]:
        yield from self._known(f"{place}.speaker", quote.speaker)
        yield from self._known(f"{place}.addressee", quote.addressee)
        yield from self._some_words(place, cue=quote.cue, content=quote.content, source=quote.source)

    def _relation(self, place: str, relation: Relation) -> Iterator[str]:
        yield from self._known(f"{place}.source", relation.source)
        yield from self._known(f"{place}.target", relation.target)
        if relation.event is not None and relation.event not in self._events:
            yield f"{place}.event: there is no event {_short(relation.event)}"
        yield from self._all_words(f"{place}.mentions", relation.mentions)
        yield from self._all_words(f"{place}.evidence", relation.evidence)

    def _time(self, place: str, time: TimeExpression) -> Iterator[str]:
        if not (self._gold and time.start == time.end == 0):
            yield from self._words(place, time)
        if time.value is None:
            if time.granularity is not None or time.certainty is not None:
                yield f"{place}: without a value there is neither granularity nor certainty"
        elif days(time.value) is None:
            yield f"{place}.value: {_short(time.value)} is no ISO 8601 value that the calendar has"
        elif time.granularity not in (None, granularity(time.value)):
            yield f"{place}.granularity: {time.value!r} is a {granularity(time.value)}, not a {time.granularity}"

    def _holds(self, words: _Words) -> bool:
        # A slice forgives whatever reaches beyond the text, and counts from the end where an offset is negative.
        text = self._parts[words.part]
        return 0 <= words.start <= words.end <= len(text) and text[words.start : words.end] == words.text

    def _words(self, place: str, words: _Words) -> Iterator[str]:
        outside = list(self._inside(place, words))
        yield from outside
        if not outside and not self._holds(words):
            found = _short(self._parts[words.part][words.start : words.end])
            yield f"{place}: at {words.start}:{words.end} the {words.part} has {found}, not {_short(words.text)}"

    def _inside(self, place: str, words: _Place) -> Iterator[str]:
        length = len(self._parts[words.part])
        if not 0 <= words.start <= words.end <= length:
            yield f"{place}: {words.start}:{words.end} is no place in a {words.part} of {length} characters"

    def _all_words(self, place: str, many: Iterable[_Words]) -> Iterator[str]:
        for index, words in enumerate(many):
            if not self._holds(words):  # a record has hundreds of them, next to none of which is wrong
                yield from self._words(f"{place}[{index}]", words)

    def _some_words(self, place: str, **named: _Words | None) -> Iterator[str]:
        for name, words in named.items():
            if words is not None:
                yield from self._words(f"{place}.{name}", words)

    def _known(self, place: str, entity: str | None) -> Iterator[str]:
        if entity is not None and entity not in self._entities:
            yield f"{place}: there is no entity {_short(entity)}"

    def _repeated(self, place: str, ids: Iterable[str]) -> Iterator[str]:
        for found, times in Counter(ids).items():
            if times > 1:
                yield f"{place}: {_short(found)} stands there {times} times"


def _told(time: TimeExpression) -> tuple[object, ...]:
    """Return all that a time says; a tuple of it is compared much faster than the record."""
    return (
        time.start,
        time.end,
        time.part,
        time.text,
        time.value,
        time.granularity,
        time.certainty,
        time.approximate,
        time.reason,
    )


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
