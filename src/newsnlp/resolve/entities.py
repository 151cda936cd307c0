"""Who is who across articles. What comes out depends on what is in, never on the order in which it came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby, product

from newsnlp.resolve.blocks import Blocks
from newsnlp.resolve.decision import MARGIN, ONLY_ONE, SAME, UNSURE, Decision, decide
from newsnlp.resolve.grouping import Link, component, grouped
from newsnlp.resolve.judgements import Contradiction, Judgement, Ref
from newsnlp.resolve.names import normal_name, parse_name
from newsnlp.resolve.nodes import (
    Node,
    NodeKey,
    is_common,
    is_whole,
    keys_of,
    name_for_keys,
    node_key,
    surname_keys,
)
from newsnlp.resolve.output import cluster_of, unsure_pair
from newsnlp.resolve.rows import Cluster, EntityMention, Key, UnsurePair
from newsnlp.resolve.verdicts import NodePair, Verdicts, node_pair, verdicts

Group = frozenset[NodeKey]
# Of the full names that a surname may stand for, so many are listed for review.
MOST_LISTED = 3


class Resolver:
    """Clusters of the entities of articles, kept up to date as articles come and go.

    Adding an article looks its entities up by their keys, and decides anew only on what shares one with them.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._judgements = tuple(judgements)
        self._judged = _names_judged(self._judgements)
        self._articles: dict[str, dict[Key, tuple[EntityMention, NodeKey]]] = {}
        self._nodes: dict[NodeKey, Node] = {}
        self._blocks = Blocks()
        self._surnames = Blocks()  # whole names, by surname
        self._changed: set[NodeKey] = set()
        self._pairs: dict[NodeKey, dict[NodeKey, Decision]] = defaultdict(dict)  # same and unsure, both ways
        self._groups: dict[NodeKey, Group] = {}
        self._left_out: dict[NodeKey, list[Link[NodeKey]]] = {}  # by the first node of the component
        self._component: dict[NodeKey, frozenset[NodeKey]] = {}
        self._verdicts = Verdicts()

    def add(self, mentions: Iterable[EntityMention]) -> None:
        """Add articles; one that is there already is replaced.

        Args:
            mentions: the entities of one or more articles, each article's together.
        """
        for doc_id, group in groupby(mentions, key=lambda mention: mention.doc_id):
            rows = {mention.key: mention for mention in group}
            if self._rows(doc_id) == rows:
                continue
            self.remove(doc_id)
            self._articles[doc_id] = {}
            for mention in rows.values():
                self._enter(mention)

    def remove(self, doc_id: str) -> None:
        """Take an article out: everything is as if it had never been there. One that is not there is passed over."""
        for mention, key in self._articles.pop(doc_id, {}).values():
            node = self._nodes[key]
            node.count(mention, -1)
            self._entered(node)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Put judgements in the place of those before; articles that they point at are looked at anew."""
        before, self._judgements = self._judged, tuple(judgements)
        self._judged = _names_judged(self._judgements)
        changed = {doc for doc, _ in before ^ self._judged} & self._articles.keys()
        for doc_id in sorted(changed):
            rows = self._rows(doc_id)
            self.remove(doc_id)
            self.add(rows.values())

    def _rows(self, doc_id: str) -> dict[Key, EntityMention]:
        return {key: mention for key, (mention, _) in self._articles.get(doc_id, {}).items()}

    def _enter(self, mention: EntityMention) -> None:
        judged = any((mention.doc_id, normal_name(name)) in self._judged for name in (mention.name, *mention.names))
        key, identity = node_key(mention, judged=judged)
        node = self._nodes.setdefault(key, Node(key, identity))
        node.count(mention, 1)
        self._articles[mention.doc_id][mention.key] = (mention, key)
        self._entered(node)

    def _entered(self, node: Node) -> None:
        """Note that a node has other mentions than before."""
        self._changed.add(node.key)
        if not node.mentions:
            del self._nodes[node.key]
        keys = keys_of(node) if node.mentions else []
        self._changed |= self._blocks.put(node.key, keys)
        whole = bool(node.mentions) and _is_whole(node)
        self._surnames.put(node.key, surname_keys(parse_name(name_for_keys(node))) if whole else ())

    def _update(self) -> None:
        """Bring pairs and groups up to date with what has changed."""
        old = self._verdicts.by_node()
        self._verdicts = verdicts(self._judgements, self._find)
        new = self._verdicts.by_node()
        touched = {node for node in old.keys() | new.keys() if old.get(node) != new.get(node)}
        changed, self._changed = self._changed, set()
        for node in changed:
            touched.add(node)
            for other in self._pairs.pop(node, {}):
                self._pairs[other].pop(node, None)
                touched.add(other)
        for node in changed & self._nodes.keys():
            self._compare(node)
            touched |= self._pairs[node].keys()
        self._regroup(touched)

    def _compare(self, key: NodeKey) -> None:
        for other in self._blocks.sharing(key):
            decision = decide(self._nodes[key], self._nodes[other])
            if decision.same or decision.unsure:
                self._pairs[key][other] = self._pairs[other][key] = decision

    def _regroup(self, touched: Collection[NodeKey]) -> None:
        """Group anew the components of nodes, as they were and as they are."""
        waiting = set(touched)
        for node in touched:
            waiting |= self._component.get(node, frozenset())
        links = self._linked()
        for node in waiting:
            self._component.pop(node, None)
            self._groups.pop(node, None)
            self._left_out.pop(node, None)
        while waiting:
            start = waiting.pop()
            if start in self._nodes and start not in self._component:
                self._solve(frozenset(component(start, links.get)))

    def _linked(self) -> _Links:
        return _Links(self._pairs, self._verdicts)

    def _solve(self, nodes: frozenset[NodeKey]) -> None:
        found = {
            node_pair(a, b): Link(decision.score, *node_pair(a, b))
            for a in nodes
            for b, decision in self._pairs.get(a, {}).items()
            if decision.same and node_pair(a, b) not in self._verdicts.apart
        }
        judged = [Link(1.0, *pair, judged=True) for pair in self._verdicts.same if nodes.issuperset(pair)]
        memo: dict[NodePair, bool] = {}

        def vetoed(a: NodeKey, b: NodeKey) -> bool:
            pair = node_pair(a, b)
            if pair not in memo:
                memo[pair] = decide(self._nodes[a], self._nodes[b]).veto
            return memo[pair]

        torn = self._torn(nodes, found.values())
        links = [*judged, *(link for link in found.values() if link not in torn)]
        groups, left_out = grouped(nodes, links, forbidden=self._kept_apart, vetoed=vetoed)
        self._left_out[min(nodes)] = [*left_out, *torn]
        for node in nodes:
            self._component[node] = nodes
        for group in groups:
            self._groups.update(dict.fromkeys(group, group))

    def _torn(self, nodes: Collection[NodeKey], links: Iterable[Link[NodeKey]]) -> set[Link[NodeKey]]:
        """Return the links of nodes to two people whom a knowledge base parts, where neither leads: "George Bush"."""
        by_identity: dict[NodeKey, dict[str, set[Link[NodeKey]]]] = defaultdict(lambda: defaultdict(set))
        for link in links:
            for one, other in ((link.left, link.right), (link.right, link.left)):
                identity = self._nodes[other].identity
                if identity is not None and self._nodes[one].identity is None:
                    by_identity[one][identity].add(link)
        found: set[Link[NodeKey]] = set()
        for sides in by_identity.values():
            scores = sorted((max(link.score for link in group) for group in sides.values()), reverse=True)
            if len(scores) > 1 and scores[0] - scores[1] < MARGIN:
                found |= {link for group in sides.values() for link in group}
        return found

    def _kept_apart(self, a: NodeKey, b: NodeKey) -> bool:
        return node_pair(a, b) in self._verdicts.apart

    def _find(self, ref: Ref) -> Collection[NodeKey]:
        """Return the nodes that a judgement points at; nothing where an article has two of the name, or none."""
        if ref.kb_id:
            return self._blocks.all_under(f"id:{ref.kb_id}")
        rows = self._articles.get(ref.doc_id, {}).values()
        name = normal_name(ref.name)
        usual = [key for mention, key in rows if normal_name(mention.name) == name]
        found = usual or [key for mention, key in rows if name in map(normal_name, mention.names)]
        return found if len(found) == 1 else []

    def _attached(self) -> tuple[dict[Group, Group], dict[tuple[Group, Group], Decision]]:
        """Return surnames alone -> the full name that each stands for, and the pairs that are unsure."""
        found: dict[Group, Group] = {}
        unsure: dict[tuple[Group, Group], Decision] = {}
        for group in set(self._groups.values()):
            if all(node[0] == "PER" and not _is_whole(self._nodes[node]) for node in group):
                ranked = self._full_names(group)
                best = ranked[0] if ranked else None
                second = ranked[1][0].score if len(ranked) > 1 else 0.0
                if best is not None and best[0].score >= SAME and best[0].score - second >= MARGIN:
                    found[group] = best[1]
                else:
                    unsure |= {(group, full): d for d, full in ranked[:MOST_LISTED] if d.score >= UNSURE}
        return found, unsure

    def _full_names(self, group: Group) -> list[tuple[Decision, Group]]:
        """Return the groups of full names that a surname may stand for, the likeliest first."""
        keys = {key for node in group for key in surname_keys(parse_name(name_for_keys(self._nodes[node])))}
        full = {self._groups[node] for key in keys for node in self._surnames.under(key)}
        scored = [(decision, other) for other in full if (decision := self._best(group, other)) is not None]
        if len(scored) == 1 and not any(is_common(parse_name(name_for_keys(self._nodes[node]))) for node in group):
            decision, other = scored[0]
            raised = Decision(round(decision.score + ONLY_ONE, 2), (*decision.reasons, "nobody else of the name"))
            return [(raised, other)]
        return sorted(scored, key=lambda pair: (-pair[0].score, min(pair[1])))

    def _best(self, group: Group, other: Group) -> Decision | None:
        """Return what speaks most for two groups being one; None where something keeps them apart."""
        if any(self._kept_apart(a, b) for a, b in product(group, other)):
            return None
        decisions = [decide(self._nodes[a], self._nodes[b]) for a, b in product(group, other)]
        possible = [decision for decision in decisions if not decision.veto]
        return max(possible, key=lambda decision: (decision.score, decision.reasons), default=None)

    def clusters(self) -> list[Cluster]:
        """Return all clusters, sorted by their first mention."""
        return sorted(self._named().values(), key=lambda cluster: cluster.members[0])

    def cluster_ids(self) -> dict[Key, str]:
        """Return (article, entity) -> id of its cluster."""
        return {key: cluster.id for cluster in self.clusters() for key in cluster.members}

    def _named(self) -> dict[Group, Cluster]:
        self._update()
        attached, _ = self._attached()
        joined: dict[Group, set[NodeKey]] = defaultdict(set)
        for group in set(self._groups.values()):
            joined[attached.get(group, group)] |= group
        items = Counter(item for group in joined.values() for item in self._items(group))
        return {
            group: cluster_of([self._nodes[node] for node in nodes], [i for i in self._items(nodes) if items[i] == 1])
            for group, nodes in joined.items()
        }

    def _items(self, nodes: Iterable[NodeKey]) -> list[str]:
        """Return the items of a knowledge base that nodes are known by."""
        found = {self._nodes[node].identity or "" for node in nodes}
        return sorted(item for item in found if item and not item.startswith("holder:"))

    def unsure(self) -> list[UnsurePair]:
        """Return the pairs that stay apart and may be one, the likeliest first."""
        clusters = self._named()
        attached, pairs = self._attached()
        for a, others in self._pairs.items():
            for b, decision in others.items():
                if a < b and decision.unsure and not self._kept_apart(a, b):
                    _note(pairs, self._groups[a], self._groups[b], decision)
        for links in self._left_out.values():
            for link in links:
                if not self._kept_apart(link.left, link.right) and not self._judged_apart(link):
                    why = Decision(link.score, ("something else keeps them apart",))
                    _note(pairs, self._groups[link.left], self._groups[link.right], why)
        found: dict[tuple[str, str], UnsurePair] = {}
        for (one, other), decision in pairs.items():
            left, right = clusters[attached.get(one, one)], clusters[attached.get(other, other)]
            if left.id != right.id:
                pair = unsure_pair((left, self._rows_of(one)), (right, self._rows_of(other)), decision)
                known = found.setdefault((pair.left, pair.right), pair)
                if (pair.score, pair.reasons) > (known.score, known.reasons):
                    found[pair.left, pair.right] = pair
        return sorted(found.values(), key=lambda pair: (-pair.score, pair.left, pair.right))

    def _judged_apart(self, link: Link[NodeKey]) -> bool:
        return any(self._kept_apart(a, b) for a, b in product(self._groups[link.left], self._groups[link.right]))

    def _rows_of(self, group: Group) -> list[EntityMention]:
        return [mention for node in group for mention in self._nodes[node].mentions.values()]

    def contradictions(self) -> list[Contradiction]:
        """Return the judgements that are not applied, each with those before that it contradicts."""
        self._update()
        return self._verdicts.contradictions

    def dangling(self) -> list[Judgement]:
        """Return the judgements that point at nothing that is there, or at two entities of an article."""
        self._update()
        return self._verdicts.dangling


class _Links:
    """Node -> the nodes that it is linked to; looked up as they are asked for."""

    def __init__(self, pairs: dict[NodeKey, dict[NodeKey, Decision]], known: Verdicts) -> None:
        self._pairs = pairs
        self._judged: dict[NodeKey, set[NodeKey]] = defaultdict(set)
        for a, b in known.same:
            self._judged[a].add(b)
            self._judged[b].add(a)

    def get(self, node: NodeKey, default: Collection[NodeKey] = ()) -> Collection[NodeKey]:
        """Return the nodes that are one with a node, each by itself."""
        own = [other for other, decision in self._pairs.get(node, {}).items() if decision.same]
        return [*own, *self._judged.get(node, default)]


def _is_whole(node: Node) -> bool:
    return node.type == "PER" and is_whole(parse_name(name_for_keys(node)))


def _names_judged(judgements: Sequence[Judgement]) -> set[tuple[str, str]]:
    refs = {ref for judgement in judgements for ref in judgement.pair if not ref.kb_id}
    return {(ref.doc_id, normal_name(ref.name)) for ref in refs}


def _note(pairs: dict[tuple[Group, Group], Decision], one: Group, other: Group, decision: Decision) -> None:
    """Keep the likeliest decision on two groups."""
    if one == other:
        return
    key = (one, other) if min(one) <= min(other) else (other, one)
    known = pairs.get(key)
    if known is None or (decision.score, decision.reasons) > (known.score, known.reasons):
        pairs[key] = decision


def resolve(mentions: Iterable[EntityMention], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """Return the clusters of the entities of all articles.

    Args:
        mentions: from `newsnlp.resolve.entity_mentions`.
        judgements: of users; they always win.
    """
    resolver = Resolver(judgements)
    resolver.add(mentions)
    return resolver.clusters()
