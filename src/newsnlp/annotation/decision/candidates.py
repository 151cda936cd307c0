"""What may be an event: what the rules have found, and the words that the network takes for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from newsnlp.annotation.layers import EVENT_TYPES, ROLES, EventItem, EventScores

# A word that no rule takes for an event has to be one with this probability to be asked about.
LEAST = 0.15
# A trigger joins an event when the network says with more than this that they are one.
ONE_EVENT = 0.5
# What other triggers say counts for an event that they tell of with at least this probability.
AGAIN = 0.1
NO_ROLE = (0.0,) * len(ROLES)
# The network's column of each type; its first is "none".
COLUMN = {name: number for number, name in enumerate(EVENT_TYPES, 1)}


@dataclass
class Candidate:
    """What may be an event.

    Attributes:
        type: one of the 21 types.
        rule: the event as the rules have it, None where only the network sees one.
        triggers: half-open spans of tokens.
        nearest: for an event that only the network sees, its probability to be another one told before.
        likely: the network's probability of the type, for each trigger that it has read.
        statuses: the network's mean logarithm of the probability of each status; empty where it has read no trigger.
        mean, best: entity, or time behind all entities -> the network's probability of each role, over the triggers.
        apart: entities that the rules have in another event told by the same word: "ha visto separatamente A e B".
        told_again: entity -> the probability of each role by other triggers, each as far as it tells of the same event.
    """

    type: str
    rule: EventItem | None
    triggers: list[tuple[int, int]]
    nearest: float = 0.0
    likely: list[float] = field(default_factory=list)
    statuses: list[float] = field(default_factory=list)
    mean: dict[int, tuple[float, ...]] = field(default_factory=dict)
    best: dict[int, tuple[float, ...]] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()
    told_again: dict[int, tuple[float, ...]] = field(default_factory=dict)

    def tokens(self) -> list[int]:
        """Return the first token of every trigger."""
        return [start for start, _ in self.triggers]


def candidates_of(events: Sequence[EventItem], scores: EventScores | None) -> list[Candidate]:
    """Return the candidates of an article, those of the rules first, then by type and place.

    Args:
        events: the event layer, as the rules wrote it.
        scores: what the network says, None where there is none.
    """
    found = [
        Candidate(event["type"], event, list(event["triggers"]), apart=apart)
        for event, apart in zip(events, _apart(events), strict=True)
    ]
    if scores is None:
        return found
    same: dict[int, list[tuple[int, float]]] = {}
    for first, second, p in scores["same"]:
        same.setdefault(first, []).append((second, p))
        same.setdefault(second, []).append((first, p))
    for name in EVENT_TYPES:
        _add_read(found, name, scores, same)
    row_of = {token: row for row, token in enumerate(scores["triggers"])}
    for candidate in found:
        _read(candidate, [row_of[t] for t in candidate.tokens() if t in row_of], scores)
        _read_again(candidate, same, row_of, scores)
    return found


def _apart(events: Sequence[EventItem]) -> list[frozenset[int]]:
    """Return for each event who takes part in others of its type that a word of it tells too, but not in it."""
    by_word: dict[tuple[str, int], list[EventItem]] = {}
    for event in events:
        for start, _ in event["triggers"]:
            by_word.setdefault((event["type"], start), []).append(event)
    found = []
    for event in events:
        others = [other for start, _ in event["triggers"] for other in by_word[event["type"], start]]
        found.append(frozenset(who for other in others for who in other["participants"]) - {*event["participants"]})
    return found


def _add_read(
    found: list[Candidate], name: str, scores: EventScores, same: Mapping[int, Sequence[tuple[int, float]]]
) -> None:
    """Add the words that the network takes for an event of a type: to the event that they tell of, or as a new one.

    Args:
        found: the candidates so far; new ones are added.
        name: the type.
        scores: what the network says.
        same: for each trigger those near it, with the probability that both tell of one event.
    """
    told_by: dict[int, Candidate] = {}
    for candidate in found:
        for token in candidate.tokens() if candidate.type == name else ():
            told_by.setdefault(token, candidate)
    ruled = frozenset(told_by)
    for token, types in zip(scores["triggers"], scores["types"], strict=True):
        if token in ruled or types[COLUMN[name]] < LEAST:
            continue
        home, nearest = _home(told_by, same.get(token, ()))
        if home is None or nearest <= ONE_EVENT:
            home = Candidate(name, None, [], nearest)
            found.append(home)
        home.triggers.append((token, token + 1))
        told_by[token] = home


def _home(told_by: Mapping[int, Candidate], near: Iterable[tuple[int, float]]) -> tuple[Candidate | None, float]:
    """Return the event that a trigger most likely tells of too, and how likely that is by the triggers near it."""
    likely: dict[int, list[float]] = {}
    for other, p in near:
        if other in told_by:
            likely.setdefault(id(told_by[other]), []).append(p)
    best, most = None, 0.0
    for other, _ in near:
        candidate = told_by.get(other)
        many = likely.get(id(candidate), [0.0])
        if candidate is not None and sum(many) / len(many) > most:
            best, most = candidate, sum(many) / len(many)
    return best, most


def _read(candidate: Candidate, rows: Sequence[int], scores: EventScores) -> None:
    """Sum up what the network says of the triggers of a candidate."""
    if not rows:
        return
    candidate.likely = [scores["types"][row][COLUMN[candidate.type]] for row in rows]
    columns = zip(*(scores["statuses"][row] for row in rows), strict=True)
    candidate.statuses = [sum(log(max(p, 1e-3)) for p in column) / len(rows) for column in columns]
    if len(rows) == 1:
        candidate.mean = candidate.best = {owner: tuple(roles) for owner, roles in scores["arguments"][rows[0]]}
        return
    told: dict[int, list[Sequence[float]]] = {}
    for row in rows:
        for owner, roles in scores["arguments"][row]:
            told.setdefault(owner, []).append(roles)
    for owner, many in told.items():
        by_role = list(zip(*many, strict=True))
        candidate.mean[owner] = tuple(sum(column) / len(rows) for column in by_role)
        candidate.best[owner] = tuple(max(column) for column in by_role)


def _read_again(
    candidate: Candidate,
    same: Mapping[int, Sequence[tuple[int, float]]],
    row_of: Mapping[int, int],
    scores: EventScores,
) -> None:
    """Sum up what other triggers say of an event, as far as they tell of the same."""
    own = {*candidate.tokens()}
    likely: dict[int, float] = {}
    for token in own:
        for other, p in same.get(token, ()):
            if other not in own and p >= AGAIN:
                likely[other] = max(p, likely.get(other, 0.0))
    again = candidate.told_again
    for other, p in likely.items():
        for owner, roles in scores["arguments"][row_of[other]]:
            told = tuple([p * role for role in roles])
            again[owner] = tuple(map(max, told, again[owner])) if owner in again else told
