"""PLOVER, the format of event data in political science: a JSON object a line, an event each.

Names of fields and codes follow the manual of PLOVER (Open Event Data Alliance, https://github.com/openeventdata/PLOVER).
Its ``context`` tells what is no fact: "future", "hypothetical", "negation", and ``newsnlp`` has the status word for
word. Events of kinds that PLOVER does not have (elections, appointments, deaths, disasters, trials, denials) are left
out, as are those of which nobody is known who acts: PLOVER needs a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from newsnlp.export.collection import Collection, Told
from newsnlp.export.plain import (
    HAPPENED,
    day_text,
    first_and_last,
    identifier,
    json_line,
    line,
    web_address,
    without_none,
)
from newsnlp.schema.meetings import MEETING

CODEBOOK = "PLOVER manual of 2021"
# Kind of event -> category and mode.
CATEGORIES: Mapping[str, tuple[str, str | None]] = {
    MEETING: ("CONSULT", None),
    "VISIT": ("CONSULT", "visit"),
    "INVITATION": ("AGREE", None),
    "AGREEMENT": ("SUPPORT", None),
    "SUPPORT": ("SUPPORT", None),
    "COOPERATION": ("COOPERATE", None),
    "AID": ("AID", None),
    "ARMS_SUPPLY": ("AID", "military"),
    "RESIGNATION": ("RETREAT", "resign"),
    "ACCUSATION": ("ACCUSE", None),
    "THREAT": ("THREATEN", None),
    "SANCTION": ("SANCTION", None),
    "PROTEST": ("PROTEST", None),
    "ARREST": ("COERCE", "arrest"),
    "ATTACK": ("ASSAULT", None),
}
QUADS: Mapping[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "ACCUSE": 3,
    "SANCTION": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
CONTEXTS: Mapping[str, str] = {"planned": "future", "possible": "hypothetical", "negated": "negation"}
# How a meeting was held -> mode of CONSULT.
MODES: Mapping[str, str] = {
    "phone_video": "phone",
    "multilateral": "multilateral",
    "summit": "multilateral",
    "mediation": "third-party",
}


def write(collection: Collection, stream: BinaryIO) -> None:
    """Write the events as PLOVER in JSON lines, UTF-8."""
    for told in collection.events():
        record = event_record(told)
        if record is not None:
            stream.write((json_line(record) + "\n").encode("utf8"))


def event_record(told: Told) -> dict[str, Any] | None:
    """Return an event as PLOVER has it; None where it has no such kind, or nobody who acts."""
    if told.event.type not in CATEGORIES:
        return None
    category, mode = CATEGORIES[told.event.type]
    source, recipient = _sides(told)
    if not source:
        return None
    if told.event.type == MEETING:
        mode = MODES.get(told.event.mode or "") or ("visit" if recipient else None)
    record = {
        "id": identifier(told.key),
        **_date(told.date),
        "source": [_actor(told, node) for node in source],
        "recipient": [_actor(told, node) for node in recipient],
        "event": [category],
        "mode": mode and [mode],
        "context": [CONTEXTS[told.event.status]] if told.event.status in CONTEXTS else None,
        "quad_code": QUADS[category],
        "event_loc": _place(told),
        "event_text": [line(span.text) for span in told.event.mentions],
        "link": identifier(f"{told.document.id}/{told.event.parent}") if told.event.parent else None,
        "text": told.evidence and line(told.evidence.text),
        "text_info": told.evidence and {"start": told.evidence.start, "end": told.evidence.end},
        "cite_info": _article(told),
        "coder": "newsnlp",
        "newsnlp": _more(told),
    }
    required = {"date": record["date"]}
    return without_none(record) | required


def _sides(told: Told) -> tuple[list[str], list[str]]:
    """Return source and recipient: the visitor is the source, the host the recipient; with no host, all are sources."""
    if told.event.type != MEETING:
        source = told.side("participants", "agent")
        return source, [node for node in told.side("target") if node not in source]
    hosts = told.side("agent")
    guests = [node for node in told.side("participants") if node not in hosts]
    return (guests, hosts) if guests and hosts else (guests or hosts, [])


def _date(value: str | None) -> dict[str, str | None]:
    """Return the day of an event, the last one where it is not exact; None where it is not known."""
    span = first_and_last(value)
    if span is None:
        return {"date": None}
    first, last = span
    times = {"time": value.partition("T")[2]} if value and day_text(value) and "T" in value else {}
    more = {"enddate": last.isoformat()} if last != first else {}
    return {"date": first.isoformat(), **more, **times}


def _actor(told: Told, node: str) -> dict[str, Any]:
    known = told.facts_of(node)
    entity = next(e for e in told.document.entities if told.collection.node(told.document.id, e.id) == node)
    return without_none(
        {
            "actor_text": line(entity.name),
            "identifer_id": identifier(node),  # as the manual spells it
            "identifer_text": line(known["name"]),
            "office": [line(role.title) for role in entity.roles],
            "gender": entity.gender,
            "type": known["type"],
        }
    )


def _place(told: Told) -> dict[str, str] | None:
    found = [line(told.collection.name(node)) for node in told.side("place")]
    return {"name": found[0], "alternatenames": ", ".join(found)} if found else None


def _article(told: Told) -> dict[str, Any]:
    document = told.document
    return without_none(
        {
            "citation": identifier(document.id),
            "title": line(document.title),
            "url": web_address(document.url),
            "publication": line(document.source),
            "language": document.language,
            "coder": "newsnlp",
            "codebook": CODEBOOK,
        }
    )


def _more(told: Told) -> dict[str, Any]:
    """Return what PLOVER has no field for."""
    event = told.event
    return without_none(
        {
            "type": event.type,
            "status": event.status,
            "status_detail": event.status_detail,
            "is_fact": event.status == HAPPENED,
            "mode": event.mode,
            "date_text": event.time and line(event.time.text),
            "date_value": told.date,
            "published": told.document.published and told.document.published.isoformat(),
            "topic": event.topic and line(event.topic.text),
            "attribution": [line(said.text) for said in event.attribution],
            "part": told.evidence and told.evidence.part,
            "rule": event.rule,
            "confidence": event.confidence,
        }
    )
