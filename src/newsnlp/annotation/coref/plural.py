"""Whom a description in the plural means: "i due leader", "i due", "entrambi", "loro"."""

from __future__ import annotations

from collections.abc import Container

from newsnlp.annotation.coref.discourse import Discourse, Seen
from newsnlp.annotation.coref.parse import Parse
from newsnlp.annotation.coref.singular import Description, Fit, person_fit
from newsnlp.lang.it.reference import is_vague, same_office

_REACH = 4


def resolve_plural(state: Discourse, item: Description, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return the entities that a plural description means, () where that is not plain."""
    fitting = {p.index for p in state.candidates(item.start) if _fits(state, p.index, item)} - set(subjects)
    rows = [[e for e in row if e in fitting] for row in state.by_sentence(item.start, sentences=_REACH)]
    if item.count:
        found = _of_size(state, item, rows, item.count)
        return found or _loosely(state, item, subjects)
    return _titled_group(state, item)


def _loosely(state: Discourse, item: Description, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return the people last named in one breath, whatever their offices: "i due capi religiosi", "i due amici"."""
    vague = is_vague(item.title) or (item.phrase is not None and is_vague(item.phrase.lemma))
    if not item.title or (item.office and not vague):
        return ()
    people = state.candidates(item.start)
    allowed = {p.index for p in people if item.gender != "f" or p.gender != "m"} - set(subjects)
    here = state.parse.sentence[item.start]
    groups = (last_coordination(state, here - back, item.start, allowed) for back in range(_REACH + 1))
    return next((group for group in groups if len(group) == item.count), ())


def _titled_group(state: Discourse, item: Description) -> tuple[int, ...]:
    """Return the group just spoken of, if each of it holds the office: "i presidenti", not "i giornalisti"."""
    if item.of or not item.public or (item.phrase is not None and item.phrase.possessive):
        return ()
    group = resolve_group_pronoun(state, item.start)
    held = (any(same_office(item.title, title.words) for title in state.people[e].titles) for e in group)
    return group if all(held) else ()


def resolve_group_pronoun(state: Discourse, at: int) -> tuple[int, ...]:
    """Return whom "loro" means: the last group spoken of, in this sentence or the one before."""
    here = state.parse.sentence[at]
    if state.groups and here - state.groups[-1][0] <= 1:
        return state.groups[-1][1]
    for distance in (0, 1):
        group = last_coordination(state, here - distance, at, state.people)
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
        group = last_coordination(state, here - distance, item.start, row)
        if len(group) == count:
            return group
        earlier = _earlier_group(state, here - distance, count)
        if earlier:
            return earlier
        met += [e for e in row if e not in met]
        if len(met) == count:
            return tuple(sorted(met))
        if len(met) > count:
            break
    return _protagonists(state, item, met)


def _protagonists(state: Discourse, item: Description, met: list[int]) -> tuple[int, ...]:
    """Return the people whom the article is about: "i due leader" of the summit, of whom one has just been named."""
    leading = state.leading(item.count)
    plain = leading & set(met) and all(_fits(state, entity, item) for entity in leading)
    return tuple(sorted(leading)) if plain else ()


def _earlier_group(state: Discourse, sentence: int, count: int) -> tuple[int, ...]:
    for number, group in reversed(state.groups):
        if number < sentence:
            return ()
        if number == sentence and len(group) == count:
            return group
    return ()


def last_coordination(state: Discourse, sentence: int, before: int, allowed: Container[int]) -> tuple[int, ...]:
    """Return the people last named in one breath in a sentence: "Merkel, Hollande e Putin"."""
    mentions = (m for m in state.in_sentence(sentence) if m.end <= before and m.entity in allowed)
    best: set[int] = set()
    run: set[int] = set()
    last: Seen | None = None
    for mention in mentions:
        if last is not None and not _joined(state.parse, last, mention):
            run = set()
        run.add(mention.entity)
        last = mention
        if len(run) > 1:
            best = run
    return tuple(sorted(best))


_BETWEEN = frozenset({"DET", "ADP", "CCONJ", "PUNCT", "NOUN", "ADJ", "PROPN"})
_LONGEST_GAP = 6


def _joined(parse: Parse, first: Seen, second: Seen) -> bool:
    """Tell whether two names are coordinated, by the parse or by what stands between: "Xi e la moglie Peng"."""
    if first.phrase == second.phrase and first.entity != second.entity:
        return True
    gap = range(first.end, second.start)
    if not gap or len(gap) > _LONGEST_GAP or parse.lower[first.end] not in {"e", "ed", ","}:
        return False
    return all(parse.pos[index] in _BETWEEN for index in gap)
