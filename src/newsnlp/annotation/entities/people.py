"""Which name mentions mean the same person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from newsnlp.annotation.entities.likeness import Pieces
from newsnlp.annotation.entities.namesakes import FullNames, SingleNames
from newsnlp.annotation.entities.repair import Span
from newsnlp.lang.it.names import first_names, honorifics, name_particles, name_pieces

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Person:
    """A person in the making: the fullest form of the name and the mentions by number."""

    pieces: Pieces
    mentions: list[int] = field(default_factory=list)


def person_pieces(texts: Sequence[str]) -> Pieces:
    """Return the folded parts of a name: ["Kim", "Jong-un"] -> ("kim", "jong", "un")."""
    pieces = tuple(piece for text in texts for piece in name_pieces(text))
    while len(pieces) > 2 and pieces[-1] in _SUFFIXES - {"ii", "iii", "iv"}:
        pieces = pieces[:-1]
    return pieces


def is_full(pieces: Pieces) -> bool:
    """Tell whether a name has a first name and a surname: "angela merkel", not "de luca" or "benedetto xvi"."""
    return sum(piece not in name_particles() for piece in pieces) > 1 and pieces[0] not in name_particles()


def group_people(
    texts: Sequence[Sequence[str]], genders: Sequence[str | None], aliases: Mapping[int, int] = MappingProxyType({})
) -> list[Person]:
    """Return the people that the name mentions stand for.

    Args:
        texts: the words of each mention, in text order.
        genders: the gender that a title beside each mention tells, None where none does.
        aliases: number of a mention -> number of the mention whose bearer is called so.
    """
    mentions = [person_pieces(words) for words in texts]
    first = {form: number for number, form in reversed(list(enumerate(mentions)))}
    fulls = sorted({m for m in mentions if is_full(m)}, key=lambda m: (-len(m), first[m]))
    people: list[Person] = []
    names = FullNames()
    owner: dict[Pieces, Person] = {}
    for form in fulls:
        known = names.same(form)
        if known is None:
            known = names.double_surname(form)
        if known is None:
            known = names.add(form)
            people.append(Person(form))
        owner[form] = people[known]
    _assign_mentions(mentions, genders, people, names, owner)
    _unite_aliases(people, aliases)
    return sorted((p for p in people if p.mentions), key=lambda p: p.mentions[0])


def _unite_aliases(people: list[Person], aliases: Mapping[int, int]) -> None:
    """Give the mentions of an alias to its bearer."""
    bearer_of = {number: person for person in people for number in person.mentions}
    for alias, name in aliases.items():
        other, bearer = bearer_of[alias], bearer_of[name]
        if other is not bearer:
            bearer.mentions = sorted(bearer.mentions + other.mentions)
            bearer_of.update(dict.fromkeys(other.mentions, bearer))
            other.mentions = []


def _assign_mentions(
    mentions: list[Pieces],
    genders: Sequence[str | None],
    people: list[Person],
    names: FullNames,
    owner: dict[Pieces, Person],
) -> None:
    full_count = len(people)
    singles = SingleNames()
    fitting_of: dict[Pieces, list[Person]] = {}
    for number, form in enumerate(mentions):
        person = owner.get(form)
        if person is None:
            if form not in fitting_of:
                fitting_of[form] = [people[known] for known in names.holding(form)]
            fitting = fitting_of[form]
            if fitting:
                person = _preferred(fitting, genders[number])
            else:
                single = singles.like(form)
                if single is None:
                    single = singles.add(form)
                    people.append(Person(form))
                person = people[full_count + single]
            if len(fitting) < 2:
                owner[form] = person
        person.mentions.append(number)


def _preferred(fitting: list[Person], gender: str | None) -> Person:
    """Return which of several namesakes a bare name means: the one mentioned last, else the first to come.

    "Bill e Hillary Clinton ... la signora Clinton": gender, where a title tells it, comes first.
    """
    if gender:
        agreeing = [p for p in fitting if first_name_gender(p.pieces) in (gender, None)]
        fitting = agreeing or fitting
    return max(fitting, key=lambda person: person.mentions[-1] if person.mentions else -1)


def first_name_gender(pieces: Pieces) -> str | None:
    """Return the gender that a first name tells, None where it is unknown.

    A hyphenated or double first name counts whole, then by its first part: "Maria Elena", "Jean-Claude".
    """
    table = first_names()
    joined = "-".join(pieces[:2])
    return table.get(joined) or table.get(pieces[0]) if is_full(pieces) or len(pieces) == 1 else None


def title_gender(folded: Sequence[str], span: Span) -> str | None:
    """Return the gender that a title or article before a name tells: "la signora Clinton" -> "f"."""
    before = folded[span.start - 1].rstrip(".") if span.start else ""
    return honorifics().get(before) or ("f" if before == "la" else None)
