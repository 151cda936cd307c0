"""Short articles with people who meet, built without a pipeline: enough of everything that a store has tables for."""

from __future__ import annotations

from typing import Any

from newsnlp.schema import Document

PEOPLE = ("Anna Neri", "Ugo Bo", "Lea Po", "Élodie Čech", "D'Annunzio Jr.")
PLACES = ("Roma", "Praga", "L'Aquila")


def short_article(doc_id: str, *, version: int = 0, **fields: Any) -> Document:
    """Return an article of this id; each version has other people, another place and another text."""
    first, second = PEOPLE[version % len(PEOPLE)], PEOPLE[(version + 1) % len(PEOPLE)]
    city = PLACES[version % len(PLACES)]
    text = f"La ministra {first} ha visto ieri {second} a {city}. «Bene», ha detto {first}. Versione {version}."
    evidence = span(text, text[: text.index(" «")])
    ieri = span(text, "ieri") | {"value": "2024-05-02", "granularity": "day", "certainty": "counted"}
    meeting = {
        "id": "V1",
        "type": "MEETING",
        "status": "happened" if version % 2 == 0 else "planned",
        "mentions": [span(text, "visto")],
        "participants": ["E1", "E2"],
        "place": ["E3"],
        "time": ieri,
        "attribution": [{**span(text, first), "source": "E1"}],
        "evidence": [evidence],
        "rule": "sym(vedere)",
        "confidence": 0.8,
        "arguments": [
            {**span(text, second), "role": "participants", "entity": "E2", "via": "name", "path": None, "rule": "sym"}
        ],
    }
    title = {"title": "ministra", "of": None, "start": 3, "end": 11}
    return Document.model_validate(
        {
            "id": doc_id,
            "title": f"{first} e {second}",
            "published": "2024-05-03",
            "source": "Prova",
            "text": text,
            "entities": [
                entity(text, "E1", "PER", first, roles=[title], kb_id="Q1" if version == 0 else None),
                entity(text, "E2", "PER", second),
                entity(text, "E3", "LOC", city),
            ],
            "events": [meeting],
            "quotes": [{"speaker": "E1", "cue": span(text, "detto"), "content": span(text, "Bene"), "direct": True}],
            "relations": [{"source": "E1", "target": "E2", "type": "ALLY_OF", "evidence": [evidence]}],
            "times": [ieri],
            **fields,
        }
    )


def entity(text: str, key: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "type": kind, "name": name, "mentions": [{**span(text, name), "kind": "name"}], **more}


def span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def articles(count: int, *, version: int = 0) -> list[Document]:
    return [short_article(f"a{number:04}", version=version) for number in range(count)]
