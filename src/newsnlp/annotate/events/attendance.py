"""Who was there as well: people named beside a meeting rather than by its own words."""

from __future__ import annotations

from spacy.tokens import Token

from newsnlp.annotate.events.frames import by_phrase, noun_phrases, people_and_orgs, unique, unnamed_between
from newsnlp.annotate.events.merge import Draft
from newsnlp.annotate.events.view import View
from newsnlp.lang.it.event_words import word_class

# More names than this in a sentence are a list of something else.
MOST_PEOPLE = 6
MOST_AT_A_VISIT = 3


def add_attendance(view: View, drafts: list[Draft]) -> None:
    """Add to each meeting those whom its sentence or the next one names as present.

    "C'erano, tra gli altri, Fassino e Rutelli"; "affiancata dai vicepremier Rossi e Verdi". The drafts are
    changed in place.
    """
    for event in drafts:
        if event.type != "MEETING":
            continue
        last = event.candidates[-1].token
        for token in _attendance_words(view, last):
            event.roles.participants = unique([*event.roles.participants, *_attending(view, token, event)])


def _attendance_words(view: View, token: Token) -> list[Token]:
    """Return the words of attendance in the sentence of a meeting after its trigger, and in the next sentence."""
    sent = token.sent
    end = min(sent.end + 30, len(view.doc))
    if sent.end < len(view.doc):
        end = view.doc[sent.end].sent.end
    wanted = word_class("attend") | word_class("beside")
    return [
        t
        for t in view.doc[sent.start : end]
        if (t.i != token.i and t.lemma_.partition(" ")[0] in wanted) or _is_there(view, t)
    ]


def _is_there(view: View, token: Token) -> bool:
    """ "c'era", "c'erano"."""
    return token.lemma_ == "essere" and token.i > 0 and view.lower[token.i - 1] in {"c'", "v'"}


def _attending(view: View, token: Token, event: Draft) -> list[int]:
    lemma = token.lemma_.partition(" ")[0]
    if lemma in word_class("beside"):
        head = view.phrase(token.head) if token.dep_ in {"acl", "advcl", "amod"} else view.subjects(token)
        known = set(head) & set(event.roles.participants)
        return by_phrase(view, token) if known else []
    if token.sent.start != event.candidates[-1].token.sent.start and lemma == "seguire":
        return []
    if view.lower[token.i] == "presenza":
        # "alla presenza del segretario di Stato Pompeo"
        return people_and_orgs(view, noun_phrases(view, token).get("di", []))[:MOST_PEOPLE]
    found = people_and_orgs(view, view.subjects(token))
    if found and _is_there(view, token):
        # "C'erano Fassino per i Ds, Rutelli per la Margherita": read on by word order
        found = unique([*found, *people_and_orgs(view, view.chain_from(token.i + 1))])
    return found[:MOST_PEOPLE]


def fill_empty(view: View, drafts: list[Draft]) -> None:
    """Give a clearly named meeting without parties the people its sentence is about.

    "Trattative fino a notte, poi Vucic e Kurti hanno concordato": at least two people of the sentence, else
    the subjects of the next sentence. The drafts are changed in place; their confidence is lower.
    """
    for event in drafts:
        token = event.candidates[0].token
        clear = event.candidates[0].entry.lemma.split()[0] in word_class("clear")
        if event.type != "MEETING" or event.roles.participants or not clear or unnamed_between(view, token):
            continue
        event.roles.participants = people_around(view, token) or _people_of_visit(view, event, drafts)


def _people_of_visit(view: View, event: Draft, drafts: list[Draft]) -> list[int]:
    """Return who was named when somebody went to the place of a meeting that names nobody.

    "Letta si è recato al Colle e ha rimesso il mandato nelle mani di Napolitano. L'incontro al Colle è durato":
    the people of the sentence of the visit, where they are two or three.
    """
    place, where = set(event.roles.place), event.candidates[0].token.i
    for visit in drafts:
        before = visit.candidates[0].token.i < where
        if visit.type == "VISIT" and before and place & set(visit.roles.place):
            sent = visit.candidates[0].token.sent
            people = _people(view, sent.start, sent.end)
            if 2 <= len(people) <= MOST_AT_A_VISIT:
                return people
    return []


def people_around(view: View, token: Token) -> list[int]:
    """Return the people of a sentence where there are two to six; else the people of the next one's subject."""
    here = _people(view, token.sent.start, token.sent.end)
    if 2 <= len(here) <= MOST_PEOPLE:
        return here
    if token.sent.end >= len(view.doc):
        return []
    following = view.doc[token.sent.end].sent
    subjects = [e for t in following if t.dep_ in {"nsubj", "nsubj:pass"} for e in view.phrase(t)]
    people = unique([*here, *(e for e in subjects if view.type_of(e) == "PER")])
    return people if 2 <= len(people) <= MOST_PEOPLE else []


def _people(view: View, start: int, end: int) -> list[int]:
    return unique(e for i in range(start, end) for e in view.owners.get(i, ()) if view.type_of(e) == "PER")
