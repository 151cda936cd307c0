"""Known places and organisations: folded words of a name -> what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsnlp.lang.it.names import ambiguous_bodies, fold
from newsnlp.lang.it.organisations import Metonym, metonyms, organisations
from newsnlp.lang.it.places import cities, countries, place_items, regions


class Known(NamedTuple):
    """An entry of the tables.

    Attributes:
        type: LOC or ORG.
        thing: comparison key of what is named, the same for all its names.
        kb_id: Wikidata item, None where it is not known.
        sure: whether the words name nothing else in news, so that they are a name even where the tagger saw none.
        firm: whether the tagger is wrong where it says another type; a city may be its football club.
    """

    type: str
    thing: str
    kb_id: str | None
    sure: bool
    firm: bool


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
    yield from _country_entries()
    for seat in metonyms():
        label = "ORG" if _stands_for_body(seat) else "LOC"
        for name in seat.names:
            plain = " " in name or seat.kind == "head_of_state"
            yield name, Known(label, f"seat {seat.name}", place_items().get(seat.name), plain, plain)
    for body in organisations():
        for name in body.names:
            plain = _is_plain(name)
            yield name, Known("ORG", f"body {body.name}", body.kb_id, plain, plain)
    for city in cities():
        for name in city.names:
            yield name, Known("LOC", f"city {city.name}", place_items().get(city.name), not city.ambiguous, False)
    for region in regions():
        for name in region.names:
            yield name, Known("LOC", f"region {region.name}", None, True, False)


def _country_entries() -> Iterable[tuple[str, Known]]:
    for country in countries():
        for name in country.names:
            yield name, Known("LOC", f"country {country.code}", country.kb_id, True, True)
    for country in countries():
        for name in country.capital:
            # "Tel Aviv" beside "Gerusalemme" is a second city, "Tokio" beside "Tokyo" a second spelling.
            city = name if name in place_items() else country.capital[0]
            yield name, Known("LOC", f"city {city}", place_items().get(city), True, True)


def _is_plain(name: str) -> bool:
    """Tell whether a name means nothing but the body: "Nazioni Unite", "Bce", not "Lega" or "Ferrari"."""
    return name not in ambiguous_bodies()


def _stands_for_body(seat: Metonym) -> bool:
    """Tell whether news means the power by its seat rather than the building: "la Farnesina", "la Casa Bianca".

    The palaces of Rome are places where people go up, arrive and meet.
    """
    if seat.kind in {"ministry", "company", "church", "military"}:
        return not seat.name.startswith(_STREETS)
    return seat.kind == "head_of_state" and seat.country != "Italia"


_STREETS = ("Palazzo", "Piazza", "Via", "Viale", "Vaticano")
