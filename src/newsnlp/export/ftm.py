"""FollowTheMoney, the model of investigative desks: JSON lines for OpenAleph, Aleph and yente.

FollowTheMoney has no word for what is planned, possible or denied, so only what happened is written: a
meeting is an ``Event`` and, because events draw no lines there, one ``UnknownLink`` for every two who met. Places are
``Address``, articles ``Article`` with their text. Values are lists of texts; one that is too long for its kind, or has
another form than it needs, would be dropped in silence by what reads it, and is cut or left out here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from newsnlp.export.collection import Collection, Told
from newsnlp.export.plain import day_text, first_and_last, is_fact, json_line, line, web_address
from newsnlp.schema import Document
from newsnlp.viewing import safe

Properties = Mapping[str, Iterable[str | None]]
SCHEMAS: Mapping[str, str] = {"PER": "Person", "ORG": "Organization", "LOC": "Address", "MISC": "LegalEntity"}
# Who may take part in an event of FollowTheMoney.
_LEGAL = frozenset({"Person", "Organization", "LegalEntity"})
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,15}")
# Longest value of a kind that the model takes.
NAME_LENGTH, TEXT_LENGTH, STRING_LENGTH = 380, 60_000, 1_000
_LANGUAGES: Mapping[str, str] = {"it": "ita"}
# What a name of the model loses at its ends.
_QUOTES = "\"' \t“”‘’«»"


def write(collection: Collection, stream: BinaryIO) -> None:
    """Write articles, entities, and what happened between them, as FollowTheMoney entities in JSON lines."""
    for found in _all(collection):
        stream.write((json_line(found) + "\n").encode("utf8"))


def _all(collection: Collection) -> Iterator[dict[str, Any]]:
    for document in collection.documents:
        yield _article(document)
    linked = _linked(collection)
    for node, known in collection.graph.nodes(data=True):
        if known["type"] != "MISC" or node in linked:
            yield _entity(node, known)
    for told in collection.events():
        if told.is_fact:
            yield _event(told)
    yield from _links(collection)


def _linked(collection: Collection) -> set[str]:
    """Return the nodes that something happened to: of things that are nobody, only those are written."""
    ends = ((s, t) for s, t, data in collection.graph.edges(data=True) if _is_link(data))
    acting = (told.actors() for told in collection.events() if told.is_fact)
    return {node for nodes in (*ends, *acting) for node in nodes}


def entity_id(kind: str, key: str) -> str:
    """Return the id of an entity: the same in every run, of letters, digits and hyphens."""
    return f"newsnlp-{kind}-{hashlib.sha1(key.encode('utf8', 'surrogatepass'), usedforsecurity=False).hexdigest()}"


def _made(schema: str, key: str, properties: Properties) -> dict[str, Any]:
    listed = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in listed.items() if values}}


def _article(document: Document) -> dict[str, Any]:
    names = {kind: [_name(e.name) for e in document.entities if e.type == kind] for kind in SCHEMAS}
    return _made(
        "Article",
        entity_id("article", document.id),
        {
            "fileName": [line(document.id)[:STRING_LENGTH]],
            "name": [_name(document.title or document.id)],
            "title": [line(document.title)[:STRING_LENGTH]],
            "publishedAt": [document.published.isoformat() if document.published else None],
            "publisher": [line(document.source)[:STRING_LENGTH]],
            "sourceUrl": [web_address(document.url)],
            "language": [_LANGUAGES.get(document.language)],
            "bodyText": _pieces(safe.prose(document.text)),
            "peopleMentioned": names["PER"],
            "companiesMentioned": names["ORG"],
            "locationMentioned": names["LOC"],
        },
    )


def _name(text: str) -> str:
    return line(text).strip(_QUOTES)[:NAME_LENGTH].strip(_QUOTES) or "?"


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in parts that the model takes, cut between words where there are any."""
    while len(text) > TEXT_LENGTH:
        end = text.rfind(" ", 1, TEXT_LENGTH)
        cut = end if end > 0 else TEXT_LENGTH
        yield text[:cut].strip()
        text = text[cut:]
    yield text.strip()


def _entity(node: str, known: Mapping[str, Any]) -> dict[str, Any]:
    schema = SCHEMAS[known["type"]]
    name = _name(known["name"])
    kb_id = known["kb_id"] or ""
    properties: dict[str, Iterable[str | None]] = {
        "name": [name],
        "alias": [alias for text in known["aliases"] if (alias := _name(text)) != name],
        "wikidataId": [kb_id if _WIKIDATA.fullmatch(kb_id) else None],
        "proof": [entity_id("article", article) for article in known["articles"]],
    }
    if schema == "Person":
        properties["position"] = [line(role)[:STRING_LENGTH] for role in known["roles"]]
    if schema == "Address":
        properties["full"] = [name]
    return _made(schema, entity_id("node", node), properties)


def _event(told: Told) -> dict[str, Any]:
    nodes = told.actors()
    legal = [node for node in nodes if SCHEMAS[told.facts_of(node)["type"]] in _LEGAL]
    hosts = [node for node in told.side("agent") if node in legal] if told.event.type == "MEETING" else []
    names = ", ".join(map(told.collection.name, nodes))
    places = told.side("place")
    return _made(
        "Event",
        entity_id("event", told.key),
        {
            "name": [_name(f"{told.event.type}: {names}" if names else told.event.type)],
            **_dates(told.date),
            "involved": [entity_id("node", node) for node in legal],
            "organizer": [entity_id("node", node) for node in hosts],
            "location": [_name(told.collection.name(node)) for node in places],
            "addressEntity": [entity_id("node", node) for node in places if told.facts_of(node)["type"] == "LOC"],
            **_told(told.document.id, told.evidence and told.evidence.text, told.document.url, told.document.source),
        },
    )


def _dates(value: str | None) -> dict[str, Iterable[str | None]]:
    """Return when something was: as it is told where the model knows the form, else the first and the last day."""
    if day_text(value):
        return {"date": [value]}
    span = first_and_last(value)
    return {"startDate": [span[0].isoformat()], "endDate": [span[1].isoformat()]} if span else {}


def _told(article: str, words: object, url: object, source: object) -> dict[str, Iterable[str | None]]:
    return {
        "summary": [line(words)[:TEXT_LENGTH]],
        "proof": [entity_id("article", article)],
        "sourceUrl": [web_address(url)],
        "publisher": [line(source)[:STRING_LENGTH]],
    }


def _links(collection: Collection) -> Iterator[dict[str, Any]]:
    for source, target, key, data in collection.graph.edges(keys=True, data=True):
        if _is_link(data):
            over = data["type"].startswith("WAS_") or data["type"] == "HELD_OFFICE"
            yield _made(
                "UnknownLink",
                entity_id("link", f"{source}\0{target}\0{key}"),
                {
                    "subject": [entity_id("node", source)],
                    "object": [entity_id("node", target)],
                    "role": [data["type"]],
                    "status": ["ended" if over else None],
                    "recordId": [line(key)[:STRING_LENGTH]],
                    **_dates(data["date"]),
                    **_told(data["article"], data["evidence"], data["url"], data["article_source"]),
                },
            )


def _is_link(data: Mapping[str, Any]) -> bool:
    """Tell whether an edge of the network is a link: what somebody said of somebody is none."""
    return is_fact(data["status"]) and data["rule"] != "quote"
