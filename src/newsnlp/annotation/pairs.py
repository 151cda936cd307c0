"""Two names written as one word: "vertice Rossi-Verdi" is parted where the text has both names elsewhere."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from newsnlp.lang.it.names import first_names, fold
from newsnlp.lang.it.places import cities, regions

# Two capitalised words of letters with one hyphen or dash between them, in a headline also in capitals only.
_PAIR = re.compile(r"([A-ZÀ-Þ][^\W\d_]+)([-–])([A-ZÀ-Þ][^\W\d_]+)")


def pairs_of_names(doc: Doc) -> list[tuple[Token, tuple[str, str, str]]]:
    """Return the words that are two names, with their parts: "Rossi-Verdi" -> Rossi, -, Verdi.

    Both parts stand alone elsewhere in the text. "Jean-Marc", "Maria Rossi-Verdi", "Emilia-Romagna" and the railway
    "Roma-Lido" stay whole.
    """
    hyphened = [(token, match) for token in doc if (match := _PAIR.fullmatch(token.text))]
    if not hyphened:
        return []
    alone = {fold(token.text) for token in doc if token.text[:1].isupper()}
    found = []
    for token, match in hyphened:
        first, hyphen, second = match.groups()
        named = fold(first) in alone and fold(second) in alone
        if named and not _is_one_name(token, first):
            found.append((token, (first, hyphen, second)))
    return found


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
