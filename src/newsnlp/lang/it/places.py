"""Countries, their adjectives, and other places that Italian news names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import Row, cached_table

PACKAGE = "newsnlp.lang.it"
_COUNTRIES = TableSpec(
    columns=("code", "name", "aliases", "kb_id", "capital", "adjectives"),
    key=2,
    optional=frozenset({"aliases", "kb_id", "capital", "adjectives"}),
)
_DEMONYMS = TableSpec(columns=("form", "place", "kind", "gender", "number"), key=0)
_ITEMS = TableSpec(columns=("name", "kb_id"), key=0)
_PREFIXES = TableSpec(columns=("prefix", "place"))


@dataclass(frozen=True, slots=True)
class Country:
    """A country: Italian name, other names, Wikidata item where known, capital in its spellings."""

    code: str
    name: str
    aliases: tuple[str, ...]
    kb_id: str | None
    capital: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Demonym:
    """A form of an adjective of place; gender or number None where the form serves both ("belga", "thai")."""

    form: str
    place: str
    kind: str
    gender: str | None
    number: str | None


def _cells(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part for part in row[column].split("|") if part)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries of the table, in its order."""
    return tuple(
        Country(row["code"], row["name"], _cells(row, "aliases"), row["kb_id"] or None, _cells(row, "capital"))
        for row in cached_table(PACKAGE, "countries.tsv", _COUNTRIES)
    )


@lru_cache(maxsize=1)
def country_names() -> MappingProxyType[str, Country]:
    """Return lower-case name or alias -> country."""
    return MappingProxyType({name.lower(): country for country in reversed(countries()) for name in country.names})


@lru_cache(maxsize=1)
def place_items() -> MappingProxyType[str, str]:
    """Return name of a capital, city or seat -> its Wikidata item, where that is certain."""
    return MappingProxyType({row["name"]: row["kb_id"] for row in cached_table(PACKAGE, "place_items.tsv", _ITEMS)})


@lru_cache(maxsize=1)
def demonyms() -> MappingProxyType[str, Demonym]:
    """Return lower-case form -> adjective of place, for all kinds of place."""
    found: dict[str, list[Row]] = {}
    for row in cached_table(PACKAGE, "demonyms.tsv", _DEMONYMS):
        found.setdefault(row["form"], []).append(row)
    return MappingProxyType({form: _merge(form, rows) for form, rows in found.items()})


def _merge(form: str, rows: list[Row]) -> Demonym:
    """Join the readings of one form; the first row tells the place."""
    rows = [row for row in rows if row["place"] == rows[0]["place"]]
    genders, numbers = {row["gender"] for row in rows}, {row["number"] for row in rows}
    return Demonym(
        form,
        rows[0]["place"],
        rows[0]["kind"],
        genders.pop() if len(genders) == 1 else None,
        numbers.pop() if len(numbers) == 1 else None,
    )


@lru_cache(maxsize=1)
def demonym_prefixes() -> MappingProxyType[str, str]:
    """Return first half of a compound adjective -> place: "italo" -> "Italia"."""
    rows = cached_table(PACKAGE, "demonym_prefixes.tsv", _PREFIXES)
    return MappingProxyType({row["prefix"]: row["place"] for row in rows})


@lru_cache(maxsize=16384)
def demonym_places(word: str) -> tuple[str, ...]:
    """Return the places that an adjective names: ("Stati Uniti",), two for "israelo-palestinese", none for others.

    Args:
        word: one token in lower case.
    """
    known = demonyms().get(word)
    if known is not None:
        return (known.place,)
    first, hyphen, last = word.replace("–", "-").partition("-")
    second = demonyms().get(last)
    if not hyphen or second is None:
        return ()
    opening = demonyms().get(first)
    place = demonym_prefixes().get(first) or (opening.place if opening else None)
    return (place, second.place) if place else ()


_CITIES = TableSpec(
    columns=("name", "aliases", "country", "capital", "ambiguous"), key=1, optional=frozenset({"aliases"})
)
_REGIONS = TableSpec(columns=("name", "aliases", "kind", "country"), optional=frozenset({"aliases", "country"}))


@dataclass(frozen=True, slots=True)
class City:
    """A city: Italian name, other names, Italian name of its country; `ambiguous` where the name means more."""

    name: str
    aliases: tuple[str, ...]
    country: str
    capital: bool
    ambiguous: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Region:
    """A region, continent, sea or other large place; `country` None where it lies in several."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.name, *self.aliases)


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """Return all cities of the table, sorted by name."""
    return tuple(
        City(row["name"], _cells(row, "aliases"), row["country"], row["capital"] == "1", row["ambiguous"] == "1")
        for row in cached_table(PACKAGE, "cities.tsv", _CITIES)
    )


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Return all regions and large places of the table, in its order."""
    return tuple(
        Region(row["name"], _cells(row, "aliases"), row["kind"], row["country"] or None)
        for row in cached_table(PACKAGE, "regions.tsv", _REGIONS)
    )
