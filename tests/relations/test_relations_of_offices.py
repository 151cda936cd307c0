"""Offices and membership: what is held, what was held, what is only to come; and seats."""

import pytest

OFFICES = [
    ("Il sindaco di Genova/LOC Marco_Ferri/PER tace.", "HOLDS_OFFICE", "happened"),
    ("Il leader della Lega/ORG, Marco_Ferri/PER, tace.", "HOLDS_OFFICE", "happened"),
    ("Marco_Ferri/PER, sindaco di Genova/LOC dal 2021, tace.", "HOLDS_OFFICE", "happened"),
    ("Marco_Ferri/PER è già sindaco di Genova/LOC.", "HOLDS_OFFICE", "happened"),
    # cleft: the verb says nothing of the office
    ("A parlare è stato il sindaco di Genova/LOC Marco_Ferri/PER.", "HOLDS_OFFICE", "happened"),
    ("Ieri il sindaco di Genova/LOC Marco_Ferri/PER ha firmato.", "HOLDS_OFFICE", "happened"),
    ("L'ex sindaco di Genova/LOC Marco_Ferri/PER tace.", "HELD_OFFICE", "happened"),
    ("L'allora sindaco di Genova/LOC Marco_Ferri/PER firmò.", "HELD_OFFICE", "happened"),
    ("Marco_Ferri/PER, già sindaco di Genova/LOC, tace.", "HELD_OFFICE", "happened"),
    ("Marco_Ferri/PER, sindaco di Genova/LOC dal 2001 al 2006, tace.", "HELD_OFFICE", "happened"),
    ("Marco_Ferri/PER era sindaco di Genova/LOC.", "HELD_OFFICE", "happened"),
    ("Marco_Ferri/PER è stato sindaco di Genova/LOC.", "HELD_OFFICE", "happened"),
    ("Nel 2009 il sindaco di Genova/LOC Marco_Ferri/PER firmò.", "HELD_OFFICE", "happened"),
    ("Il futuro sindaco di Genova/LOC Marco_Ferri/PER tace.", "HOLDS_OFFICE", "planned"),
    ("L'esponente del Pd/ORG Marco_Ferri/PER tace.", "MEMBER_OF", "happened"),
    ("L'ex deputato del Pd/ORG Marco_Ferri/PER tace.", "WAS_MEMBER_OF", "happened"),
    ("Marco_Ferri/PER (Pd/ORG) tace.", "MEMBER_OF", "happened"),
]
NO_OFFICE = [
    "Marco_Ferri/PER non è il sindaco di Genova/LOC.",
    "Il presunto capo della Lega/ORG Marco_Ferri/PER tace.",
    "Il primo presidente della Bce/ORG Marco_Ferri/PER tace.",
    "Marco_Ferri/PER, candidato sindaco di Genova/LOC, tace.",
    "Marco_Ferri/PER, deputato di Genova/LOC, tace.",
    "Il giornalista di Repubblica/ORG Marco_Ferri/PER tace.",
    "Il portavoce di Luca_Bo/PER Marco_Ferri/PER tace.",
    "Marco_Ferri/PER (Milan/ORG) ha segnato.",
    "Marco_Ferri/PER (nato a Genova/LOC) tace.",
    "Marco_Ferri/PER (con il Pd/ORG) tace.",
]


@pytest.mark.parametrize(("sentence", "kind", "status"), OFFICES)
def test_offices(told, sentence, kind, status):
    ((source, found, target, how),) = told(sentence)
    assert (source, found, how) == ("Marco Ferri", kind, status)
    assert target in {"Genova", "Lega", "Pd"}


@pytest.mark.parametrize("sentence", NO_OFFICE)
def test_no_office(told, sentence):
    assert told(sentence) == []


def test_who_has_died_holds_no_office(told):
    sentence = "È morto il sindaco di Genova/LOC Marco_Ferri/PER."
    death = {"type": "DEATH", "status": "happened", "target": [1]}
    assert [kind for _, kind, *_ in told(sentence, events=[death])] == ["HELD_OFFICE"]
    assert [kind for _, kind, *_ in told(sentence, events=[{**death, "status": "negated"}])] == ["HOLDS_OFFICE"]


SEATS = [
    "La Novatel/ORG, con sede a Genova/LOC, tace.",
    "La Novatel/ORG, azienda informatica con sede legale a Genova/LOC, tace.",
    "La Novatel/ORG, che ha sede a Genova/LOC, tace.",
    "La Novatel/ORG ha la sede a Genova/LOC.",
    "L'agenzia Novatel/ORG, basata a Genova/LOC, tace.",
    "La Novatel/ORG, con quartier generale a Genova/LOC, tace.",
]
NO_SEAT = [
    "La sede della Novatel/ORG a Genova/LOC è chiusa.",
    "La Novatel/ORG aprirà una sede a Genova/LOC.",
    "La Novatel/ORG di Milano/LOC, con sede a Genova/LOC, tace.",
    "Marco_Ferri/PER, con casa e sede a Genova/LOC, tace.",
    "Marco_Ferri/PER, con sede a Genova/LOC, tace.",
    "La Novatel/ORG, che critica chi è con sede a Genova/LOC, tace.",
    "La Novatel/ORG, con sede a norma, tace a Genova/LOC.",
]


@pytest.mark.parametrize("sentence", SEATS)
def test_seats(told, sentence):
    assert told(sentence) == [("Novatel", "BASED_IN", "Genova", "happened")]


@pytest.mark.parametrize("sentence", NO_SEAT)
def test_no_seats(told, sentence):
    assert told(sentence) == []
