"""One meeting of many articles: merged by type, parties, place and time, whatever its status in each.

Mentions that say the same of the same are one node. Nodes are met by two parties and a month, compared, and grouped;
at last what was postponed is joined with the date before and the date after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from newsnlp.resolve.grouping import Link, component, grouped
from newsnlp.resolve.history import merged, step_kind
from newsnlp.resolve.rows import EventMention, Key, MergedEvent, StepKind
from newsnlp.resolve.windows import Window, reach_of, window_of

# A node: type, parties, places, value, status, detail, day of publication where that says when.
EventKey = tuple[str, ...]
# Nodes of a block beyond which it is passed over, and the parties of one event of which the pairs are keys.
MOST_NODES = 100
MOST_PARTIES = 8
# A meeting of two is not the summit of so many at whose margin it is.
SUMMIT = 5
SAME_DAY, NEXT_DAY, FEW_DAYS, ONLY_FIT, NO_DATES = 1.0, 0.9, 0.8, 0.7, 0.5
# Papers err by a day; with the same place and parties by a few.
FEW = 3
_EXPECTED = frozenset({StepKind.ANNOUNCED, StepKind.PROPOSED, StepKind.REPORTED, StepKind.POSTPONED})


class EventMerger:
    """Events across articles, kept up to date as articles come and go; the order makes no difference."""

    def __init__(self) -> None:
        self._nodes: dict[EventKey, dict[Key, EventMention]] = {}
        self._articles: dict[str, dict[Key, EventMention]] = {}
        self._blocks: dict[str, set[EventKey]] = defaultdict(set)
        self._changed: set[EventKey] = set()
        self._near: dict[EventKey, set[EventKey]] = defaultdict(set)
        self._component: dict[EventKey, frozenset[EventKey]] = {}
        self._events: dict[frozenset[EventKey], list[MergedEvent]] = {}

    def add(self, mentions: Iterable[EventMention]) -> None:
        """Add the events of articles; what an article had before is replaced by what is given of it."""
        given: dict[str, dict[Key, EventMention]] = defaultdict(dict)
        for mention in mentions:
            given[mention.doc_id][mention.key] = mention
        for doc_id, rows in given.items():
            if self._articles.get(doc_id) == rows:
                continue
            self.remove(doc_id)
            self._articles[doc_id] = rows
            for mention in rows.values():
                self._enter(mention)

    def remove(self, doc_id: str) -> None:
        """Take an article out; one that is not there is passed over."""
        for mention in self._articles.pop(doc_id, {}).values():
            key = _node_key(mention)
            del self._nodes[key][mention.key]
            self._changed.add(key)
            if not self._nodes[key]:
                del self._nodes[key]
                for block in _block_keys(mention):
                    self._move(block, key, enters=False)

    def _enter(self, mention: EventMention) -> None:
        key = _node_key(mention)
        if key not in self._nodes:
            self._nodes[key] = {}
            for block in _block_keys(mention):
                self._move(block, key, enters=True)
        self._nodes[key][mention.key] = mention
        self._changed.add(key)

    def _move(self, block: str, key: EventKey, *, enters: bool) -> None:
        nodes = self._blocks[block]
        before = len(nodes) > MOST_NODES
        (nodes.add if enters else nodes.discard)(key)
        if before != (len(nodes) > MOST_NODES):
            self._changed |= nodes
        if not nodes:
            del self._blocks[block]

    def events(self) -> list[MergedEvent]:
        """Return all events, sorted by their first mention."""
        self._update()
        return sorted((event for found in self._events.values() for event in found), key=lambda e: e.mentions[0])

    def _update(self) -> None:
        changed, self._changed = self._changed, set()
        touched = set(changed)
        for node in changed:
            for other in self._near.pop(node, set()):
                self._near[other].discard(node)
                touched.add(other)
        for node in changed & self._nodes.keys():
            for other in self._candidates(node):
                self._near[node].add(other)
                self._near[other].add(node)
                touched.add(other)
        for node in list(touched):
            touched |= self._component.get(node, frozenset())
        for node in touched:
            self._events.pop(self._component.pop(node, frozenset()), None)
        for node in touched & self._nodes.keys():
            if node not in self._component:
                nodes = frozenset(component(node, self._around))
                self._component.update(dict.fromkeys(nodes, nodes))
                self._events[nodes] = self._solve(nodes)

    def _candidates(self, key: EventKey) -> Iterator[EventKey]:
        one = self._one(key)
        for block in _block_keys(one):
            if len(self._blocks[block]) <= MOST_NODES:
                yield from (other for other in self._blocks[block] if other != key and _near(one, self._one(other)))

    def _around(self, key: EventKey) -> set[EventKey]:
        return self._near.get(key, set())

    def _one(self, key: EventKey) -> EventMention:
        """Return any mention of a node: they agree in all that is compared."""
        return next(iter(self._nodes[key].values()))

    def _solve(self, nodes: frozenset[EventKey]) -> list[MergedEvent]:
        shown = {node: self._one(node) for node in nodes}
        links = [
            link
            for node in nodes
            for link in _links(node, shown, [other for other in self._near.get(node, ()) if other in shown])
        ]

        def vetoed(a: EventKey, b: EventKey) -> bool:
            one, other = window_of(shown[a]), window_of(shown[b])
            return one is not None and other is not None and not one.overlaps(other, slack=FEW)

        groups, _ = grouped(nodes, links, forbidden=lambda a, b: False, vetoed=vetoed)
        mentions = [[mention for node in group for mention in self._nodes[node].values()] for group in groups]
        return [merged(found) for found in _rejoined(mentions)]


def _node_key(mention: EventMention) -> EventKey:
    dated = mention.value is not None and mention.detail != "postponed"
    published = "" if dated or mention.published is None else mention.published.isoformat()
    alone = "" if window_of(mention) and mention.parties else "#".join(mention.key)
    parts = "|".join(mention.parties), "|".join(mention.places), mention.value or ""
    return (mention.type, *parts, mention.status, mention.detail or "", published, alone)


def _block_keys(mention: EventMention) -> list[str]:
    """Return the keys under which an event is looked up: two parties and a month; of those with one party, that one."""
    reach = reach_of(mention)
    if reach is None:
        return []
    parties = mention.parties[:MOST_PARTIES]
    sides = ["&".join(pair) for pair in combinations(parties, 2)] or list(parties)
    sides += [f"in {place}" for place in mention.places] if len(mention.parties) > MOST_PARTIES else []
    return [f"{mention.type} {side} {month}" for side in sides for month in reach.months()]


def same_parties(one: EventMention, other: EventMention) -> bool:
    """Tell whether two mentions can tell of one event by who is in it: at least two, or all that one of them names."""
    shared = set(one.parties) & set(other.parties)
    small, large = sorted((len(one.parties), len(other.parties)))
    if len(shared) < min(2, small) or not shared or (small < 2 and large > 1):
        return False
    return 2 * len(shared) >= small and not (small == 2 and large >= SUMMIT)


def _near(one: EventMention, other: EventMention) -> bool:
    """Tell whether two mentions may be of one event, by their parties and the days that come into question."""
    a, b = reach_of(one), reach_of(other)
    return a is not None and b is not None and a.overlaps(b, slack=FEW) and same_parties(one, other)


def _links(node: EventKey, shown: dict[EventKey, EventMention], near: list[EventKey]) -> Iterator[Link[EventKey]]:
    """Yield the links of a node to the nodes near it."""
    own = window_of(shown[node])
    if own is None:
        return
    fits = [(other, found) for other in near if (found := window_of(shown[other])) is not None]
    if own.exact:
        for other, window in fits:
            score = _days_agree(shown[node], own, shown[other], window) if window.exact else 0.0
            if score:
                yield Link(score, min(node, other), max(node, other))
        return
    exact = [(other, window) for other, window in fits if window.exact and own.overlaps(window)]
    for other in _only_fit(shown[node], exact):
        yield Link(ONLY_FIT, min(node, other), max(node, other))
    if not exact:
        for other, window in fits:
            if not window.exact and _vague_agree(shown[node], own, shown[other], window):
                yield Link(NO_DATES, min(node, other), max(node, other))


def _days_agree(one: EventMention, own: Window, other: EventMention, window: Window) -> float:
    """Return how surely two dates are of one event; 0 where they are not."""
    if own.overlaps(window):
        return SAME_DAY
    places = set(one.places), set(other.places)
    if own.overlaps(window, slack=1) and (not all(places) or places[0] & places[1]):
        return NEXT_DAY
    few = own.overlaps(window, slack=FEW) and one.parties == other.parties and bool(places[0] & places[1])
    return FEW_DAYS if few else 0.0


def _only_fit(mention: EventMention, exact: list[tuple[EventKey, Window]]) -> list[EventKey]:
    """Return the dated nodes that one without a day belongs to; none where several days come into question.

    Without any date it is the day nearest to the article, before it for what happened, from it on for what is planned.
    """
    if not exact:
        return []
    if mention.value is None and mention.published is not None:
        day = mention.published
        nearest = min(abs((window.last - day).days) for _, window in exact)
        exact = [(key, window) for key, window in exact if abs((window.last - day).days) == nearest]
    agree = all(a.overlaps(b, slack=1) for (_, a), (_, b) in combinations(exact, 2))
    return [key for key, _ in exact] if agree else []


def _vague_agree(one: EventMention, own: Window, other: EventMention, window: Window) -> bool:
    """Tell whether two mentions without a day are of one event: the same month or year, or articles of those days."""
    if one.value is not None or other.value is not None:
        return one.value == other.value
    return own.overlaps(window) and one.published is not None and abs((one.published - _day(other)).days) <= FEW


def _day(mention: EventMention) -> date:
    return mention.published or date.min


def _rejoined(groups: list[list[EventMention]]) -> list[list[EventMention]]:
    """Return groups of mentions, those of a postponed event joined: the date before, and the next one after."""
    moved = sorted((m.published, m.key) for group in groups for m in group if m.detail == "postponed" and m.published)
    for day, key in moved:
        own = next(group for group in groups if any(m.key == key for m in group))
        postponed = next(m for m in own if m.key == key)
        others = [g for g in groups if g is not own and any(same_parties(postponed, m) for m in g)]
        joined = [g for g in (_before(others, day), _after(others, day)) if g is not None]
        if joined:
            kept = [g for g in groups if g is not own and all(g is not j for j in joined)]
            groups = [*kept, [*own, *(m for g in joined for m in g)]]
    return groups


def _first_day(group: list[EventMention]) -> date | None:
    windows = [window for m in group if (window := window_of(m)) is not None and window.exact]
    return min((window.first for window in windows), default=None)


def _before(groups: list[list[EventMention]], day: date) -> list[EventMention] | None:
    """Return what was expected when an event was postponed: announced by then, for the nearest day not long past."""
    found = []
    for group in groups:
        told = [m for m in group if m.published and m.published <= day]
        when = _first_day(told)
        if told and when and (when - day).days >= -FEW and all(step_kind(m) in _EXPECTED for m in told):
            found.append((when, group))
    return min(found, key=lambda pair: (pair[0], min(m.key for m in pair[1])))[1] if found else None


def _after(groups: list[list[EventMention]], day: date) -> list[EventMention] | None:
    """Return the first event that was told of only after the postponement, and lies after it."""
    found = []
    for group in groups:
        when = _first_day(group)
        if when and when > day and all(m.published is None or m.published > day for m in group):
            found.append((when, group))
    return min(found, key=lambda pair: (pair[0], min(m.key for m in pair[1])))[1] if found else None


def merge_events(mentions: Iterable[EventMention]) -> list[MergedEvent]:
    """Return the events of all articles.

    Args:
        mentions: from `newsnlp.resolve.event_mentions`.
    """
    merger = EventMerger()
    merger.add(mentions)
    return merger.events()
