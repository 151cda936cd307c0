"""Meetings whose verb is not said again: "lunedì A ha visto B, martedì C", "A ha visto B, C invece D"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsnlp.annotation.events.frames import Roles, people_and_orgs, unique
from newsnlp.annotation.events.setting import is_place_phrase
from newsnlp.annotation.events.triggers import Candidate
from newsnlp.annotation.events.view import View, preposition
from newsnlp.lang.it.event_words import is_meeting_word, word_class

SEPARATORS = frozenset({",", "e", "ed"})
# What ends the phrases of a verb.
ENDS = frozenset({";", ":", ".", "—", "–", "che", "dove", "mentre", "perché", "(", ")", "«", "“", '"'})
VERBS = frozenset({"VERB", "AUX"})
QUOTES = frozenset({"«", "“", '"', "‘", "'"})


@dataclass(frozen=True)
class Step:
    """One meeting of several that share a verb.

    Attributes:
        start, end: its tokens, half-open.
        people: whom the one of the verb met.
        subject: who met them where it is another one ("C invece D"); empty where it is the subject of the verb.
    """

    start: int
    end: int
    people: list[int]
    subject: list[int]


def steps_without_verb(view: View, candidate: Candidate, own: list[int]) -> list[Candidate]:
    """Return the meetings that the words behind a trigger tell without a verb of their own, the first included.

    `own` are those whose meeting it is. Empty where no further meeting follows.
    """
    limit = _end_of_clause(view, candidate)
    steps = list(_steps(view, candidate, limit))
    if steps and own and _all_behind(view, candidate, own):
        # "a Parigi, dove incontrerà il presidente B, martedì a Berlino C": the parser takes B for the subject
        own = view.topic(candidate.token, candidate.roles.participants)
    if not steps or not own:
        return []
    first = steps[0].start
    later = {e for step in steps for e in (*step.people, *step.subject)}
    parties = [e for e in candidate.roles.participants if e not in own]
    met = [e for e in parties if e not in later or _is_named(view, e, first)]
    if not met:
        return []
    found = [_told(candidate, own, met, without=(first, limit))]
    for step in steps:
        subject = step.subject or own
        met = [e for e in step.people if e not in subject]
        if met:
            outside = (candidate.token.i, limit)
            found.append(_told(candidate, subject, met, within=(step.start, step.end), without=outside))
    return found if len(found) > 1 else []


def _all_behind(view: View, candidate: Candidate, own: list[int]) -> bool:
    """Say whether the sentence names the subject of a trigger only behind it."""
    sent, trigger = candidate.token.sent, candidate.token.i
    ahead = {e for start in view.starts_in(sent.start, trigger) for e in view.owners.get(start, ())}
    behind = {e for start in view.starts_in(trigger, sent.end) for e in view.owners.get(start, ())}
    return set(own) <= behind - ahead


def without_next_clause(view: View, candidate: Candidate) -> Candidate:
    """Return a meeting without whom the next clause names first: "A ha visto B, C invece è rimasto a Roma"."""
    token = candidate.token
    others = {e for start in _openings(view, candidate) for e in view.owners[start]}
    others -= {e for e in others if _is_named_else(view, candidate, e)}
    roles = candidate.roles
    if not others & set(roles.participants) or token.pos_ not in VERBS:
        return candidate
    kept = Roles(
        [e for e in roles.participants if e not in others],
        [e for e in roles.agent if e not in others],
        list(roles.target),
        list(roles.place),
        [e for e in roles.towards if e not in others],
    )
    return replace(candidate, roles=kept) if kept.participants else candidate


def _openings(view: View, candidate: Candidate) -> Iterator[int]:
    """Yield where names begin behind a comma that are followed by an adverb and a verb of their own."""
    begin, end = candidate.token.i + candidate.width, candidate.token.sent.end
    for start in view.starts_in(begin, end):
        first = start
        while first > begin and view.tokens[first - 1].pos_ in {"DET", "NOUN", "ADJ"}:
            first -= 1
        behind = view.mention_end[start]
        verb = behind
        while verb < end and (view.tokens[verb].pos_ == "ADV" or view.lower[verb] in word_class("contrasts")):
            verb += 1
        clitic = verb < end and view.tokens[verb].pos_ == "PRON" and verb > behind
        finite = verb < end and "Fin" in view.tokens[verb].morph.get("VerbForm", [])
        # "A vede B, C: «Serve un vertice»": C speaks
        speaks = view.word(behind) == ":" and view.word(behind + 1) in QUOTES
        if view.lower[first - 1] == "," and (speaks or (verb > behind and (finite or clitic))):
            yield start


def _is_named_else(view: View, candidate: Candidate, entity: int) -> bool:
    """Say whether the sentence names an entity before its trigger."""
    start = candidate.token.sent.start
    return any(entity in view.owners.get(i, ()) for i in view.starts_in(start, candidate.token.i))


def _is_named(view: View, entity: int, before: int) -> bool:
    """Say whether an entity stands in the sentence before a token: whoever does is no party of a later step alone."""
    start = view.tokens[before].sent.start
    return any(entity in view.owners.get(index, ()) for index in view.starts_in(start, before))


def _told(
    candidate: Candidate,
    own: list[int],
    met: list[int],
    *,
    within: tuple[int, int] | None = None,
    without: tuple[int, int] | None = None,
) -> Candidate:
    roles = candidate.roles
    parties = unique([*own, *met])
    place = list(roles.place) if within is None else []
    told = Roles(parties, [e for e in roles.agent if e in parties], [], place, list(met))
    return replace(candidate, roles=told, apart=True, within=within, without=without)


def _end_of_clause(view: View, candidate: Candidate) -> int:
    """Return the token behind the phrases of a trigger: the next clause begins at the last comma before its verb."""
    begin = candidate.token.i + candidate.width
    last = begin
    for index in range(begin, candidate.token.sent.end):
        word, token = view.lower[index], view.tokens[index]
        if word in ENDS:
            return index
        if word in SEPARATORS:
            last = index
        elif token.pos_ in VERBS and "Part" not in token.morph.get("VerbForm", []):
            return last
    return candidate.token.sent.end


def _steps(view: View, candidate: Candidate, limit: int) -> Iterator[Step]:
    """Yield the meetings told behind the first one, in text order."""
    start = candidate.token.i + candidate.width
    cuts = [index for index in range(start, limit) if view.lower[index] in SEPARATORS]
    opened: int | None = None
    for number, cut in enumerate(cuts):
        begin = cut if opened is None else opened
        end = cuts[number + 1] if number + 1 < len(cuts) else limit
        named = [s for s in view.starts_in(cut + 1, end) if view.type_of(view.owners[s][0]) == "PER"]
        if not named:
            # "e, martedì a Berlino, il cancelliere X": day and place stand in a piece of their own
            opened = begin if _has_setting(view, begin, end) else None
            continue
        step = _step(view, candidate, begin, end, named)
        opened = None
        if step is not None:
            yield step


def _step(view: View, candidate: Candidate, begin: int, end: int, named: list[int]) -> Step | None:
    """Return the meeting of one piece of a list, None where it goes on with the one before."""
    first = named[0]
    if any(is_meeting_word(view.lower[i]) for i in range(begin, first)) or _is_of_another(
        view, candidate, begin, first
    ):
        return None
    contrasted = _contrasted(view, named)
    if contrasted is not None:
        return Step(begin, end, people_and_orgs(view, view.chain_from(contrasted)), list(view.owners[first]))
    if not _has_setting(view, begin, first):
        return None
    return Step(begin, end, people_and_orgs(view, view.chain_from(first)), [])


def _contrasted(view: View, named: list[int]) -> int | None:
    """ "C invece D": return where the second name begins."""
    if len(named) < 2:
        return None
    between = view.lower[view.mention_end[named[0]] : named[1]]
    return named[1] if between and between[0] in word_class("contrasts") else None


def _has_setting(view: View, start: int, end: int) -> bool:
    """Say whether a day, an hour or a place is told between two tokens."""
    if view.times_in(start, end):
        return True
    return any(is_place_phrase(view, s) for s in view.starts_in(start, end))


def _is_of_another(view: View, candidate: Candidate, begin: int, first: int) -> bool:
    """Say whether a preposition makes a name no party: "e martedì la visita da X"; "con" may be said again."""
    index = first - 1
    while index > begin and view.tokens[index].pos_ in {"NOUN", "ADJ", "PROPN", "DET"} and index not in view.owners:
        index -= 1
    word = preposition(view.lower[index])
    again = word in {"con", "da", "a"} and word in map(preposition, view.lower[candidate.token.i : begin])
    if view.tokens[index].pos_ != "ADP" and word == view.lower[index]:
        return False
    contracted = (view.tokens[index].pos_ == "ADP" and index == first - 1) or word != view.lower[index]
    return (contracted or word in {"con", "per", "contro", "da"}) and not again
