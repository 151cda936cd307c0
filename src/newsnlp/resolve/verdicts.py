"""Judgements on nodes: which must be one, which must stay apart, and which judgements point at nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import product

from newsnlp.resolve.judgements import Contradiction, Judgement, Ref, consistent
from newsnlp.resolve.nodes import NodeKey

NodePair = tuple[NodeKey, NodeKey]


def node_pair(a: NodeKey, b: NodeKey) -> NodePair:
    """Return two nodes in a fixed order."""
    return (a, b) if a <= b else (b, a)


@dataclass(slots=True)
class Verdicts:
    """What users have judged, on nodes.

    Attributes:
        same: pairs that are one, in the order in which they were judged.
        apart: pairs that stay apart: different, or unsure.
        contradictions: judgements that are not applied.
        dangling: judgements that point at nothing, or at more than one entity of an article.
    """

    same: dict[NodePair, Judgement] = field(default_factory=dict)
    apart: dict[NodePair, Judgement] = field(default_factory=dict)
    contradictions: list[Contradiction] = field(default_factory=list)
    dangling: list[Judgement] = field(default_factory=list)

    def by_node(self) -> dict[NodeKey, set[tuple[NodePair, str]]]:
        """Return node -> the pairs that it is judged in, and how."""
        found: dict[NodeKey, set[tuple[NodePair, str]]] = defaultdict(set)
        for pairs in (self.same, self.apart):
            for pair, judgement in pairs.items():
                for node in pair:
                    found[node].add((pair, judgement.verdict))
        return found


def verdicts(judgements: Iterable[Judgement], find: Callable[[Ref], Collection[NodeKey]]) -> Verdicts:
    """Return judgements as pairs of nodes.

    Args:
        judgements: all of them, in any order.
        find: what a reference points at; nothing where that is not there, or is not clear.
    """
    applied, contradictions = consistent(judgements)
    found = Verdicts(contradictions=contradictions)
    for judgement in applied:
        left, right = sorted(find(judgement.left)), sorted(find(judgement.right))
        if not left or not right:
            found.dangling.append(judgement)
            continue
        pairs = found.same if judgement.verdict == "same" else found.apart
        for a, b in product(left, right):
            if a != b:
                pairs.setdefault(node_pair(a, b), judgement)
    return found
