"""Whether it took place: every row of the status table, and the scope of negation."""

from __future__ import annotations

import pytest
from build import events, parsed

HELD, ONGOING = ("happened", "held"), ("happened", "ongoing")
PLANNED, POSTPONED = ("planned", "planned"), ("planned", "postponed")
PROPOSED, REQUESTED = ("possible", "proposed"), ("possible", "requested")
REPORTED, HYPOTHETICAL = ("possible", "reported"), ("possible", "hypothetical")
CANCELLED, REFUSED, DENIED = ("negated", "cancelled"), ("negated", "refused"), ("negated", "denied")

TABLE = [
    # tenses
    ("Ferrante ha incontrato Weber.", HELD),
    ("Ferrante incontrò Weber.", HELD),
    ("Ferrante incontra Weber.", HELD),
    ("Ferrante sta incontrando Weber.", ONGOING),
    ("Domani Ferrante incontra Weber.", PLANNED),
    ("Ferrante incontrerà Weber a Vienna.", PLANNED),
    # modal verbs
    ("Ferrante vuole incontrare Weber.", PLANNED),
    ("Ferrante potrebbe incontrare Weber.", HYPOTHETICAL),
    ("Ferrante doveva incontrare Weber.", PLANNED),
    ("Ferrante avrebbe dovuto incontrare Weber.", CANCELLED),
    ("Ferrante ha dovuto incontrare Weber.", HELD),
    ("Ferrante non ha voluto incontrare Weber.", REFUSED),
    # conditional: hearsay, or future in the past
    ("Ferrante avrebbe incontrato Weber.", REPORTED),
    ("Il portavoce dice che Ferrante avrebbe incontrato Weber.", REPORTED),
    ("Il portavoce disse che Ferrante avrebbe incontrato Weber.", PLANNED),
    # se, anche se, forse
    ("Se Ferrante incontrasse Weber, Dubois protesterebbe.", HYPOTHETICAL),
    ("Anche se Ferrante ha incontrato Weber, la crisi resta.", HELD),
    ("Forse Ferrante ha incontrato Weber.", HYPOTHETICAL),
    # negation and its scope
    ("Ferrante non ha incontrato Weber.", DENIED),
    ("Ferrante non solo ha incontrato Weber, ma lo ha lodato.", HELD),
    ("Ferrante non incontrerà Weber.", REFUSED),
    ("Né Ferrante né Dubois hanno incontrato Weber.", DENIED),
    ("Nessuno ha incontrato Weber.", DENIED),
    ("Ferrante è partito senza incontrare Weber.", DENIED),
    ("Ferrante è partito dopo aver incontrato Weber.", HELD),
    # what the verb above says
    ("Ferrante ha negato di aver incontrato Weber.", DENIED),
    ("Ferrante ha ammesso di aver incontrato Weber.", HELD),
    ("Sembra che Ferrante abbia incontrato Weber.", REPORTED),
    ("È falso che Ferrante abbia incontrato Weber.", DENIED),
    ("È vero che Ferrante ha incontrato Weber.", HELD),
    ("Non è escluso che Ferrante incontri Weber.", HYPOTHETICAL),
    ("Dubois vuole che Ferrante incontri Weber.", REQUESTED),
    ("Ferrante rifiuta di incontrare Weber.", REFUSED),
    ("Ferrante non è riuscito a incontrare Weber.", DENIED),
    ("Ferrante è riuscito a incontrare Weber.", HELD),
    ("Ferrante è volato a Berlino per incontrare Weber.", PLANNED),
    ("Ferrante si è detto disponibile a incontrare Weber.", PROPOSED),
    # nouns: held, ongoing, planned
    ("Si è tenuto un vertice tra Ferrante e Weber.", HELD),
    ("Si terrà un vertice tra Ferrante e Weber.", PLANNED),
    ("È in corso un vertice tra Ferrante e Weber.", ONGOING),
    ("È previsto un vertice tra Ferrante e Weber.", PLANNED),
    ("Non è previsto alcun vertice tra Ferrante e Weber.", DENIED),
    ("È in programma un vertice tra Ferrante e Weber.", PLANNED),
    ("Ferrante ha in programma un vertice con Weber.", PLANNED),
    ("Alla vigilia del vertice con Weber, Ferrante tace.", PLANNED),
    ("Al termine del vertice con Weber, Ferrante tace.", HELD),
    ("Ferrante parteciperà al vertice con Weber.", PLANNED),
    ("Ferrante ha partecipato al vertice con Weber.", HELD),
    # proposed, requested; what stands in an adjunct is untouched
    ("Ferrante ha proposto un vertice con Weber.", PROPOSED),
    ("Ferrante ha chiesto un incontro a Weber.", REQUESTED),
    ("Ferrante ha chiesto aiuto nell'incontro con Weber.", HELD),
    ("L'incontro chiesto da Weber si è svolto a Roma con Ferrante.", HELD),
    ("Dubois respinge la richiesta di un incontro con Petrov.", DENIED),
    # cancelled, postponed, and neither
    ("Il vertice tra Ferrante e Weber è stato annullato.", CANCELLED),
    ("Il vertice tra Ferrante e Weber non è stato annullato.", PLANNED),
    ("Il vertice tra Ferrante e Weber è stato rinviato.", ("negated", "postponed")),
    ("Il vertice tra Ferrante e Weber è stato rinviato a giovedì.", POSTPONED),
    ("Il vertice tra Ferrante e Weber potrebbe saltare.", HYPOTHETICAL),
    ("Il vertice tra Ferrante e Weber non si è tenuto.", DENIED),
    ("Il vertice tra Ferrante e Weber non ha risolto nulla.", HELD),
    ("Il vertice tra Ferrante e Weber non è durato a lungo.", HELD),
    # words at the noun
    ("Il mancato vertice tra Ferrante e Weber pesa.", CANCELLED),
    ("Il lungo vertice tra Ferrante e Weber pesa.", HELD),
    ("Nessun incontro tra Ferrante e Weber.", DENIED),
    ("Nuovo incontro tra Ferrante e Weber.", HELD),
    ("Un eventuale vertice tra Ferrante e Weber aiuterebbe la pace.", HYPOTHETICAL),
    # nouns above
    ("L'ipotesi di un vertice tra Ferrante e Weber non convince.", HYPOTHETICAL),
    ("L'esito di un vertice tra Ferrante e Weber non convince.", HELD),
    ("Fallisce il tentativo di un vertice tra Ferrante e Weber.", DENIED),
    ("Fallisce il vertice tra Ferrante e Weber.", HELD),
    # denied by a third party
    ("Il Cremlino smentisce l'incontro tra Ferrante e Petrov.", DENIED),
    ("Il Cremlino commenta l'incontro tra Ferrante e Petrov.", HELD),
    ("Il Cremlino smentisce di voler annullare l'incontro tra Ferrante e Petrov.", PLANNED),
    # doubt in the clause above
    ("Non risulta che Ferrante abbia incontrato Weber.", HYPOTHETICAL),
    ("Non sorprende che Ferrante abbia incontrato Weber.", HELD),
    ("Non è detto che il vertice tra Ferrante e Weber si faccia.", HYPOTHETICAL),
    ("Nessuno pensa che Ferrante incontri Weber.", HYPOTHETICAL),
    ("Difficilmente Ferrante incontrerà Weber.", HYPOTHETICAL),
    # headlines that stop, deny, look ahead
    ("No di Ferrante a un incontro con Weber.", REFUSED),
    ("Il no di Ferrante alle sanzioni dopo l'incontro con Weber pesa.", HELD),
    ("Stop all'incontro tra Ferrante e Weber.", CANCELLED),
    ("Mai avvenuta la telefonata tra Ferrante e Weber.", DENIED),
    ("Già avvenuta la telefonata tra Ferrante e Weber.", HELD),
    ("Verso il vertice tra Ferrante e Weber.", PLANNED),
    ("Critiche verso il vertice tra Ferrante e Weber.", HELD),
    ("In arrivo un vertice tra Ferrante e Weber.", PLANNED),
    # a meeting without article is not set: of "the" meeting the same words tell that it was held
    ("Si parla di un vertice tra Ferrante e Weber.", REPORTED),
    ("Si parla del vertice tra Ferrante e Weber.", HELD),
    ("Nuovi colloqui tra Ferrante e Weber aiuterebbero la pace.", HYPOTHETICAL),
    ("I colloqui tra Ferrante e Weber aiuterebbero la pace.", HELD),
    # moved to a day, or to a place
    ("L'incontro tra Ferrante e Weber è stato spostato a lunedì.", POSTPONED),
    ("L'incontro tra Ferrante e Weber è stato spostato a Vienna.", HELD),
    # phrases and predicates
    ("In caso di incontro tra Ferrante e Weber, Dubois protesterà.", HYPOTHETICAL),
    ("Durante l'incontro tra Ferrante e Weber, Dubois ha protestato.", HELD),
    ("Il vertice tra Ferrante e Weber resta un'ipotesi.", HYPOTHETICAL),
    ("Il vertice tra Ferrante e Weber resta un successo.", HELD),
    # questions
    ("Ferrante ha davvero incontrato Weber?", HYPOTHETICAL),
    ("Perché Ferrante ha incontrato Weber?", HELD),
    # infinitives and periphrases
    ("Ferrante attende di essere ricevuto da Weber.", PLANNED),
    ("Dopo essere stato ricevuto da Weber, Ferrante tace.", HELD),
    ("Ferrante va ricevuto da Weber.", REQUESTED),
    ("Ferrante sta per incontrare Weber.", PLANNED),
    ("Ferrante ha finito per incontrare Weber.", HELD),
    ("Ferrante è disposto a incontrare Weber.", PROPOSED),
    # under way
    ("Proseguono i colloqui tra Ferrante e Weber.", ONGOING),
    ("Sono proseguiti i colloqui tra Ferrante e Weber.", HELD),
]


@pytest.mark.parametrize(("sentence", "expected"), TABLE)
def test_status(sentence: str, expected: tuple[str, str]) -> None:
    [found] = events(parsed(sentence), "MEETING")
    assert (found["status"], found["status_detail"]) == expected


def test_a_denial_is_an_event_beside_the_meeting_it_denies() -> None:
    # "Il Cremlino smentisce l'incontro tra Ferrante e Petrov."
    found = {
        event["type"]: event for event in events(parsed("Il Cremlino smentisce l'incontro tra Ferrante e Petrov."))
    }
    assert (found["MEETING"]["status"], found["DENIAL"]["status"]) == ("negated", "happened")
    assert found["DENIAL"]["agent"] == ["Cremlino"]


def test_an_accusation_outlives_its_rejection() -> None:
    # "Dubois respinge le accuse di Petrov."
    [found] = events(parsed("Dubois respinge le accuse di Petrov."), "ACCUSATION")
    assert found["status"] == "happened"


def test_the_present_with_a_day_to_come_is_a_plan() -> None:
    # "Ferrante incontra Weber." with a day after, or before, the article's
    sentence = "Ferrante incontra Weber."
    for day, status in (("2024-03-09", "planned"), ("2024-02-28", "happened")):
        [found] = events(parsed(sentence, times={(3, 4): day}, published="2024-03-01"), "MEETING")
        assert found["status"] == status
