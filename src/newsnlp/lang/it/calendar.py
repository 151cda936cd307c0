"""Italian dates and times: the classes of words and the grammar over them.

A text is rewritten as one character per word, the word's class (``encode``); the patterns are regular
expressions over that string, so that an offset of a match is an offset in words. ``<month>`` stands for
the character of the class month, ``{when}`` for a pattern named above. Classes and their words live in
``data/calendar.tsv``. What an expression means is worked out in ``annotate.times.timeline``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_WORDS = TableSpec(columns=("form", "class", "value"))
_FUTURE = TableSpec(columns=("form",))
OTHER = "."
LINE_BREAK = "|"
# "in serata", "in settimana", "in giornata" have their meaning with the plain preposition alone.
IN = "in"
# "rinviata a martedì": plain "a" before a weekday gives a new date.
TO = "a"
AFTER = "dopo"
# Weekdays that are also first or last names: Domenica Rossi, Ernesto Sabato.
ALSO_NAMES = frozenset({"domenica", "sabato"})

# Numbers are an open class and are told by their shape; a value is written in the digits 0 to 9.
_SHAPES = (
    ("numeric", re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:\d{4}|\d{2})", re.ASCII)),
    ("clock", re.compile(r"(?:[01]?\d|2[0-4])[.:,][0-5]\d", re.ASCII)),
    ("pair", re.compile(r"(?:[12]?\d|3[01])/(?:[12]?\d|3[01])", re.ASCII)),
    ("day", re.compile(r"(?:0?[1-9]|[12]\d|3[01])", re.ASCII)),
    ("year", re.compile(r"(?:1[0-9]|20)\d\d", re.ASCII)),
    ("short", re.compile(r"'\d\d", re.ASCII)),
    ("count", re.compile(r"\d{1,3}", re.ASCII)),
    ("firstday", re.compile(r"1[°º]", re.ASCII)),
)
# Without morphology: incontrerà, saranno, andremo; not -rò, which "incontrò" has too.
_FUTURE_ENDING = re.compile(r"\w{2,}r(?:à|anno|emo)")
_NOT_FUTURE = frozenset({"tiranno", "estremo", "supremo"})

_MACROS = {
    # Families of prepositions and articles.
    "A": "[<a><al><alle>]",
    "DA": "[<da><dal><dalle>]",
    "DI": "[<di><del><delle>]",
    "IN": "[<in><nel>]",
    "ART": "[<il><art><le>]",
    "UNIT": "[<unit><units><hour>]",
    "UNITS": "[<units><hour>]",
    "N": "[<count><day>]",
    "BLUR": "[<approx><after><before><by><until>]",
    # 2012, '94, ’94 (two words where the apostrophe is typographic)
    "YEAR": "(?:<year>|<short>|<quote>{N})",
    "EARLY": "[<late><first><before>]",
    # "fino al", "entro il", "nel", "dal": opens an expression.
    "lead": "{BLUR}*(?:{A}|{DA}|{IN}|{ART})?{ART}?",
    # "2012", "del 2012", "dell'anno scorso", "dello scorso anno", "di due anni fa", "scorso"
    "tail": (
        "(?:{DI}?(?P<year>{YEAR})|{DI}(?:(?P<yshift>[<last><next><this>])<unit>|<unit>(?P<yshift2>[<last><next>]))"
        "|{DI}(?P<yago>{N}|<one>)[<unit><units>]<ago>|(?P<shift>[<last><next>]))?"
    ),
    # "alle sette e mezza", "alle 8 e un quarto", "alle 17 meno dieci"
    "QUARTER": "(?:<half>|<one><ordinal>|<count>(?!{UNIT}))",
    "monthname": "(?:<month>|<abbr><dot>?)",
    # "alle 12", "le ore 10:00", "verso le 21:20", "prima delle sei", "alle 8 di sera", "alle sette e mezza"
    "clock": (
        "<by>?(?P<blur>[<approx><after><before><until>]*)(?:[<alle><dalle><le><delle>]<hour>?|<hour>)"
        "(?P<clock>[<clock><day><count>])(?!{monthname}|<dash>)(?:<and>(?P<plus>{QUARTER})|<minus>(?P<less>{QUARTER}))?"
        "(?:{DI}(?P<cpart><part>))?"
    ),
    "clock2": (
        "(?P<blur2>{BLUR}*)(?:[<alle><dalle>]<hour>?|<hour>|(?<=[<approx><by>])<le>)"
        "(?P<clock2>[<clock><day><count>])(?!{monthname}|<dash>)(?:<and>(?P<plus2>{QUARTER})|<minus>(?P<less2>{QUARTER}))?"
        "(?:{DI}(?P<cpart2><part>))?"
    ),
    # "nella tarda serata di ieri", "la notte del 19 marzo", "alle 14.30 di ieri"
    "before": "(?:{clock}(?:{DI}|<comma>){ART}?|{lead}{EARLY}?<part>{EARLY}?{DI})?",
    # "ieri sera", "oggi, nel primo pomeriggio", "martedì alle 15", "oggi, verso le 21:20"
    "behind": "(?:<comma>?{IN}?{EARLY}?<part>)?(?:<comma>?{clock2})?",
    "date": (
        "(?:(?P<wd>[<weekday><wdshort>])[<comma><dot>]?)?{ART}?(?:<unit>)?(?P<day>[<day><first><firstday>])"
        "(?:<di>(?=<month>))?(?P<month>{monthname}){tail}"
    ),
    # An end of a range: "12", "12 giugno", "lunedì 12", "giugno", "2012".
    "end": "(?:{stop}|<weekday>?[<day><first><firstday>])",
    "dated": "[<day><first><firstday>]{monthname}(?:{DI}?{YEAR})?",
    # The second end of a range says which month it is in, or is a weekday.
    "stop": "(?:<weekday>?{dated}|<weekday>(?:<day>(?:{monthname})?)?|<month>(?:{DI}?{YEAR})?|<deictic>)",
    # What stands behind a bare hour, and not behind a number of things: "alle 15 a Roma", not "alle 15 regioni".
    "rest": rf"[<comma><dot><close><da><dal><in><il><art>]|(?:<a>|<al>)|\{LINE_BREAK}|$",
    "amount": "(?P<amount>{N}|<one>|<vague>|<one><vague><di>)",
}

# Every expression holds one of these a few known words on, or is a bare hour; tested first, since most words open
# nothing.
_KEYS = (
    "<month><abbr><weekday><deictic><part><season><unit><units><hour><year><short>"
    "<wdshort><numeric><clock><pair><term><holiday><saintday><saint><indomani><vaguely><quote>"
)
MOST_WORDS_AHEAD = 10
_GATE = rf"(?=[<alle><dalle>]<day>|[^{OTHER}\{LINE_BREAK}]{{0,{MOST_WORDS_AHEAD}}}[{_KEYS}])"

# Kinds in the order in which they are tried; the first that matches wins.
_GRAMMAR = {
    # "dal 12 al 14 giugno", "tra il 3 e il 5 maggio", "nella notte fra sabato e domenica"
    "range": (
        "(?:{lead}{EARLY}?(?P<part><part>){DI}?)?(?:{DA}(?P<from1>{end})<and>?{A}(?P<to1>{stop})"
        "|<within>{ART}?(?P<from2>{end})<and>{ART}?(?P<to2>{stop}))"
    ),
    # "6-7 luglio", "il 30 maggio - 2 giugno 2012", "il 6/7 luglio"
    "stroke": (
        "{lead}(?:(?P<from1>[<day><first><firstday>]{monthname}?)<dash>(?P<to1>{dated})"
        "|(?P<from2><month>)<dash>(?P<to2><month>{DI}?{YEAR})"
        "|(?P<pair><pair>)(?P<to3>{monthname}(?:{DI}?{YEAR})?))"
    ),
    # "il 5 e 6 settembre", "il 15, 16 e 17 maggio"
    "list": "{lead}(?P<days><day>(?:<comma>{ART}?<day>)*)<and>(?:{ART}|{DI}|{A})?(?P<to1>{dated})",
    # "dal 2010 al 2014", "tra il 2010 e il 2014", "nel 2012-2013", "nel biennio 2021-22"
    "years": (
        "(?:<dal>(?P<from1><year>)<al>(?P<to1><year>)|<within><il>(?P<from2><year>)<and><il>(?P<to2><year>)"
        "|(?P<from3><year>)<dash>(?P<to3>[<year><day>])(?!<dash>))"
    ),
    "numeric": "{before}{lead}(?P<numeric><numeric>|<day><dash><day><dash><year>|<year><dash><day><dash><day>){behind}",
    # "mercoledì 19 giugno 2024", "il 24 agosto", "il 23 marzo dell'anno prossimo"
    "date": "{before}{lead}{date}{behind}",
    # "sab 9/3", "mar. 5/3"; without the weekday "9/3" is no date
    "slashed": "(?P<wd>[<weekday><wdshort><abbr>])<dot>?(?P<slashed><pair>){behind}",
    # "il 15 del mese prossimo", "il 3 di questo mese"
    "monthday": (
        "{lead}(?P<day>[<day><first><firstday>]){DI}(?:(?P<shift>[<last><next><this><current>])<unit>"
        "|<unit>(?P<shift2>[<last><next><current>]))"
    ),
    # "ieri", "l'altro ieri", "ieri l'altro", "questa mattina", "la notte scorsa", "ieri, 23 agosto 2012"
    "deictic": (
        "{before}{lead}(?:(?P<deictic><deictic>)(?P<beyond><art><other>)?|(?P<beyond2><other>)(?P<deictic2><deictic>)"
        "|(?P<now><this>){EARLY}?<part>|<last><part>|<part><last>|<part><current>|<current><part>)"
        "(?:<comma>?{date}|<comma>?<weekday>(?:<day>)?)?{behind}"
    ),
    # "il giorno di Natale", "a Pasqua 2024", "la vigilia di Natale", "lunedì di Pasqua", "venerdì santo"
    "holiday": (
        "(?:(?P<prep>{lead}(?P<on>[<unit><part>]){DI}|{BLUR}*(?:{A}|{DA}|(?P<of>{DI})|{IN}|<by>|<after>|<before>){ART}?)"
        "|{lead}(?=<weekday><saint>)|{lead}(?P<eve><eve>){DI}"
        "|{lead}(?P<wd><weekday>){DI})?"
        "(?:(?P<holiday><holiday>)|<saint>(?P<saint><saintday>)|(?P<holy><weekday>)<saint>){tail}"
    ),
    # "martedì scorso", "lo scorso martedì", "mercoledì 19", "martedì della settimana scorsa", "lunedì sera"
    "weekday": (
        "{before}{lead}(?P<shift>[<last><next><this>])?(?P<wd><weekday>)(?P<day><day>)?"
        "(?P<shift2>[<last><next>]|(?P<adjacent><adjacent>))?(?:{DI}(?:<unit>(?P<wshift>[<last><next>])|(?P<wshift2>[<last><next><this>])<unit>))?{behind}"
    ),
    # "nel maggio dell'anno scorso", "ai primi di settembre", "lo scorso aprile", "giugno 2012"
    "month": (
        "(?:{lead}(?P<edge><edge>){DI}?|(?P<prep>{BLUR}*(?:{A}|{DA}|{IN}|{DI}|<il>|<art>|<by>))(?:<unit>{DI})?)?(?P<shift1>[<last><next><this>])?(?P<month><month>){tail}"
    ),
    # "lo scorso autunno", "nell'estate del 2012", "quest'estate"
    "season": "(?:{lead}|{DI})(?:<edge>{DI}?)?(?P<shift1>[<last><next><this>])?(?P<season><season>){tail}",
    # "nel primo trimestre", "nel secondo semestre del 2025"
    "term": "(?:{lead}|{DI})(?P<nth>[<first><ordinal>])(?P<term><term>){tail}",
    # "negli anni Novanta", "negli anni '90"
    "decade": (
        "(?:{lead}|{DI})(?:<edge>{DI})?<units>(?P<decade><short>|<quote><count>|<count>)(?![<ago><after><more><before>])"
    ),
    # "due giorni fa", "24 anni fa", "un'ora fa", "mezz'ora fa", "qualche mese fa", "due giorni or sono"
    "ago": "{lead}(?:{amount}|<half>)(?P<unit>{UNIT})(?:<and><half>)?(?:<ago>|<or><are>)",
    # "fra tre giorni", "tra due settimane"
    "ahead": "<within>{amount}(?P<unit>{UNIT})(?!<ago>|<and>)",
    # "tre settimane più tardi", "due giorni dopo", "il giorno seguente", "la sera prima", "l'indomani"
    "offset": (
        "(?:{lead}{amount}(?P<unit>{UNIT})(?:<comma>)?(?P<way><after>|<before>|<more><tardi>|<adjacent>)"
        "|{lead}(?P<unit2><unit>|<part>)(?P<way2><after>|<before>|<adjacent>)|{lead}(?P<morrow><indomani>))(?!{UNIT})(?=(?P<of>{DI}|<a>)?)(?=(?P<named><il>|<art>|<le>|<that>|<this>)?)"
    ),
    # "lo stesso giorno", "quel giorno", "in quel periodo", "nello stesso pomeriggio"
    "same": "{lead}(?:<that><same>?|<same>)(?P<unit>[<unit><part>])(?!<after>|<before>)",
    # "nei prossimi giorni", "negli ultimi due anni", "nei giorni scorsi", "nei giorni precedenti": no value
    "vague": (
        "{lead}(?:[<last><next><latest>]{N}?{UNITS}|(?:[<vague>]|<day>)?{UNITS}[<last><next><adjacent>]|<latest><unit>"
        "|<this>{UNITS}|(?<=<art>)<other>[<unit><part>])|<vaguely>"
    ),
    # "la settimana scorsa", "la prossima settimana", "quest'anno", "il mese in corso", "lo scorso fine settimana"
    "unit": (
        "(?:{lead}|{DI})(?:(?P<shift>[<last><next><this><current>])(?:<edge>)?(?P<unit><unit>)|(?P<edge><edge>)?(?P<unit2><unit>)(?P<shift2>[<last><next><current>]|<in><course>))"
    ),
    # "a fine mese", "entro l'anno", "entro la fine dell'anno", "in settimana", "nel fine settimana"
    "limit": (
        "(?:(?P<by><by>{ART}?(?P<byedge><edge>{DI}?)?)|(?:{A}|{DA})<edge>{DI}?|(?P<inside>{IN})(?P<edge>{ART}?<edge>)?)"
        "(?P<unit><unit>)(?![<ago><after><before><other>])"
    ),
    # "nel 2009", "del 2014", "dal 1964", "a fine 2023", "la guerra (1998)"
    "year": (
        "(?:{BLUR}*[<nel><del><dal><al><il>]|{lead}<edge>{DI}?|{lead}{DI}?<unit>|(?<=<open>)(?=<year><close>)|{IN}(?=<short>|<quote>))"
        "(?P<year>{YEAR})(?!<bc>)"
    ),
    # "in serata", "nel pomeriggio", "nella notte", "all'alba"
    "part": "(?:(?P<inside>{IN}){EARLY}?|<a>)(?P<part><part>)(?!{DI})",
    # "dalle 9 alle 12 di domani", "dalle ore 15.30 alle 17"
    "hours": (
        "<dalle><hour>?(?P<from1>[<clock><day>])<alle><hour>?(?P<to1>[<clock><day>])"
        "(?:{DI}(?P<deictic><deictic>)|(?={rest}))"
    ),
    # "alle ore 10", "alle 22.07", "dalle 11:30", "alle 15 a Palazzo Chigi", "alle due del pomeriggio"
    "hour": (
        "(?P<blur>{BLUR}*)(?:(?:[<alle><dalle><le><delle>])?<hour>(?P<clock>[<clock><day>])(?:{DI}(?P<cpart><part>))?"
        "|[<alle><dalle>](?:(?P<clock2><clock>)(?:{DI}(?P<cpart2><part>))?|(?P<clock3>[<day><count>]){DI}(?P<cpart3><part>)"
        "|(?P<clock4>[<day><count>])(?:<and>(?P<plus4>{QUARTER})|<minus>(?P<less4>{QUARTER}))|(?P<clock5><day>)(?={rest})"
        rf"|(?P<named><day>)(?=\{OTHER})))"
    ),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The vocabulary and the grammar, compiled.

    Attributes:
        letters: word -> character of its class.
        values: word -> neutral value, see ``data/calendar.tsv``.
        classes: name of a class -> its character.
        finder: one pattern with a named group per kind.
        marks: the words that an expression is known by; it begins at one, or at most `MOST_WORDS_AHEAD` before it.
        kinds: kind -> pattern with the named parts of the kind.
        future: words that put a date in the future.
    """

    letters: dict[str, str]
    values: dict[str, str]
    classes: dict[str, str]
    finder: re.Pattern[str]
    marks: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]
    future: frozenset[str]


def _expand(pattern: str) -> str:
    """Return `pattern` with every macro written out."""
    while "{" in re.sub(r"\{\d", "", pattern):
        pattern = re.sub(r"\{(\w+)\}", lambda m: _MACROS[m[1]], pattern)
    return pattern


def _compile(pattern: str, classes: dict[str, str], *, anonymous: bool) -> str:
    """Return the pattern over class characters; `anonymous` drops the names of its parts."""
    text = re.sub(r"\(\?P<\w+>", "(?:", pattern) if anonymous else pattern.replace("(?P<", "(?P\x00")
    text = re.sub(r"<(\w+)>", lambda m: classes[m[1]], text)
    return text.replace("\x00", "<")


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Return the Italian calendar, built once per process."""
    rows = cached_table(PACKAGE, "calendar.tsv", _WORDS)
    names = dict.fromkeys([row["class"] for row in rows] + [name for name, _ in _SHAPES])
    classes = {name: chr(0x100 + index) for index, name in enumerate(names)}
    written = {kind: _expand(pattern) for kind, pattern in _GRAMMAR.items()}
    finder = "|".join(f"(?P<{kind}>{_compile(p, classes, anonymous=True)})" for kind, p in written.items())
    gate = _compile(_GATE, classes, anonymous=True)
    return Calendar(
        letters={row["form"]: classes[row["class"]] for row in rows},
        values={row["form"]: row["value"] for row in rows},
        classes=classes,
        finder=re.compile(f"{gate}(?:{finder})"),
        marks=re.compile(_compile(f"[<alle><dalle>{_KEYS}]", classes, anonymous=True)),
        kinds={kind: re.compile(_compile(p, classes, anonymous=False)) for kind, p in written.items()},
        future=word_set(cached_table(PACKAGE, "calendar_future.tsv", _FUTURE), "form"),
    )


def is_weekday(word: str) -> bool:
    """Tell whether a word in lower case is the name of a day of the week."""
    return calendar().letters.get(word) == calendar().classes["weekday"]


def feast_length(words: Sequence[str]) -> int:
    """Return how many words name a feast at the head of a list: 1 for "natale", 2 for "santo stefano", 0 for none.

    Args:
        words: lower case.
    """
    classes, letters = calendar().classes, [calendar().letters.get(word) for word in words[:2]]
    if letters[:1] == [classes["holiday"]]:
        return 1
    return 2 if letters == [classes["saint"], classes["saintday"]] else 0


def month_number(word: str) -> int | None:
    """Return the number of a month, by its name in lower case or cut short ("giugno", "giu."); None for other words."""
    classes, letter = calendar().classes, calendar().letters.get(word)
    return int(calendar().values[word]) if letter in (classes["month"], classes["abbr"]) else None


def encode(words: Sequence[str]) -> str:
    """Return the classes of `words`, one character a word.

    Args:
        words: lower case, straight apostrophes; a line break is a word of its own.
    """
    return "".join(map(letter_of, words))


def letter_of(word: str) -> str:
    """Return the class of a word as one character; lower case, straight apostrophes."""
    return calendar().letters.get(word) or _shape(word)


def _shape(word: str) -> str:
    """Return the class of a word that is not in the vocabulary."""
    if word and (word[0].isdigit() or word[0] == "'"):
        for name, shape in _SHAPES:
            if shape.fullmatch(word):
                return calendar().classes[name]
    return LINE_BREAK if "\n" in word else OTHER


def looks_future(word: str) -> bool:
    """Return whether a lower-case word is a verb in the future by its ending, or a cue such as "previsto"."""
    return word in calendar().future or (bool(_FUTURE_ENDING.fullmatch(word)) and word not in _NOT_FUTURE)
