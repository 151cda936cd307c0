"""Where and when: the place and the time expression that belong to a trigger."""

from __future__ import annotations

from spacy.tokens import Token

from newsnlp.annotate import layers
from newsnlp.annotate.events.triggers import Candidate, carrier_verb
from newsnlp.annotate.events.view import View, preposition
from newsnlp.lang.it.event_words import word_class

# A place or time further away than this many tokens from the trigger belongs to something else.
PLACE_REACH = 18
TIME_REACH = 25
# How many sentences before a trigger may still set its place.
SENTENCES_BACK = 2


def place_of(view: View, candidate: Candidate) -> list[int]:
    """Return the places of a meeting: what its frame found, else the nearest place phrase of the clause."""
    taken = set(candidate.roles.all())
    if candidate.roles.place:
        return list(dict.fromkeys(candidate.roles.place))
    best: tuple[int, int] | None = None
    sent = candidate.token.sent
    for start in view.starts:
        if not sent.start <= start < sent.end or not _is_place_phrase(view, start):
            continue
        entity = view.owners.get(start, (None,))[0]
        if entity is None or entity in taken:
            continue
        distance = _distance(view, candidate.token, start)
        if distance <= PLACE_REACH and (best is None or distance < best[0]):
            best = (distance, entity)
    return [best[1]] if best else []


def place_before(view: View, token: Token) -> list[int]:
    """Return the place that the text is set in before a trigger whose own sentence names none.

    The last place phrase of the two sentences before, in the same paragraph or the headline: "Arrivato a Lubiana.
    Nel palazzo del governo il colloquio con Novak".
    """
    number = view.sentence_number(token.sent.start)
    for earlier in range(number - 1, max(number - 1 - SENTENCES_BACK, -1), -1):
        start = view.sentence_start(earlier)
        end = view.sentence_start(earlier + 1)
        for index in range(end - 1, start - 1, -1):
            if index in view.mention_end and _is_place_phrase(view, index):
                return list(view.owners[index][:1])
    return []


def _is_place_phrase(view: View, start: int) -> bool:
    """Say whether a mention follows a preposition of place: "a Minsk", "all'hotel Capella", "in Vaticano"."""
    owner = view.owners.get(start)
    if not owner or view.type_of(owner[0]) != "LOC" or start == 0:
        return False
    return preposition(view.lower[start - 1]) in word_class("place") - {"da"}


def _distance(view: View, trigger: Token, start: int) -> int:
    """Return the distance in tokens; a relative clause or a new finite clause in between counts ten more."""
    low, high = sorted((trigger.i, start))
    barrier = sum(1 for i in range(low + 1, high) if view.lower[i] in {";", "che", "mentre", ":"})
    return high - low + 10 * barrier


def time_of(view: View, candidate: Candidate) -> int | None:
    """Return the index of the time expression of an event: in its subtree or nearest in its clause."""
    found = layers.times(view.doc)
    if not found:
        return None
    token = candidate.token
    sent = token.sent
    verb = carrier_verb(token)
    best: tuple[float, int] | None = None
    for index, item in enumerate(found):
        if not sent.start <= item["start"] < sent.end:
            continue
        root = view.doc[item["start"] : item["end"]].root
        distance = float(_distance(view, token, item["start"]))
        if root.head.i == token.i or any(a.i == token.i for a in root.ancestors):
            distance -= 8
        elif verb is not None and (root.head.i == verb.i or root.head.head.i == verb.i):
            distance -= 5
        if distance <= TIME_REACH and (best is None or distance < best[0]):
            best = (distance, index)
    return best[1] if best else None
