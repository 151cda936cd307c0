"""Given names and the gender that they tell."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.names import fold
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_NAMES = TableSpec(columns=("name", "gender"), optional=frozenset({"gender"}))


@lru_cache(maxsize=1)
def given_names() -> MappingProxyType[str, str | None]:
    """Return folded given name -> m, f, or None where women and men bear it."""
    found: dict[str, str | None] = {}
    for row in cached_table(PACKAGE, "first_names.tsv", _NAMES):
        name, gender = fold(row["name"]), row["gender"] or None
        found[name] = gender if found.get(name, gender) == gender else None
    return MappingProxyType(found)
