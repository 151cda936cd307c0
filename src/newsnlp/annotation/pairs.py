"""Two names written as one word: "vertice Rossi-Verdi" is parted where the text has both names elsewhere."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from newsnlp.lang.it.event_words import is_meeting_word
from newsnlp.lang.it.names import first_names, fold
from newsnlp.lang.it.places import cities, regions

# Two or three capitalised words of letters with a hyphen or dash between them, in a headline also in capitals only.
_PAIR = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[-–][A-ZÀ-Þ][^\W\d_]+){1,2}")
_HYPHEN = re.compile(r"([-–])")
# Words between a meeting and who met: "faccia a faccia", "vertice bilaterale".
_NEAR = 2


def pairs_of_names(doc: Doc) -> list[tuple[Token, tuple[str, ...]]]:
    """Return the words that are two or three names, with their parts: "Rossi-Verdi" -> Rossi, -, Verdi.

    They stand alone elsewhere in the text, or a word for a meeting before them: "vertice Rossi-Verdi". "Jean-Marc",
    "Maria Rossi-Verdi", "Emilia-Romagna" and the railway "Roma-Lido" stay whole.
    """
    hyphened = [(token, _HYPHEN.split(token.text)) for token in doc if _PAIR.fullmatch(token.text)]
    if not hyphened:
        return []
    alone = {fold(token.text) for token in doc if token.text[:1].isupper()}
    found = []
    for token, parts in hyphened:
        named = all(fold(name) in alone for name in parts[::2]) or _is_behind_meeting(token)
        if named and not _is_one_name(token, parts[0]):
            found.append((token, tuple(parts)))
    return found


def _is_behind_meeting(token: Token) -> bool:
    """Say whether a word for a meeting stands right before: "il colloquio Rossi-Verdi", "faccia a faccia X-Y"."""
    before = [word.lower_ for word in token.doc[max(token.i - _NEAR, 0) : token.i]]
    return any(is_meeting_word(word) for word in before[-1:]) or before == ["a", "faccia"]


def _is_one_name(token: Token, first: str) -> bool:
    """Say whether a word with a hyphen is a first name, a surname behind one, a region, or a line from a city."""
    before = token.nbor(-1).text if token.i else ""
    person = fold(first) in first_names() or fold(before) in first_names()
    return person or fold(first) in _towns() or fold(token.text) in _large_places()


@cache
def _towns() -> frozenset[str]:
    return frozenset(fold(name) for city in cities() for name in city.names)


@cache
def _large_places() -> frozenset[str]:
    return frozenset(fold(name) for region in regions() for name in region.names)


def part_pairs(doc: Doc) -> None:
    """Part the pairs of names in `doc`, which has no annotation yet; the only function here that changes it."""
    found = pairs_of_names(doc)
    if not found:
        return
    with doc.retokenize() as retokenizer:
        for token, parts in found:
            retokenizer.split(token, list(parts), heads=[(token, 0)] * len(parts))
