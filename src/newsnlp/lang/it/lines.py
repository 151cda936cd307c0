"""What tells whether a line of Italian goes on in the next one: words that end none, words that open a sentence."""

from __future__ import annotations

import re
from functools import cache

from newsnlp.lang.contract import LineRules, TableSpec
from newsnlp.lang.it.langid import LANGUAGE_NAME, function_words
from newsnlp.lang.it.places import demonym_prefixes
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_HYPHENATED = TableSpec(columns=("side", "form"), key=2)
_VOWEL, _CONSONANT = "[aeiouàèéìòù]", r"[^\W\d_aeiouàèéìòù]"
# What may end a syllable before another consonant: "in-contro", "mar-tedì", "al-tro", "com-battere".
_CODAS = "lrnm"
# Groups of consonants that open a syllable, besides single ones.
_ONSETS = r"(?:s?[bcdfgptv][rl]|s[bcdfglmnpqtv][rl]?|s?[cgp]h[rl]?|gn|gl|qu|ps|pn)"


@cache
def line_rules() -> LineRules:
    """Return what is known of the ends and beginnings of lines."""
    rows = cached_table(PACKAGE, "hyphenated.tsv", _HYPHENATED)
    words = function_words()[LANGUAGE_NAME]
    return LineRules(
        function_words=words,
        # "l'", "dell'", "un'", "quest'"
        elided=frozenset(word[:-1] for word in words if len(word) > 1 and word[-1] in "aeio"),
        hyphen_first=frozenset(row["form"] for row in rows if row["side"] == "first") | frozenset(demonym_prefixes()),
        hyphen_last=frozenset(row["form"] for row in rows if row["side"] == "last"),
        # "mini|stro", "fat|to", "ac|qua", "incon|trato", "tec|nico"; not "Jong|un", "nord|est"
        parted=re.compile(
            rf".*{_VOWEL}(?:\|(?:{_CONSONANT}|{_ONSETS}){_VOWEL}|[{_CODAS}s]\|{_CONSONANT}|({_CONSONANT})\|\1|c\|q|[bcdfgpt]\|[mnt]).*",
            re.IGNORECASE,
        ),
    )
