"""Titles, offices, jobs and kinship nouns: forms, complements, determiners and modifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import Row, cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_FORMS = ("masculine", "feminine", "masculine_plural", "feminine_plural")
_TITLES = TableSpec(
    columns=("lemma", *_FORMS, "class", "unique", "complement"),
    optional=frozenset({*_FORMS, "complement"}),
)
_COMPLEMENTS = TableSpec(columns=("text", "singular"), optional=frozenset({"singular"}))
_SUFFIXES = TableSpec(columns=("ending", "gender", "number", "singular"), optional=frozenset({"gender", "number"}))
_MODIFIERS = TableSpec(columns=("form", "kind"))
_DETERMINERS = TableSpec(
    columns=("form", "kind", "preposition", "gender", "number"),
    optional=frozenset({"preposition", "gender", "number"}),
)
_BLOCKS = TableSpec(columns=("word", "follows"), key=2)
# The preposition of the holder: "presidente della Nato".
OF = "di"
# The preposition of what one does: "l'ultimo ministro a parlare".
TO = "a"
CONJUNCTIONS = frozenset({"e", "ed"})
RELATIVES = frozenset({"che", "cui", "quale", "quali"})
ARTICLES_OF_NAMES = frozenset({"il", "lo", "la", "l'"})
_PREFIXES = ("vice", "neo", "ex")
_PIECE = re.compile(r"[^\s'’]+['’]|[^\s'’]+")


@dataclass(frozen=True, slots=True)
class TitleForm:
    """One written form of a title.

    Attributes:
        words: its tokens in lower case, elided words apart: ("capo", "dell'", "esecutivo").
        lemma: masculine singular, or the only singular there is.
        singular: the singular of the same gender; equal to the form itself where it is one.
        gender: m, f, or None where the form serves both ("presidente").
        number: s, p, or None where the form serves both ("premier").
        kind: class of the title: head_of_state, head_of_government, minister, office, leader, party, church,
            military, diplomat, law, business, job, sport, person, courtesy, kin.
        unique: "il presidente russo" names one person at a time.
        complement: prepositions that open an area of duty ("capo della polizia").
    """

    words: tuple[str, ...]
    lemma: str
    singular: str
    gender: str | None
    number: str | None
    kind: str
    unique: bool
    complement: frozenset[str]


@dataclass(frozen=True, slots=True)
class Determiner:
    """A determiner or preposition: kind (definite, indefinite, demonstrative, possessive, bare) and what it tells."""

    form: str
    kind: str
    preposition: str | None
    gender: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Complement:
    """Words after the head that belong to the title, with the singular of an adjective ("delegati": "delegato")."""

    words: tuple[str, ...]
    singular: str | None


def is_participle(word: str) -> bool:
    """Return whether a lower-case word looks like a regular past participle: "conosciuto", "arrestata"."""
    return word.endswith(("ato", "ata", "uto", "uta", "ito", "ita"))


def pieces(text: str) -> tuple[str, ...]:
    """Return the tokens of a phrase in lower case, elided words apart: "capo dell'esecutivo" -> 3 tokens."""
    return tuple(_PIECE.findall(text.lower().replace("’", "'")))


def _readings(row: Row) -> list[TitleForm]:
    """Return one form per cell of a row of titles."""
    singular = {"m": row["masculine"], "f": row["feminine"]}
    found = []
    for column, gender, number in zip(_FORMS, "mfmf", "sspp", strict=True):
        form = row[column]
        if form:
            found.append(
                TitleForm(
                    words=pieces(form),
                    lemma=row["lemma"],
                    singular=form if number == "s" else singular[gender] or row["lemma"],
                    gender=gender,
                    number=number,
                    kind=row["class"],
                    unique=row["unique"] == "1",
                    complement=frozenset(row["complement"].split(",")) - {""},
                )
            )
    return found


def _merged(readings: list[TitleForm]) -> TitleForm:
    """Join the readings of one written form of one lemma."""
    first = readings[0]
    genders, numbers = {form.gender for form in readings}, {form.number for form in readings}
    return TitleForm(
        words=first.words,
        lemma=first.lemma,
        singular=first.singular,
        gender=first.gender if len(genders) == 1 else None,
        number=first.number if len(numbers) == 1 else None,
        kind=first.kind,
        unique=first.unique,
        complement=first.complement,
    )


@lru_cache(maxsize=1)
def title_forms() -> MappingProxyType[str, tuple[TitleForm, ...]]:
    """Return first token in lower case -> the titles that begin with it, longest first.

    A form that two lemmas share keeps the lemma that stands first in the table.
    """
    by_words: dict[tuple[str, ...], list[TitleForm]] = {}
    for row in cached_table(PACKAGE, "titles.tsv", _TITLES):
        for form in _readings(row):
            same = by_words.setdefault(form.words, [])
            if not same or same[0].lemma == form.lemma:
                same.append(form)
    return _by_first([_merged(readings) for readings in by_words.values()])


def _by_first(forms: list[TitleForm]) -> MappingProxyType[str, tuple[TitleForm, ...]]:
    grouped: dict[str, list[TitleForm]] = {}
    for form in sorted(forms, key=lambda form: -len(form.words)):
        grouped.setdefault(form.words[0], []).append(form)
    return MappingProxyType({first: tuple(group) for first, group in grouped.items()})


@lru_cache(maxsize=4096)
def learned_title(word: str) -> TitleForm | None:
    """Return the title that the ending of an unlisted word tells ("ittiologo"), or None.

    Args:
        word: one token in lower case.
    """
    for row in cached_table(PACKAGE, "title_suffixes.tsv", _SUFFIXES):
        if word.endswith(row["ending"]):
            singular = word[: -len(row["ending"])] + row["singular"]
            gender, number = row["gender"] or None, row["number"] or None
            return TitleForm((word,), singular, singular, gender, number, "job", False, frozenset())
    return None


@lru_cache(maxsize=16384)
def opens_title(word: str) -> bool:
    """Return whether a title may begin with a word, or with a demonstrative stand for one ("quello russo").

    Args:
        word: one token in lower case.
    """
    known = determiners().get(word)
    stands_for_title = known is not None and known.kind == "demonstrative"
    return (
        stands_for_title or word in title_forms() or strip_prefix(word) is not None or learned_title(word) is not None
    )


@lru_cache(maxsize=1)
def title_complements() -> MappingProxyType[str, tuple[Complement, ...]]:
    """Return first token in lower case -> the complements that begin with it, longest first."""
    grouped: dict[str, list[Complement]] = {}
    for row in cached_table(PACKAGE, "title_complements.tsv", _COMPLEMENTS):
        complement = Complement(pieces(row["text"]), row["singular"] or None)
        grouped.setdefault(complement.words[0], []).append(complement)
    return MappingProxyType({k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in grouped.items()})


@lru_cache(maxsize=1)
def determiners() -> MappingProxyType[str, Determiner]:
    """Return lower-case form -> determiner, articulated or plain preposition."""
    return MappingProxyType(
        {
            row["form"]: Determiner(
                row["form"], row["kind"], row["preposition"] or None, row["gender"] or None, row["number"] or None
            )
            for row in cached_table(PACKAGE, "determiners.tsv", _DETERMINERS)
        }
    )


@lru_cache(maxsize=1)
def title_blocks() -> MappingProxyType[str, frozenset[str]]:
    """Return last word of a title -> words that make it another title where they follow."""
    found: dict[str, set[str]] = {}
    for row in cached_table(PACKAGE, "title_blocks.tsv", _BLOCKS):
        found.setdefault(row["word"], set()).add(row["follows"])
    return MappingProxyType({word: frozenset(follows) for word, follows in found.items()})


@lru_cache(maxsize=1)
def title_modifiers() -> MappingProxyType[str, str]:
    """Return lower-case word before a title -> prefix, cardinal, ordinal or adjective."""
    return MappingProxyType({r["form"]: r["kind"] for r in cached_table(PACKAGE, "title_modifiers.tsv", _MODIFIERS)})


@lru_cache(maxsize=8192)
def strip_prefix(word: str) -> tuple[str, str] | None:
    """Return (prefix, title) of a word that joins them: "vicepremier" -> ("vice", "premier"); None for others.

    Args:
        word: one token in lower case.
    """
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word[len(prefix) :].lstrip("-–")
            forms = title_forms().get(rest, ())
            if any(len(form.words) == 1 for form in forms):
                return prefix, rest
    return None


@lru_cache(maxsize=1)
def host_nouns() -> frozenset[str]:
    """Return the lower-case nouns for a body or place where an office is held: "società", "comune"."""
    return word_set(cached_table(PACKAGE, "host_nouns.tsv", TableSpec(columns=("form",))), "form")


@lru_cache(maxsize=1)
def role_links() -> MappingProxyType[str, frozenset[str]]:
    """Return kind of link -> lower-case words: copula, auxiliary, appointed, as, gap."""
    found: dict[str, set[str]] = {}
    for row in cached_table(PACKAGE, "role_links.tsv", TableSpec(columns=("form", "kind"), key=2)):
        found.setdefault(row["kind"], set()).add(row["form"])
    return MappingProxyType({kind: frozenset(forms) for kind, forms in found.items()})
