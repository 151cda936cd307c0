"""Clusters and unsure pairs as users see them, with ids that follow from what is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsnlp.resolve.decision import Decision
from newsnlp.resolve.nodes import Node, most
from newsnlp.resolve.rows import Cluster, EntityMention, Key, UnsurePair

Side = tuple[Cluster, Iterable[EntityMention]]


def cluster_of(nodes: Sequence[Node], items: Sequence[str]) -> Cluster:
    """Return the cluster of nodes.

    Args:
        nodes: at least one.
        items: those of a knowledge base that it is known by, and no other cluster.
    """
    mentions = [mention for node in nodes for mention in node.mentions.values()]
    members = tuple(sorted(mention.key for mention in mentions))
    kinds, names = Counter(m.type for m in mentions), Counter(m.name for m in mentions)
    # of a person known by full name and by surname, the full name is the usual one
    whole = Counter({name: n for name, n in names.items() if " " in name}) or names
    return Cluster(
        id=items[0] if items else id_of(members[0]),
        type=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        name=most(whole if "PER" in kinds else names),
        names=tuple(sorted({name for m in mentions for name in (m.name, *m.names)})),
        kb_id=items[0] if items else None,
        members=members,
    )


def id_of(key: Key) -> str:
    """Return the id that a mention gives: ``article#entity``."""
    return "#".join(key)


def unsure_pair(one: Side, other: Side, decision: Decision) -> UnsurePair:
    """Return a pair for review, whichever side is given first."""
    (left, left_mentions), (right, right_mentions) = sorted((one, other), key=lambda side: side[0].id)
    return UnsurePair(
        left.id, right.id, _judged_by(left_mentions), _judged_by(right_mentions), decision.score, decision.reasons
    )


def _judged_by(mentions: Iterable[EntityMention]) -> Key:
    """Return article and name of the first mention, at which a judgement can point."""
    return min((mention.doc_id, mention.name) for mention in mentions)
