"""Typed access to the words that tell who stands behind a statement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.reporting import reporting_lexicon
from newsnlp.lang.it.verb_tables import Readings, VerbTable, form_table
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_CLASSES = TableSpec(columns=("class", "words"))


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Lower-case words with plain apostrophes, see ``data/attribution_words.tsv``; verbs in all their forms.

    Attributes:
        blockers: nouns that are no source after "secondo" ("secondo il programma").
        prep_di: forms of "di", plain and articulated.
        prep_da: forms of "da", plain and articulated.
    """

    telling: VerbTable[Readings]
    citing: VerbTable[Readings]
    news: frozenset[str]
    account: frozenset[str]
    anonymous: frozenset[str]
    according: frozenset[str]
    relative: frozenset[str]
    blockers: frozenset[str]
    prep_di: frozenset[str]
    prep_da: frozenset[str]


@lru_cache(maxsize=1)
def attribution_words() -> AttributionWords:
    """Return the words, read once per process."""
    words = {row["class"]: row["words"].split() for row in cached_table(PACKAGE, "attribution_words.tsv", _CLASSES)}
    reporting = reporting_lexicon()
    return AttributionWords(
        telling=form_table(words["telling"]),
        citing=form_table(words["citing"]),
        news=frozenset(words["news"]),
        account=frozenset(words["account"]),
        anonymous=frozenset(words["anonymous"]),
        according=frozenset(words["according"]),
        relative=frozenset(words["relative"]),
        blockers=reporting.blockers,
        prep_di=reporting.words["prep_di"],
        prep_da=reporting.words["prep_da"],
    )
