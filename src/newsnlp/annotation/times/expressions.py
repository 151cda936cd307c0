"""Find expressions of time in a list of words; pure functions over words.

One pass of the language's grammar over the classes of the words finds what looks like a time (`candidates`); controls
throw out what only looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.tokens import Tokens
from newsnlp.lang.it import calendar as language

MONTHS_OF_TERM = {"Q": 3, "H": 6}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        written: as written.
        lower: lower case with straight apostrophes.
        codes: one class character per word.
        place: word index -> token index.
    """

    written: Sequence[str]
    lower: Sequence[str]
    codes: str
    place: Sequence[int]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression found by the grammar; `start`, `end` and the spans of its parts are in words, half-open."""

    kind: str
    start: int
    end: int
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


def make_words(tokens: Tokens) -> Words:
    """Return the words of a tokenised text; spaces are left out, line breaks kept."""
    codes, blank = tokens.facts(_LETTER), tokens.facts(_GAP)
    if not any(blank):
        return Words(written=tokens.texts, lower=tokens.lower, codes="".join(codes), place=range(len(tokens)))
    kept = [index for index, gap in enumerate(blank) if not gap]
    return Words(
        written=[tokens.texts[i] for i in kept],
        lower=[tokens.lower[i] for i in kept],
        codes="".join([codes[i] for i in kept]),
        place=kept,
    )


_LETTER = WordFact(lambda word: language.letter_of(word.plain))
_GAP = WordFact(lambda word: word.text.isspace() and "\n" not in word.text)


def candidates(words: Words) -> Iterator[Expression]:
    """Yield the expressions that the grammar finds and no control rejects."""
    for match in _matches(words.codes):
        kind = str(match.lastgroup)
        expression = parse(kind, words, match.start())
        if expression and not _is_rejected(expression, words):
            yield expression


def _matches(codes: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar, tried only near the words that every expression holds one of."""
    calendar, at = language.calendar(), 0
    for mark in calendar.marks.finditer(codes):
        last = mark.start()
        at = _first_of_run(codes, max(at, last - language.MOST_WORDS_AHEAD), last)
        while at <= last:
            match = calendar.finder.match(codes, at)
            if match is not None:
                yield match
            at = at + 1 if match is None else max(match.end(), at + 1)


def _first_of_run(codes: str, start: int, end: int) -> int:
    """Return the first of the words without a gap before `end` that have a class, `start` at the earliest."""
    while end > start and codes[end - 1] not in _CLASSLESS:
        end -= 1
    return end if end > start else start


_CLASSLESS = frozenset({language.OTHER, language.LINE_BREAK})


def parse(kind: str, words: Words, start: int, end: int | None = None) -> Expression | None:
    """Return the expression of a kind at `start`; `end` closes the text there, lookahead included."""
    match = language.calendar().kinds[kind].match(words.codes, start, len(words.codes) if end is None else end)
    if match is None:
        return None
    parts = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
    return Expression(kind=kind, start=start, end=match.end(), parts=parts)


# --- controls: what looks like a time and is none -------------------------------------------------


def class_at(words: Words, index: int) -> str:
    """Return the class character at `index`, a line break beyond the text."""
    return words.codes[index] if 0 <= index < len(words.codes) else language.LINE_BREAK


def _is_rejected(expression: Expression, words: Words) -> bool:
    if _is_after(expression, words, "every", "street", "course"):
        return True
    check = _CONTROLS.get(expression.kind)
    return check is not None and check(expression, words)


def _is_after(expression: Expression, words: Words, *names: str) -> bool:
    """ "ogni lunedì", "piazza 25 aprile", "corso 1° maggio"."""
    classes = language.calendar().classes
    return class_at(words, expression.start - 1) in {classes[name] for name in names}


def _is_title(words: Words, index: int) -> bool:
    """Return whether the word is written as a name: Maggio, but not MAGGIO, nor a word that opens a sentence."""
    if not 0 <= index < len(words.written):
        return False
    word = words.written[index]
    return word[:1].isupper() and not (word.isupper() and len(word) > 1)


def _opens_sentence(words: Words, index: int) -> bool:
    return index == 0 or words.written[index - 1][-1] in "\n.!?:;«\"“(»”-–—'’"


def _bad_weekday(expression: Expression, words: Words) -> bool:
    index = expression.parts["wd"][0]
    bare = not expression.parts.keys() & {"shift", "shift2", "day", "wshift", "wshift2", "adjacent"}
    # Le riunioni si tengono il lunedì. / La Domenica Sportiva
    if bare and index and language.calendar().values.get(words.lower[index - 1]) == "the":
        return True
    if not _is_title(words, index):
        return False
    if _opens_sentence(words, index):
        # Domenica Rossi ha vinto. / but: Martedì Conte vola a Berlino.
        return bare and words.lower[index] in language.ALSO_NAMES and _is_title(words, index + 1)
    # ha scritto Ernesto Sabato; la signora Domenica Rossi
    return _is_title(words, index - 1) or (bare and _is_title(words, index + 1))


def _bad_month(expression: Expression, words: Words) -> bool:
    parts = expression.parts
    index = parts["month"][0]
    if parts.keys() & {"year", "yshift", "yshift2", "yago", "shift", "shift1", "edge"}:
        return False
    # Marzo Magno; il maggio francese
    classes = language.calendar().classes
    if "prep" not in parts or class_at(words, index - 1) in {classes["il"], classes["art"]}:
        return True
    # Luigi Di Maggio, DI MAGGIO; but: a Maggio
    of = {classes["di"], classes["del"]}
    return class_at(words, index - 1) in of and words.written[index][:1].isupper()


def _bad_season(expression: Expression, words: Words) -> bool:
    # la primavera araba, d'estate; but: in autunno, entro la primavera, primavera 2012
    parts = expression.parts
    if parts.keys() & {"shift1", "shift", "year", "yshift", "yshift2", "yago"}:
        return False
    classes = language.calendar().classes
    opening = {classes[name] for name in ("in", "nel", "edge", "by", "until")}
    return not opening & set(words.codes[expression.start : parts["season"][0]])


def _bad_holiday(expression: Expression, words: Words) -> bool:
    # Natale Rossi, Antonio Di Natale, Santo Stefano di Cadore; but: a Natale, il giorno di Natale, Pasqua 2024
    parts = expression.parts
    if parts.keys() & {"eve", "wd", "holy", "year", "shift", "yshift", "yshift2"}:
        return False
    prep = parts.get("prep")
    if "saint" in parts and "of" in parts:
        return True
    return prep is None or (_is_title(words, prep[0]) and not _opens_sentence(words, prep[0]))


def _bad_part(expression: Expression, words: Words) -> bool:
    # nel Mezzogiorno, ad Alba, nella giornata di campionato, alla sera
    index = expression.parts["part"][0]
    value = language.calendar().values[words.lower[index]]
    if words.written[index][:1].isupper() and not words.written[expression.start].isupper():
        return True
    if "inside" not in expression.parts:
        return value not in ("dawn", "noon", "midnight", "dusk")
    return value == "noon" or (value == "day" and words.lower[expression.start] != language.IN)


def _bad_decade(expression: Expression, words: Words) -> bool:
    # negli anni Novanta; but not: da anni tre
    text = words.lower[expression.parts["decade"][1] - 1]
    number = language.calendar().values.get(text, text.lstrip("'"))
    return not number.isdigit() or int(number) % 10 != 0 or not 10 <= int(number) <= 90


def _bad_limit(expression: Expression, words: Words) -> bool:
    # per ora, due volte per settimana, nel mese; but: entro l'anno, in settimana, nel fine settimana
    parts, values = expression.parts, language.calendar().values
    unit = values[words.lower[parts["unit"][0]]]
    if unit not in "DWMYE" or unit == "D":
        return True
    if "by" in parts:
        return "byedge" not in parts and values[words.lower[parts["by"][0]]] != "limit"
    if "inside" in parts and "edge" not in parts:
        return unit != "E" and not (unit == "W" and words.lower[parts["inside"][0]] == language.IN)
    return False


def _bad_monthday(expression: Expression, words: Words) -> bool:
    # il 15 del mese prossimo; but not: il 15 dell'anno prossimo
    codes = words.codes[expression.start : expression.end]
    where = expression.start + codes.index(language.calendar().classes["unit"])
    return language.calendar().values[words.lower[where]] != "M"


def _bad_term(expression: Expression, words: Words) -> bool:
    # il terzo semestre is of a course of study
    values = language.calendar().values
    number, months = (values[words.lower[expression.parts[name][0]]] for name in ("nth", "term"))
    return int(number) * MONTHS_OF_TERM[months] > 12


def _bad_vague(expression: Expression, words: Words) -> bool:
    # sono passati due anni: a stretch of time that is over; but: nei passati due anni
    return class_at(words, expression.start) == language.calendar().classes["last"]


def _bad_hours(expression: Expression, words: Words) -> bool:
    # dalle 12 alle 9 persone
    first, last = (_hour_of(words.lower[span[0]]) for _, span in ends_of(expression))
    return not first < last <= 24


def _bad_hour(expression: Expression, words: Words) -> bool:
    # alle 12 Franz Lechner; but not: alle 15 regioni
    return "named" in expression.parts and not _is_title(words, expression.end)


def _hour_of(word: str) -> int:
    return int(re.split("[.:,]", word)[0])


def _bad_unit(expression: Expression, words: Words) -> bool:
    # in questo periodo, lo scorso secolo
    begin = expression.parts.get("unit") or expression.parts["unit2"]
    return language.calendar().values[words.lower[begin[0]]] not in "WMYE"


def _bad_deictic(expression: Expression, words: Words) -> bool:
    # la scorsa giornata di campionato
    classes, parts = language.calendar().classes, expression.parts
    if parts.keys() & {"deictic", "deictic2"}:
        return False
    codes = words.codes[expression.start : expression.end]
    where = expression.start + codes.index(classes["part"])
    return language.calendar().values[words.lower[where]] == "day" and classes["current"] not in codes


def _bad_years(expression: Expression, words: Words) -> bool:
    # 2000-2050 posti is told from 2012-2014 by the years that papers write about
    first, last = two_years(expression, words)
    return not 1900 <= first < last <= 2099 or last - first > 60


def two_years(expression: Expression, words: Words) -> tuple[int, int]:
    """Return the years of "2012-2014"; of "2021-22" only the year after may be cut short."""
    first, last = (int(words.lower[span[0]].lstrip("'")) for _, span in ends_of(expression))
    following = first + 1
    return first, following if last == following % 100 else last


def _bad_range(expression: Expression, words: Words) -> bool:
    # Lo sportello apre dal lunedì al venerdì; but: sarà a Oslo da lunedì a venerdì, fra il sabato e la domenica
    start = expression.parts.get("from1", (0, 0))[0]
    is_weekday = class_at(words, start) == language.calendar().classes["weekday"]
    return is_weekday and start > 0 and language.calendar().values.get(words.lower[start - 1]) == "the"


_CONTROLS: dict[str, Callable[[Expression, Words], bool]] = {
    "weekday": _bad_weekday,
    "month": _bad_month,
    "season": _bad_season,
    "holiday": _bad_holiday,
    "part": _bad_part,
    "decade": _bad_decade,
    "limit": _bad_limit,
    "unit": _bad_unit,
    "monthday": _bad_monthday,
    "term": _bad_term,
    "vague": _bad_vague,
    "hours": _bad_hours,
    "hour": _bad_hour,
    "deictic": _bad_deictic,
    "years": _bad_years,
    "range": _bad_range,
}


def ends_of(expression: Expression) -> list[tuple[str, tuple[int, int]]]:
    """Return the two ends of a range, in text order."""
    named = [(name, span) for name, span in expression.parts.items() if re.fullmatch(r"(?:from|to)\d", name)]
    return sorted(named, key=lambda item: item[1])
