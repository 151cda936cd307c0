"""The newsnlp_events component."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from newsnlp.annotate import keys, layers
from newsnlp.annotate.events.attendance import add_attendance, fill_empty
from newsnlp.annotate.events.fill import fill_acts
from newsnlp.annotate.events.gathering import gather
from newsnlp.annotate.events.houses import add_house_hosts, add_visitors
from newsnlp.annotate.events.merge import Draft, around, draft, family, is_kept, merge
from newsnlp.annotate.events.scenes import act_places
from newsnlp.annotate.events.series import in_series
from newsnlp.annotate.events.setting import dateline, headline_place, meeting_places, opening_day, place_before, time_of
from newsnlp.annotate.events.status import DEFAULT, HAPPENED, PLANNED, Verdict, status_of
from newsnlp.annotate.events.topics import open_slots, topic_of
from newsnlp.annotate.events.triggers import Candidate, find_candidates, is_given
from newsnlp.annotate.events.view import View
from newsnlp.lang.it.event_words import event_lexicon
from newsnlp.lang.it.organisations import bodies_of_states, seat_named

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
# An event whose parties all come from syntax is surer than one whose status is a default.
SURE, UNSURE = 0.9, 0.6


class Events:
    """Writes the event layer of a Doc and the span group of triggers."""

    def __init__(self) -> None:
        self.lexicon = event_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        return self.annotate(doc, self.find(doc))

    def find(self, doc: Doc) -> list[layers.EventItem]:
        """Return the events of `doc` in the order of their first trigger; changes nothing."""
        view = View(doc)
        candidates = in_series(view, find_candidates(view, self.lexicon))
        drafts = [self._draft(view, candidate) for candidate in candidates]
        events = merge(view, drafts)
        add_attendance(view, events)
        fill_empty(view, events)
        add_visitors(view, events)
        add_house_hosts(view, events)
        gather(view, events)
        fill_places(view, events)
        fill_times(view, events)
        fill_acts(view, events)
        drop_bodies(view, events)
        return [to_item(view, event) for event in events if is_kept(view, event)]

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
        return draft(view, candidate, dated_status(view, verdict, time), place, time)

    def annotate(self, doc: Doc, found: list[layers.EventItem]) -> Doc:
        """Write `found` on `doc`."""
        doc._.set(keys.EVENT_LAYER, found)
        doc.spans[keys.EVENTS] = [
            Span(doc, start, end, label=event["type"], span_id=str(index))
            for index, event in enumerate(found)
            for start, end in event["triggers"]
        ]
        return doc


def _is_present(token: Token) -> bool:
    return "Pres" in token.morph.get("Tense", [])


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
        if event.type != "MEETING" or family(event.candidates[0]) == "phone" or event.roles.place:
            continue
        others = _places_of_others(event, around(events, position))
        found = told or place_before(view, event.candidates[0].token, others)
        if not found and first is not None and _is_of_headline(event, first):
            found = headline
        event.roles.place = [e for e in found if e not in event.roles.all()]


def fill_times(view: View, events: list[Draft]) -> None:
    """Give the meeting that an article opens with its day where only the sentences around tell it: "ieri".

    The drafts are changed in place.
    """
    first = next((event for event in events if event.type == "MEETING"), None)
    if first is not None and first.time is None and first.status().status == HAPPENED and not first.fresh:
        first.time = opening_day(view)


def _is_of_headline(event: Draft, first: Draft) -> bool:
    """Say whether an event is the first meeting of an article or one of the same people, not of other days."""
    shared = len(set(event.roles.participants) & set(first.roles.participants))
    return event is first or (shared >= 1 and not event.fresh and event.time is None)


def _places_of_others(event: Draft, events: list[Draft]) -> set[int]:
    """Return the places of events that nobody of this one is in."""
    here = set(event.roles.all())
    own = {e for other in events if here & set(other.roles.all()) for e in other.roles.place}
    return {e for other in events for e in other.roles.place} - own


def dated_status(view: View, verdict: Verdict, time: int | None) -> Verdict:
    """Return planned for what is told in the present but dated after publication: "domani incontra Xi"."""
    published = view.doc._.get(keys.PUBLISHED)
    if time is None or not published or verdict.status != HAPPENED or verdict.strong:
        return verdict
    value = layers.times(view.doc)[time]["value"]
    if value and value.split("/")[0] > published and value[:4].isdigit() and len(value) >= len("2024-01-01"):
        return Verdict(PLANNED, "planned", (view.doc[layers.times(view.doc)[time]["start"]].lower_,))
    return verdict


def to_item(view: View, event: Draft) -> layers.EventItem:
    """Return the record of an event."""
    verdict = event.status()
    first = event.candidates[0]
    rules = list(dict.fromkeys(f"{c.entry.frame}({c.entry.lemma})" for c in event.candidates))
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
        "evidence": _sentences(view, event),
        "rule": " ".join(rules) + cues,
        "confidence": SURE if verdict != DEFAULT and first.roles.all() else UNSURE,
    }


def _sentences(view: View, event: Draft) -> list[tuple[int, int]]:
    spans = [c.token.sent for c in event.candidates]
    return list(dict.fromkeys((span.start, span.end) for span in spans))
