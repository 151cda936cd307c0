"""The parse of a Doc as plain lists, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Doc

from newsnlp.annotation.tokens import Tokens, tokens_of

_OPENING = frozenset("«“")
_CLOSING = frozenset("»”")


_NONE: tuple[int, ...] = ()


class Features(NamedTuple):
    """Morphology of a word; gender "m" or "f", number "s" or "p"."""

    gender: str | None
    number: str | None
    person: str | None
    finite: bool
    participle: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """Parallel lists over the tokens.

    Attributes:
        tokens: the tokens themselves.
        lower: the words in lower case, typographic apostrophes made plain.
        head: index of the governor; of a root, its own index.
        children: dependents, in order.
        sentence: number of the sentence.
        quoted: whether the word stands between quotation marks.
        subjects: what `zero.overt_subject` found, by clause.
        slots: what `slot_of` found.
    """

    tokens: Tokens
    lower: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: list[Sequence[int]]
    features: list[Features]
    sentence: list[int]
    quoted: list[bool]
    subjects: dict[int, int | None] = field(default_factory=dict)
    slots: dict[tuple[int, int], Slot] = field(default_factory=dict)


def read_parse(doc: Doc) -> Parse:
    """Return the parse of `doc`."""
    tokens = tokens_of(doc)
    analyses = {token.morph for token in tokens}
    features = {morph: read_features(morph.text) for morph in analyses}
    return Parse(
        tokens=tokens,
        lower=tokens.lower,
        pos=tokens.pos,
        dep=tokens.dep,
        head=tokens.heads,
        children=[[child.i for child in token.children] if token.children else _NONE for token in tokens],
        features=[features[token.morph] for token in tokens],
        sentence=list(accumulate(int(token.is_sent_start) for token in tokens)),
        quoted=quoted_words(tokens.lower),
    )


@lru_cache(maxsize=4096)
def read_features(morph: str) -> Features:
    """Return the features of a morphological analysis in UD notation ("Gender=Masc|Number=Sing")."""
    table = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    return Features(
        gender={"Masc": "m", "Fem": "f"}.get(table.get("Gender", "")),
        number={"Sing": "s", "Plur": "p"}.get(table.get("Number", "")),
        person=table.get("Person"),
        finite=table.get("VerbForm") == "Fin",
        participle=table.get("VerbForm") == "Part",
    )


def quoted_words(lower: list[str]) -> list[bool]:
    """Return which words stand inside quotation marks; a mark that is never closed ends with the paragraph."""
    inside = False
    flags = []
    for word in lower:
        if word == '"':
            inside = not inside
        elif word in _OPENING or word in _CLOSING:
            inside = word in _OPENING
        elif "\n" in word:
            inside = False
        flags.append(inside)
    return flags


def span_head(parse: Parse, start: int, end: int) -> int:
    """Return the token of a span that depends on a word outside of it."""
    for index in range(start, end):
        if parse.head[index] == index or not start <= parse.head[index] < end:
            return index
    return start


# A name that hangs on its title: "il presidente (nsubj) Conte (nmod)"; the title stands for the person.
NAME_LINKS = frozenset({"flat", "flat:name", "appos", "compound", "nmod"})


def has_case(parse: Parse, index: int) -> bool:
    """Tell whether a preposition stands before a noun."""
    return any(parse.dep[child] == "case" for child in parse.children[index])


class Slot(NamedTuple):
    """The place of a name in its sentence.

    Attributes:
        dep: dependency label of the noun phrase that the name belongs to.
        governor: the word that governs the phrase.
        phrase: head of the phrase; the same for all members of a coordination.
    """

    dep: str
    governor: int
    phrase: int


def slot_of(parse: Parse, start: int, end: int) -> Slot:
    """Return the place of a name or description in its clause.

    Goes from a name to the title that it stands beside, and from a conjunct to the first of its kind.
    """
    known = parse.slots.get((start, end))
    if known is None:
        known = parse.slots[start, end] = _slot_of(parse, start, end)
    return known


def _slot_of(parse: Parse, start: int, end: int) -> Slot:
    index = span_head(parse, start, end)
    for _ in range(8):
        dep = parse.dep[index]
        if dep == "conj" or (dep in NAME_LINKS and not has_case(parse, index)):
            index = parse.head[index]
        else:
            break
    return Slot(parse.dep[index], parse.head[index], index)


def clause_of(parse: Parse, verb: int) -> int:
    """Return the word that heads the clause of a verb: "ha incontrato" -> incontrato."""
    while parse.dep[verb] in {"aux", "aux:pass", "cop"} and parse.head[verb] != verb:
        verb = parse.head[verb]
    return verb


_PREDICATES = frozenset({"VERB", "AUX"})


def governing_clause(parse: Parse, index: int) -> int:
    """Return the nearest word at or above `index` that heads a clause."""
    for _ in range(50):
        if parse.pos[index] in _PREDICATES and parse.dep[index] not in {"aux", "aux:pass", "cop"}:
            return index
        if any(parse.dep[child] == "cop" for child in parse.children[index]):
            return index
        if parse.head[index] == index:
            break
        index = parse.head[index]
    return index
