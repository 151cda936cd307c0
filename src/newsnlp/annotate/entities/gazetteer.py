"""Known places and organisations: folded words of a name -> what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsnlp.lang.it.names import fold
from newsnlp.lang.it.places import countries


class Known(NamedTuple):
    """An entry of the tables.

    Attributes:
        type: LOC or ORG.
        thing: comparison key of what is named, the same for all its names.
        kb_id: Wikidata item, None where it is not known.
        sure: whether the words name nothing else in news, so that they are a name even where the tagger saw none.
    """

    type: str
    thing: str
    kb_id: str | None
    sure: bool


Key = tuple[str, ...]
Gazetteer = Mapping[Key, Known]
# The tokeniser parts an elided word from the next one.
_TOKEN = re.compile(r"[^\s'’]+['’]|[^\s'’]+")


def name_key(name: str) -> Key:
    """Return the folded tokens of a name: "Corte d'appello" -> ("corte", "d'", "appello")."""
    return tuple(_TOKEN.findall(fold(name)))


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return folded words -> entry for all names of the language's tables; the first table that has a name wins."""
    found: dict[Key, Known] = {}
    for name, known in _entries():
        found.setdefault(name_key(name), known)
    return MappingProxyType(found)


def _entries() -> Iterable[tuple[str, Known]]:
    for country in countries():
        known = Known("LOC", f"country {country.code}", country.kb_id, True)
        yield from ((name, known) for name in country.names)
    for country in countries():
        if country.capital:
            known = Known("LOC", f"city {country.capital[0]}", None, True)
            yield from ((name, known) for name in country.capital)
