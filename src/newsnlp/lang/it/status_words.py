"""The words that tell whether an event took place: typed access to status_cues.tsv."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.verb_tables import VerbTable, lemma_table
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_CUES = TableSpec(columns=("lemma", "part", "side", "status", "detail", "reach"), key=3, optional=frozenset({"reach"}))


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that decides the status of an event.

    Attributes:
        reach: what of a governor it acts on (subject, object, clause, prepositions); empty for the usual.
    """

    lemma: str
    status: str
    detail: str
    reach: frozenset[str] = frozenset()


@cache
def status_cues(part: str, side: str) -> dict[str, Cue]:
    """Return lemma -> cue for one part of speech (V N A ADV M) and side (see status_cues.tsv)."""
    return {
        row["lemma"]: Cue(row["lemma"], row["status"], row["detail"], _reach(row["reach"]))
        for row in cached_table(PACKAGE, "status_cues.tsv", _CUES)
        if (row["part"], row["side"]) == (part, side)
    }


def _reach(cell: str) -> frozenset[str]:
    return frozenset(cell.split(",")) if cell else frozenset()


@cache
def _cue_verbs() -> VerbTable[frozenset[str]]:
    rows = cached_table(PACKAGE, "status_cues.tsv", _CUES)
    return lemma_table({row["lemma"] for row in rows if row["part"] == "V"})


@lru_cache(maxsize=8192)
def cue_lemmas(form: str, lemma: str, *, reflexive: bool) -> Collection[str]:
    """Return the infinitives under which a verb form may stand among the cues, the best first.

    The form decides, since lemmatisers get verbs wrong ("disdetto" -> "disdetre"); `lemma` is asked where no
    cue verb has the form. A reflexive verb is looked up with -si first, any other without it.

    Args:
        form: the word in lower case.
        lemma: what the lemmatiser says.
        reflexive: whether the verb has a reflexive pronoun.
    """
    known = _cue_verbs().get(form) or {lemma, f"{lemma.removesuffix('e')}si"}
    fitting = (word for word in known if reflexive or not word.endswith("si"))
    return tuple(sorted(fitting, key=lambda word: not word.endswith("si")))
