"""What a record of a sentence must say: one check a table; each returns what is wrong, nothing where all is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from newsnlp import Document
from newsnlp.schema import Entity, Event, Quote, Span, TimeExpression
from phenomena import Row

CONTACTS = frozenset({"MEETING", "VISIT", "INVITATION"})
# A quote is found where it shares this much with the expected one (intersection over union, characters).
SAME_WORDS = 0.8
# A time may be given with or without these before it.
SMALL_WORDS = frozenset((
    "a", "ad", "al", "alla", "alle", "all", "ai", "da", "dal", "dalla", "dalle", "dall", "dai", "di", "del", "della",
    "delle", "dell", "dei", "in", "nel", "nella", "nelle", "nell", "negli", "nei", "il", "lo", "la", "l", "i", "gli",
    "le", "un", "una", "su", "sul", "sulla", "per", "entro", "fino", "verso", "tra", "fra", "con", "e",
))  # fmt: skip
Check = Callable[[Row, Document], list[str]]
Offsets = tuple[int, int]


def check_reference(row: Row, record: Document) -> list[str]:
    """Whom a word mentions, who took part in the meeting that it names, or who does what it says."""
    if row.expected["asks"] == "meets":
        return check_parties(row, meetings_at(record, row, "MEETING"), record, column="refers_to", role="participants")
    place = row.span(row.expected["word"])
    if row.expected["asks"] == "acts":
        return _actor_faults(row, record, place)
    people = [e for e in record.entities if e.type == "PER" and any(meets(m, place) for m in e.mentions)]
    return differ("refers to", row.names("refers_to"), [known_as(e, row.names("refers_to")) for e in people])


def _actor_faults(row: Row, record: Document, place: Offsets) -> list[str]:
    wanted = row.names("refers_to")
    events = [event for event in record.events if any(meets(m, place) for m in event.mentions)]
    ids = {id for event in events for id in (*event.agent, *event.participants)}
    return differ("who", wanted, [name_of(id, record, wanted) for id in ids]) if events else ["no event found"]


def check_status(row: Row, record: Document) -> list[str]:
    """Whether the meeting, visit or invitation that a word names has happened."""
    place = row.span(row.expected["word"])
    events = [e for e in record.events if e.type in CONTACTS and any(meets(m, place) for m in e.mentions)]
    if not events:
        return ["no event found"]
    return [fault for event in events for fault in _status_faults(row, event)]


def _status_faults(row: Row, event: Event) -> Iterator[str]:
    if event.status not in row.choice("status"):
        if event.status == "happened":
            yield "told as happened"
        yield f"status {event.status}, not {row.expected['status']} ({event.rule})"
    elif row.choice("detail") and event.status_detail not in row.choice("detail"):
        yield f"detail {event.status_detail}, not {row.expected['detail']} ({event.rule})"


def check_time(row: Row, record: Document) -> list[str]:
    """Whether an expression is a time, where it begins and ends, and which day it means."""
    place = row.span(row.expected["expression"])
    found = [time for time in record.times if meets(time, place)]
    if row.expected["value"] == "-":
        return [f"a time {time.text!r} = {time.value}" for time in found]
    if any(_same_stretch(row.text, time, place) and (time.value or "null") in row.choice("value") for time in found):
        return []
    return [f"found {[(time.text, time.value) for time in found]}, not {row.expected['value']}"]


def _same_stretch(text: str, time: TimeExpression, place: Offsets) -> bool:
    more = text[min(time.start, place[0]) : max(time.start, place[0])].lower()
    return time.end == place[1] and set(re.findall(r"\w+", more)) <= SMALL_WORDS


def check_quotes(row: Row, record: Document) -> list[str]:
    """All that is said, by whom, and nothing else."""
    faults, left = [], list(record.quotes)
    for expected in row.expected["quotes"]:
        start = row.text.index(expected["content"])
        place = (start, start + len(expected["content"]))
        quote = next((q for q in left if overlap(q.content, place) >= SAME_WORDS), None)
        if quote is None:
            faults.append(f"missed {expected['content']!r}")
            continue
        left.remove(quote)
        faults += _quote_faults(expected, quote, record)
    return faults + [f"too much: {speaker_of(q, record)}: {q.content.text!r}" for q in left]


def _quote_faults(expected: Mapping[str, Any], quote: Quote, record: Document) -> Iterator[str]:
    names = [name for name in expected["speaker"] if name]
    speaker = known_as(record.entity(quote.speaker), names) if quote.speaker else None
    if speaker not in expected["speaker"]:
        yield f"speaker {speaker}, not {expected['speaker']}"
    cue = quote.cue.text if quote.cue else ""
    if expected["cue"] and not set(words_of(expected["cue"])) & set(words_of(cue)):
        yield f"cue {cue!r}, not {expected['cue']!r}"
    if quote.direct != expected["direct"]:
        yield f"direct is {quote.direct}"


def check_meeting(row: Row, record: Document) -> list[str]:
    """Who took part in the meeting that a word names, who was the host, where and when."""
    kind = row.expected["type"]
    if row.expected["who"] == "-":
        return [f"{e.type} {shown(e, record)}" for e in record.events if e.type == kind]
    events = meetings_at(record, row, kind)
    is_visit = kind == "VISIT"
    faults = check_parties(row, events, record, column="who", role="agent" if is_visit else "participants")
    if not faults:
        faults += check_people(row, events, record, column="host", role="target" if is_visit else "agent")
        faults += check_people(row, events, record, column="place", role="place")
        when = [event.time.value if event.time else None for event in events]
        if row.expected["when"] and row.expected["when"] not in when:
            faults.append(f"when {when}, not {row.expected['when']}")
    return faults


def check_parties(row: Row, events: Collection[Event], record: Document, *, column: str, role: str) -> list[str]:
    """The people of every meeting that a word names, one after the other."""
    if not events:
        return ["no meeting found"]
    wanted = [[name.strip() for name in part.split(";")] for part in row.expected[column].split("//")]
    known = [name for names in wanted for name in names]
    found = [sorted(name_of(id, record, known) for id in getattr(event, role)) for event in events]
    return [] if sorted(map(sorted, wanted)) == sorted(found) else [f"who: {found}, not {wanted}"]


def check_people(row: Row, events: Iterable[Event], record: Document, *, column: str, role: str) -> list[str]:
    if not row.expected[column]:
        return []
    wanted = row.names(column)
    found = {name_of(id, record, wanted) for event in events for id in getattr(event, role)}
    return differ(column, wanted, found)


def check_attribution(row: Row, record: Document) -> list[str]:
    place = row.span(row.expected["word"])
    events = [event for event in record.events if any(meets(m, place) for m in event.mentions)]
    if not events:
        return ["no event found"]
    wanted = [spelling.split("|") for spelling in row.names("source")]
    told = {(item.source, item.text) for event in events for item in event.attribution}
    found = [record.entity(source).name if source else text for source, text in told]
    missing = [names[0] for names in wanted if not any(_is_source(name, names) for name in found)]
    extra = [name for name in found if not any(_is_source(name, names) for names in wanted)]
    return [f"source missing: {name}" for name in missing] + [f"source too much: {name}" for name in extra]


def _is_source(found: str, names: Iterable[str]) -> bool:
    return any(name.lower() in found.lower() for name in names)


def check_roles(row: Row, record: Document) -> list[str]:
    person = next((e for e in record.entities if known_as(e, [row.expected["person"]]) == row.expected["person"]), None)
    if person is None:
        return ["no such person found"]
    wanted = [tuple(part.split("|") for part in role.split(" @ ")) for role in row.names("roles")]
    found = [(role.title, _held_at(role.of, record)) for role in person.roles]
    left = [role for role in found if not any(_is_role(role, titles, of) for titles, of in wanted)]
    missing = [(titles, of) for titles, of in wanted if not any(_is_role(role, titles, of) for role in found)]
    return [f"role missing: {titles[0]} @ {of[0]}" for titles, of in missing] + [f"role too much: {r}" for r in left]


def _held_at(of: str | None, record: Document) -> str:
    if of is None:
        return "-"
    return next((entity.name for entity in record.entities if entity.id == of), of)


def _is_role(role: tuple[str, str], titles: Iterable[str], of: Iterable[str]) -> bool:
    return role[0].lower() in {title.lower() for title in titles} and role[1].lower() in {name.lower() for name in of}


def check_trap(row: Row, record: Document) -> list[str]:
    types = row.names("type", ",")
    events = [event for event in record.events if event.type in types]
    if not row.control:
        return [f"{event.type} {shown(event, record)}" for event in events]
    place = row.span(row.expected["word"])
    return [] if any(meets(m, place) for event in events for m in event.mentions) else [f"no {types[0]} found"]


CHECKS: dict[str, Check] = {
    "coreference": check_reference,
    "status": check_status,
    "times": check_time,
    "quotes": check_quotes,
    "meetings": check_meeting,
    "attribution": check_attribution,
    "roles": check_roles,
    "traps": check_trap,
}


def faults_of(table: str, rows: Iterable[Row], records: Mapping[str, Document]) -> dict[str, list[str]]:
    """Return what is wrong with every row, by its id."""
    return {row.id: CHECKS[table](row, records[row.id]) for row in rows}


def meetings_at(record: Document, row: Row, kind: str) -> list[Event]:
    """Return the events of a type that one of the words names."""
    places = [row.span(word) for word in row.choice("word")]
    of_kind = [event for event in record.events if event.type == kind]
    return [e for e in of_kind if any(meets(m, place) for m in e.mentions for place in places)]


def meets(span: Span | TimeExpression, place: Offsets) -> bool:
    return span.start < place[1] and place[0] < span.end


def overlap(span: Span, place: Offsets) -> float:
    common = min(span.end, place[1]) - max(span.start, place[0])
    return max(common, 0) / (max(span.end, place[1]) - min(span.start, place[0]))


def known_as(entity: Entity, names: Collection[str]) -> str:
    """Return the expected name that an entity is mentioned by, else its own name."""
    used = {entity.name, *(mention.text for mention in entity.mentions if mention.kind == "name")}
    return next((name for name in names if name in used), entity.name)


def name_of(id: str, record: Document, names: Collection[str]) -> str:
    return known_as(record.entity(id), names)


def speaker_of(quote: Quote, record: Document) -> str | None:
    return record.entity(quote.speaker).name if quote.speaker else None


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shown(event: Event, record: Document) -> str:
    names = [record.entity(id).name for id in (*event.participants, *event.agent)]
    return f"{[mention.text for mention in event.mentions]} of {names}"


def differ(what: str, wanted: Collection[str], found: Collection[str]) -> list[str]:
    if set(wanted) == set(found):
        return []
    return [f"{what} {sorted(found) or 'nobody'}, not {sorted(wanted) or 'nobody'}"]
