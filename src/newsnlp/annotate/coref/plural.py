"""Whom a description in the plural means: "i due leader", "i due", "entrambi", "loro"."""

from __future__ import annotations

from newsnlp.annotate.coref.discourse import Discourse
from newsnlp.annotate.coref.parse import Parse
from newsnlp.annotate.coref.singular import Description, Fit, person_fit

_REACH = 4
_GROUP_REACH = 3


def resolve_plural(state: Discourse, item: Description, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return the entities that a plural description means, () where that is not plain."""
    fitting = {p.index for p in state.people.values() if _fits(state, p.index, item)} - set(subjects)
    rows = [[e for e in row if e in fitting] for row in state.by_sentence(item.start, sentences=_REACH)]
    if item.count:
        return _of_size(state, item, rows, item.count)
    return ()


def resolve_group_pronoun(state: Discourse, at: int) -> tuple[int, ...]:
    """Return whom "loro" means: the last group spoken of, in this sentence or the one before."""
    here = state.parse.sentence[at]
    if state.groups and here - state.groups[-1][0] <= 1:
        return state.groups[-1][1]
    for distance in (0, 1):
        group = last_coordination(state, here - distance, at, frozenset(state.people))
        if group:
            return group
    return ()


def _fits(state: Discourse, entity: int, item: Description) -> bool:
    person = state.people[entity]
    if item.gender == "f" and person.gender == "m":
        return False
    if not item.title:
        return True
    return person_fit(item, person) is not Fit.NONE


def _of_size(state: Discourse, item: Description, rows: list[list[int]], count: int) -> tuple[int, ...]:
    here = state.parse.sentence[item.start]
    met: list[int] = []
    for distance, row in enumerate(rows):
        group = last_coordination(state, here - distance, item.start, frozenset(row))
        if len(group) == count:
            return group
        earlier = _earlier_group(state, here - distance, count)
        if earlier:
            return earlier
        met += [e for e in row if e not in met]
        if len(met) == count:
            return tuple(sorted(met))
        if len(met) > count:
            return ()
    return ()


def _earlier_group(state: Discourse, sentence: int, count: int) -> tuple[int, ...]:
    for number, group in reversed(state.groups):
        if number == sentence and len(group) == count:
            return group
    return ()


def last_coordination(state: Discourse, sentence: int, before: int, allowed: frozenset[int]) -> tuple[int, ...]:
    """Return the people last named in one breath in a sentence: "Merkel, Hollande e Putin"."""
    mentions = [m for m in state.seen if m.sentence == sentence and m.end <= before and m.entity in allowed]
    best: list[int] = []
    run: list[int] = []
    end = -1
    for mention in mentions:
        if run and _joined(state.parse, end, mention.start):
            run.append(mention.entity)
        else:
            run = [mention.entity]
        end = mention.end
        if len(set(run)) > 1:
            best = run
    return tuple(sorted(set(best)))


_JOINTS = frozenset({"e", "ed", ",", "con", "da", "dal"})


def _joined(parse: Parse, end: int, start: int) -> bool:
    """Tell whether only "e", "ed", a comma, an article or a short title stands between two names."""
    gap = parse.lower[end:start]
    if not gap or len(gap) > 6 or not any(word in {"e", "ed", ","} for word in gap[:1]):
        return False
    return all(parse.pos[i] in {"DET", "ADP", "CCONJ", "PUNCT", "NOUN", "ADJ", "PROPN"} for i in range(end, start))
