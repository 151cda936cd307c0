"""Nouns, titles and words that state how people, bodies and places stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_NOUNS = TableSpec(
    columns=("form", "relation", "bearer", "gender", "number", "flag"), optional=frozenset({"gender", "flag"})
)
_TITLES = TableSpec(columns=("lemma", "relation"))
_WORDS = TableSpec(columns=("form", "kind"), key=2)


@dataclass(frozen=True, slots=True)
class RelationNoun:
    """A noun such as "moglie" or "alleato".

    Attributes:
        relation: what it states.
        bearer: which end of the relation bears the noun, source or target; same where it goes both ways.
        plural: it is said of several.
        past: it says by itself that the relation is over ("vedova").
        named: it says so only where the other end is named ("oppositore di Rossi").
        joined: the other end follows "con" ("sposata con Rossi").
    """

    relation: str
    bearer: str
    plural: bool
    past: bool
    named: bool
    joined: bool


@lru_cache(maxsize=1)
def relation_nouns() -> MappingProxyType[str, RelationNoun]:
    """Return lower-case form -> noun of a relation."""
    return MappingProxyType(
        {
            row["form"]: RelationNoun(
                relation=row["relation"],
                bearer=row["bearer"],
                plural=row["number"] == "p",
                past=row["flag"] == "past",
                named=row["flag"] == "named",
                joined=row["flag"] == "joined",
            )
            for row in cached_table(PACKAGE, "relation_nouns.tsv", _NOUNS)
        }
    )


@lru_cache(maxsize=1)
def relation_titles() -> MappingProxyType[str, str]:
    """Return lemma of a title -> the relation to where it is held: an office there, or membership."""
    rows = cached_table(PACKAGE, "relation_titles.tsv", _TITLES)
    return MappingProxyType({row["lemma"]: row["relation"] for row in rows})


@lru_cache(maxsize=1)
def relation_words() -> MappingProxyType[str, frozenset[str]]:
    """Return kind -> lower-case words around nouns of relations; the table has the kinds."""
    found: dict[str, set[str]] = {}
    for row in cached_table(PACKAGE, "relation_words.tsv", _WORDS):
        found.setdefault(row["kind"], set()).add(row["form"])
    return MappingProxyType({kind: frozenset(forms) for kind, forms in found.items()})
