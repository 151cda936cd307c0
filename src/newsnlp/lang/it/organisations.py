"""Organisations that Italian news names often, and the seats that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import Row, cached_table

PACKAGE = "newsnlp.lang.it"
_ORGANISATIONS = TableSpec(
    columns=("name", "aliases", "kind", "country", "kb_id"), optional=frozenset({"aliases", "country", "kb_id"})
)
_METONYMS = TableSpec(
    columns=("name", "aliases", "seat_of", "kind", "country"), optional=frozenset({"aliases", "country"})
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: usual full name, acronyms and short names, kind, country, Wikidata item where known."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None
    kb_id: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Metonym:
    """A palace or street that stands for who sits there: "Palazzo Chigi" for the presidenza del Consiglio."""

    name: str
    aliases: tuple[str, ...]
    seat_of: str
    kind: str
    country: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.name, *self.aliases)


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(part for part in row["aliases"].split("|") if part)


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """Return all organisations of the table, in its order."""
    return tuple(
        Organisation(row["name"], _aliases(row), row["kind"], row["country"] or None, row["kb_id"] or None)
        for row in cached_table(PACKAGE, "organisations.tsv", _ORGANISATIONS)
    )


@lru_cache(maxsize=1)
def metonyms() -> tuple[Metonym, ...]:
    """Return all seats that stand for a power, in the order of the table."""
    return tuple(
        Metonym(row["name"], _aliases(row), row["seat_of"], row["kind"], row["country"] or None)
        for row in cached_table(PACKAGE, "metonyms.tsv", _METONYMS)
    )


@lru_cache(maxsize=1)
def _seats() -> MappingProxyType[str, Metonym]:
    return MappingProxyType({name.casefold(): seat for seat in metonyms() for name in seat.names})


def is_seat(name: str) -> bool:
    """Say whether a name is that of a palace or street where an institution sits: "Quirinale", "Palazzo Chigi"."""
    return name.casefold() in _seats()


def seat_named(name: str) -> Metonym | None:
    """Return the seat that a palace or street is, None where it is none."""
    return _seats().get(name.casefold())


@lru_cache(maxsize=1)
def bodies_of_states() -> frozenset[str]:
    """Return every name of the organisations whose members are states: they hold summits, they have no top."""
    kinds = {"international", "eu"}
    return frozenset(name for found in organisations() if found.kind in kinds for name in found.names)
