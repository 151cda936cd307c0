"""Spellings of names across papers: sounds of foreign names, variants that no rule reaches, frequent surnames."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.names import fold, name_pieces
from newsnlp.lang.loader import Row, cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_SOUNDS = TableSpec(columns=("written", "keys", "before", "where"), key=0, optional=frozenset({"where"}))
_VARIANTS = TableSpec(columns=("kind", "forms"), key=2)
_SURNAMES = TableSpec(columns=("surname",))


class Sound(NamedTuple):
    """A spelling of a sound: its letters, the key letters that it may stand for, what follows it, where it stands.

    Attributes:
        written: the letters.
        keys: what stands for them in a key, several where the spelling is ambiguous.
        before: letters one of which must follow; "" for any.
        where: "start" or "end" of the word, "" for anywhere.
    """

    written: str
    keys: tuple[str, ...]
    before: str
    where: str


@lru_cache(maxsize=1)
def sounds() -> MappingProxyType[str, tuple[Sound, ...]]:
    """Return first letter -> the spellings that begin with it: the longest first, then those of one place first."""
    found: dict[str, list[Sound]] = {}
    for row in cached_table(PACKAGE, "transliteration.tsv", _SOUNDS):
        found.setdefault(row["written"][0], []).append(_sound(row))
    return MappingProxyType({first: tuple(sorted(group, key=_by_length)) for first, group in found.items()})


def _sound(row: Row) -> Sound:
    keys = tuple("" if key == "-" else key for key in row["keys"].split("|"))
    return Sound(row["written"], keys, row["before"].replace("-", ""), row["where"])


def _by_length(sound: Sound) -> tuple[int, bool, bool]:
    return -len(sound.written), not sound.where, not sound.before


@lru_cache(maxsize=4)
def name_variants(kind: str) -> MappingProxyType[str, frozenset[int]]:
    """Return a name, folded and without spaces -> numbers of the groups of variants in which it stands.

    Args:
        kind: "first", "surname" or "full".
    """
    found: dict[str, set[int]] = {}
    for number, row in enumerate(cached_table(PACKAGE, "name_variants.tsv", _VARIANTS)):
        if row["kind"] == kind:
            for form in row["forms"].split("|"):
                found.setdefault("".join(piece for word in form.split() for piece in name_pieces(word)), set()).add(
                    number
                )
    return MappingProxyType({form: frozenset(groups) for form, groups in found.items()})


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """Return the folded surnames, particles glued, beside which a first name tells no one person."""
    return frozenset(
        fold(name) for name in word_set(cached_table(PACKAGE, "common_surnames.tsv", _SURNAMES), "surname")
    )
