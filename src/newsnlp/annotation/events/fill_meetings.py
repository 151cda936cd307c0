"""What the text around a meeting says of it besides its parties: the town of the headline, the day, who it was not."""

from __future__ import annotations

from newsnlp.annotation.events.merge import Draft, around, family, view_distance
from newsnlp.annotation.events.setting import dateline, headline_place, opening_day, place_before
from newsnlp.annotation.events.verdicts import HAPPENED
from newsnlp.annotation.events.view import View
from newsnlp.lang.it.organisations import bodies_of_states, seat_named

# How many sentences back the same people met where they meet again.
SAME_PEOPLE_REACH = 1


def drop_bodies(view: View, events: list[Draft]) -> None:
    """Take a company, party or country out of a meeting where those who hold its offices are named.

    "I vertici di Alfa, il presidente Rossi e l'ad Verdi": people met. Bodies of states stay: "la Nato" holds summits.
    The drafts are changed in place.
    """
    for event in events:
        if event.type != "MEETING":
            continue
        people = [e for e in event.roles.participants if view.type_of(e) == "PER"]
        spoken_for = {role["of"] for e in people for role in view.entities[e]["roles"]}
        names = {view.entities[of]["name"] for of in spoken_for if isinstance(of, int)}
        event.roles.participants = [
            e
            for e in event.roles.participants
            if (e not in spoken_for and _seat_of(view, e) not in names)
            or view.entities[e]["name"] in bodies_of_states()
        ]


def _seat_of(view: View, entity: int) -> str | None:
    """Return whose seat a palace is that stands for its body: "Lingotto" -> "Fiat"."""
    seat = seat_named(view.entities[entity]["name"])
    return seat.seat_of if seat is not None else None


def fill_places(view: View, events: list[Draft]) -> None:
    """Give a meeting in person that names no place the one its text is set in; the drafts are changed in place."""
    told, headline = dateline(view), headline_place(view)
    first = next((event for event in events if event.type == "MEETING"), None)
    for position, event in enumerate(events):
        if event.type != "MEETING" or family(event.candidates[0]) == "phone" or event.roles.place or event.retold:
            continue
        others = _places_of_others(event, around(events, position))
        found = _place_of_same(view, event, around(events[:position], position))
        found = found or told or place_before(view, event.candidates[0].token, others)
        if not found and first is not None and _is_of_headline(event, first):
            found = headline
        event.roles.place = [e for e in found if e not in event.roles.all()]


def _place_of_same(view: View, event: Draft, before: list[Draft]) -> list[int]:
    """ "È a Pyongyang, dove lo ha accolto Kim. I due hanno anche cenato insieme": where the same people just met."""
    people = set(event.roles.participants)
    for other in reversed(before):
        near = view_distance(view, other, event) <= SAME_PEOPLE_REACH
        again = len(people & set(other.roles.participants)) > 1 and other.status().status == event.status().status
        if other.type == "MEETING" and near and again and not event.fresh and other.roles.place:
            return list(other.roles.place)
    return []


def fill_times(view: View, events: list[Draft]) -> None:
    """Give the meeting that an article opens with its day where only the sentences around tell it: "ieri".

    The drafts are changed in place.
    """
    first = next((event for event in events if event.type == "MEETING"), None)
    untold = first is not None and first.time is None and not first.retold
    if first is not None and untold and first.status().status == HAPPENED and not first.fresh:
        day = opening_day(view)
        # a time of its own sentence that is not its own was passed over for a reason
        own = day is not None and view.tokens[view.times[day]["start"]].sent.start in first.sentences
        first.time = None if own else day


def _is_of_headline(event: Draft, first: Draft) -> bool:
    """Say whether an event is the first meeting of an article or one of the same people, not of other days."""
    shared = len(set(event.roles.participants) & set(first.roles.participants))
    return event is first or (shared >= 1 and not event.fresh and event.time is None)


def _places_of_others(event: Draft, events: list[Draft]) -> set[int]:
    """Return the places of events that nobody of this one is in."""
    here = set(event.roles.all())
    own = {e for other in events if here & set(other.roles.all()) for e in other.roles.place}
    return {e for other in events for e in other.roles.place} - own
