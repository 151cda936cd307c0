"""Who was at a meeting besides those whom its own words name; each row has a text that looks alike and adds nobody."""

from __future__ import annotations

import pytest
from build import events, parsed

from newsnlp.annotation.events import Events

F, W, D, P, S, O, B = "Ferrante", "Weber", "Dubois", "Petrov", "Silvestri", "Okafor", "Bassani"  # noqa: E741
MET = "Ferrante ha incontrato Weber a Roma."
TALK = "Ferrante ha avuto un colloquio con Weber."
SUMMIT = "Al vertice di Vienna hanno partecipato Ferrante e Weber."
CONSULTATIONS = "Bassani ha avviato le consultazioni."

# sentences, parties of every meeting, a text that looks alike, its parties
TABLE: list[tuple[list[str], list[list[str]], list[str], list[list[str]]]] = [
    # "c'erano"
    (
        [MET, "C'erano anche Dubois e Silvestri."],
        [[D, F, S, W]],
        [MET, "C'erano molti dubbi su Dubois."],
        [[F, W]],
    ),
    # without a verb
    (
        [MET, "Con loro anche il ministro Dubois."],
        [[D, F, W]],
        [MET, "Per loro ha votato anche Dubois."],
        [[F, W]],
    ),
    (
        [MET, "Presenti anche Dubois e Silvestri."],
        [[D, F, S, W]],
        [MET, "Presenti a centinaia i sostenitori di Dubois."],
        [[F, W]],
    ),
    # a verb of attendance: of a meeting, not of a match
    ([SUMMIT], [[F, W]], [MET, "Alla partita ha assistito anche Dubois."], [[F, W]]),
    ([MET, "Ad accompagnarlo c'era Silvestri."], [[F, S, W]], [MET, "Bassani ha parlato di pace."], [[F, W]]),
    # who mediates is there
    (
        [TALK, "Dubois ha condotto la mediazione assieme a Petrov."],
        [[D, F, P, W]],
        [TALK, "Dubois ha condotto la trasmissione assieme a Petrov."],
        [[F, W]],
    ),
    # who called it
    (
        [TALK, "I colloqui erano stati convocati da Bassani."],
        [[B, F, W]],
        [TALK, "I colloqui erano stati criticati da Bassani."],
        [[F, W]],
    ),
    # who sits at the table sits at the meeting just told; a dinner is another
    (
        ["È finito il faccia a faccia tra Ferrante e Weber.", "Al tavolo sedevano Dubois e Petrov."],
        [[D, F, P, W]],
        ["È finito il faccia a faccia tra Ferrante e Weber.", "Dubois ha incontrato Petrov a Tokyo."],
        [[F, W], [D, P]],
    ),
    # beside a summit
    (
        [SUMMIT, "A margine dei lavori Dubois ha incontrato Petrov."],
        [[D, F, P, W], [D, P]],
        [SUMMIT, "Dubois ha incontrato Petrov a Tokyo."],
        [[F, W], [D, P]],
    ),
    # a meeting that others join
    (
        [TALK, "Poi si è tenuta una cena allargata ai ministri Dubois e Petrov."],
        [[F, W], [D, F, P, W]],
        [TALK, "Poi si è tenuta una cena con i ministri Dubois e Petrov."],
        [[F, W], [D, F, P]],
    ),
    # many who confer after a summit of nobody in particular
    (
        ["Si è chiuso il vertice di Vienna.", "Dubois, Petrov e Silvestri hanno discusso di dazi."],
        [[D, P, S]],
        ["Si è chiuso il vertice tra Ferrante e Weber.", "Dubois, Petrov e Silvestri hanno discusso di dazi."],
        [[F, W], [D, P, S]],
    ),
    # a colon spells a meeting out
    (
        ["Confermato l'appuntamento di domani: Ferrante riceverà Weber."],
        [[F, W]],
        ["Ferrante ha chiesto un documento a Weber."],
        [],
    ),
    (["Ferrante ha chiesto un incontro a Weber."], [[F, W]], ["Ferrante ha chiesto un documento a Weber."], []),
    (["Ferrante è stato a cena da Weber."], [[F, W]], ["Ferrante è stato a cena a Roma."], []),
    (["Ferrante ha sentito il presidente Weber."], [[F, W]], ["La procura ha sentito Ferrante e Weber."], []),
    # a name that the parser hung on the place before it
    (
        ["Ferrante ha ricevuto lunedì al Quirinale Weber."],
        [[F, W]],
        ["Ferrante ha ricevuto lunedì al Quirinale una lettera."],
        [],
    ),
    # with each other, at length; not to others
    (
        ["Ferrante e Weber hanno parlato per un'ora a Parigi."],
        [[F, W]],
        ["Ferrante e Weber hanno parlato ai giornalisti per un'ora."],
        [],
    ),
    ([MET, "Accanto a Dubois sedeva Petrov."], [[D, F, P, W]], [MET, "Accanto a Dubois correva Petrov."], [[F, W]]),
    # a list behind a colon, and a clause
    (
        ["Ferrante ha incontrato i leader europei: Weber, Dubois e Petrov."],
        [[D, F, P, W]],
        ["Ferrante ha incontrato il presidente: Weber ha protestato."],
        [[F]],
    ),
    ([MET, "Si è poi unita Silvestri."], [[F, S, W]], [MET, "Si è poi pentita Silvestri."], [[F, W]]),
    (
        [MET, "La Francia era rappresentata da Dubois."],
        [[D, F, W]],
        [MET, "La Francia era criticata da Dubois."],
        [[F, W]],
    ),
    (
        ["Si è aperta la conferenza organizzata da Weber.", "C'erano anche Dubois e Silvestri."],
        [[D, S, W]],
        ["Si è aperta la conferenza stampa organizzata da Weber.", "C'erano anche Dubois e Silvestri."],
        [],
    ),
    # the parties of a call are not those of the appointment that came of it
    (
        [MET, "L'appuntamento era nato da una telefonata fra Dubois e Petrov."],
        [[F, W], [D, P]],
        [MET, "Gli incontri sono durati due ore."],
        [[F, W]],
    ),
    # who gives a dinner has guests
    (
        ["Ferrante ha offerto una cena.", "C'erano anche Dubois e Silvestri."],
        [[D, F, S]],
        ["Ferrante è stato a cena a Roma."],
        [],
    ),
    # talks that last, without an article, are those that the text is about
    (
        [TALK, "Dopo dodici ore di trattative Ferrante e Weber hanno firmato."],
        [[F, W]],
        [TALK, "Gli incontri sono durati due ore."],
        [[F, W]],
    ),
]


def parties(sentences: list[str]) -> list[list[str]]:
    return [event["participants"] for event in events(parsed(*sentences), "MEETING")]


@pytest.mark.parametrize(("sentences", "expected", "alike", "unchanged"), TABLE)
def test_parties_told_around_a_meeting(
    sentences: list[str], expected: list[list[str]], alike: list[str], unchanged: list[list[str]]
) -> None:
    assert parties(sentences) == expected
    assert parties(alike) == unchanged


def test_who_stays_away_is_no_party() -> None:
    meeting = "Ferrante, Weber e Dubois si riuniranno a Vienna."
    [without] = events(parsed(meeting, "Non ci sarà Dubois."), "MEETING")
    assert (without["participants"], without["absent"]) == ([F, W], [D])
    [held] = events(parsed(MET, "Assente Dubois."), "MEETING")
    assert (held["participants"], held["absent"]) == ([F, W], [D])
    [all_three] = events(parsed(meeting, "Bassani ha parlato di pace."), "MEETING")
    assert (all_three["participants"], all_three["absent"]) == ([D, F, W], [])
    assert events(parsed("Alla cena non si è visto Ferrante."), "MEETING") == []


def test_a_plural_counts_meetings_and_refers_back_to_none() -> None:
    [met] = events(parsed(MET, "Gli incontri sono durati due ore."), "MEETING")
    assert met["triggers"] == ["incontrato"]


def test_a_dinner_offered_by_somebody_was_held() -> None:
    [dinner] = events(parsed("Ferrante ha brindato alla cena offerta da Weber."), "MEETING")
    assert dinner["status"] == "happened"
    offered = events(parsed("Ferrante ha parlato della cena offerta a Weber."), "MEETING")
    statuses = {event["status"] for event in offered}
    assert "happened" not in statuses


def test_a_verb_of_the_first_person_is_said_of_the_speaker() -> None:
    doc = parsed('"Ho incontrato Weber", ha detto Ferrante.', speakers={(1, 4): F})
    [met] = events(doc, "MEETING")
    assert met["participants"] == [F, W]


def test_the_subject_behind_a_clitic_and_its_verb() -> None:
    [met] = events(parsed("Lo ha ricevuto ieri Weber.", MET, pronouns={0: F}), "MEETING")[:1]
    assert (met["participants"], met["agent"]) == ([F, W], [W])
    [met] = events(parsed("Weber lo ha ricevuto ieri.", MET, pronouns={1: F}), "MEETING")[:1]
    assert (met["participants"], met["agent"]) == ([F, W], [W])


def test_a_day_is_no_subject() -> None:
    [met] = events(parsed("Bassani ha parlato di pace.", "Martedì ha incontrato Weber.", zero={7: [B]}), "MEETING")
    assert met["participants"] == [B, W]
    # a name in the same place is one
    [met] = events(parsed("Bassani ha parlato di pace.", MET, zero={7: [B]}), "MEETING")
    assert met["participants"] == [F, W]


def test_the_host_of_a_house() -> None:
    text = ["Bassani ha parlato di pace.", "Okafor sarà ricevuto al Quirinale."]
    [received] = events(parsed(*text, roles={B: ("presidente della Repubblica", None)}), "MEETING")
    assert (received["participants"], received["agent"]) == ([B, O], [B])
    # a judge named beside it does not live there
    [alone] = events(parsed(*text, roles={B: ("presidente della Corte costituzionale", None)}), "MEETING")
    assert (alone["participants"], alone["agent"]) == ([O], [])


def test_a_company_gives_way_to_who_speaks_for_it() -> None:
    sentence = "Ferrante ha incontrato Lufthansa e Weber."
    [met] = events(parsed(sentence, roles={W: ("amministratore delegato", "Lufthansa")}), "MEETING")
    assert met["participants"] == [F, W]
    [all_three] = events(parsed(sentence), "MEETING")
    assert all_three["participants"] == [F, "Lufthansa", W]


def test_who_comes_to_consultations() -> None:
    came = "Ieri sono saliti al Quirinale Ferrante e Weber."
    [consulted] = events(parsed(CONSULTATIONS, came), "MEETING")
    assert (consulted["participants"], consulted["place"]) == ([B, F, W], ["Quirinale"])
    assert events(parsed(came), "MEETING") == []


# sentences, parties of every meeting
SERIES: list[tuple[list[str], list[list[str]]]] = [
    (["Ferrante ha visto Weber, poi Dubois e, in serata, Petrov."], [[F, W], [D, F], [F, P]]),
    (["Ferrante ha visto Weber, Dubois e Petrov."], [[D, F, P, W]]),
    (["Weber ha visto separatamente Ferrante e Dubois."], [[F, W], [D, W]]),
    (["Weber ha visto Ferrante e Dubois."], [[D, F, W]]),
    (["Bassani ha avuto due colloqui separati con Weber e Dubois."], [[B, W], [B, D]]),
    (["Bassani ha avuto due colloqui con Weber e Dubois."], [[B, D, W]]),
    ([CONSULTATIONS, "Poi è toccato a Ferrante."], [[B], [B, F]]),
    # a task is no turn
    ([CONSULTATIONS, "Poi è toccato a Ferrante parlare."], [[B]]),
    # nobody's turn without a meeting
    (["Poi è toccato a Ferrante."], []),
]


@pytest.mark.parametrize(("sentences", "expected"), SERIES)
def test_meetings_told_in_series(sentences: list[str], expected: list[list[str]]) -> None:
    assert parties(sentences) == expected


PLACES: list[tuple[list[str], list[str]]] = [
    (["Ferrante ha incontrato Weber all'Eliseo, a Parigi."], ["Eliseo", "Parigi"]),
    (["Ferrante ha incontrato Weber a Roma e partirà per Parigi."], ["Roma"]),
    (["Ferrante ha incontrato Weber nella biblioteca dell'Eliseo."], ["Eliseo"]),
    (["Ferrante ha incontrato Weber nel giorno della festa dell'Eliseo."], []),
    (["La stretta di mano di Ginevra.", "Ferrante e Weber si sono incontrati ieri."], ["Ginevra"]),
    (["Il caso Ginevra.", "Ferrante e Weber si sono incontrati ieri."], []),
]


@pytest.mark.parametrize(("sentences", "places"), PLACES)
def test_where_they_met(sentences: list[str], places: list[str]) -> None:
    [met] = events(parsed(*sentences), "MEETING")
    assert met["place"] == places


def test_the_day_that_an_article_opens_with() -> None:
    sentences = ["Dubois ha incontrato Petrov a Tokyo.", "Ferrante e Weber si sono incontrati ieri."]
    near = parsed(*sentences, times={(13, 14): "2024-03-04"}, published="2024-03-05")
    far = parsed(*sentences, times={(13, 14): "2024-01-04"}, published="2024-03-05")
    assert near[13].text == "ieri"
    assert [event["time"] for event in Events().find(near)] == [0, 0]
    assert [event["time"] for event in Events().find(far)] == [None, 0]
