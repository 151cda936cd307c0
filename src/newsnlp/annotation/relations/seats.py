"""Where an organisation has its seat: "con sede a Ginevra", "che ha sede a Ginevra", "basata a Ginevra"."""

from __future__ import annotations

from collections.abc import Iterator

from newsnlp.annotation.relations.sight import Found, Sight
from newsnlp.annotation.spellings import WordFact
from newsnlp.lang.it.relations import relation_words

BASED_IN = "BASED_IN"
_AT = frozenset({"a", "in"})
# "la Novatel, azienda informatica con sede a Ginevra": words between the name and the seat.
_MAX_DESCRIPTION = 4


def find_seats(sight: Sight) -> Iterator[Found]:
    """Yield organisations with the place of their seat, in text order."""
    words = relation_words()
    for index in sight.tokens.places(_SEAT):
        word = sight.lower[index]
        if word in words["seat"]:
            known = sight.determiner(index - 1)
            # "ha sede a", "ha la sede a"
            verb = index - (2 if known is not None and known.kind == "definite" else 1)
            if sight.word(verb) in words["having"]:
                yield from _seat(sight, verb, _behind_noun(sight, index + 1))
        elif word in words["seated"]:
            yield from _seat(sight, index, index + 1)


_SEAT = WordFact(lambda word: word.plain in relation_words()["seat"] or word.plain in relation_words()["seated"])


def _behind_noun(sight: Sight, at: int) -> int:
    """ "sede legale a", "quartier generale a": where the preposition should stand."""
    while sight.word(at) in relation_words()["seat_adjective"]:
        at += 1
    return at


def _seat(sight: Sight, start: int, at: int) -> Iterator[Found]:
    """Yield the relation where a preposition of place and a place follow, and an organisation stands before."""
    known = sight.determiner(at)
    if known is None or known.preposition not in _AT or at + 1 not in sight.starts:
        return
    place = sight.starts[at + 1][1]
    holder = _holder(sight, start)
    if holder is not None and sight.type_of(place) == "LOC":
        yield Found(holder, place, BASED_IN, "happened", (start, at), "seat")


def _holder(sight: Sight, start: int) -> int | None:
    """Return the organisation named right before, a relative pronoun or a description in between."""
    at = start
    if sight.word(at - 1) == "che":
        at -= 1
    for _ in range(_MAX_DESCRIPTION + 1):
        if at in sight.ends:
            entity = sight.ends[at][1]
            return entity if sight.type_of(entity) == "ORG" else None
        if not _may_describe(sight, at - 1):
            return None
        at -= 1
    return None


def _may_describe(sight: Sight, index: int) -> bool:
    """Say whether a word may stand in "Novatel, azienda informatica": a comma, nouns and adjectives in lower case."""
    if index < 0:
        return False
    token = sight.doc[index]
    return token.text == "," or (token.pos_ in {"NOUN", "ADJ", "DET"} and token.text[:1].islower())
