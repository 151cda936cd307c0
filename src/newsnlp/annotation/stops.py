"""A stop that ends a sentence is no part of an abbreviation: "Amartya Sen. Il giorno dopo", but "il Sen. Rossi"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from newsnlp.lang.it.lines import line_rules
from newsnlp.lang.it.names import first_names, fold, name_particles

# A capitalised abbreviation, or an initial; "S.p.A." and "U.S.A." are never words.
_ABBREVIATION = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]*\.")
_NUMERALS = frozenset("IVX")
_CLOSING = frozenset("»”\"')]")
_OPENING = frozenset("«“\"'([")


def sentence_stops(texts: Sequence[str]) -> list[int]:
    """Return the tokens that are taken for abbreviations, and are a word and the stop that ends its sentence."""
    ending = [i for i, text in enumerate(texts) if text[-1] == "." and len(text) > 1]
    return [i for i in ending if _ABBREVIATION.fullmatch(texts[i]) and _ends_sentence(texts, i)]


def _ends_sentence(texts: Sequence[str], index: int) -> bool:
    before = texts[index - 1] if index else "\n"
    if before.isspace() or before in _OPENING:
        return False  # "Art. 5", "A. Il primo punto"
    named = fold(before) in first_names() and before[0].isupper()
    following = [text for text in texts[index + 1 : index + 4] if text not in _CLOSING][:2]
    if len(texts[index]) == len("B."):
        # "gioca in Serie A. La squadra", "papa Leone X. Il"; but "Marco B. Il giovane", and "George W. Bush"
        return (not named or texts[index][0] in _NUMERALS) and _opens(following)
    # "Amartya Sen. Rossi ha detto"
    return _opens(following) or (named and following[0][0].isupper())


def _opens(words: Sequence[str]) -> bool:
    """Return whether words open a sentence: none, a line break, "Il giorno", "«Sì»"; not "La Russa", "Di Maio"."""
    if not words or words[0].isspace() or words[0] in _OPENING:
        return True
    word, rules = words[0], line_rules()
    if not word[0].isupper():
        return False
    if word[1:].isupper() or word.rstrip("'’").casefold() not in rules.function_words | rules.elided:
        return False
    surname = word.casefold() in name_particles() and len(words) > 1 and words[1][0].isupper()
    return not surname


def part_stops(doc: Doc) -> None:
    """Part the stops that end a sentence from their words, in `doc`, which has no annotation yet."""
    found = sentence_stops([token.text for token in doc])
    if not found:
        return
    with doc.retokenize() as retokenizer:
        for index in found:
            token = doc[index]
            retokenizer.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])
