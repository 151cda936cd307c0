"""The whole way with the shipped pipeline: from a page to who met whom."""

from __future__ import annotations

import pytest

import newsnlp
from newsnlp.schema import Document

PAGE = """Il Faro dei Laghi
Home | Esteri | Politica | Sport
Vertice sui porti, Rossetti vede Novak a Praga
Pubblicato il 3/5/2024 alle 10:15
Vertice sui porti, Rossetti vede Novak a Praga
PRAGA - Il ministro degli Esteri Carlo Rossetti ha incontrato ieri a Praga il presidente ceco Petr Novak. «È stato un
colloquio utile», ha detto Rossetti.
LEGGI ANCHE Berlino, Schulz riceve Duval
I due ministri si erano visti in aprile.
© Riproduzione riservata
"""


def met(document: Document) -> set[tuple[str, ...]]:
    """Return the names of those who met, per meeting."""
    return {
        tuple(sorted(document.entity(entity).name for entity in {*event.participants, *event.agent}))
        for event in document.events
        if event.type == "MEETING"
    }


def test_who_met_whom_in_a_page(nlp):
    record = newsnlp.annotate(PAGE, published="2024-05-03", nlp=nlp)
    assert ("Carlo Rossetti", "Petr Novak") in met(record)
    meeting = next(event for event in record.events if event.type == "MEETING" and len(event.participants) == 2)
    assert [record.entity(place).name for place in meeting.place] == ["Praga"]
    assert meeting.time is not None
    assert meeting.time.value == "2024-05-02"
    assert meeting.status == "happened"
    # Nobody of the teaser is in the record, and every span is one of the page.
    assert {entity.name for entity in record.entities}.isdisjoint({"Schulz", "Duval", "Berlino"})
    assert all(PAGE[m.start : m.end] == m.text for entity in record.entities for m in entity.mentions)


MATCH = """L'incontro tra Juventus e Milan è finito due a zero.
La squadra di casa ha segnato un gol per tempo: in classifica ora è prima. L'arbitro ha espulso un difensore, e
l'allenatore ha cambiato due giocatori. Per la Juventus è la quarta vittoria in campionato.
"""


def test_a_match_is_no_meeting_control(nlp):
    assert met(newsnlp.annotate(MATCH, published="2024-05-03", nlp=nlp)) == set()


def test_the_reference_article(nlp, shared):
    text = (shared / "samples" / "putin-kim-2024.txt").read_text(encoding="utf8")
    record = newsnlp.annotate(text, published="2024-06-19", nlp=nlp)
    putin, kim = entity_of(record, "Putin", "presidente russo"), entity_of(record, "Kim", "leader nordcoreano")
    places = {
        record.entity(place).name
        for event in record.events
        if event.type == "MEETING" and {putin, kim} <= {*event.participants}
        for place in event.place
    }
    assert "Pyongyang" in places


def entity_of(record: Document, *texts: str) -> str:
    """Return the id of the person that is mentioned by all these texts."""
    people = (entity for entity in record.entities if entity.type == "PER")
    return next(person.id for person in people if set(texts) <= {mention.text for mention in person.mentions})


@pytest.mark.parametrize("headline", ["Visita a Roma", "Visita a Roma.", "Roma, la visita"])
@pytest.mark.parametrize("name", ["Mario Bergoni", "Xi Jinping", "Ana Novak"])
def test_a_name_that_opens_a_paragraph_stays_whole(nlp, headline, name):
    record = newsnlp.annotate(f"{headline}\n{name} ha incontrato Karl Huber a Roma.", nlp=nlp)
    assert name in {entity.name for entity in record.entities}


def test_a_copula_that_opens_a_sentence_is_no_first_name(nlp):
    document = newsnlp.annotate("Sarà Karl Weber a ospitare il colloquio con Boris Petrov.", nlp=nlp)
    assert {entity.name for entity in document.entities if entity.type == "PER"} == {"Karl Weber", "Boris Petrov"}
