"""Abbreviations and spellings of Italian news."""

from __future__ import annotations

from typing import TypedDict

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.places import countries
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
# "Us-Open" keeps its hyphen.
SHORTEST_SPLITTABLE = 3
_ABBREVIATIONS = TableSpec(columns=("form",))
_RESPELLED = TableSpec(columns=("written", "correct"))


class TokenizerData(TypedDict):
    """Arguments of ``annotate.tokenizer.adapt_tokenizer``."""

    abbreviations: tuple[str, ...]
    respelled: dict[str, str]
    splittable: tuple[str, ...]


def tokenizer_data() -> TokenizerData:
    """Return abbreviations, typewriter spellings and names that a hyphen may follow for the tokeniser."""
    return {
        "abbreviations": tuple(row["form"] for row in cached_table(PACKAGE, "abbreviations.txt", _ABBREVIATIONS)),
        "respelled": {
            row["written"]: row["correct"] for row in cached_table(PACKAGE, "typewriter_accents.tsv", _RESPELLED)
        },
        "splittable": _splittable(),
    }


def _splittable() -> tuple[str, ...]:
    """Return the names of countries: "Italia-Germania" is two of them, "Guinea-Bissau" is one.

    A name of several words reaches the tokeniser in pieces and is left out.
    """
    names = [name for country in countries() for name in country.names]
    whole = {name.partition("-")[0] for name in names if "-" in name}
    return tuple(n for n in names if n.isalpha() and len(n) >= SHORTEST_SPLITTABLE and n not in whole)
