"""Abbreviations and spellings of Italian news."""

from __future__ import annotations

from typing import TypedDict

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_ABBREVIATIONS = TableSpec(columns=("form",))
_RESPELLED = TableSpec(columns=("written", "correct"))


class TokenizerData(TypedDict):
    """Arguments of ``annotate.tokenizer.adapt_tokenizer``."""

    abbreviations: tuple[str, ...]
    respelled: dict[str, str]


def tokenizer_data() -> TokenizerData:
    """Return the abbreviations and typewriter spellings for the tokeniser."""
    return {
        "abbreviations": tuple(row["form"] for row in cached_table(PACKAGE, "abbreviations.txt", _ABBREVIATIONS)),
        "respelled": {
            row["written"]: row["correct"] for row in cached_table(PACKAGE, "typewriter_accents.tsv", _RESPELLED)
        },
    }
