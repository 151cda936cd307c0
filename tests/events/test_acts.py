"""Who did what to whom, for every type but meetings: verbs, passives, light verbs, nouns, each with its near miss."""

from __future__ import annotations

from typing import Any

import pytest
from build import ROLES, events, parsed

F, W, D = "Ferrante", "Weber", "Dubois"
GERMANY, FRANCE, ITALY = "Germania", "Francia", "Italia"

# type, sentence, its roles, a near miss that names no event of the type
TABLE: list[tuple[str, str, dict[str, list[str]], str]] = [
    ("VISIT", "Weber è arrivato ieri mattina a Roma.", {"agent": [W], "place": ["Roma"]}, "Ferrante va a letto."),
    (
        "VISIT",
        "Ferrante andrà in Germania insieme a Weber.",
        {"agent": [F, W], "place": [GERMANY]},
        "Ferrante ha lasciato Roma.",
    ),
    (
        "VISIT",
        "Weber ha rinviato il viaggio in Italia.",
        {"agent": [W], "place": [ITALY]},
        "Ferrante è diventato famoso a Roma.",
    ),
    (
        "VISIT",
        "Il presidente Weber, in visita in Italia, ha lodato Ferrante.",
        {"agent": [W], "place": [ITALY]},
        "Ferrante ha assistito alla partita.",
    ),
    (
        "INVITATION",
        "Ferrante ha invitato Weber a visitare Mosca.",
        {"agent": [F], "target": [W], "place": ["Mosca"]},
        "Weber ha salutato i tifosi.",
    ),
    (
        "INVITATION",
        "Weber ha accettato l'invito di Ferrante.",
        {"agent": [F], "target": [W]},
        "Ferrante ha accolto i profughi a Roma.",
    ),
    (
        "INVITATION",
        "Su invito di Weber, Dubois è andato a Berlino.",
        {"agent": [W], "target": [D], "place": ["Berlino"]},
        "Ferrante va a letto.",
    ),
    (
        "AGREEMENT",
        "Ferrante e Weber hanno firmato un accordo a Roma.",
        {"participants": [F, W], "place": ["Roma"]},
        "Ferrante ha firmato il libro di Weber.",
    ),
    (
        "AGREEMENT",
        "La Germania e la Francia hanno raggiunto un'intesa a Roma.",
        {"participants": [FRANCE, GERMANY], "place": ["Roma"]},
        "Ferrante ha votato il documento.",
    ),
    (
        "AGREEMENT",
        "La Germania ha firmato con la Francia un patto.",
        {"participants": [FRANCE, GERMANY]},
        "Ferrante rafforza la squadra.",
    ),
    (
        "COOPERATION",
        "La Germania approfondisce i rapporti con la Francia.",
        {"participants": [FRANCE, GERMANY]},
        "Ferrante rafforza la squadra.",
    ),
    (
        "SUPPORT",
        "Ferrante ha espresso sostegno a Weber.",
        {"agent": [F], "target": [W]},
        "La diga fa da sostegno al ponte.",
    ),
    (
        "SUPPORT",
        "Weber ha salutato con favore la nomina di Ferrante.",
        {"agent": [W], "target": [F]},
        "Weber ha salutato i tifosi.",
    ),
    (
        "SUPPORT",
        "Weber ha elogiato il lavoro di Ferrante.",
        {"agent": [W], "target": [F]},
        "Weber ha salutato i tifosi.",
    ),
    (
        "SUPPORT",
        "Ferrante ha dato il via libera alla Francia.",
        {"agent": [F], "target": [FRANCE]},
        "Ferrante ha lasciato Roma.",
    ),
    (
        "SUPPORT",
        "Ferrante ha ottenuto il sostegno della Germania.",
        {"agent": [GERMANY], "target": [F]},
        "La diga fa da sostegno al ponte.",
    ),
    (
        "SUPPORT",
        "La Germania resta al fianco della Francia.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Ferrante è diventato famoso a Roma.",
    ),
    (
        "AID",
        "L'Italia ha inviato aiuti alla Germania.",
        {"agent": [ITALY], "target": [GERMANY]},
        "Ferrante ha assistito alla partita.",
    ),
    (
        "AID",
        "La Francia riceverà dalla Germania cento milioni di euro di aiuti.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "La Francia ha fornito dati alla Germania.",
    ),
    (
        "ARMS_SUPPLY",
        "La Francia ha fornito missili alla Germania.",
        {"agent": [FRANCE], "target": [GERMANY]},
        "La Francia ha fornito dati alla Germania.",
    ),
    (
        "SANCTION",
        "La Germania impone dazi alla Francia.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Lufthansa ha sospeso i voli per Roma.",
    ),
    (
        "SANCTION",
        "Le sanzioni tedesche alla Francia colpiscono la Germania.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Lufthansa ha sospeso i voli per Roma.",
    ),
    (
        "ACCUSATION",
        "Ferrante ha criticato Weber.",
        {"agent": [F], "target": [W]},
        "Le tesi critiche di Ferrante sono note.",
    ),
    (
        "ACCUSATION",
        "Le critiche di Ferrante a Weber sono dure.",
        {"agent": [F], "target": [W]},
        "Ferrante ha vinto il premio della critica a Roma.",
    ),
    (
        "ACCUSATION",
        "Dalla Germania arrivano pesanti critiche a Ferrante.",
        {"agent": [GERMANY], "target": [F]},
        "Le tesi critiche di Ferrante sono note.",
    ),
    (
        "ACCUSATION",
        "Ferrante ha rivolto dure accuse a Weber.",
        {"agent": [F], "target": [W]},
        "Weber è stato condannato a tre anni di carcere.",
    ),
    (
        "ACCUSATION",
        "Ferrante ha attaccato duramente Weber.",
        {"agent": [F], "target": [W]},
        "La Germania ha attaccato la Francia con i carri armati.",
    ),
    (
        "ACCUSATION",
        "Dura condanna della Francia da parte della Germania.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Ferrante rischia la condanna a morte.",
    ),
    (
        "ACCUSATION",
        "Weber ha ricevuto critiche da Ferrante.",
        {"agent": [F], "target": [W]},
        "Le tesi critiche di Ferrante sono note.",
    ),
    (
        "DENIAL",
        "La Germania ha respinto la richiesta della Francia.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Weber ha salutato i tifosi.",
    ),
    (
        "DENIAL",
        "La Germania ha detto no alla Francia.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Ferrante va a letto.",
    ),
    (
        "THREAT",
        "La Francia minaccia ritorsioni contro la Germania.",
        {"agent": [FRANCE], "target": [GERMANY]},
        "Ferrante ha criticato Weber.",
    ),
    (
        "THREAT",
        "Ultimatum della Francia alla Germania.",
        {"agent": [FRANCE], "target": [GERMANY]},
        "Ferrante ha criticato Weber.",
    ),
    (
        "PROTEST",
        "Gli studenti hanno manifestato a Roma contro Ferrante.",
        {"target": [F], "place": ["Roma"]},
        "Ferrante ha manifestato cordoglio a Weber.",
    ),
    ("PROTEST", "Sciopero dei trasporti a Roma.", {"place": ["Roma"]}, "Ferrante è diventato famoso a Roma."),
    (
        "ATTACK",
        "La Germania ha attaccato la Francia con i carri armati.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Ferrante ha attaccato duramente Weber.",
    ),
    (
        "ATTACK",
        "Le truppe tedesche hanno invaso la Francia e la Germania nega.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "L'attaccante ha guidato l'attacco della Juventus.",
    ),
    (
        "ATTACK",
        "I bombardamenti della Francia da parte della Germania continuano.",
        {"agent": [GERMANY], "target": [FRANCE]},
        "Ferrante ha avuto un attacco cardiaco a Roma.",
    ),
    (
        "ATTACK",
        "L'attentato di Roma ha colpito Weber.",
        {"target": [W], "place": ["Roma"]},
        "Scontro tra due treni in Germania, dieci morti.",
    ),
    ("ATTACK", "Le truppe hanno conquistato Berlino.", {"target": ["Berlino"]}, "Weber conquista la medaglia d'oro."),
    (
        "ARREST",
        "Ferrante è stato tratto in arresto a Roma.",
        {"target": [F], "place": ["Roma"]},
        "La polizia ha fermato il traffico a Roma.",
    ),
    (
        "ARREST",
        "La polizia di Roma ha arrestato Ferrante.",
        {"target": [F], "place": ["Roma"]},
        "La polizia ha fermato il traffico a Roma.",
    ),
    ("ARREST", "Weber è stato arrestato e condannato a tre anni.", {"target": [W]}, "Ferrante è indagato a Roma."),
    (
        "TRIAL",
        "Weber è stato arrestato e condannato a tre anni.",
        {"target": [W]},
        "Weber condanna l'invasione della Francia.",
    ),
    ("TRIAL", "Il processo a Ferrante comincia domani.", {"target": [F]}, "Il processo di pace comincia domani."),
    ("TRIAL", "La procura di Roma indaga su Ferrante.", {"target": [F]}, "Il processo di pace comincia domani."),
    ("TRIAL", "Assolto Ferrante.", {"target": [F]}, "Ferrante ha criticato Weber."),
    (
        "APPOINTMENT",
        "Weber ha nominato Ferrante ministro.",
        {"agent": [W], "target": [F]},
        "Ferrante è diventato famoso a Roma.",
    ),
    ("APPOINTMENT", "Ferrante nominato ministro da Weber.", {"agent": [W], "target": [F]}, "Ferrante va a letto."),
    ("APPOINTMENT", "Ferrante è diventato presidente.", {"target": [F]}, "Ferrante è diventato famoso a Roma."),
    (
        "APPOINTMENT",
        "Weber ha affidato l'incarico a Ferrante.",
        {"agent": [W], "target": [F]},
        "Ferrante ha vinto le elezioni in Francia.",
    ),
    ("RESIGNATION", "Ferrante ha rassegnato le dimissioni.", {"agent": [F]}, "Ferrante ha lasciato Roma."),
    ("RESIGNATION", "Ferrante ha lasciato la presidenza.", {"agent": [F]}, "Ferrante ha lasciato Roma."),
    ("RESIGNATION", "Weber è stato destituito.", {"agent": [W]}, "Weber ha salutato i tifosi."),
    (
        "ELECTION",
        "Ferrante ha vinto le elezioni in Francia.",
        {"target": [F], "place": [FRANCE]},
        "L'elezione di Ferrante è stata una sorpresa.",
    ),
    (
        "ELECTION",
        "Vittoria di Ferrante alle elezioni in Germania.",
        {"target": [F], "place": [GERMANY]},
        "Ferrante ha votato il documento.",
    ),
    ("DEATH", "È morto Ferrante.", {"target": [F]}, "Ferrante rischia la condanna a morte."),
    ("DEATH", "La morte di Ferrante ha colpito Weber.", {"target": [F]}, "Ferrante rischia la condanna a morte."),
    (
        "DISASTER",
        "Un terremoto ha colpito la Francia.",
        {"place": [FRANCE]},
        "Un incidente diplomatico divide Roma e Parigi.",
    ),
    ("DISASTER", "Un aereo è precipitato in Francia.", {"place": [FRANCE]}, "La fiducia è precipitata in Francia."),
    (
        "DISASTER",
        "Scontro tra due treni in Germania, dieci morti.",
        {"place": [GERMANY]},
        "Ferrante ha attaccato duramente Weber.",
    ),
]


@pytest.mark.parametrize(("event_type", "sentence", "roles", "near_miss"), TABLE)
def test_roles_of_an_act(event_type: str, sentence: str, roles: dict[str, list[str]], near_miss: str) -> None:
    [found] = events(parsed(sentence), event_type)
    assert filled(found) == roles


@pytest.mark.parametrize(("event_type", "near_miss"), sorted({(row[0], row[3]) for row in TABLE}))
def test_near_misses_name_no_such_act(event_type: str, near_miss: str) -> None:
    assert events(parsed(near_miss), event_type) == []


def filled(event: dict[str, Any]) -> dict[str, list[str]]:
    """Return the roles that somebody fills."""
    return {role: event[role] for role in ROLES if event[role]}


def test_a_verb_and_its_object_are_one_event() -> None:
    # "hanno firmato un accordo"; two acts of one sentence stay two: "arrestato e condannato"
    [agreement] = events(parsed("Ferrante e Weber hanno firmato un accordo a Roma."), "AGREEMENT")
    assert agreement["triggers"] == ["firmato", "accordo"]
    types = [e["type"] for e in events(parsed("Weber è stato arrestato e condannato a tre anni."))]
    assert types == ["ARREST", "TRIAL"]


def test_nobody_condemned_in_court_is_blamed_in_words() -> None:
    assert events(parsed("Weber è stato condannato a tre anni di carcere."), "ACCUSATION") == []
    assert events(parsed("Weber è stato condannato a tre anni di carcere."), "TRIAL") != []
    assert events(parsed("Weber condanna l'invasione della Francia."), "TRIAL") == []


def test_a_nationality_means_a_country_only_where_the_article_names_it() -> None:
    # Near miss: in "Ferrante è stato arrestato a Roma dalla polizia francese." France is not listed.
    [named] = events(parsed("Le sanzioni tedesche alla Francia colpiscono la Germania."), "SANCTION")
    assert named["agent"] == [GERMANY]
    [unnamed] = events(parsed("Ferrante è stato arrestato a Roma dalla polizia francese."), "ARREST")
    assert unnamed["agent"] == []


def test_who_rejects_an_accusation_is_accused() -> None:
    found = events(parsed("Ferrante ha respinto le accuse di Weber."))
    assert [(e["type"], e["agent"], e["target"]) for e in found] == [("DENIAL", [F], [W]), ("ACCUSATION", [W], [F])]
