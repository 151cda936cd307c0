"""Meetings told in one breath: "ha visto A, poi B", "colloqui separati con A e B", "domani tocca a C"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from newsnlp.annotation.events.frames import FRAMES, Roles, is_passive, people_and_orgs, unique
from newsnlp.annotation.events.gaps import steps_without_verb, without_next_clause
from newsnlp.annotation.events.openings import is_unset
from newsnlp.annotation.events.triggers import Candidate
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class

# How far behind a trigger "separatamente" is looked for, and how many words may lead to the next of a series.
APART_REACH = 14
LEAD_REACH = 7
# A turn belongs to a meeting told in its own sentence or one of the three before.
TURN_SENTENCES = 3
SEPARATORS = frozenset({",", ";", ":", "e", "ed"})


def in_series(view: View, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates with those that a series adds, one for each meeting that is told, in text order.

    Candidates of a series share their trigger token. Who holds consultations is met by all who are received
    or whose turn it is.
    """
    latest: Candidate | None = None
    consulting: Candidate | None = None
    for candidate in candidates:
        if candidate.entry.type != "MEETING":
            yield candidate
        elif latest is not None and _is_purpose(candidate.token, latest.token):
            continue
        elif candidate.entry.frame == "turn":
            yield from _turns(view, candidate, _host_before(view, candidate, consulting, latest))
        else:
            met = without_next_clause(view, _received_by(view, candidate, _near(view, candidate, consulting)))
            gapped = steps_without_verb(view, met, owners(view, met)) if met.roles.towards else []
            if gapped:
                yield from gapped
            else:
                yield from _steps(view, met) or _apart(view, met)
                yield from _sequence(view, met)
            latest = met
            consulting = met if met.entry.lemma in word_class("family_series") else consulting


def _is_purpose(verb: Token, meeting: Token) -> bool:
    """ "si sono visti per discutere di dazi" is one meeting: the infinitive says what for."""
    purpose = "Inf" in verb.morph.get("VerbForm", []) and any(child.lower_ == "per" for child in verb.lefts)
    above = {meeting.i, *(a.i for a in meeting.ancestors if a.pos_ in {"VERB", "AUX"})}
    return purpose and verb.dep_ in {"advcl", "acl", "xcomp"} and verb.head.i in above and meeting.i < verb.i


def _host_before(
    view: View, candidate: Candidate, consulting: Candidate | None, latest: Candidate | None
) -> Candidate | None:
    """Return the meeting whose host goes on: the last one with a host of its own, else the consultations."""
    latest, consulting = _near(view, candidate, latest), _near(view, candidate, consulting)
    if latest is not None and latest.roles.agent:
        return latest
    return consulting or latest


def _near(view: View, candidate: Candidate, earlier: Candidate | None) -> Candidate | None:
    if earlier is None:
        return None
    apart = view.sentence_number(candidate.token.sent.start) - view.sentence_number(earlier.token.sent.start)
    return earlier if apart <= TURN_SENTENCES else None


def _received_by(view: View, candidate: Candidate, consulting: Candidate | None) -> Candidate:
    """Return the candidate with its host, where consultations tell who receives: "per primo è stato ascoltato A"."""
    passive = candidate.entry.frame == "host" and is_passive(candidate.token) and not candidate.roles.agent
    hostless = passive or _names_only_guest(view, candidate)
    holders = consulting.roles if consulting is not None and hostless else Roles()
    own = [e for e in holders.participants if e not in {*holders.towards, *candidate.roles.participants}]
    return _paired(candidate, own, candidate.roles.towards) if own and candidate.roles.towards else candidate


def owners(view: View, candidate: Candidate) -> list[int]:
    """Return those whose meeting it is: the subject or host, not whom they met; else whom the text is about."""
    roles = candidate.roles
    own = roles.agent or [e for e in roles.participants if e not in roles.towards]
    return own or view.topic(candidate.token, roles.towards)


def _paired(candidate: Candidate, own: list[int], met: list[int]) -> Candidate:
    """Return the candidate with other parties."""
    roles = candidate.roles
    parties = unique([*own, *met])
    agent = [e for e in roles.agent if e in parties]
    paired = Roles(parties, agent, [], list(roles.place), list(met))
    return Candidate(candidate.token, candidate.width, candidate.entry, paired, apart=True)


def _names_only_guest(view: View, candidate: Candidate) -> bool:
    """ "Il colloquio con A è durato un'ora": of the parties only the second is named by the words of the noun."""
    if candidate.entry.frame != "meeting" or not candidate.roles.towards:
        return False
    return set(FRAMES["meeting"](view, candidate.token).participants) == set(candidate.roles.towards)


def _apart(view: View, candidate: Candidate) -> Iterator[Candidate]:
    """Yield one candidate for each pair of a meeting held apart: "ha visto separatamente A e B"."""
    own = owners(view, candidate)
    met = [e for e in candidate.roles.towards if e not in own]
    if own and len(own) * len(met) > 1 and (_is_apart(view, candidate.token) or _is_two_sided(candidate)):
        for one, other in product(own, met):
            yield _paired(candidate, [one], [other])
    else:
        yield candidate


def _is_two_sided(candidate: Candidate) -> bool:
    """ "avrà bilaterali con A e B": a bilateral is of two, so the plural is one with each."""
    plural = "Plur" in candidate.token.morph.get("Number", [])
    return plural and candidate.entry.part == "N" and candidate.entry.lemma in word_class("two_sided")


def _steps(view: View, candidate: Candidate) -> list[Candidate]:
    """Return the meetings of a list in time that the parser took for one object: "ha visto A, poi B"; else none."""
    token = candidate.token
    starts = [
        start
        for start in view.starts_in(token.i + 1, token.sent.end)
        if set(view.owners[start]) & set(candidate.roles.towards)
    ]
    groups: list[list[int]] = []
    behind = token.i
    for start in starts:
        between = view.lower[behind:start]
        marked = not word_class("series_marks").isdisjoint(between) and not SEPARATORS.isdisjoint(between)
        if not groups or marked:
            groups.append([])
        groups[-1] += [e for e in view.owners[start] if e in candidate.roles.towards]
        behind = view.mention_end[start]
    own = owners(view, candidate)
    return [_paired(candidate, own, met) for met in groups] if len(groups) > 1 and own else []


def _is_apart(view: View, token: Token) -> bool:
    """ "separatamente", "colloqui separati", "due bilaterali, con A e con B"."""
    end = min(token.i + APART_REACH, token.sent.end)
    following = view.lower[token.i + 1 : end]
    if ";" in following:
        following = following[: following.index(";")]
    if not word_class("apart").isdisjoint(following) or not word_class("apart").isdisjoint(
        view.lower[max(token.i - 2, token.sent.start) : token.i]
    ):
        return True
    # "due colloqui con A e con B", "incontri con A e con B", "quelli con A e con B"
    unset = token.dep_ in {"obj", "nsubj"} and is_unset(view, token) and "Plur" in token.morph.get("Number", [])
    counted = token.pos_ == "NOUN" and (unset or any(child.dep_ == "nummod" for child in token.lefts))
    several = counted or view.lower[token.i] in {"quelli", "quelle"}
    return several and [preposition(word) for word in following].count("con") > 1


def _sequence(view: View, candidate: Candidate) -> Iterator[Candidate]:
    """Yield the further meetings of a list in time: "ha visto in mattinata A, nel pomeriggio B e, in serata, C"."""
    position = _behind_parties(view, candidate)
    end = candidate.token.sent.end
    own: list[int] | None = None
    while position < end:
        step = _next_in_series(view, position, end)
        if step is None:
            return
        people, position = step
        own = owners(view, candidate) if own is None else own
        fresh = [e for e in people if e not in own]
        if own and fresh:
            together = [fresh] if _is_one_party(view, candidate) else [[e] for e in fresh]
            yield from (_paired(candidate, own, met) for met in together)


def _is_one_party(view: View, candidate: Candidate) -> bool:
    """Say whether names of one step met together: "poi ha visto A e B"; a plural noun has one meeting for each."""
    return candidate.token.pos_ != "NOUN" or "Plur" not in candidate.token.morph.get("Number", [])


def _behind_parties(view: View, candidate: Candidate) -> int:
    """Return the token behind the last party that is named after the trigger, in one chain with it."""
    token, position = candidate.token, candidate.token.i + candidate.width
    known = set(candidate.roles.all())
    for start in view.starts_in(token.i + 1, token.sent.end):
        if any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in view.tokens[position:start]):
            break
        if known & set(view.owners[start]):
            position = view.mention_end[start]
    return position


def _next_in_series(view: View, position: int, end: int) -> tuple[list[int], int] | None:
    """Return the people of the next step and the token behind them, None where no step in time follows."""
    marked = False
    position = _behind_place(view, position)
    limit = min(position + LEAD_REACH, end)
    if position >= end or view.lower[position] not in SEPARATORS:
        return None
    while position < limit:
        word = view.lower[position]
        if position in view.mention_end or view.tokens[position].pos_ in {"VERB", "AUX", "SCONJ", "PRON"}:
            break
        if word in word_class("series_marks"):
            marked = True
        elif marked and view.tokens[position].pos_ == "NOUN":
            break
        position += 1
    people = people_and_orgs(view, view.chain_from(position)) if marked and position < end else []
    if not people or view.type_of(people[0]) != "PER":
        return None
    behind = _end_of(view, position, people[-1], end)
    verb_follows = behind < end and view.tokens[behind].pos_ in {"VERB", "AUX", "PRON"}
    return None if verb_follows else (people, behind)


def _behind_place(view: View, position: int) -> int:
    """Return the token behind a place that is told in between: "prima Rossi a Montecitorio, quindi"."""
    start = position + 1
    if start in view.mention_end and view.type_of(view.owners[start][0]) != "PER":
        return view.mention_end[start] if preposition(view.lower[position]) in {"a", "in"} else position
    return position


def _end_of(view: View, position: int, last: int, end: int) -> int:
    """Return the token behind the first mention of an entity from a token on."""
    for start in view.starts_in(position, end):
        if last in view.owners[start]:
            return view.mention_end[start]
    return end


def _turns(view: View, candidate: Candidate, latest: Candidate | None) -> Iterator[Candidate]:
    """Yield the meetings of "poi è toccato a A e a B": each with the one whose consultations they are."""
    if latest is None:
        return
    own = owners(view, latest)
    met = [e for e in candidate.roles.towards if e not in own]
    for guest in met:
        yield _paired(candidate, own, [guest])
    if own and not met:
        yield _paired(candidate, own, [])
