"""Names of the fields of an article in files that newspapers, feeds and pages are exported to."""

from __future__ import annotations

from functools import cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_FIELDS = TableSpec(columns=("field", "name"), key=2)


@cache
def article_fields() -> dict[str, tuple[str, ...]]:
    """Return field of newsnlp -> the names that it has in exports, the one that counts first first."""
    names: dict[str, list[str]] = {}
    for row in cached_table(PACKAGE, "article_fields.tsv", _FIELDS):
        names.setdefault(row["field"], []).append(row["name"])
    return {field: tuple(listed) for field, listed in names.items()}
