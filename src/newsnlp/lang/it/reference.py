"""Words that point back to people: classes of offices, number words, pronouns, verbs of people."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.names import fold
from newsnlp.lang.it.titles import title_forms
from newsnlp.lang.loader import Row, cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_OFFICES = TableSpec(columns=("title", "office", "also", "home"), optional=frozenset({"also", "home"}))
_PEOPLE = TableSpec(columns=("form", "gender", "number"), optional=frozenset({"gender"}))
_NUMBERS = TableSpec(columns=("form", "number"))
_STEMS = TableSpec(columns=("stem",))
_LEMMA = TableSpec(columns=("lemma",))
_IMPERSONAL = TableSpec(columns=("form", "kind"))
_FORM = TableSpec(columns=("form",))
_REGNAL = TableSpec(columns=("name", "numerals", "office"))
ANY_COUNTRY = "*"
_PRONOUNS = TableSpec(columns=("form", "gender", "number", "kind"), optional=frozenset({"gender"}))
_FORMER = re.compile(
    r"^(?:(?:ex|neo|nuovo|nuova|neoeletto|neoeletta|futuro|futura|attuale|allora)[ -]|neo(?=[a-z]{5}))"
)


class Office(NamedTuple):
    """What a title says: the office that it names, the offices for which it can be another word, where it is held.

    `home` is the country of an office that is Italian unless told otherwise, folded; "*" for an office of any
    country; else "".
    """

    named: str
    fits: frozenset[str]
    home: str


class Pronoun(NamedTuple):
    """A pronoun: gender "m", "f" or None, number "s" or "p", kind "strong", "object", "dative", "last"."""

    gender: str | None
    number: str
    kind: str


class PersonNoun(NamedTuple):
    """A noun for a person that is no office."""

    gender: str | None
    number: str


@lru_cache(maxsize=1)
def _offices() -> MappingProxyType[str, Office]:
    rows = cached_table(PACKAGE, "office_classes.tsv", _OFFICES)
    return MappingProxyType({row["title"]: _office(row) for row in rows})


def _office(row: Row) -> Office:
    also = row["also"].replace("-", "").split(";")
    return Office(row["office"], frozenset((row["office"], *also)) - {""}, fold(row["home"]))


def _masculine(title: str) -> str:
    """Return a folded title with its head in the masculine: "diplomatica" -> "diplomatico"."""
    words = title.split()
    for form in title_forms().get(words[0], ()) if words else ():
        if form.number != "p" and form.words == tuple(words[: len(form.words)]):
            return " ".join([fold(form.lemma), *words[len(form.words) :]])
    return title


@lru_cache(maxsize=4096)
def office_of(title: str) -> Office:
    """Return the office of a title; a title that the tables do not know is an office of its own.

    "ex presidente" and "presidente" are the same office: which of the two a text means it says elsewhere.
    """
    folded = _FORMER.sub("", fold(title).replace("’", "'"))
    known = _offices().get(folded) or _offices().get(_masculine(folded))
    return known or Office(folded, frozenset((folded,)), "")


def is_masculine(title: str) -> bool:
    """Tell whether a title is in the masculine where there is a feminine: "ministro", not "ministra", "presidente"."""
    words = fold(title).split()
    forms = title_forms().get(words[0], ()) if words else ()
    genders = {form.gender for form in forms if form.number != "p" and form.words == tuple(words[: len(form.words)])}
    return genders == {"m"}


_PAST = re.compile(r"^ex[ -]")


def is_former(title: str) -> bool:
    """Tell whether a title is one that has been given up: "ex premier", "ex-ministro"."""
    return _PAST.match(fold(title)) is not None


def same_office(description: str, title: str) -> bool:
    """Tell whether a description can mean the holder of a title: ("leader", "presidente") but not the reverse pairs.

    A short title fits a longer one that begins with it: "ministro" / "ministro degli Esteri".
    """
    a, b = office_of(description), office_of(title)
    if b.named in a.fits or a.named in b.fits or _begins(fold(description), fold(title)):
        return True
    return _begins(a.named, b.named) or _begins(b.named, a.named)


def same_class(description: str, title: str) -> bool:
    """Tell whether two titles name one office: "premier" / "presidente del Consiglio", "ministro" / "ministro X"."""
    a, b = office_of(description).named, office_of(title).named
    return a == b or _begins(fold(description), fold(title)) or _begins(a, b) or _begins(b, a)


def home_of(title: str) -> frozenset[str]:
    """Return the country of an office that is Italian unless told otherwise: "presidente del Consiglio"."""
    home = office_of(title).home
    return frozenset({home}) if home not in ("", ANY_COUNTRY) else frozenset()


def is_of_a_country(title: str) -> bool:
    """Tell whether an office is that of a country and of nothing else: "capo dello Stato", "premier"."""
    return bool(office_of(title).home)


def is_pope(title: str) -> bool:
    """Tell whether a title is the pope's, which nobody else can be meant by."""
    return office_of(title).named == "pope"


@lru_cache(maxsize=1)
def _regnal_names() -> MappingProxyType[str, tuple[frozenset[str], str]]:
    rows = cached_table(PACKAGE, "regnal_names.tsv", _REGNAL)
    return MappingProxyType({r["name"]: (frozenset(r["numerals"].split("|")), r["office"]) for r in rows})


_NUMERAL = re.compile(r"[ivx]+")


def regnal_title(name: str) -> str | None:
    """Return the title that a name of popes and kings tells: "Benedetto XVI" -> "papa", "Carlo III" -> "re"."""
    *words, last = fold(name).split()
    numeral = last if words and _NUMERAL.fullmatch(last) else "-"
    key = " ".join(words) if numeral != "-" else fold(name)
    numerals, office = _regnal_names().get(key, (frozenset(), ""))
    if numeral in numerals:
        return office
    return "re" if numeral not in ("-", "i") else None


def is_vague(title: str) -> bool:
    """Tell whether a title says nothing without the body that it is held at: "capo", "leader", "uomo forte"."""
    return office_of(title).named in {"head", "leader", "dictator"}


def _begins(short: str, long: str) -> bool:
    return long.startswith(f"{short} ")


@lru_cache(maxsize=1)
def person_nouns() -> MappingProxyType[str, PersonNoun]:
    """Return folded noun -> gender and number."""
    rows = cached_table(PACKAGE, "person_nouns.tsv", _PEOPLE)
    return MappingProxyType({row["form"]: PersonNoun(row["gender"] or None, row["number"]) for row in rows})


@lru_cache(maxsize=1)
def number_words() -> MappingProxyType[str, int]:
    """Return folded number word -> number."""
    return MappingProxyType(
        {row["form"]: int(row["number"]) for row in cached_table(PACKAGE, "number_words.tsv", _NUMBERS)}
    )


@lru_cache(maxsize=1)
def pronouns() -> MappingProxyType[str, Pronoun]:
    """Return pronoun in lower case -> what it is."""
    rows = cached_table(PACKAGE, "pronouns.tsv", _PRONOUNS)
    return MappingProxyType({row["form"]: Pronoun(row["gender"] or None, row["number"], row["kind"]) for row in rows})


@lru_cache(maxsize=1)
def _person_object() -> re.Pattern[str]:
    stems = word_set(cached_table(PACKAGE, "person_object_verbs.tsv", _STEMS), "stem")
    return re.compile("(?:" + "|".join(sorted(stems, key=len, reverse=True)) + ")")


@lru_cache(maxsize=8192)
def takes_person(verb: str) -> bool:
    """Tell whether the object of a verb form is nearly always a person: "ha incontrato", not "ha firmato"."""
    return _person_object().match(fold(verb)) is not None


# "incontrarlo", "ricevendola"; -le and -gli are as often datives ("dirle") and are left out.
_WITH_OBJECT = re.compile(r"(?:.+[aeiou]r|.+[ae]ndo)(lo|la|li)")


@lru_cache(maxsize=8192)
def joined_object(verb: str) -> Pronoun | None:
    """Return the object that is written together with a verb that takes a person: "incontrarlo" -> lo.

    None where nothing is joined to it, or where it may as well be a thing ("vederlo", "firmarlo").

    Args:
        verb: an infinitive or gerund in lower case.
    """
    found = _WITH_OBJECT.fullmatch(verb)
    return pronouns()[found[1]] if found and takes_person(verb) else None


@lru_cache(maxsize=1)
def forms_of_be() -> frozenset[str]:
    """Return the finite forms of "essere", which make a participle agree with the subject."""
    return word_set(cached_table(PACKAGE, "forms_of_be.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def pair_nouns() -> frozenset[str]:
    """Return the folded nouns that mean two people together: "coppia", "coniugi"."""
    return word_set(cached_table(PACKAGE, "pair_nouns.tsv", _FORM), "form")


@lru_cache(maxsize=1)
def byline_words() -> frozenset[str]:
    """Return the words in lower case that open the line of an article's author: "di", "inviato"."""
    return word_set(cached_table(PACKAGE, "byline_words.txt", _FORM), "form")


@lru_cache(maxsize=1)
def counterpart_nouns() -> frozenset[str]:
    """Return the lemmas of nouns that mean the other one of two: "rivale", "collega"."""
    return word_set(cached_table(PACKAGE, "counterpart_nouns.tsv", _LEMMA), "lemma")


@lru_cache(maxsize=1)
def impersonal_verbs() -> MappingProxyType[str, str]:
    """Return form of a verb without subject -> "always", or "clause" where only a clause below it shows that."""
    rows = cached_table(PACKAGE, "impersonal_verbs.tsv", _IMPERSONAL)
    return MappingProxyType({row["form"]: row["kind"] for row in rows})


# Stems of the verbs after which an office is said of the subject: "divenne il primo presidente".
_MAKES_OFFICE = re.compile(r"(?:diven|divent)")


def makes_office(verb: str) -> bool:
    """Tell whether a verb form makes its complement an office of its subject: "divenne", "diventerà"."""
    return _MAKES_OFFICE.match(verb) is not None
