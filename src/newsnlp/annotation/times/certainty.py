"""How sure the value of an expression of time is."""

from __future__ import annotations

from newsnlp.annotation.times.expressions import Expression, Words
from newsnlp.lang.it import calendar as language

COUNTS = frozenset({"ago", "ahead"})
_WHOLE = frozenset({"numeric", "years", "year", "decade"})
_CARRIED = frozenset({"offset", "same", "part", "hour", "hours"})
_COUNTED = frozenset({"deictic", "unit", "limit", "monthday", *COUNTS})
_SHIFTS = frozenset({"shift", "shift1", "shift2", "yshift", "yshift2", "yago", "wshift", "wshift2"})


def certainty_of(expression: Expression, words: Words) -> str:
    """Return how the value of an expression is come by.

    Returns:
        "stated" ("il 12 marzo 2023"), "counted" from the day of publication ("ieri", "martedì scorso"), "carried"
        from a day told before ("il giorno dopo"), "chosen" by the verb or by nearness ("martedì", "il 12 marzo").
    """
    classes, codes = language.calendar().classes, words.codes[expression.start : expression.end]
    if expression.kind in _WHOLE or "year" in expression.parts or classes["year"] in codes:
        return "stated"
    if "adjacent" in expression.parts or (expression.kind in _CARRIED and "deictic" not in expression.parts):
        return "carried"
    if expression.kind in _COUNTED or expression.parts.keys() & _SHIFTS or classes["deictic"] in codes:
        return "counted"
    return "chosen"


def is_approximate(expression: Expression, words: Words) -> bool:
    """Say whether the words blur a time: "verso le 15", "circa due anni fa", "ai primi di maggio"."""
    classes, codes = language.calendar().classes, words.codes[expression.start : expression.end]
    blurred = any(first < last for name, (first, last) in expression.parts.items() if name.startswith("blur"))
    return blurred or classes["approx"] in codes or (classes["edge"] in codes and expression.kind != "limit")
