"""Personal names: comparison form, particles, honorifics, short first names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_FORM = TableSpec(columns=("form",))
_HONORIFIC = TableSpec(columns=("form", "gender"), optional=frozenset({"gender"}))
_FIRST_NAME = TableSpec(columns=("name", "gender"), optional=frozenset({"gender"}))
_PLACE_HEAD = TableSpec(columns=("form", "kept"), optional=frozenset({"kept"}))
_NICKNAME = TableSpec(columns=("short", "full"), key=2)
# Letters that NFKD leaves whole.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'", "`": "'"}
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return `text` in lower case without accents, for comparison: "Löfven" -> "lofven"."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def name_pieces(word: str) -> tuple[str, ...]:
    """Return the parts of one word of a name, folded: "Jong-un" -> ("jong", "un"), "dell'" -> ("dell",)."""
    cleaned = fold(word).replace("-", " ").replace("–", " ").replace("'", " ").replace(".", "")
    return tuple(cleaned.split())


@lru_cache(maxsize=1)
def name_particles() -> frozenset[str]:
    """Return the folded words that belong to a surname though they are no names: "von", "bin", "de"."""
    return word_set(cached_table(PACKAGE, "name_particles.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the folded articles and prepositions that never open or close a name in lower case."""
    return word_set(cached_table(PACKAGE, "function_words.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def honorifics() -> MappingProxyType[str, str | None]:
    """Return folded honorific -> gender that it tells, None where the form serves both."""
    rows = cached_table(PACKAGE, "honorifics.tsv", _HONORIFIC)
    return MappingProxyType({row["form"]: row["gender"] or None for row in rows})


@lru_cache(maxsize=1)
def place_heads() -> MappingProxyType[str, bool]:
    """Return folded noun before the name of a place -> whether it is part of the name ("castello" v "provincia")."""
    rows = cached_table(PACKAGE, "place_heads.tsv", _PLACE_HEAD)
    return MappingProxyType({row["form"]: row["kept"] == "1" for row in rows})


@lru_cache(maxsize=1)
def generic_bodies() -> frozenset[str]:
    """Return the folded nouns for bodies that are no names by themselves: "stato", "comune"."""
    return word_set(cached_table(PACKAGE, "generic_bodies.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def headline_nouns() -> frozenset[str]:
    """Return the folded nouns that headlines put right before a surname: "caso", "effetto"."""
    return word_set(cached_table(PACKAGE, "headline_nouns.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def local_bodies() -> frozenset[str]:
    """Return the folded nouns that with a place are the name of a body: "tribunale", "procura"."""
    return word_set(cached_table(PACKAGE, "local_bodies.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def named_bodies() -> frozenset[str]:
    """Return the folded nouns that with a person's name are the name of a body: "fondazione", "istituto"."""
    return word_set(cached_table(PACKAGE, "named_bodies.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def ambiguous_bodies() -> frozenset[str]:
    """Return the names of organisations that are also surnames or common words: "Ferrari", "Lega"."""
    return word_set(cached_table(PACKAGE, "ambiguous_bodies.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def first_names() -> MappingProxyType[str, str | None]:
    """Return folded first name -> gender, None where women and men bear it."""
    found: dict[str, str | None] = {}
    for row in cached_table(PACKAGE, "first_names.tsv", _FIRST_NAME):
        name, gender = fold(row["name"]), row["gender"] or None
        found[name] = gender if found.get(name, gender) == gender else None
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def nicknames() -> MappingProxyType[str, frozenset[str]]:
    """Return folded short first name -> the first names that it may stand for."""
    found: dict[str, set[str]] = {}
    for row in cached_table(PACKAGE, "nicknames.tsv", _NICKNAME):
        found.setdefault(row["short"], set()).add(row["full"])
    return MappingProxyType({short: frozenset(full) for short, full in found.items()})
