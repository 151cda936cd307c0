"""What stands on Italian news pages and is not the article."""

from __future__ import annotations

import re
from functools import cache

from newsnlp.lang.contract import NoiseRules, TableSpec
from newsnlp.lang.loader import Row, cached_table

PACKAGE = "newsnlp.lang.it"
_NOISE = TableSpec(columns=("kind", "pattern", "example", "control"), key=2, optional=frozenset({"example", "control"}))
_SEPARATOR = r"[\s|»›>·•/–—-]+"
MENU_ITEMS = 3  # "Politica, economia" opens a title; nobody writes three sections in a row but a menu


@cache
def noise_rules() -> NoiseRules:
    """Return the patterns of lines and phrases that are left out of the annotation."""
    rows = cached_table(PACKAGE, "noise.tsv", _NOISE)
    return NoiseRules(
        line=re.compile("|".join((*_patterns(rows, "line"), _menu(rows)))),
        phrase=re.compile("|".join(_patterns(rows, "phrase"))),
    )


def noise_rows() -> tuple[Row, ...]:
    """Return the rows of the table, with the examples and controls that its tests try."""
    return cached_table(PACKAGE, "noise.tsv", _NOISE)


def _patterns(rows: tuple[Row, ...], kind: str) -> list[str]:
    return [f"(?:{row['pattern']})" for row in rows if row["kind"] == kind]


def _menu(rows: tuple[Row, ...]) -> str:
    """Return the pattern of a line of menu entries: "Home » Politica » Meteo"."""
    words = sorted((row["pattern"] for row in rows if row["kind"] == "menu"), key=len, reverse=True)
    entry = "|".join(re.escape(word) for word in words)
    return rf"(?i:(?:{_SEPARATOR})?(?:{entry})(?:{_SEPARATOR}(?:{entry})){{{MENU_ITEMS - 1},}}(?:{_SEPARATOR})?)"
