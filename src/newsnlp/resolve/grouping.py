"""From pairs to groups: the surest pairs first, and never two that something keeps apart in one group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import product
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T", bound="tuple[str, ...]")


class Link(NamedTuple, Generic[T]):
    """Two nodes that are one: how surely, and whether a user says so."""

    score: float
    left: T
    right: T
    judged: bool = False


def grouped(
    nodes: Collection[T],
    links: Iterable[Link[T]],
    *,
    forbidden: Callable[[T, T], bool],
    vetoed: Callable[[T, T], bool],
) -> tuple[list[frozenset[T]], list[Link[T]]]:
    """Return groups of nodes, and the links that were not followed because something keeps their groups apart.

    The result depends on the links alone, not on their order: judged ones come first as they are given, the others by
    score and then by the nodes.

    Args:
        nodes: all of them.
        links: pairs of them.
        forbidden: whether a user keeps two nodes apart; no link joins them.
        vetoed: whether what is known keeps two nodes apart; only a user's link joins them.
    """
    group: dict[T, set[T]] = {node: {node} for node in nodes}
    judged: list[Link[T]] = []
    automatic: list[Link[T]] = []
    for link in links:
        (judged if link.judged else automatic).append(link)
    left_out = []
    for link in (*judged, *sorted(automatic, key=lambda found: (-found.score, found.left, found.right))):
        a, b = group[link.left], group[link.right]
        if a is b:
            continue
        kept_apart = any(forbidden(x, y) or (not link.judged and vetoed(x, y)) for x, y in product(a, b))
        if kept_apart:
            left_out.append(link)
            continue
        small, large = sorted((a, b), key=len)
        large |= small
        for node in small:
            group[node] = large
    return sorted({min(found): frozenset(found) for found in group.values()}.values(), key=min), left_out


def component(start: T, neighbours: Callable[[T], Collection[T]]) -> set[T]:
    """Return all nodes that are linked to one, over any number of links."""
    found, waiting = {start}, [start]
    while waiting:
        for other in neighbours(waiting.pop()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
