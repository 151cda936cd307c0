"""Function words that tell Italian from its neighbours."""

from __future__ import annotations

from functools import cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
LANGUAGE_NAME = "Italian"
_STOPWORDS = TableSpec(columns=("language", "words", "name"))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return name of language -> its function words, in lower case; Italian is one of them."""
    rows = cached_table(PACKAGE, "stopwords_langid.tsv", _STOPWORDS)
    return {row["name"]: frozenset(row["words"].split()) for row in rows}
