"""Where acts take place: places named beside the trigger, all of a list, the smaller in the larger."""

from __future__ import annotations

from newsnlp.annotation.events.triggers import Candidate
from newsnlp.annotation.events.view import View, preposition
from newsnlp.lang.it.event_words import word_class

# A place further away than this many tokens from its trigger belongs to something else.
REACH = 16
# Types whose place is told; praise, blame and money have none unless their words carry one.
PLACED = frozenset({"AGREEMENT", "ARREST", "ATTACK", "DEATH", "DISASTER", "ELECTION", "INVITATION", "PROTEST", "VISIT"})


def act_places(view: View, candidate: Candidate) -> list[int]:
    """Return the places of an act: those of its own words, else the nearest place phrase of the sentence.

    "a Ocrida, in Macedonia del Nord" gives both; "fra Lazio, Marche e Umbria" all three.
    """
    own = list(candidate.roles.place)
    taken = set(candidate.roles.all())
    if own:
        return _listed(view, candidate, own, taken)
    if candidate.entry.type not in PLACED:
        return []
    starts = [s for s in _starts(view, candidate) if _is_scene(view, s) and view.owners[s][0] not in taken]
    near = min(starts, key=lambda s: _distance(view, candidate.token.i, s), default=None)
    if near is None or _distance(view, candidate.token.i, near) > REACH:
        return []
    return _chain(view, near, taken)


def _starts(view: View, candidate: Candidate) -> list[int]:
    sent = candidate.token.sent
    return [s for s in view.starts_in(sent.start, sent.end) if view.owners.get(s)]


def _is_scene(view: View, start: int) -> bool:
    """Say whether a mention is where something happens: "a Minsk", "all'interno del Bataclan", "nella zona tra"."""
    if start == 0 or view.type_of(view.owners[start][0]) != "LOC":
        return False
    case = preposition(view.lower[start - 1])
    if case in {"a", "in", "presso"}:
        return True
    spots = word_class("spots")
    return case in {"di", "tra"} and not spots.isdisjoint(view.lower[max(start - 4, 0) : start - 1])


def _distance(view: View, trigger: int, start: int) -> int:
    low, high = sorted((trigger, start))
    return high - low + 8 * sum(1 for i in range(low + 1, high) if view.lower[i] in {";", "che", "mentre", ":"})


def _listed(view: View, candidate: Candidate, own: list[int], taken: set[int]) -> list[int]:
    """Return the places of a frame with those that the text lists after them."""
    found = list(own)
    for start in _starts(view, candidate):
        if view.owners[start][0] in own and abs(start - candidate.token.i) <= REACH:
            found += _chain(view, start, taken)
    return list(dict.fromkeys(found))


def _chain(view: View, start: int, taken: set[int]) -> list[int]:
    """Return the place that is named at a token and those listed after it, in order."""
    found: list[int] = []
    position, gap = start, 0
    while position < len(view.lower) and gap <= 3:
        owners = view.owners.get(position, ())
        if position in view.mention_end and owners:
            if view.type_of(owners[0]) != "LOC" or owners[0] in taken:
                break
            found.append(owners[0])
            position, gap = view.mention_end[position], 0
        elif view.lower[position] in word_class("place_links") or view.lower[position] in {",", "("}:
            position, gap = position + 1, gap + 1
        else:
            break
    return list(dict.fromkeys(found))
