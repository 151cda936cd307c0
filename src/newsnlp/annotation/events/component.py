"""The newsnlp_events component."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.batches import Component
from newsnlp.annotation.events.attendance import add_attendance, fill_empty
from newsnlp.annotation.events.credits import Credits
from newsnlp.annotation.events.fill import fill_acts
from newsnlp.annotation.events.fill_meetings import drop_bodies, fill_places, fill_times
from newsnlp.annotation.events.gathering import gather
from newsnlp.annotation.events.houses import add_house_hosts, add_visitors
from newsnlp.annotation.events.merge import Draft, draft, is_kept, merge
from newsnlp.annotation.events.retold import is_faked, is_fiction, is_retold, own_places
from newsnlp.annotation.events.scenes import act_places
from newsnlp.annotation.events.series import in_series
from newsnlp.annotation.events.setting import meeting_places, time_of
from newsnlp.annotation.events.status import status_of
from newsnlp.annotation.events.topics import duration_of, open_slots, topic_of
from newsnlp.annotation.events.triggers import Candidate, find_candidates, is_given
from newsnlp.annotation.events.verdicts import DEFAULT, HAPPENED, NEGATED, PLANNED, Verdict
from newsnlp.annotation.events.view import View
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import event_lexicon
from newsnlp.time_limit import timely

# Frames of nouns; a phrase such as "faccia a faccia" keeps the status rules of a noun however it is tagged.
NOUN_FRAMES = frozenset(
    {
        "meeting",
        "visit",
        "invitation",
        "agreement",
        "act_n",
        "deed_n",
        "target_n",
        "death_n",
        "agent_n",
        "office_n",
        "disaster",
        "vote",
    }
)


def _attend(view: View, events: list[Draft]) -> None:
    add_attendance(view, events)
    if fill_empty(view, events):
        # "Rossi, affiancato da Verdi": now that Rossi is known to be there
        add_attendance(view, events)


# What is done to the events of an article, in this order, each under the name by which its arguments go in the record.
PASSES: tuple[tuple[str, Callable[[View, list[Draft]], object]], ...] = (
    ("attendance", _attend),
    ("visitor", add_visitors),
    ("house", add_house_hosts),
    ("gathering", gather),
    ("nearby_place", fill_places),
    ("nearby_time", fill_times),
    ("nearby_party", fill_acts),
    ("no_body", drop_bodies),
)
# An event whose parties all come from syntax is surer than one whose status is a default.
SURE, UNSURE = 0.9, 0.6


class Events(Component):
    """Writes the event layer of a Doc and the span group of triggers."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        return self.annotate(doc, self.find(doc))

    def find(self, doc: Doc) -> list[layers.EventItem]:
        """Return the events of `doc` in the order of their first trigger; changes nothing."""
        view = View(doc)
        candidates = (c for c in in_series(view, find_candidates(view, event_lexicon())) if not is_fiction(view, c))
        drafts = [self._draft(view, candidate) for candidate in timely(candidates)]
        events = merge(view, drafts)
        credits = Credits(events)
        for rule, complete in PASSES:
            complete(view, events)
            credits.note(rule, events)
        kept = [event for event in events if is_kept(view, event)]
        number = {id(event): index for index, event in enumerate(kept)}
        return [
            to_item(view, event, None if event.parent is None else number.get(id(event.parent)), credits.of(event))
            for event in kept
        ]

    @staticmethod
    def _draft(view: View, candidate: Candidate) -> Draft:
        as_noun = candidate.entry.frame in NOUN_FRAMES
        told_by = candidate.token
        if is_given(told_by, candidate.entry):
            # "aveva offerto una cena" is no proposal
            told_by, as_noun = told_by.head, False
        verdict = status_of(view, told_by, event_type=candidate.entry.type, as_noun=as_noun)
        time = time_of(view, candidate)
        if candidate.entry.frame == "awaited" or (candidate.entry.frame == "turn" and _is_present(candidate.token)):
            # "oggi tocca ai partiti" tells of what is still to come
            verdict = Verdict(PLANNED, "planned", (view.lower[candidate.token.i],))
        place = meeting_places(view, candidate) if candidate.entry.type == "MEETING" else act_places(view, candidate)
        if is_faked(view, candidate):
            verdict = Verdict(NEGATED, "denied", ("falso",))
        if is_retold(view, candidate):
            # "domani si celebra l'anniversario dell'incontro"
            own = own_places(view, candidate, place)
            return draft(view, candidate, Verdict(HAPPENED, "held", (told_by.head.lower_,)), own, None, retold=True)
        return draft(view, candidate, dated_status(view, verdict, time), place, time)

    def annotate(self, doc: Doc, found: list[layers.EventItem]) -> Doc:
        """Write `found` on `doc`."""
        layers.set_events(doc, found)
        return doc


def _is_present(token: Token) -> bool:
    return "Pres" in token.morph.get("Tense", [])


def dated_status(view: View, verdict: Verdict, time: int | None) -> Verdict:
    """Return planned for what is told in the present but dated after publication: "domani incontra Xi"."""
    published = view.published
    if time is None or not published or verdict.status != HAPPENED or verdict.strong:
        return verdict
    value = view.times[time]["value"]
    if value and _is_after(value.split("/")[0], published):
        return Verdict(PLANNED, "planned", (view.tokens[view.times[time]["start"]].lower_,))
    return verdict


def _is_after(value: str, published: str) -> bool:
    """Say whether a day, week or month lies wholly after the day of publication: "La prossima settimana vertice"."""
    if re.fullmatch(r"\d{4}-W\d{2}", value):
        year, week, _ = datetime.date.fromisoformat(published).isocalendar()
        return value > f"{year}-W{week:02d}"
    return bool(re.fullmatch(r"\d{4}-\d{2}(-\d{2}.*)?", value)) and value > published[: len(value)]


def to_item(view: View, event: Draft, parent: int | None, rules: list[tuple[str, int, str]]) -> layers.EventItem:
    """Return the record of an event.

    Args:
        view: the Doc.
        event: the event.
        parent: the index of the event that it took place beside.
        rules: role, entity or time expression, and rule of each of its arguments.
    """
    verdict = event.status()
    first = event.candidates[0]
    frames = list(dict.fromkeys(f"{c.entry.frame}({c.entry.lemma})" for c in event.candidates))
    cues = f" status:{'+'.join(verdict.cues)}" if verdict.cues else ""
    return {
        "type": event.type,
        "status": verdict.status,
        "status_detail": verdict.detail,
        "mode": next((c.entry.mode for c in event.candidates if c.entry.mode), None)
        if event.type == "MEETING"
        else None,
        "triggers": [(c.token.i, c.token.i + c.width) for c in event.candidates],
        "participants": event.roles.participants,
        "agent": event.roles.agent,
        "target": event.roles.target,
        "place": event.roles.place,
        "time": event.time,
        "topic": topic_of(view, event) if event.type == "MEETING" else None,
        "sources": [],
        "open_slots": open_slots(view, event) if event.type == "MEETING" else [],
        "absent": event.absent,
        "parent": parent,
        "duration": duration_of(view, event) if event.type == "MEETING" else None,
        "evidence": _sentences(view, event),
        "rule": " ".join(frames) + cues,
        "rules": rules,
        "confidence": SURE if verdict != DEFAULT and first.roles.all() else UNSURE,
    }


def _sentences(view: View, event: Draft) -> list[tuple[int, int]]:
    spans = [c.token.sent for c in event.candidates]
    return list(dict.fromkeys((span.start, span.end) for span in spans))
