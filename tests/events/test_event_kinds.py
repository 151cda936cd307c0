"""Kinds of fault, each with sentences of its own and near misses: who met whom, whether, where and when."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from spacy.language import Language

import newsnlp
from newsnlp import Document, Event

TABLE = Path(__file__).parent / "data" / "event_kinds.tsv"
PUBLISHED = "2024-03-14"
NOBODY = "-"


def rows() -> list[tuple[str, str, str]]:
    """Return (kind, what is expected, text) of every row; the top of the table tells the form."""
    lines = TABLE.read_text(encoding="utf8").splitlines()
    return [
        (kind, asked, text) for kind, asked, text in (line.split("\t") for line in lines if line[:1] not in {"", "#"})
    ]


def names(document: Document, ids: list[str]) -> list[str]:
    return [unicodedata.normalize("NFC", document.entity(id).name).casefold() for id in ids]


def is_as_asked(document: Document, event: Event, asked: str) -> bool:
    who, status, place, time = (asked.split(";") + [""] * 3)[:4]
    people = names(document, event.participants if event.type == "MEETING" else [*event.target, *event.agent])
    wanted = [part.casefold() for part in who.split("+") if part]
    same = len(people) == len(wanted) and all(any(part in name for name in people) for part in wanted)
    there = [part.casefold() for part in place.split(",") if part and part != "0"]
    places = names(document, event.place)
    placed = not place or (len(places) == len(there) and all(any(p in name for name in places) for p in there))
    value = event.time.value if event.time else None
    timed = not time or value == (None if time == "0" else time)
    return same and placed and timed and status in {"", event.status}


@pytest.mark.parametrize(("kind", "asked", "text"), rows())
def test_kind(nlp: Language, kind: str, asked: str, text: str) -> None:
    document = newsnlp.annotate(text.replace("\\n", "\n"), published=PUBLISHED, nlp=nlp)
    before, colon, behind = asked.partition(":")
    type_, listed = (before, behind) if colon and before.isalpha() else ("MEETING", asked)
    events = [event for event in document.events if event.type == (type_ if type_ not in {"held"} else "MEETING")]
    if type_ == "held":
        events = [event for event in events if event.status == "happened"]
    wanted = [] if listed.strip() == NOBODY else [part.strip() for part in listed.split("//")]
    assert len(events) == len(wanted)
    for part in wanted:
        fitting = next((event for event in events if is_as_asked(document, event, part)), None)
        assert fitting is not None, f"{kind}: no {part}"
        events.remove(fitting)
