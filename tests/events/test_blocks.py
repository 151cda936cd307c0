"""Trigger words that mean something else: matches, the top of a firm, doctors, prizes, difficulties, courts."""

from __future__ import annotations

import pytest
import spacy
from build import events, parsed

from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

NOT_MET = [
    "L'incontro tra Juventus e Milan è finito con due gol.",
    "L'incontro di boxe tra Ferrante e Weber è finito al terzo round.",
    "Ferrante è ai vertici di Lufthansa.",
    "Ferrante è arrivato al vertice dell'azienda.",
    "Ferrante ha incontrato molte difficoltà a Roma.",
    "Ferrante ha incontrato il favore di Weber.",
    "Ferrante è andato incontro a Weber.",
    "Ferrante ha ricevuto un premio da Weber.",
    "Dubois ha ricevuto una lettera di Silvestri.",
    "Dubois ha accolto la richiesta di Silvestri.",
    "La conferenza stampa di Ferrante è durata un'ora.",
    "L'udienza preliminare per Ferrante è fissata per lunedì.",
    "Weber ha chiamato la polizia.",
]
# The same words where they do tell of a meeting.
MET = [
    "L'incontro tra Ferrante e Weber è durato un'ora.",
    "Ferrante ha partecipato al vertice della Nato.",
    "Ferrante ha incontrato Weber a Roma.",
    "Dubois ha ricevuto Silvestri.",
    "Dubois ha accolto Silvestri.",
    "Juventus e Milan si sono incontrati a Roma.",
]


@pytest.mark.parametrize("sentence", NOT_MET)
def test_other_senses_are_no_meetings(sentence: str) -> None:
    assert events(parsed(sentence), "MEETING") == []


@pytest.mark.parametrize("sentence", MET)
def test_the_same_words_of_a_meeting(sentence: str) -> None:
    assert len(events(parsed(sentence), "MEETING")) == 1


@pytest.mark.parametrize(
    "sentence", ["Ferrante ha fatto una visita medica a Roma.", "La visita guidata di Roma con Ferrante dura un'ora."]
)
def test_doctors_and_guides_make_no_visit(sentence: str) -> None:
    assert events(parsed(sentence), "VISIT") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # two countries
        ("vertice Italia-Germania", ["vertice", "Italia", "-", "Germania"]),
        # one country, a region, a person, a point of the compass
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("Emilia-Romagna", ["Emilia-Romagna"]),
        ("Jong-un", ["Jong-un"]),
        ("Nord-Est", ["Nord-Est"]),
    ],
)
def test_a_hyphen_parts_two_countries_only(text: str, words: list[str]) -> None:
    pipeline = spacy.blank("it")
    adapt_tokenizer(pipeline, **tokenizer_data())
    assert [token.text for token in pipeline.tokenizer(text)] == words
