"""Known places and organisations: folded words of a name -> what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
# The tokeniser parts an elided word from the next one.
_TOKEN = re.compile(r"[^\s'’]+['’]|[^\s'’]+")


def name_key(name: str) -> Key:
    """Return the folded tokens of a name: "Corte d'appello" -> ("corte", "d'", "appello")."""
    return tuple(_TOKEN.findall(fold(name)))


def by_first_word(keys: Iterable[Key]) -> dict[str, tuple[Key, ...]]:
    """Return first word -> the names that begin with it, longest first."""
    table: dict[str, list[Key]] = {}
    for key in keys:
        table.setdefault(key[0], []).append(key)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in table.items()}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of known things.

    Attributes:
        entries: folded words of a name -> what it is.
        starts: first word -> the names that begin with it, longest first.
    """

    entries: Mapping[Key, Known]
    starts: Mapping[str, tuple[Key, ...]]

    @classmethod
    def of_names(cls, names: Iterable[tuple[str, Known]]) -> Gazetteer:
        """Return the gazetteer of (name, entry) pairs; of equal names the first counts."""
        entries: dict[Key, Known] = {}
        for name, known in names:
            entries.setdefault(name_key(name), known)
        return cls(MappingProxyType(entries), MappingProxyType(by_first_word(entries)))

    def get(self, key: Key) -> Known | None:
        """Return the entry of a name given by its folded words, None where it is unknown."""
        return self.entries.get(key)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the names of the language's tables: countries before capitals, those before other cities."""
    return Gazetteer.of_names(_entries())


def _entries() -> Iterable[tuple[str, Known]]:
    for country in countries():
        known = Known("LOC", f"country {country.code}", country.kb_id, True)
        yield from ((name, known) for name in country.names)
    for country in countries():
        if country.capital:
            known = Known("LOC", f"city {country.capital[0]}", None, True)
            yield from ((name, known) for name in country.capital)
