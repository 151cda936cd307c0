"""Who was there as well: people named beside a meeting rather than by its own words, and who stayed away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import or_

from newsnlp.annotation.events.attending import attendance_of
from newsnlp.annotation.events.frames import (
    by_phrase,
    is_passive,
    noun_phrases,
    people_and_orgs,
    people_only,
    unique,
    unnamed_between,
    with_phrases,
)
from newsnlp.annotation.events.merge import Draft, around, family, is_remote, view_distance
from newsnlp.annotation.events.status import clause_status
from newsnlp.annotation.events.verdicts import DEFAULT, HAPPENED, NEGATED, PLANNED, Verdict
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.spellings import LemmaFact, Word, WordFact
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word, word_class
from newsnlp.time_limit import timely

# More names than this in a sentence are a list of something else.
MOST_PEOPLE = 6
MOST_IN_A_LIST = 12
MOST_AT_A_VISIT = 3
# A meeting without parties takes the people of the sentence before where there are just two.
MOST_IN_PASSING = 2
# How many sentences after its last mention a meeting is still what "c'era anche" speaks of.
REACH = 2
# "A fare gli onori di casa", "presenti anche" speak of the meeting that the article is about.
SCENE_REACH = 5
# "La mediazione" is that of the talks which the article is about.
MEDIATION_REACH = 4
# Words between a phrase of presence and the first name: "con lui c'erano anche, tra gli altri, il ministro X".
MOST_FILLERS = 8


@dataclass(frozen=True)
class Presence:
    """A clause that says who was at a meeting, or stayed away from it; `token` is the word that says so.

    Attributes:
        beside: people of whom one must be at the meeting already ("affiancato da" says it of its head); empty
            where the clause speaks of the meeting itself.
        reach: how many sentences back the meeting may have been told.
        verdict: whether the clause says that they came: "forse c'era", "sarebbe stato presente".
        by_verb: whether a verb of attendance says it, whose subject may be nobody by name.
    """

    token: Token
    people: list[int]
    absent: bool = False
    beside: tuple[int, ...] = ()
    by_verb: bool = False
    reach: int = REACH
    verdict: Verdict = DEFAULT


def add_attendance(view: View, drafts: list[Draft]) -> None:
    """Add to each meeting those who are told to be present, take out those who stayed away.

    "C'erano, tra gli altri, Fassino e Rutelli"; "affiancata dai vicepremier Rossi e Verdi"; "assente Bianchi".
    The drafts are changed in place.
    """
    meetings = [event for event in drafts if event.type == "MEETING"]
    if not meetings:
        return
    index = _Index(view, meetings)
    for presence in timely(presences(view)):
        event = index.meeting_of(presence)
        if event is None:
            continue
        if presence.absent:
            event.absent = unique([*event.absent, *presence.people])
        elif not _is_sure(presence, event):
            continue
        elif presence.by_verb:
            event.attended.append(presence.token)
            event.roles.participants = unique([*event.roles.participants, *presence.people])
        elif not presence.beside or set(presence.beside) & set(event.roles.participants):
            event.roles.participants = unique([*event.roles.participants, *presence.people])
    for event in meetings:
        if event.absent and event.status().status != NEGATED:
            event.roles.participants = [e for e in event.roles.participants if e not in event.absent]
            event.roles.agent = [e for e in event.roles.agent if e not in event.absent]


def _is_sure(presence: Presence, event: Draft) -> bool:
    """Say whether a presence is as sure as its meeting: who perhaps was at a meeting that was held is left out."""
    came, held = presence.verdict.status, event.status().status
    return came in {HAPPENED, held} or (came == PLANNED and not event.status().strong)


class _Index:
    """The meetings of an article by their triggers, for looking up the one that a clause speaks of."""

    def __init__(self, view: View, meetings: list[Draft]) -> None:
        self.view = view
        self.by_trigger = {c.token.i: event for event in meetings for c in event.candidates}
        self.by_sentence: dict[int, list[int]] = {}
        for trigger in sorted(self.by_trigger):
            number = view.sentence_number(view.tokens[trigger].sent.start)
            self.by_sentence.setdefault(number, []).append(trigger)

    def meeting_of(self, presence: Presence) -> Draft | None:
        """Return the meeting that a clause speaks of: the one it names, else the last one told before it."""
        token = presence.token
        named = self._named(token)
        if named is not None:
            return named
        number = self.view.sentence_number(token.sent.start)
        here = [t for t in self.by_sentence.get(number, ()) if t != token.i]
        before = [t for t in here if t < token.i]
        # "Presenti A e B, registi di una trattativa" are at the meeting told before
        chosen = before[-1:] or self._last_before(number, presence.reach)
        chosen = chosen or (here[:1] or self._first_of_all(number) if presence.reach else [])
        event = self.by_trigger[chosen[0]] if chosen else None
        return event if event is not None and _in_person(event) else None

    def _named(self, token: Token) -> Draft | None:
        """Return the meeting noun of the clause itself: "al vertice ha preso parte", "il colloquio, al quale"."""
        for child in token.subtree:
            if child.i in self.by_trigger and child.i != token.i and child.pos_ != "VERB":
                return self.by_trigger[child.i]
        clause = next((t for t in (token, *token.ancestors) if t.dep_ == "acl:relcl"), None)
        return self.by_trigger.get(clause.head.i) if clause is not None else None

    def _last_before(self, number: int, reach: int) -> list[int]:
        for earlier in range(number - 1, max(number - reach, 0) - 1, -1):
            # "un colloquio di un anno fa" told in passing is not what goes on
            present = [t for t in self.by_sentence.get(earlier, ()) if not self._is_past(t)]
            if present:
                return self._fullest(present)
        return []

    def _is_past(self, trigger: int) -> bool:
        event = self.by_trigger[trigger]
        return event.fresh or is_remote(self.view, event.time)

    def _first_of_all(self, number: int) -> list[int]:
        """ "Sotto lo sguardo di Rossi si sono dati la mano. A e B si sono incontrati": told in the next sentence."""
        return self.by_sentence.get(number + 1, [])[:1] if min(self.by_sentence) > number else []

    def _fullest(self, triggers: list[int]) -> list[int]:
        """Return the last trigger of a meeting that did not fall through, of those of one sentence."""
        held = [t for t in triggers if self.by_trigger[t].status().status != NEGATED]
        return (held or triggers)[-1:]


def _in_person(event: Draft) -> bool:
    return family(event.candidates[0]) != "phone"


def presences(view: View) -> Iterator[Presence]:
    """Yield the clauses of an article that say who was at a meeting, in text order."""
    speaking = map(or_, view.tokens.facts(_WORD_OF_PRESENCE), view.tokens.facts(_LEMMA_OF_PRESENCE))
    for token in compress(view.tokens, speaking):
        found = _presence(view, token)
        if found is not None and (found.people or found.by_verb):
            yield found


def _presence(view: View, token: Token) -> Presence | None:
    for rule in RULES:
        found = rule(view, token)
        if found is not None:
            return found
    return None


# -- fixed phrases ---------------------------------------------------------------------------------


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Return first word -> (words, whether they say that somebody was away)."""
    table: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name, absent in (("present_phrases", False), ("absent_phrases", True)):
        for text in sorted(word_class(name)):
            words = tuple(text.split())
            table.setdefault(words[0], []).append((words, absent))
    return {first: tuple(rows) for first, rows in table.items()}


def _by_phrase_of_presence(view: View, token: Token) -> Presence | None:
    """ "Con lui il ministro X", "a fare da mediatore X", "assente X": the names stand behind the phrase."""
    for words, absent in _phrases().get(view.lower[token.i], ()):
        if tuple(view.lower[token.i : token.i + len(words)]) == words:
            people = names_after(view, token.i + len(words))
            if people:
                verdict = DEFAULT if absent else clause_status(view, token)
                return Presence(token, people, absent, reach=SCENE_REACH, verdict=verdict)
    return None


def names_after(view: View, index: int) -> list[int]:
    """Return the people listed from a token on, behind words like "c'erano anche, tra gli altri"."""
    limit = min(index + MOST_FILLERS, len(view.lower))
    while index < limit and view.lower[index] in word_class("presence_fillers"):
        index += 1
    if index >= len(view.lower) or not _opens_list(view, index):
        return []
    return people_only(view, view.chain_from(index))[:MOST_IN_A_LIST]


def _opens_list(view: View, index: int) -> bool:
    """Say whether a name or a title with its name begins at a token: "il ministro degli Esteri X", "Rossi"."""
    for position in range(index, min(index + MOST_FILLERS, view.tokens[index].sent.end)):
        if position in view.mention_end:
            return True
        if view.lower[position] == "," and "Plur" in view.tokens[position - 1].morph.get("Number", []):
            # "con loro i due segretari, Rossi e Verdi"
            continue
        if view.tokens[position].pos_ in {"VERB", "AUX", "PRON", "PUNCT", "SCONJ", "ADV"}:
            return False
    return False


# -- verbs -----------------------------------------------------------------------------------------


def _is_there(view: View, token: Token) -> bool:
    """ "c'era", "c'erano", "non ci sarà"."""
    return token.lemma_ == "essere" and token.i > 0 and view.lower[token.i - 1] in {"c'", "v'", "ci", "vi"}


def _takes_part(view: View, token: Token) -> bool:
    """ "ha preso parte", "si è unita la cancelliera", "hanno risposto all'invito X e Y"."""
    lemma = token.lemma_.partition(" ")[0]
    if lemma in word_class("join_verbs"):
        before = view.lower[max(token.i - 4, token.sent.start) : token.i]
        return token.pos_ == "VERB" and not {"si", "s'"}.isdisjoint(before)
    if lemma == "rispondere" or lemma in word_class("answers"):
        return "invito" in view.lower[token.i + 1 : token.i + 4]
    return token.lemma_.startswith("prender") and view.lower[token.i + 1 : token.i + 2] == ["parte"]


def _beside(view: View, token: Token) -> Presence | None:
    """ "Rossi, affiancato da Verdi", "ad accompagnarlo c'era Verdi"."""
    lemma = token.lemma_.partition(" ")[0]
    represents = lemma in word_class("represents")
    stem = view.lower[token.i].rstrip("aeio")
    if not represents and lemma not in word_class("beside") and stem not in word_class("beside_stems"):
        return None
    if represents:
        # "L'Italia era rappresentata dal ministro X"
        return Presence(token, by_phrase(view, token)) if is_passive(token) else None
    if view.lower[token.i].endswith(("lo", "la", "li", "le")):
        # "Ad accompagnarlo c'erano i ministri X e Y"
        return Presence(token, names_after(view, token.i + 1))
    head = view.phrase(token.head) if token.dep_ in {"acl", "advcl", "amod"} else view.subjects(token)
    # "i due presidenti, affiancati da Verdi": whoever they are, they are those of the meeting in the same sentence
    return Presence(token, by_phrase(view, token), beside=tuple(head), reach=REACH if head else 0)


def _mediating(view: View, token: Token) -> Presence | None:
    """ "Rossi, che ha condotto la mediazione assieme all'inviato Verdi", "con la mediazione di Rossi"."""
    if token.lemma_.partition(" ")[0] not in word_class("mediation"):
        return None
    verb = token.head
    if token.dep_ == "obj" and verb.lemma_.partition(" ")[0] in word_class("mediates"):
        found = [*view.subjects(verb), *with_phrases(view, verb)]
    else:
        found = noun_phrases(view, token).get("di", [])
    return Presence(token, people_and_orgs(view, found), reach=MEDIATION_REACH)


def _attending(view: View, token: Token) -> Presence | None:
    """ "hanno partecipato anche X e Y", "al quale ha assistito X", "X non c'era"."""
    attends = token.lemma_.partition(" ")[0] in word_class("attend")
    if not attends and not _is_there(view, token) and not _takes_part(view, token):
        return None
    if view.lower[token.i] == "presenza":
        # "alla presenza del segretario di Stato Pompeo"
        return Presence(token, people_and_orgs(view, noun_phrases(view, token).get("di", []))[:MOST_PEOPLE])
    if not _of_a_meeting(view, token):
        return None
    behind = names_after(view, _behind_complement(view, token))
    # "ci sarà una Knesset ostile" tells of nobody who was there, "parteciperà la Fiom" does
    may_attend = people_only if token.lemma_ == "essere" else people_and_orgs
    people = may_attend(view, view.subjects(token))
    left_out = behind and view.subject_token(token) is None
    people = behind if left_out or not people or set(people) < set(behind) else people
    if token.lemma_ in {"sedere", "essere"}:
        people = unique([*people, *_sitting_beside(view, token)])
    verdict = attendance_of(view, token)
    denied = verdict.status == NEGATED
    by_verb = not denied and token.pos_ == "VERB"
    return Presence(token, people[:MOST_IN_A_LIST], absent=denied, by_verb=by_verb, verdict=verdict)


def _sitting_beside(view: View, token: Token) -> list[int]:
    """ "Accanto a Rossi e a Verdi sedeva Bianchi": those at whose side somebody sits."""
    found: list[int] = []
    for index in range(token.sent.start, token.sent.end - 2):
        if view.lower[index] in word_class("at_the_side") and preposition(view.lower[index + 1]) in {"a", "di"}:
            found += people_only(view, view.chain_from(index + 2))
    return found


def _behind_complement(view: View, token: Token) -> int:
    """Return the token behind a verb of attendance and what is attended: "partecipano [al vertice] X e Y"."""
    index = token.i + 1
    if "parte" in view.lower[index : index + 1]:
        index += 1
    if index < len(view.lower) and preposition(view.lower[index]) == "a":
        following = [t for t in view.tokens[index + 1 : index + 4] if t.pos_ == "NOUN"]
        return following[0].i + 1 if following else index
    return index


def _of_a_meeting(view: View, token: Token) -> bool:
    """Say whether what is attended is a meeting or left unsaid; "assistere alla partita" is none."""
    for case, noun in view.obliques(token):
        if case in {"a", "in"} and noun.pos_ == "NOUN" and noun.i > token.i - MOST_FILLERS and noun.lemma_ != "invito":
            return is_meeting_word(view.lower[noun.i])
    return True


# Asked in this order; the first that speaks is followed. They look for no words but those of the two facts below.
RULES = (_by_phrase_of_presence, _beside, _mediating, _attending)


def _is_lemma_of_presence(lemma: str) -> bool:
    """Say whether a rule of presence looks for a lemma."""
    plain = lemma.partition(" ")[0]
    return (
        plain in {"essere", "rispondere"}
        or plain.startswith("prender")
        or any(plain in word_class(name) for name in _VERBS_OF_PRESENCE)
    )


def _is_word_of_presence(word: Word) -> bool:
    """Say whether a rule of presence looks for a word, whatever its lemma."""
    return word.plain in _phrases() or word.plain.rstrip("aeio") in word_class("beside_stems")


_VERBS_OF_PRESENCE = ("beside", "represents", "mediation", "attend", "join_verbs", "answers")
_WORD_OF_PRESENCE, _LEMMA_OF_PRESENCE = WordFact(_is_word_of_presence), LemmaFact(_is_lemma_of_presence)


# -- meetings that name nobody ---------------------------------------------------------------------
def fill_empty(view: View, drafts: list[Draft]) -> bool:
    """Give a clearly named meeting without parties the people its sentence is about; say whether any got some.

    "Trattative fino a notte, poi Vucic e Kurti hanno concordato": at least two people of the sentence, else
    the subjects of the next sentence. The drafts are changed in place; their confidence is lower.
    """
    filled = False
    for position, event in enumerate(drafts):
        if event.type != "MEETING" or event.roles.participants:
            continue
        near = around(drafts, position)
        event.roles.participants = (
            _people_of_clear(view, event)
            or _people_of_visit(view, event, near)
            or _people_before(view, event)
            or _people_told(view, event)
        )
        filled = filled or bool(event.roles.participants)
    return filled


def _people_of_clear(view: View, event: Draft) -> list[int]:
    """Return the people around the first clear word of a meeting that has some."""
    for candidate in event.candidates:
        clear = candidate.entry.lemma.split()[0] in word_class("clear")
        found = people_around(view, candidate.token) if clear and not unnamed_between(view, candidate.token) else []
        if found:
            return found
    return []


def _people_before(view: View, event: Draft) -> list[int]:
    """ "Rossi ha poi trovato un sorriso per Verdi. Il vertice a due": the two people of the sentence before."""
    number = view.sentence_number(event.sentences[0])
    clear = event.candidates[0].entry.lemma.split()[0] in word_class("clear")
    plural = "Plur" in event.candidates[0].token.morph.get("Number", [])
    if not number or not clear or plural or not event.definite or event.fresh:
        return []
    people = _people(view, view.sentence_start(number - 1), event.sentences[0])
    return people if len(people) == MOST_IN_PASSING else []


def _people_told(view: View, event: Draft) -> list[int]:
    """Return who tells whom something at a meeting without parties.

    "All'incontro i sindacati erano arrivati con molti dubbi. Rossi ha illustrato a Cgil e Uil le misure."
    """
    if not event.definite and event.candidates[0].token.sent.start:
        # but for a headline, which has no articles
        return []
    first = view.sentence_number(event.sentences[0])
    last = min(view.sentence_number(event.sentences[-1]) + REACH + 1, view.sentence_count())
    end = view.sentence_start(last) if last < view.sentence_count() else len(view.lower)
    for verb in view.tokens[view.sentence_start(first) : end]:
        if verb.pos_ != "VERB" or verb.lemma_.partition(" ")[0] not in word_class("tells_face_to_face"):
            continue
        tellers = people_only(view, view.subjects(verb))
        told = [e for case, token in view.obliques(verb) if case == "a" for e in _listed(view, token)]
        told = [e for e in people_and_orgs(view, told) if e not in tellers]
        if tellers and told:
            return unique([*tellers, *told])[:MOST_IN_A_LIST]
    return []


def _listed(view: View, token: Token) -> list[int]:
    """Return the entities of a phrase by the parse and by the order of words: "a Cgil, Cisl, Uil e Ugl"."""
    found = view.phrase(token)
    chain = view.chain_from(token.i) if token.i in view.mention_end else []
    return unique([*chain, *found]) if set(chain) & set(found) else found


def _people_of_visit(view: View, event: Draft, drafts: list[Draft]) -> list[int]:
    """Return who was named when somebody went to the place of a meeting that names nobody.

    "Letta si è recato al Colle e ha rimesso il mandato nelle mani di Napolitano. L'incontro al Colle è durato":
    the people of the sentence of the visit, where they are two or three.
    """
    place, where = set(event.roles.place), event.candidates[0].token.i
    for visit in drafts:
        before = visit.candidates[0].token.i < where
        if visit.type == "VISIT" and before and event.definite and view_distance(view, visit, event) <= REACH:
            # "Rossi ha fatto visita a Verdi. Il colloquio"
            called_on = people_only(view, visit.roles.target)
            if called_on and people_only(view, visit.roles.agent):
                return unique([*people_only(view, visit.roles.agent), *called_on])
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
    if token.sent.end >= len(view.tokens):
        return []
    sent = view.tokens[token.sent.end].sent
    following = view.tokens[sent.start : sent.end]
    subjects = [e for t in following if t.dep_ in {"nsubj", "nsubj:pass"} for e in view.phrase(t)]
    people = unique([*here, *(e for e in subjects if view.type_of(e) == "PER")])
    return people if 2 <= len(people) <= MOST_PEOPLE else []


def _people(view: View, start: int, end: int) -> list[int]:
    return unique(e for i in range(start, end) for e in view.owners.get(i, ()) if view.type_of(e) == "PER")
