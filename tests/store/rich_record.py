"""One record that has every field filled, as JSON; every offset is found in its text."""

from __future__ import annotations

import copy
from typing import Any

TEXT = (
    "Ieri a Roma la ministra Anna Neri ha visto Ugo Bo, durato due ore, a margine del vertice. Assente Lea Po. "
    "«Parlato di dazi», ha detto Neri alla Lega. Fonti: il vertice di domani con un alto funzionario. "
    "Anna Neri, moglie di Ugo Bo."
)


def span(words: str, *, nth: int = 0, **more: Any) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words, **more}


def place(words: str) -> dict[str, int]:
    found = span(words)
    return {"start": found["start"], "end": found["end"]}


def entity(key: str, kind: str, name: str, *more: dict[str, Any], **known: Any) -> dict[str, Any]:
    mentions = [span(name, kind="name"), *more]
    return {"id": key, "type": kind, "name": name, "mentions": mentions, "confidence": 0.9, **known}


def by(rule: str, confidence: float) -> dict[str, Any]:
    return {"rule": rule, "confidence": confidence}


def rich_record() -> dict[str, Any]:
    """Return the record; two events, a quote, a relation, two times, four kinds of mentions."""
    yesterday = span("Ieri", value="2024-05-02", granularity="day", certainty="counted", approximate=False)
    tomorrow = span("domani", value=None, reason="no_publication_date", approximate=False)
    meeting = {
        "id": "V1",
        "type": "MEETING",
        "status": "happened",
        "status_detail": "held",
        "mode": "bilateral",
        "mentions": [span("visto")],
        "participants": ["E1", "E2"],
        "agent": ["E1"],
        "place": ["E3"],
        "time": copy.copy(yesterday),
        "topic": span("dazi"),
        "attribution": [span("Fonti", source=None), span("Neri", nth=1, source="E1")],
        "open_slots": [span("un alto funzionario")],
        "absent": ["E4"],
        "parent": "V2",
        "duration": span("due ore"),
        "evidence": [span(TEXT[: TEXT.index(" Assente")])],
        "rule": "sym(vedere) status:visto",
        "confidence": 0.8,
        "arguments": [
            span(
                "ministra",
                role="participants",
                entity="E1",
                via="nominal",
                path="visto >nsubj ministra",
                **by("sym", 0.9),
            ),
            span("Ugo Bo", role="participants", entity="E2", via="name", path=None, **by("network", 0.6)),
            span("Roma", role="place", entity="E3", via="context", path=None, **by("beside", 0.5)),
            span("Ieri", role="time", entity=None, via="time", path="visto >advmod Ieri", **by("beside", 0.7)),
        ],
    }
    summit = {
        "id": "V2",
        "type": "MEETING",
        "status": "planned",
        "mentions": [span("vertice", nth=1)],
        "participants": ["E2"],
        "target": ["E5"],
        "time": copy.copy(tomorrow),
        "evidence": [span("Fonti: il vertice di domani con un alto funzionario.")],
        "rule": "noun(vertice)",
    }
    office = {"title": "ministra", "of": "Italia", **place("ministra")}
    return {
        "schema_version": "1.3",
        "id": "ricco",
        "title": "La Neri a Roma",
        "published": "2024-05-03",
        "url": "https://example.org/1",
        "source": "Prova",
        "meta": {"section": "esteri", "words": 12},
        "language": "it",
        "text": TEXT,
        "entities": [
            entity(
                "E1",
                "PER",
                "Anna Neri",
                span("ministra", kind="nominal"),
                roles=[copy.copy(office)],
                gender="f",
                kb_id="Q1",
            ),
            entity("E2", "PER", "Ugo Bo", span("ha", nth=1, kind="zero"), roles=[office | {"of": "E5"}]),
            entity("E3", "LOC", "Roma", {"start": 10, "end": 14, "text": "Roma", "part": "title", "kind": "name"}),
            entity("E4", "PER", "Lea Po"),
            entity("E5", "ORG", "Lega"),
        ],
        "events": [meeting, summit],
        "quotes": [
            {
                "speaker": "E1",
                "cue": span("detto"),
                "content": span("Parlato di dazi"),
                "direct": True,
                "addressee": "E5",
                "source": span("Neri", nth=1),
            }
        ],
        "relations": [
            {
                "source": "E1",
                "target": "E2",
                "type": "SPOUSE_OF",
                "event": "V1",
                "status": "happened",
                "mentions": [span("moglie")],
                "evidence": [span("Anna Neri, moglie di Ugo Bo.")],
                "rule": "beside",
            }
        ],
        "times": [yesterday, tomorrow],
        "pipeline": {"newsnlp": "0.2.0", "model": "m 1", "language_data": "d"},
        "warnings": ["a doubt"],
    }
