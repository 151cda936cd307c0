"""What a JSON object of a file is: a record, an article, a failure or gold. Its fields tell, in whatever order."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

TEXT_FIELDS = frozenset({"text", "body", "content"})
_ANNOTATIONS = frozenset({"entities", "events", "quotes"})
_FAILURE = frozenset({"id", "stage", "reason"})


class Kind(StrEnum):
    """The kinds of objects that newsnlp reads and writes; the value is how messages call many of them."""

    RECORD = "records"
    GOLD = "gold annotations"
    ARTICLE = "articles"
    FAILURE = "failures"
    OTHER = "something else"


def kind_of(fields: Collection[object]) -> Kind:
    """Return what an object with these fields is."""
    names = {name for name in fields if isinstance(name, str)}
    has_text = not names.isdisjoint(TEXT_FIELDS)
    if "schema_version" in names:
        return Kind.RECORD
    if has_text and names & _ANNOTATIONS:
        return Kind.GOLD
    if has_text:
        return Kind.ARTICLE
    return Kind.FAILURE if names >= _FAILURE else Kind.OTHER
