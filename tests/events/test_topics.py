"""What a meeting was about, and who was there without a name."""

from __future__ import annotations

import pytest
from build import events, parsed

MET = "Ferrante ha incontrato Weber a Roma."
TOPICS: list[tuple[list[str], str | None]] = [
    (["Ferrante e Weber si sono incontrati per discutere di dazi."], "dazi"),
    (["Ferrante e Weber si sono incontrati ieri."], None),
    (["Vertice sulla Libia tra Ferrante e Weber."], "Libia"),
    # on a lake one meets
    (["Vertice sul lago tra Ferrante e Weber."], None),
    ([MET, "Al centro del colloquio la crisi del gas."], "crisi del gas"),
    ([MET, "Sul tavolo i dazi."], "dazi"),
    ([MET, "Bassani ha parlato di pace."], None),
    (["L'incontro dedicato alla pesca tra Ferrante e Weber è durato un'ora."], "pesca"),
    (["L'incontro tra Ferrante e Weber è durato un'ora."], None),
    (["Ferrante ha parlato con Weber del piano."], "piano"),
    (["Ferrante ha parlato con Weber."], None),
]


@pytest.mark.parametrize(("sentences", "topic"), TOPICS)
def test_topic(sentences: list[str], topic: str | None) -> None:
    [met] = events(parsed(*sentences), "MEETING")
    assert met["topic"] == topic


def test_what_stands_on_a_stage_is_no_topic() -> None:
    [met] = events(parsed(MET, "Al centro del palco la statua di Weber."), "MEETING")
    assert met["topic"] is None


OPEN: list[tuple[list[str], list[str]]] = [
    (["Ferrante ha ricevuto Weber e un alto funzionario americano."], ["un alto funzionario americano"]),
    # whose they are is told: these are known
    (["Ferrante ha ricevuto Weber e i suoi ministri."], []),
    ([MET, "Hanno partecipato anche alcuni ministri."], ["alcuni ministri"]),
    ([MET, "C'erano anche Dubois e Silvestri."], []),
]


@pytest.mark.parametrize(("sentences", "slots"), OPEN)
def test_parties_without_a_name(sentences: list[str], slots: list[str]) -> None:
    [met] = events(parsed(*sentences), "MEETING")
    assert met["open_slots"] == slots


DURATIONS: list[tuple[list[str], str | None]] = [
    (["L'incontro tra Ferrante e Weber è durato un'ora."], "un'ora"),
    (["Ferrante e Weber hanno parlato per un'ora a Parigi."], "un'ora"),
    (["Ferrante e Weber si sono incontrati ieri."], None),
    (["Ferrante ha parlato con Weber."], None),
]


@pytest.mark.parametrize(("sentences", "duration"), DURATIONS)
def test_how_long_it_took(sentences: list[str], duration: str | None) -> None:
    [met] = events(parsed(*sentences), "MEETING")
    assert (met["duration"] or "").replace(" ", "") == (duration or "")


def test_the_summit_beside_which_they_met() -> None:
    summit = "Al vertice di Vienna hanno partecipato Ferrante e Weber."
    [_, beside] = events(parsed(summit, "A margine dei lavori Dubois ha incontrato Petrov."), "MEETING")
    assert beside["parent"] == 0
    [first, elsewhere] = events(parsed(summit, "Dubois ha incontrato Petrov a Tokyo."), "MEETING")
    assert (first["parent"], elsewhere["parent"]) == (None, None)
