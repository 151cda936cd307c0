"""Roles that an act's own words leave open but the text around it tells: the accused, the dead, parties of a deal."""

from __future__ import annotations

from newsnlp.annotation.events.frames import unique
from newsnlp.annotation.events.merge import Draft, around, view_distance
from newsnlp.annotation.events.view import View
from newsnlp.lang.it.event_words import word_class

# The role that one who is spoken of fills where nobody is named.
LEFT_OPEN = {"ARREST": "target", "TRIAL": "target", "DEATH": "target", "RESIGNATION": "agent"}
# Events of one case: who is arrested is accused and tried.
CASE = frozenset({"ARREST", "TRIAL", "ACCUSATION"})
# How many sentences apart two events may tell of the same.
SENTENCES = 1
MEETING_REACH = 2


def fill_acts(view: View, events: list[Draft]) -> None:
    """Fill open roles of acts in place, from nearer to further evidence."""
    for position, event in enumerate(events):
        near = around(events, position)
        if event.type in {"AGREEMENT"}:
            _from_meeting(view, event, near)
        if event.type == "VISIT" and not event.roles.target:
            event.roles.target = _head_of_state(view, event)
        if event.type == "SUPPORT" and not event.roles.target:
            event.roles.target = _deceased(view, event, near)
        role = LEFT_OPEN.get(event.type)
        if role is not None and not getattr(event.roles, role):
            who = _from_case(view, event, near) or _from_protagonist(view, event)
            setattr(event.roles, role, [e for e in who if e not in event.roles.all()])


def _nearest(view: View, event: Draft, others: list[Draft], reach: int) -> Draft | None:
    near = [other for other in others if other is not event and view_distance(view, other, event) <= reach]
    return min(near, key=lambda other: view_distance(view, other, event), default=None)


def _deceased(view: View, event: Draft, events: list[Draft]) -> list[int]:
    """Return the dead whom condolences are for, where the article tells of one death."""
    if event.candidates[0].entry.lemma not in word_class("mourning"):
        return []
    dead = [e for other in events if other.type in {"DEATH", "ATTACK"} for e in other.roles.target]
    return [e for e in unique(dead) if view.type_of(e) == "PER"] if len(set(dead)) == 1 else []


def _head_of_state(view: View, event: Draft) -> list[int]:
    """Return whom one sees at the Quirinale: "è salito al Colle", the person whose office the text names."""
    names = {view.entities[e]["name"].lower() for e in event.roles.place}
    if names.isdisjoint(word_class("quirinale")):
        return []
    heads = [
        index
        for index, entity in enumerate(view.entities)
        if entity["type"] == "PER" and any(is_head_of_state(role["title"]) for role in entity["roles"])
    ]
    return [e for e in heads if e not in event.roles.agent] if len(heads) == 1 else []


def is_head_of_state(title: str) -> bool:
    """Say whether a title is the Italian head of state's; one who was or will be is none."""
    return title.lower() in {"presidente della repubblica", "capo dello stato"}


def _from_meeting(view: View, event: Draft, events: list[Draft]) -> None:
    """Give an agreement the parties and the place of the meeting it came out of: "dopo il vertice, un'intesa"."""
    meetings = [other for other in events if other.type == "MEETING" and len(other.roles.participants) >= 2]
    meeting = _nearest(view, event, meetings, MEETING_REACH)
    if meeting is None:
        return
    known = set(event.roles.participants)
    if not known:
        event.roles.participants = list(meeting.roles.participants)
    if not event.roles.place and (not known or known & set(meeting.roles.participants)):
        event.roles.place = list(meeting.roles.place)


def _from_case(view: View, event: Draft, events: list[Draft]) -> list[int]:
    """ "è stato arrestato e condannato", "accusato di frode ... il processo": the same person."""
    if event.type not in CASE:
        return []
    case = [other for other in events if other.type in CASE and other.roles.target]
    other = _nearest(view, event, case, SENTENCES)
    return unique(other.roles.target) if other is not None else []


def _from_protagonist(view: View, event: Draft) -> list[int]:
    """Return the person the article is about, where the trigger speaks of a known event: "la morte"."""
    hero = view.protagonist()
    return [hero] if hero is not None and event.definite else []
