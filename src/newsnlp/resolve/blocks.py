"""Blocks: which nodes share a key. One that is too large tells nothing and is passed over: no step is quadratic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsnlp.resolve.nodes import NodeKey

# A key that more different names share says little of any pair of them; recall on 100,000 names is lost only where
# a name has no rarer key. Nodes of one name beyond the second number are met by their offices and partners.
MOST_NAMES = 60
MOST_NODES = 60


class Blocks:
    """Key -> nodes, grouped by their name. What is passed over depends on what is in a block, not on the order."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, set[NodeKey]]] = defaultdict(dict)
        self._keys: dict[NodeKey, tuple[str, ...]] = {}

    def put(self, node: NodeKey, keys: Iterable[str]) -> set[NodeKey]:
        """Enter a node under its keys, in place of those it had; no keys take it out.

        Returns:
            The nodes whose candidates change, besides those that share a key with it before or after: those of a
            block that has become too large, or is no longer.
        """
        new = tuple(dict.fromkeys(keys))
        old = self._keys.get(node, ())
        touched: set[NodeKey] = set()
        for key in set(old) ^ set(new):
            touched |= self._move(key, node, enters=key in new)
        if new:
            self._keys[node] = new
        else:
            self._keys.pop(node, None)
        return touched

    def _move(self, key: str, node: NodeKey, *, enters: bool) -> set[NodeKey]:
        block = self._nodes[key]
        before = len(block) > MOST_NAMES, len(block.get(node[1], ())) > MOST_NODES
        if enters:
            block.setdefault(node[1], set()).add(node)
        else:
            block[node[1]].discard(node)
            if not block[node[1]]:
                del block[node[1]]
        after = len(block) > MOST_NAMES, len(block.get(node[1], ())) > MOST_NODES
        found = set().union(*block.values()) if before != after else set()
        if not block:
            del self._nodes[key]
        return found

    def sharing(self, node: NodeKey) -> set[NodeKey]:
        """Return the other nodes under the keys of a node, too large blocks left out."""
        found = {other for key in self._keys.get(node, ()) for other in self.under(key)}
        found.discard(node)
        return found

    def under(self, key: str) -> Iterator[NodeKey]:
        """Yield the nodes of a block; none of one that is too large."""
        block = self._nodes.get(key, {})
        if len(block) <= MOST_NAMES:
            for nodes in block.values():
                if len(nodes) <= MOST_NODES:
                    yield from nodes

    def all_under(self, key: str) -> set[NodeKey]:
        """Return the nodes of a block, however large it is."""
        return set().union(*self._nodes.get(key, {}).values())
