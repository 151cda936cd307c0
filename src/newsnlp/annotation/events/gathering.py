"""Summits, conferences and negotiations gather the parties that the sentences around them tell one by one."""

from __future__ import annotations

from bisect import bisect_left

from newsnlp.annotation.events.frames import names_second_party, people_only, unique
from newsnlp.annotation.events.merge import Draft, around, family, is_summit_word, times_agree, view_distance
from newsnlp.annotation.events.setting import days_between
from newsnlp.annotation.events.verdicts import NEGATED
from newsnlp.annotation.events.view import View
from newsnlp.lang.it.event_words import word_class

# A meeting in the course of a summit is told at most this many sentences from a word for it.
REACH = 2
# "A margine dei lavori" looks for its summit further back.
BESIDE_REACH = 12
# Summits and talks last at most this many days.
LONGEST = 20
# A dinner "allargata ai ministri" takes in who met in the same sentence or the one before.
WIDENED_REACH = 1


def gather(view: View, events: list[Draft]) -> None:
    """Give each gathering those who met in its course, and its dinners those who were there before.

    "Il summit di Nizza ... A margine Rossi ha incontrato Holm": both were at the summit. The drafts are changed
    in place.
    """
    meetings = [event for event in events if event.type == "MEETING"]
    for position, event in enumerate(meetings):
        if _is_widened(view, event):
            before = [other for other in around(meetings, position) if _is_just_before(view, other, event)]
            joined = [e for other in before for e in other.roles.participants]
            event.roles.participants = unique([*event.roles.participants, *joined])
    for position, event in enumerate(meetings):
        if not is_gathering(view, event) or event.status().status == NEGATED:
            continue
        within = [other for other in around(meetings, position) if _in_course_of(view, other, event)]
        found = [e for other in within for e in people_only(view, other.roles.participants)]
        event.roles.participants = unique([*event.roles.participants, *(e for e in found if e not in event.absent)])
        _share_place(event, within)
        for other in within:
            other.parent = event if _is_beside(view, other) and other.parent is None else other.parent


def _share_place(event: Draft, within: list[Draft]) -> None:
    """Give those of a gathering and of the meetings in its course that name no place the place of the others."""
    place = event.roles.place or next((other.roles.place for other in within if other.roles.place), [])
    for one in (event, *within):
        one.roles.place = one.roles.place or list(place)


def is_gathering(view: View, event: Draft) -> bool:
    """Say whether the words of a meeting name one of many parties: "il vertice", not "il vertice tra A e B"."""
    words = [c for c in event.candidates if is_summit_word(c)]
    people = people_only(view, event.roles.participants)
    if not people and any(view.type_of(e) == "LOC" for e in event.roles.participants):
        # "il vertice Italia-Francia" is one of two countries
        return False
    return bool(words) and not any(names_second_party(view, c.token) for c in words)


def _in_course_of(view: View, other: Draft, event: Draft) -> bool:
    """Say whether a meeting took place beside or within a gathering."""
    if other is event or is_gathering(view, other) or family(other.candidates[0]) == "phone":
        return False
    if other.status().status != event.status().status:
        return False
    if not times_agree(view, event, other) and not _goes_on(view, event, other):
        return False
    if event.roles.place and other.roles.place and not set(event.roles.place) & set(other.roles.place):
        return False
    if _is_beside(view, other):
        return _nearest(view, event, other) <= BESIDE_REACH
    if family(event.candidates[0]) == "group":
        # "arrivato dal G8, è stato ricevuto in Vaticano": of such summits only what is told to be beside them
        return False
    shared = bool(set(event.roles.participants) & set(other.roles.participants))
    shared = shared or _is_of_the_called(view, event, other)
    return shared and not other.fresh and _nearest(view, event, other) <= REACH


def _is_of_the_called(view: View, event: Draft, other: Draft) -> bool:
    """ "Rossi, che aveva convocato il vertice. Decisivo il lavoro di A e B, che hanno incontrato C e D".

    Of a summit only the convener is named; those who met in the next sentence were there.
    """
    sent = other.candidates[0].token.sent
    apart = word_class("sets_apart") | {"vigilia", "dopo"}
    only_convener = bool(event.roles.agent) and set(event.roles.participants) <= set(event.roles.agent)
    return only_convener and _nearest(view, event, other) <= 1 and apart.isdisjoint(view.lower[sent.start : sent.end])


def _goes_on(view: View, event: Draft, other: Draft) -> bool:
    """Say whether a meeting falls into the days after a summit or talks began."""
    if event.time is None or other.time is None:
        return False
    times = view.times
    days = days_between(times[event.time]["value"], times[other.time]["value"])
    return days is not None and 0 <= days <= LONGEST


def _nearest(view: View, event: Draft, other: Draft) -> int:
    few, many = sorted((event.sentences, other.sentences), key=len)
    return min(
        abs(view.sentence_number(start) - view.sentence_number(near))
        for start in few
        for place in (bisect_left(many, start),)
        for near in many[max(place - 1, 0) : place + 1]
    )


def _is_beside(view: View, event: Draft) -> bool:
    """Say whether the sentence of a meeting sets it beside another: "a margine dei lavori"."""
    sent = event.candidates[0].token.sent
    return not word_class("margins").isdisjoint(view.lower[sent.start : sent.end])


def _is_widened(view: View, event: Draft) -> bool:
    token = event.candidates[0].token
    return any(word.rstrip("aeio") in word_class("widened_stems") for word in view.lower[token.i + 1 : token.i + 5])


def _is_just_before(view: View, other: Draft, event: Draft) -> bool:
    before = other.candidates[0].token.i < event.candidates[0].token.i
    held = other.status().status != NEGATED
    return before and held and view_distance(view, other, event) <= WIDENED_REACH
