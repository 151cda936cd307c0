"""No value lies outside the years 0001 to 9999, whatever the day of publication and the words."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.times import Times
from newsnlp.lang.it.calendar import LINE_BREAK, OTHER, calendar

FIRST, LAST = "0001-01-01", "9999-12-31"
# What stands for the classes of words that are told by their shape.
SHAPES = {
    "numeric": ("31/12/9999", "1.1.0001", "12/03/0000", "30/02/2020", "01/01/99", "05/11/00"),
    "clock": ("0.00", "12:30", "24.59"),
    "pair": ("1/2", "30/31"),
    "day": ("1", "12", "30", "31"),
    "year": ("1000", "1999", "2012", "2099"),
    "short": ("'00", "'94", "'99"),
    "count": ("0", "99", "365", "999"),
    "firstday": ("1°", "1º"),
}
_YEAR = r"(?!0000)\d{4}"
_POINT = rf"{_YEAR}(?:-(?:\d\d(?:-\d\d(?:T\d\d:\d\d)?)?|W\d\d|Q[1-4]|H[12]|SP|SU|FA|WI))?"
VALUE = re.compile(rf"{_POINT}(?:/{_POINT})?", re.ASCII)


def words_of_classes() -> dict[str, tuple[str, ...]]:
    """Return character of a class -> words of it; other words and line breaks have characters too."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    for form, letter in calendar().letters.items():
        known[letter].append(form)
    for name, words in SHAPES.items():
        known[calendar().classes[name]] += words
    return {letter: tuple(words) for letter, words in known.items()} | {OTHER: ("Anna",), LINE_BREAK: ("\n",)}


WORDS = words_of_classes()
CODES = {
    kind: st.from_regex(pattern, fullmatch=True, alphabet=st.sampled_from(sorted(WORDS)))
    for kind, pattern in calendar().kinds.items()
}
CONTEXTS = (["arriverà"], ["fu"], [","], ["\n"], ["previsto"])


@st.composite
def written(draw: st.DrawFn) -> list[str]:
    """Draw words that the grammar takes for expressions of time, with a verb that looks back or ahead."""
    words = []
    for kind in draw(st.lists(st.sampled_from(sorted(CODES)), min_size=1, max_size=3)):
        words += [draw(st.sampled_from(WORDS[letter])) for letter in draw(CODES[kind])]
        words += draw(st.sampled_from(CONTEXTS))
    return [word.capitalize() if draw(st.integers(0, 9)) == 9 else word for word in words]


DAYS = st.one_of(
    st.dates(),
    st.dates(max_value=date(12, 12, 31)),
    st.dates(min_value=date(9988, 1, 1)),
    st.sampled_from((date.min, date.max, date(1, 12, 31), date(9999, 1, 1))),
).map(date.isoformat)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(words=written(), published=st.one_of(st.none(), DAYS))
def test_values_stay_in_the_calendar(tokenizer: Language, words: list[str], published: str | None):
    doc = Doc(tokenizer.vocab, words=words)
    doc._.set(keys.PUBLISHED, published)
    Times()(doc)
    for item in layers.times(doc):
        assert item["value"] is None or VALUE.fullmatch(item["value"]), (item, words)
        assert (item["value"] is None) == (item["reason"] is not None)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (FIRST, "Ne parlarono ieri."),
        (FIRST, "Ne parlarono due giorni fa."),
        (FIRST, "Ne parlarono due anni fa."),
        (FIRST, "Ne parlarono la settimana scorsa."),
        (FIRST, "Ne parlarono il mese scorso."),
        (FIRST, "Ne parlarono lo scorso inverno."),
        (FIRST, "Ne parlarono domenica scorsa."),
        (FIRST, "Fu eletto nel '94."),
        (LAST, "Ne parleranno domani."),
        (LAST, "Ne parleranno tra due anni."),
        (LAST, "Ne parleranno il mese prossimo."),
        (LAST, "Ne parleranno nel primo trimestre."),
        (LAST, "Ne parleranno la prossima estate."),
        (LAST, "Ne parleranno sabato prossimo."),
    ],
)
def test_what_leads_out_of_the_calendar_has_no_value(tokenizer: Language, published: str, text: str):
    doc = tokenizer(text)
    doc._.set(keys.PUBLISHED, published)
    Times()(doc)
    assert [(item["value"], item["reason"]) for item in layers.times(doc)] == [(None, "no_such_day")]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        (FIRST, "Ne parlano oggi.", "0001-01-01"),
        (FIRST, "Ne parleranno domani.", "0001-01-02"),
        (FIRST, "Ne parleranno la prossima estate.", "0001-SU"),
        (FIRST, "Ne parleranno il 24 marzo.", "0001-03-24"),
        (LAST, "Ne parlarono ieri.", "9999-12-30"),
        (LAST, "Ne parlarono la scorsa estate.", "9999-SU"),
        (LAST, "Ne parlarono due anni fa.", "9997"),
        (LAST, "Ne parlarono a Natale.", "9999-12-25"),
    ],
)
def test_the_ends_of_the_calendar_are_days_like_others(read, published: str, text: str, value: str):
    assert [found for _, found in read(text, published)] == [value]
