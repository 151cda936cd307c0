"""Known places and organisations: folded words of a name -> what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Known(NamedTuple):
    """An entry: type, comparison key of the thing (the same for all its names), Wikidata id."""

    type: str
    thing: str
    kb_id: str | None
    sure: bool


Gazetteer = Mapping[tuple[str, ...], Known]


def load_gazetteer() -> Gazetteer:
    """Return folded words -> entry for all names of the language's tables."""
    return {}
