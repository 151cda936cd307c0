"""Small documents built by hand; the helpers find every offset in the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from newsnlp.schema import Document, Entity, Event, Mention, Quote, Role, Span, TimeExpression

TREATY = (
    "Anna Verdi ha ricevuto ieri a Trento il presidente boemo Karel Novak. "
    "«Con Anna Verdi lavoreremo bene», ha detto Novak."
)
REFUSAL = "Anna Verdi non ha incontrato Conte. Karel Novak la vedrà a Trento il 12 maggio."
HEARSAY = "Conte avrebbe incontrato Karel Novak."


def span(text: str, words: str, *, nth: int = 0) -> Span:
    """Return the span of the nth occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def mention(text: str, words: str, *, nth: int = 0, kind: str = "name") -> Mention:
    return Mention(**span(text, words, nth=nth).model_dump(), kind=kind)


def entity(text: str, key: str, kind: str, name: str, **known: object) -> Entity:
    """Return an entity with one mention of kind name."""
    return Entity(**{"id": key, "type": kind, "name": name, "mentions": (mention(text, name),), **known})


def event(text: str, key: str, kind: str, status: str, trigger: str, **known: object) -> Event:
    sentence = next(part for part in text.split(". ") if trigger in part)
    spans = {"mentions": (span(text, trigger),), "evidence": (span(text, sentence),)}
    return Event(**{"id": key, "type": kind, "status": status, "rule": "test", **spans, **known})


@pytest.fixture
def treaty() -> Document:
    """A held meeting with a host and a place, a role by nationality, a quote that names the host."""
    role = span(TREATY, "presidente boemo")
    return Document(
        id="a1",
        published=date(2031, 3, 5),
        text=TREATY,
        entities=(
            Entity(
                id="E1",
                type="PER",
                name="Anna Verdi",
                mentions=(mention(TREATY, "Anna Verdi"), mention(TREATY, "Anna Verdi", nth=1)),
            ),
            Entity(
                id="E2",
                type="PER",
                name="Karel Novak",
                mentions=(mention(TREATY, "Karel Novak"), mention(TREATY, "Novak", nth=1)),
                roles=(Role(title="presidente", of="Boemia", start=role.start, end=role.end),),
            ),
            entity(TREATY, "E3", "LOC", "Trento"),
        ),
        events=(
            event(
                TREATY,
                "V1",
                "MEETING",
                "happened",
                "ricevuto",
                participants=("E2", "E1"),
                agent=("E1",),
                place=("E3",),
                mode="bilateral",
                time=TimeExpression(**span(TREATY, "ieri").model_dump(), value="2031-03-04"),
            ),
        ),
        quotes=(
            Quote(
                speaker="E2",
                cue=span(TREATY, "detto"),
                content=span(TREATY, "Con Anna Verdi lavoreremo bene"),
                direct=True,
            ),
        ),
    )


@pytest.fixture
def refusal() -> Document:
    """A meeting that was not, with a person known by surname, and one that is to come."""
    return Document(
        id="a2",
        published=date(2031, 3, 6),
        text=REFUSAL,
        entities=(
            entity(REFUSAL, "E1", "PER", "Anna Verdi"),
            entity(REFUSAL, "E2", "PER", "Conte"),
            entity(REFUSAL, "E3", "PER", "Karel Novak"),
            entity(REFUSAL, "E4", "LOC", "Trento"),
        ),
        events=(
            event(REFUSAL, "V1", "MEETING", "negated", "incontrato", participants=("E1", "E2")),
            event(
                REFUSAL,
                "V2",
                "MEETING",
                "planned",
                "vedrà",
                participants=("E3", "E1"),
                place=("E4",),
                time=TimeExpression(**span(REFUSAL, "il 12 maggio").model_dump(), value="2031-05-12"),
            ),
        ),
    )


@pytest.fixture
def hearsay() -> Document:
    """A meeting of hearsay with another person of the same surname."""
    return Document(
        id="a3",
        text=HEARSAY,
        entities=(entity(HEARSAY, "E1", "PER", "Conte"), entity(HEARSAY, "E2", "PER", "Karel Novak")),
        events=(
            event(
                HEARSAY,
                "V1",
                "MEETING",
                "possible",
                "incontrato",
                status_detail="reported",
                participants=("E1", "E2"),
            ),
        ),
    )


@pytest.fixture
def corpus(treaty: Document, refusal: Document, hearsay: Document) -> list[Document]:
    return [treaty, refusal, hearsay]


@pytest.fixture
def people() -> Callable[..., Document]:
    """Return a maker of articles that name entities and say nothing about them."""

    def make(key: str, *names: str, kind: str = "PER", kb: dict[str, str] | None = None) -> Document:
        text = ", ".join(names)
        listed: list[Entity] = []
        for number, name in enumerate(names):
            before = names[:number].count(name)
            one = Entity(
                id=f"E{number + 1}",
                type=kind,
                name=name,
                kb_id=(kb or {}).get(name),
                mentions=(mention(text, name, nth=before),),
            )
            listed.append(one)
        return Document(id=key, text=text, entities=tuple(listed))

    return make
