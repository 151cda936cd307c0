"""Whose house a meeting is in: "sarà ricevuto a Palazzo Chigi" tells the host where the article names the premier."""

from __future__ import annotations

from newsnlp.annotation.events.frames import is_passive, unique
from newsnlp.annotation.events.merge import Draft, around, family, view_distance
from newsnlp.annotation.events.verdicts import NEGATED
from newsnlp.annotation.events.view import View
from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.organisations import Metonym, seat_named
from newsnlp.lang.it.places import country_names, demonym_places
from newsnlp.lang.it.reference import home_of, office_of

# kind of a seat in metonyms.tsv -> classes of the offices that are held there (office_classes.tsv)
HOLDERS = {
    "head_of_state": frozenset({"president", "king", "queen"}),
    "government": frozenset({"premier", "chancellor"}),
    "church": frozenset({"pope"}),
}


def add_house_hosts(view: View, events: list[Draft]) -> None:
    """Add to meetings that name one side the one whose house they are in; the drafts are changed in place."""
    hosts: dict[int, int | None] = {}
    for event in events:
        if event.type != "MEETING" or event.status().status == NEGATED or family(event.candidates[0]) == "phone":
            continue
        people = [e for e in event.roles.participants if view.type_of(e) == "PER"]
        if event.roles.agent or len(people) != 1:
            continue
        for place in event.roles.place:
            host = hosts[place] if place in hosts else hosts.setdefault(place, host_of(view, place))
            if host is not None and host not in event.absent:
                event.roles.participants = unique([*event.roles.participants, host])
                if is_passive(event.candidates[0].token):
                    event.roles.agent = [host]


def host_of(view: View, place: int) -> int | None:
    """Return the one person of the article who holds the office that sits at a place."""
    seat = seat_named(view.entities[place]["name"])
    offices = HOLDERS.get(seat.kind) if seat is not None else None
    if seat is None or offices is None:
        return None
    found = [
        index
        for index, entity in enumerate(view.entities)
        if entity["type"] == "PER"
        and any(_is_held_at(view, role["title"], role["of"], seat, offices) for role in entity["roles"])
    ]
    return found[0] if len(found) == 1 else None


def _is_held_at(view: View, title: str, of: int | str | None, seat: Metonym, offices: frozenset[str]) -> bool:
    """Say whether an office is that of the seat: its class, and its country where one is told."""
    office = office_of(title)
    if office.named not in offices or not seat.country or title.lower().startswith("ex"):
        return seat.kind == "church" and office.named == "pope"
    name = view.entities[of]["name"] if isinstance(of, int) else of
    if name is None:
        return seat.country.lower() in home_of(title)
    country = country_names().get(name.lower())
    named = country.name if country is not None else name
    return named == seat.country or seat.country in demonym_places(name.lower())


def add_visitors(view: View, events: list[Draft]) -> None:
    """Add to consultations those who come to them: "le consultazioni: ieri sono saliti al Quirinale Rossi e Verdi".

    The drafts are changed in place.
    """
    for position, event in enumerate(events):
        if event.type != "MEETING" or event.candidates[0].entry.lemma not in word_class("family_series"):
            continue
        near = [visit for visit in around(events, position) if _is_call_on(visit) and _is_beside(view, visit, event)]
        for visit in near:
            event.roles.participants = unique([*event.roles.participants, *visit.roles.agent])
            event.roles.place = unique([*event.roles.place, *visit.roles.place])
            event.time = event.time if event.time is not None else visit.time


def _is_call_on(event: Draft) -> bool:
    """ "è salito al Quirinale"."""
    return event.type == "VISIT" and event.candidates[0].entry.lemma == "salire"


def _is_beside(view: View, visit: Draft, event: Draft) -> bool:
    return view_distance(view, visit, event) <= 1 and visit.status().status == event.status().status
