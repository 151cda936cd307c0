"""Who met whom: every row of the table of roles, each with a near miss that must not become a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from build import events, parsed

F, W, D, P, S, O = "Ferrante", "Weber", "Dubois", "Petrov", "Silvestri", "Okafor"  # noqa: E741

# sentence, participants, host, place, and one that looks alike and tells of no meeting
TABLE = [
    # active
    ("Ferrante ha incontrato Weber a Roma.", [F, W], [], ["Roma"], "Ferrante ha incontrato molte difficoltà a Roma."),
    # passive: host and guest
    (
        "Okafor è stato ricevuto da Weber a Berlino.",
        [O, W],
        [W],
        ["Berlino"],
        "L'avviso è stato ricevuto da Okafor a Berlino.",
    ),
    ("Okafor, ricevuto ieri da Weber, ha chiesto aiuti.", [O, W], [W], [], "Ferrante ha ricevuto un premio da Weber."),
    # reciprocal si; rivers meet as well
    ("Ferrante e Weber si sono incontrati a Parigi.", [F, W], [], ["Parigi"], "I due fiumi si incontrano a Parigi."),
    # si with con
    ("Ferrante si è incontrato con Weber.", [F, W], [], [], "Ferrante si è scontrato con Weber."),
    # relative clause
    (
        "Ferrante, che ha incontrato Weber, è tornato a Roma.",
        [F, W],
        [],
        None,
        "Ferrante, che ha criticato Weber, è tornato a Roma.",
    ),
    # three parties are one meeting
    (
        "Ferrante, Weber e Dubois si sono riuniti a Vienna.",
        [D, F, W],
        [],
        ["Vienna"],
        "Ferrante ha riunito gli appunti.",
    ),
    # modal verb and control: the subject comes from above
    ("Ferrante vuole incontrare Weber.", [F, W], [], [], "Ferrante ha smesso di fumare."),
    ("Ferrante ha deciso di incontrare Weber.", [F, W], [], [], "Ferrante ha smesso di fumare."),
    # noun with tra, con, di
    (
        "L'incontro tra Ferrante e Weber è durato un'ora.",
        [F, W],
        [],
        [],
        "La differenza tra Ferrante e Weber è evidente.",
    ),
    (
        "Il colloquio di Ferrante con Weber è durato un'ora.",
        [F, W],
        [],
        [],
        "Il libro di Ferrante con Weber è un successo.",
    ),
    # light verb
    ("Ferrante ha avuto un colloquio con Weber.", [F, W], [], [], "Ferrante ha avuto un incidente con Weber."),
    # title without verb
    ("A Roma vertice tra Ferrante e Weber.", [F, W], [], ["Roma"], "A Roma differenze tra Ferrante e Weber."),
    ("Faccia a faccia tra Ferrante e Weber.", [F, W], [], [], "A Roma differenze tra Ferrante e Weber."),
    # host
    ("Dubois ha ricevuto Silvestri.", [D, S], [D], [], "Dubois ha ricevuto una lettera di Silvestri."),
    ("Dubois ha accolto Silvestri.", [D, S], [D], [], "Dubois ha accolto la richiesta di Silvestri."),
    # telephone
    ("Weber ha telefonato a Dubois.", [D, W], [], [], "Weber ha chiamato la polizia."),
    # talk: with a person, not about one
    ("Ferrante ha parlato con Weber.", [F, W], [], [], "Ferrante ha parlato di Weber."),
    # see: a person, not a town
    ("Ferrante ha visto Weber a Roma.", [F, W], [], ["Roma"], "Ferrante ha visto Roma."),
    # hyphen between two countries
    (
        "Il vertice Italia-Germania si è tenuto a Roma.",
        ["Germania", "Italia"],
        [],
        ["Roma"],
        "Il volo Italia-Germania è partito da Roma.",
    ),
]


@pytest.mark.parametrize(("sentence", "participants", "host", "place", "near_miss"), TABLE)
def test_parties_host_and_place(
    sentence: str, participants: list[str], host: list[str], place: list[str] | None, near_miss: str
) -> None:
    found = events(parsed(sentence), "MEETING")
    assert [event["participants"] for event in found] == [participants]
    assert found[0]["agent"] == host
    assert place is None or found[0]["place"] == place


@pytest.mark.parametrize("sentence", sorted({row[4] for row in TABLE}))
def test_near_misses_are_no_meetings(sentence: str) -> None:
    assert events(parsed(sentence), "MEETING") == []


# Who a pronoun, a description or a left-out subject stands for is told by the layers before.
REFERENCE: list[tuple[Sequence[str], Mapping[str, Any], list[str]]] = [
    # "Weber è arrivato ieri. Ferrante lo ha incontrato a Roma."
    (["Weber è arrivato ieri.", "Ferrante lo ha incontrato a Roma."], {"pronouns": {6: W}}, [F, W]),
    # "Ferrante è arrivato a Berlino. Ha incontrato Weber."
    (["Ferrante è arrivato a Berlino.", "Ha incontrato Weber."], {"zero": {6: [F]}}, [F, W]),
    # "L'incontro tra Ferrante e Weber ... I due leader si sono visti a Berlino."
    (
        ["La differenza tra Ferrante e Weber è evidente.", "I due leader si sono visti a Berlino."],
        {"nominals": {(9, 12): [F, W]}},
        [F, W],
    ),
]
REFERENCE_NEAR_MISSES: list[tuple[Sequence[str], Mapping[str, Any]]] = [
    (["Weber è arrivato ieri.", "Ferrante lo ha detto a Weber."], {}),
    (["Ferrante è arrivato a Berlino.", "Ha criticato Weber."], {"zero": {6: [F]}}),
]


@pytest.mark.parametrize(("sentences", "layers", "participants"), REFERENCE)
def test_parties_that_are_not_named(
    sentences: Sequence[str], layers: Mapping[str, Any], participants: list[str]
) -> None:
    found = events(parsed(*sentences, **layers), "MEETING")
    assert [event["participants"] for event in found] == [participants]


@pytest.mark.parametrize(("sentences", "layers"), REFERENCE_NEAR_MISSES)
def test_pronouns_in_other_clauses_make_no_meeting(sentences: Sequence[str], layers: Mapping[str, Any]) -> None:
    assert events(parsed(*sentences, **layers), "MEETING") == []


def test_the_body_that_a_summit_belongs_to_takes_part_and_its_town_is_the_place() -> None:
    # "Ferrante ha partecipato al vertice della Nato." / "Il vertice di Vienna è durato due giorni."
    [nato] = events(parsed("Ferrante ha partecipato al vertice della Nato."), "MEETING")
    assert {F, "Nato"} == set(nato["participants"])
    # nobody is named: no meeting is told
    assert events(parsed("Il vertice di Vienna è durato due giorni."), "MEETING") == []
