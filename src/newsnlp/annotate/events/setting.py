"""Where and when: the place and the time expression that belong to a trigger."""

from __future__ import annotations

from spacy.tokens import Token

from newsnlp.annotate import layers
from newsnlp.annotate.events.triggers import Candidate, carrier_verb
from newsnlp.annotate.events.view import View, preposition
from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.organisations import is_seat
from newsnlp.lang.it.places import country_names

# A place or time further away than this many tokens from the trigger belongs to something else.
PLACE_REACH = 18
TIME_REACH = 25
# What depends on the trigger counts as this near, however far it stands.
INSIDE = 6
DASHES = frozenset({"-", "–", "—"})


def place_of(view: View, candidate: Candidate) -> list[int]:
    """Return the places of an event: what its frame found, else the nearest place phrases of the clause.

    A building and its city may both be told ("a Palermo, dove a Palazzo dei Normanni li ha accolti").
    """
    if candidate.roles.place:
        return list(dict.fromkeys(candidate.roles.place))
    taken = set(candidate.roles.all())
    token = candidate.token
    sent = token.sent
    ranked: list[tuple[int, int]] = []
    for start in view.starts_in(sent.start, sent.end):
        entity = view.owners[start][0] if _is_place_phrase(view, start) else None
        if entity is None or entity in taken:
            continue
        distance = _distance(view, token, start)
        if _is_inside(view, token, start):
            distance = min(distance, INSIDE)
        if distance <= PLACE_REACH:
            ranked.append((distance, entity))
    where = _relative_where(view, token)
    places = [entity for _, entity in sorted(ranked)[:1]]
    return [*places, *(e for e in where if e not in places)]


def meeting_places(view: View, candidate: Candidate) -> list[int]:
    """Return where people met; a telephone call is nowhere."""
    return [] if candidate.entry.mode == "phone_video" else place_of(view, candidate)


def _is_inside(view: View, token: Token, start: int) -> bool:
    """Say whether a place depends on the trigger: "il vertice che Prodi aveva voluto a Palazzo Chigi"."""
    return start > token.i and start <= token.right_edge.i


def _relative_where(view: View, token: Token) -> list[int]:
    """Return the antecedent of dove: "a Berlino, dove oggi vedrà il cancelliere"."""
    verb = carrier_verb(token)
    for probe in (token, verb):
        if probe is None:
            continue
        for child in probe.lefts:
            before = child.i - 1
            if view.lower[child.i] != "dove":
                continue
            while before > 0 and view.lower[before] == ",":
                before -= 1
            owners = view.owners.get(before, ())
            return [e for e in owners[:1] if view.type_of(e) == "LOC"]
    return []


def place_before(view: View, token: Token, taken: set[int]) -> list[int]:
    """Return the place that a text is set in, for a trigger whose own sentence names none.

    A city or building of the sentence before, in which no other event of the article takes place. Countries
    are too vague to be carried on.
    """
    number = view.sentence_number(token.sent.start)
    if number:
        start = view.sentence_start(number - 1)
        for index in reversed(view.starts_in(start, token.sent.start)):
            owner = view.owners[index][0]
            if _is_place_phrase(view, index) and owner not in taken and not _is_country(view, owner):
                return [owner]
    return []


def dateline(view: View) -> list[int]:
    """Return the place of "LUBIANA - " or "Lubiana, 3 mag. (Ansa) -" at the head of a paragraph."""
    for start in view.starts:
        end = view.mention_end[start]
        opens = start == 0 or "\n" in view.lower[start - 1] or view.doc[start].is_sent_start
        if opens and end < len(view.lower) and view.lower[end] in DASHES and view.doc[start].is_upper:
            return [e for e in view.owners[start][:1] if view.type_of(e) == "LOC"]
    return []


def _is_country(view: View, entity: int) -> bool:
    return view.entities[entity]["name"] in country_names()


def _is_place_phrase(view: View, start: int) -> bool:
    """Say whether a mention follows a preposition of place: "a Minsk", "all'hotel Capella", "al Quirinale"."""
    owner = view.owners.get(start)
    if not owner or start == 0 or view.kinds.get(start) != "name":
        return False
    if view.type_of(owner[0]) != "LOC" and not is_seat(view.entities[owner[0]]["name"]):
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
