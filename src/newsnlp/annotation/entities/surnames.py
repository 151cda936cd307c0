"""Surnames that are also something else: a city ("il deputato Ancona"), the firm of its founder ("la Valdini")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsnlp.annotation.entities.gazetteer import Gazetteer
from newsnlp.annotation.entities.repair import Span
from newsnlp.annotation.entities.words import Words
from newsnlp.lang.it.names import first_names, honorifics
from newsnlp.lang.it.places import countries
from newsnlp.lang.it.reporting import reporting_lexicon
from newsnlp.lang.it.titles import title_forms

_INTO_PLACES = frozenset({"a", "ad", "in", "da"})
_OF_A_FIRM = frozenset({"la", "della", "dalla", "alla", "nella", "sulla"})
# "ha consegnato a Ravenna": verbs before whose "a" somebody is more often meant than a place, beside those of saying.
_TO_SOMEBODY = frozenset({"consegnato", "consegna", "telefonato", "telefona", "dato", "stretto", "chiesto", "affidato"})
# From a verb to "a" and the name: "ha detto ieri a Siena".
_NEAR = 3
_PHRASE = frozenset({"NOUN", "ADJ", "PROPN"})


def surnames_of_cities(words: Words, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Return the spans, names of cities taken for surnames where they stand like one.

    "Il deputato Ancona" is a person, and so is Ancona elsewhere in the article; not "a Ancona", "il sindaco di Ancona".
    """
    titled = {words.folded[s.start] for s in spans if _is_titled(words, s, gazetteer)}
    full = {words.folded[s.end - 1] for s in spans if s.type == "PER" and s.end - s.start > 1}
    cities = {name for name in titled | full if _is_city((name,), gazetteer)}
    if not cities:
        return list(spans)
    return [Span(s.start, s.end, _reading(words, s, titled)) if _is_word(words, s, cities) else s for s in spans]


def _is_word(words: Words, span: Span, names: set[str]) -> bool:
    return span.end - span.start == 1 and words.folded[span.start] in names


def _reading(words: Words, span: Span, titled: set[str]) -> str:
    """Return what a name that a city and a person of the article bear means here."""
    before = words.folded[span.start - 1] if span.start else ""
    if before in _INTO_PLACES and not _says_to(words, span.start - 1):
        return "LOC"
    if before == "di" and span.type != "PER":
        return "LOC"
    return "PER" if words.folded[span.start] in titled else span.type


def _says_to(words: Words, preposition: int) -> bool:
    """Tell whether a verb stands before "a" that something is said or given to somebody by."""
    verbs = reporting_lexicon().verbs
    before = words.lower[max(0, preposition - _NEAR) : preposition]
    return words.lower[preposition] in {"a", "ad"} and any(
        word in _TO_SOMEBODY or ((form := verbs.get(word)) is not None and "quote" in form.frames) for word in before
    )


def _is_titled(words: Words, span: Span, gazetteer: Gazetteer) -> bool:
    """Tell whether the name of a city stands right behind the title of one person: "la senatrice Siena"."""
    at = span.start - 1
    if span.end - span.start != 1 or at < 0 or not _is_city((words.folded[span.start],), gazetteer):
        return False
    word = words.lower[at]
    one = any(form.number == "s" for form in title_forms().get(word, ())) or word.rstrip(".") in honorifics()
    goes_on = span.end < len(words.text) and words.pos[span.end] in _PHRASE
    return one and not goes_on and words.text[span.start].istitle()


def _is_city(key: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    known = gazetteer.get(key)
    return known is not None and known.type == "LOC" and key[0] not in _country_names()


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(name.lower() for country in countries() for name in country.names)


def firms_of_founders(words: Words, spans: Sequence[Span]) -> list[Span]:
    """Return the spans, "la Valdini" as a body where everybody of the article called Valdini is a man."""
    genders: dict[str, set[str | None]] = {}
    for span in spans:
        if span.type == "PER" and span.end - span.start > 1:
            genders.setdefault(words.folded[span.end - 1], set()).add(first_names().get(words.folded[span.start]))
    men = {name for name, told in genders.items() if told == {"m"}}
    return list(_as_firms(words, spans, men)) if men else list(spans)


def _as_firms(words: Words, spans: Sequence[Span], men: set[str]) -> Iterable[Span]:
    for span in spans:
        firm = span.type == "PER" and span.start > 0 and _is_word(words, span, men)
        called = firm and words.folded[span.start - 1] in _OF_A_FIRM
        yield Span(span.start, span.end, "ORG") if called else span
