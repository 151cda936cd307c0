"""Where and when: the place and the time expression that belong to a trigger."""

from __future__ import annotations

import datetime

from newsnlp.annotation import layers
from newsnlp.annotation.events.clauses import is_at_another_time, is_elsewhere, is_lent
from newsnlp.annotation.events.triggers import Candidate, carrier_verb
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token, root_of
from newsnlp.lang.it.event_words import is_meeting_word, word_class
from newsnlp.lang.it.organisations import is_seat
from newsnlp.lang.it.places import country_names

# A place or time further away than this many tokens from the trigger belongs to something else.
PLACE_REACH = 18
LONE_REACH = 30
TIME_REACH = 25
# How many sentences open an article, and how many days before it a report may lie.
OPENING = 3
LAST_DAYS = 4
# How many words may stand between a place and the larger one behind it: ", sull'isola di".
LINK_REACH = 4
# What depends on the trigger counts as this near, however far it stands.
INSIDE = 6
# How many words a dateline has before its day and between that and its dash: "Roma, 7 mar. (Agenzia) -".
DATELINE = 5
# A place where somebody came before is asked after all others, however near.
LENT = 10
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
        if not is_place_phrase(view, start) or view.owners[start][0] in taken or not _is_own(candidate, start):
            continue
        if view.is_quoted_apart(start, token.i) or view.is_quoted_apart(token.i, start):
            # "«Ne parleremo a Bruxelles», ha detto al termine dell'incontro"
            continue
        root = root_of(view.tokens[start : view.mention_end[start]])
        if is_elsewhere(view, token, root):
            continue
        lent = is_lent(token, root)
        distance = _distance(view, token, start) + (LENT if lent else 0)
        ranked.append((min(distance, INSIDE) if _is_inside(view, token, start) else distance, start))
    ranked.sort()
    # the only place of a sentence is that of its meeting, however far
    reach = LONE_REACH if len(ranked) == 1 else PLACE_REACH
    if candidate.within is not None:
        ranked = [r for r in ranked if _is_inside_step(candidate, r[1])] or ranked
    places = [e for _, start in [r for r in ranked if r[0] <= reach][:1] for e in places_from(view, start, taken)]
    where = _relative_where(view, token) if candidate.within is None else []
    return list(dict.fromkeys([*places, *where]))


def _is_own(candidate: Candidate, index: int) -> bool:
    """Say whether a token may tell where and when of one of several meetings that share a word."""
    if candidate.without is None or _is_inside_step(candidate, index):
        return True
    return not candidate.without[0] <= index < candidate.without[1]


def _is_inside_step(candidate: Candidate, index: int) -> bool:
    return candidate.within is not None and candidate.within[0] <= index < candidate.within[1]


def places_from(view: View, start: int, taken: set[int]) -> list[int]:
    """Return the place that is named at a token and those listed behind it: "all'hotel X, sull'isola di Y"."""
    found: list[int] = []
    position, gap = start, 0
    while position < len(view.lower) and gap <= LINK_REACH:
        owners = view.owners.get(position, ())
        if position in view.mention_end and owners:
            if (view.type_of(owners[0]) != "LOC" and found) or owners[0] in taken:
                break
            found.append(owners[0])
            position, gap = view.mention_end[position], 0
        elif not _links_places(view, position, first=gap == 0):
            break
        else:
            position, gap = position + 1, gap + 1
    return found


def _links_places(view: View, position: int, *, first: bool) -> bool:
    """Say whether a word may stand between a place and the larger one: "all'hotel X[, sull'isola di] Y"."""
    if first and view.lower[position] != "," and preposition(view.lower[position]) not in {"a", "in", "di"}:
        return False
    ends = view.tokens[position].pos_ in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"}
    return not ends and view.lower[position] not in {";", ":", "."}


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
            if is_place_phrase(view, index) and owner not in taken and not _is_country(view, owner):
                return [owner]
    return []


def dateline(view: View) -> list[int]:
    """Return the place of "LUBIANA - " or "Lubiana, 3 mag. (Ansa) -" at the head of a paragraph."""
    for start in view.starts:
        end = view.mention_end[start]
        opens = start == 0 or "\n" in view.lower[start - 1] or view.tokens[start].is_sent_start
        if opens and end < len(view.lower) and view.lower[end] in DASHES and view.tokens[start].text.isupper():
            return [e for e in view.owners[start][:1] if view.type_of(e) == "LOC"]
    return []


def headline_place(view: View) -> list[int]:
    """Return the town of a headline: "Ginevra, fallisce il vertice", "La stretta di mano di Singapore"."""
    if not view.tokens:
        return []
    end = view.sentence_start(1) if view.sentence_number(view.tokens[-1].sent.start) else 0
    for start in view.starts_in(0, end):
        owner = view.owners[start][0]
        if view.type_of(owner) != "LOC" or _is_country(view, owner):
            continue
        opens = start == 0 and view.word(view.mention_end[start]) in {",", ":"}
        if opens or is_place_phrase(view, start) or _is_of_meeting(view, start):
            return [owner]
    return []


def _is_of_meeting(view: View, start: int) -> bool:
    """ "il vertice di Helsinki", "la stretta di mano di Singapore"."""
    words = view.lower[max(start - 4, 0) : start]
    return bool(words) and preposition(words[-1]) == "di" and not word_class("clear").isdisjoint(words)


def _is_country(view: View, entity: int) -> bool:
    return view.entities[entity]["name"] in country_names()


def is_place_phrase(view: View, start: int) -> bool:
    """Say whether a mention follows a preposition of place: "a Minsk", "all'hotel Capella", "al Quirinale"."""
    owner = view.owners.get(start)
    if not owner or start == 0 or view.kinds.get(start) != "name":
        return False
    if view.type_of(owner[0]) != "LOC" and not is_seat(view.entities[owner[0]]["name"]):
        return False
    before = start - 2 if view.lower[start - 1] in word_class("rooms") and start > 1 else start - 1
    case = preposition(view.lower[before])
    return case in word_class("place") - {"da"} or (case == "di" and _is_of_a_room(view, start))


def _is_of_a_room(view: View, start: int) -> bool:
    """ "nella biblioteca del Palazzo X", "in un bar di Catanzaro": a room or house of the place, where somebody is."""
    for index in range(start - 2, max(start - 6, 0), -1):
        if view.lower[index] in word_class("rooms"):
            before = {preposition(word) for word in view.lower[max(index - 2, 0) : index]}
            return not before.isdisjoint({"a", "in", "su"})
        if view.tokens[index].pos_ not in {"ADJ", "NOUN"}:
            return False
    return False


def _distance(view: View, trigger: Token, start: int) -> int:
    """Return the distance in tokens; a relative clause or a new finite clause in between counts ten more."""
    low, high = sorted((trigger.i, start))
    barrier = sum(1 for i in range(low + 1, high) if view.lower[i] in {";", "che", "mentre", ":"})
    return high - low + 10 * barrier


def time_of(view: View, candidate: Candidate) -> int | None:
    """Return the index of the time expression of an event: in its subtree or nearest in its clause."""
    found = view.times
    token = candidate.token
    if not found or not word_class("eve").isdisjoint(view.lower[max(token.i - 3, token.sent.start) : token.i]):
        # "è arrivata ieri, alla vigilia del vertice" tells no day of the summit
        return None
    sent = token.sent
    verb = carrier_verb(token)
    best: tuple[float, int] | None = None
    for index in view.times_in(sent.start, sent.end):
        item = found[index]
        if not _is_own(candidate, item["start"]) or _is_in_dateline(view, item):
            continue
        if _is_inside_step(candidate, item["start"]):
            return index
        root = root_of(view.tokens[item["start"] : item["end"]])
        if _is_of_another(view, candidate, root) or is_at_another_time(view, token, root):
            continue
        if view.is_quoted_apart(token.i, item["start"]):
            # "«Non l'ho mai incontrato», disse a gennaio"
            continue
        distance = float(_distance(view, token, item["start"])) + (LENT if is_lent(token, root) else 0)
        if root.head.i == token.i or any(a.i == token.i for a in root.ancestors):
            distance -= 8
        elif verb is not None and (root.head.i == verb.i or root.head.head.i == verb.i):
            distance -= 5
        if distance <= TIME_REACH and (best is None or distance < best[0]):
            best = (distance, index)
    return _with_hour(view, candidate, best[1]) if best else None


def _with_hour(view: View, candidate: Candidate, day: int) -> int:
    """Return the hour of a day where the sentence tells both apart: "ha incontrato ieri X alle 10 di sera"."""
    value, sent = view.times[day]["value"], candidate.token.sent
    for index in view.times_in(sent.start, sent.end):
        item = view.times[index]
        exact = value and (item["value"] or "").startswith(f"{value}T") and ":" in (item["value"] or "")
        if exact and index != day and _is_own(candidate, item["start"]):
            return index
    return day


def _is_in_dateline(view: View, item: layers.TimeItem) -> bool:
    """ "Roma, 7 mar. (Agenzia) -": the day on which an article was written is not told of any event."""
    start = item["start"]
    opening = start
    while opening > 0 and start - opening < DATELINE and "\n" not in view.lower[opening - 1]:
        opening -= 1
    opens = opening == 0 or "\n" in view.lower[opening - 1]
    written = any(view.type_of(owners[0]) == "LOC" for i in range(opening, start) if (owners := view.owners.get(i)))
    following = view.lower[item["end"] : item["end"] + DATELINE]
    return opens and written and not DASHES.isdisjoint(following) and "." not in following


def _is_of_another(view: View, candidate: Candidate, root: Token) -> bool:
    """ "l'appuntamento era nato da una telefonata della settimana scorsa": a time that hangs on another meeting."""
    trigger = candidate.token
    low, high = sorted((trigger.i, root.i))
    if trigger.i < root.i:
        # the second "faccia" of "faccia a faccia" is no other meeting
        low = trigger.i + candidate.width - 1
    between = (above for above in root.ancestors if low < above.i < high and above.pos_ == "NOUN")
    return any(is_meeting_word(view.lower[above.i]) for above in between)


def opening_day(view: View) -> int | None:
    """Return the index of the first time expression of an article that tells a day of the last days.

    Read are the first `OPENING` sentences; a report tells there when what it reports took place.
    """
    published = view.published
    for index, item in enumerate(view.times):
        number = view.sentence_number(view.tokens[item["start"]].sent.start)
        if number > OPENING or not published:
            return None
        value = item["value"] or ""
        days = days_between(value, published)
        if days is not None and "/" not in value and 0 <= days <= LAST_DAYS:
            return index
    return None


def days_between(first: str | None, last: str | None) -> int | None:
    """Return the days from one ISO value to another; None where one of them tells no day ("2008-09", "2008-SU")."""
    days = [_day(value) for value in (first, last)]
    return None if days[0] is None or days[1] is None else (days[1] - days[0]).days


def _day(value: str | None) -> datetime.date | None:
    """Return the day of a value, the first of a stretch of days; a week or month tells none ("2024-W12")."""
    day = (value or "").split("/")[0].split("T")[0]
    try:
        return datetime.date.fromisoformat(day) if len(day) == len("2024-01-01") else None
    except ValueError:
        return None
