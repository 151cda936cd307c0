"""Which name mentions mean the same person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsnlp.annotation.entities.repair import Span
from newsnlp.lang.it.names import first_names, honorifics, name_particles, name_pieces, nicknames
from newsnlp.lang.it.offices import people_called, people_fully_called

Pieces = tuple[str, ...]
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Shortest words in which one (two) other letters are taken for another transliteration.
_ONE_LETTER = 5
_TWO_LETTERS = 9


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


def group_people(texts: Sequence[Sequence[str]], genders: Sequence[str | None]) -> list[Person]:
    """Return the people that the name mentions stand for.

    Args:
        texts: the words of each mention, in text order.
        genders: the gender that a title beside each mention tells, None where none does.
    """
    mentions = [person_pieces(words) for words in texts]
    people: list[Person] = []
    owner: dict[Pieces, Person] = {}
    fulls = sorted({m for m in mentions if is_full(m)}, key=lambda m: (-len(m), mentions.index(m)))
    for form in fulls:
        person = next((p for p in people if same_full_name(p.pieces, form) or same_holder(p.pieces, form)), None)
        if person is None:
            person = Person(form)
            people.append(person)
        owner[form] = person
    _assign_mentions(mentions, genders, people, owner)
    return sorted((p for p in people if p.mentions), key=lambda p: p.mentions[0])


def _assign_mentions(
    mentions: list[Pieces], genders: Sequence[str | None], people: list[Person], owner: dict[Pieces, Person]
) -> None:
    full_count = len(people)
    recent: list[Person] = []
    for number, form in enumerate(mentions):
        person = owner.get(form)
        if person is None:
            fitting = partial_matches(form, people[:full_count])
            person = _preferred(fitting, recent, genders[number]) if fitting else None
            if person is None:
                person = _like_single(form, people[full_count:]) or Person(form)
            if person not in people:
                people.append(person)
            if len(fitting) < 2:
                owner[form] = person
        person.mentions.append(number)
        recent = [person, *(p for p in recent if p is not person)]


def _like_single(form: Pieces, singles: list[Person]) -> Person | None:
    return next(
        (p for p in singles if p.pieces == form or _similar_word(p.pieces, form) or same_holder(p.pieces, form)), None
    )


def _similar_word(a: Pieces, b: Pieces) -> bool:
    return len(a) == len(b) == 1 and similar(a[0], b[0])


def _preferred(fitting: list[Person], recent: list[Person], gender: str | None) -> Person:
    """Return which of several namesakes a bare name means: the one mentioned last, else the first to come.

    "Bill e Hillary Clinton ... la signora Clinton": gender, where a title tells it, comes first.
    """
    if gender:
        agreeing = [p for p in fitting if first_name_gender(p.pieces) in (gender, None)]
        fitting = agreeing or fitting
    return next((p for p in recent if p in fitting), fitting[0])


def first_name_gender(pieces: Pieces) -> str | None:
    """Return the gender that a first name tells, None where it is unknown.

    A hyphenated or double first name counts whole, then by its first part: "Maria Elena", "Jean-Claude".
    """
    table = first_names()
    joined = "-".join(pieces[:2])
    return table.get(joined) or table.get(pieces[0]) if is_full(pieces) or len(pieces) == 1 else None


def same_full_name(a: Pieces, b: Pieces) -> bool:
    """Tell whether two full names can be the same person's: order, middle names, initials, spelling."""
    if len(a) == len(b) and sorted(a) == sorted(b):
        return True
    long, short = (a, b) if len(a) >= len(b) else (b, a)
    if len(long) > len(short):
        # "Silvio Maria Berlusconi" / "Silvio Berlusconi", but "Kim Jong" is not a full "Kim Jong-un".
        return long[-1] == short[-1] and _in_order(short, long) and _same_first(long[0], short[0])
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if x == a[0] and _same_first(x, y):
        return True
    # "Petrovskaja" / "Petrovskaya" are one name, "Mario" / "Maria" are two.
    return similar(x, y) and not (x in first_names() and y in first_names())


def _same_first(a: str, b: str) -> bool:
    """Tell whether two first names can be one: "joe" / "joseph", "j" / "joe"."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    table = nicknames()
    return b in table.get(a, ()) or a in table.get(b, ())


def _in_order(short: Pieces, long: Pieces) -> bool:
    rest = iter(long)
    return all(any(_same_first(piece, other) for other in rest) for piece in short)


def partial_matches(form: Pieces, people: Iterable[Person]) -> list[Person]:
    """Return the people whose full name holds `form`; surnames before first names, exact before similar."""
    people = list(people)
    tests = (_ends_with, _begins_with, _contains, _similar_surname, _nickname_of, _other_name_of)
    for test in tests:
        found = [p for p in people if test(form, p.pieces)]
        if found:
            return found
    return []


def _ends_with(form: Pieces, full: Pieces) -> bool:
    return full[-len(form) :] == form


def _begins_with(form: Pieces, full: Pieces) -> bool:
    return full[: len(form)] == form


def _contains(form: Pieces, full: Pieces) -> bool:
    size = len(form)
    return any(full[i : i + size] == form for i in range(1, len(full) - size))


def _similar_surname(form: Pieces, full: Pieces) -> bool:
    return len(form) == 1 and similar(form[0], full[-1])


def _nickname_of(form: Pieces, full: Pieces) -> bool:
    return len(form) == 1 and full[0] in nicknames().get(form[0], ())


def _other_name_of(form: Pieces, full: Pieces) -> bool:
    return same_holder(full, form)


def same_holder(name: Pieces, form: Pieces) -> bool:
    """Tell whether two names are borne by one person of the table of office holders: "Benedetto XVI" / "Ratzinger"."""
    bearers = people_called(" ".join(form))
    return len(bearers) == 1 and bearers == people_fully_called(" ".join(name))


def similar(a: str, b: str) -> bool:
    """Tell whether two words are spellings of one name: "ivinskaja" / "ivinskaya"."""
    shorter = min(len(a), len(b))
    if shorter < _ONE_LETTER or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    return edit_distance(a, b) <= (2 if shorter >= _TWO_LETTERS else 1)


def edit_distance(a: str, b: str) -> int:
    """Return the Levenshtein distance of two words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def title_gender(folded: Sequence[str], span: Span) -> str | None:
    """Return the gender that a title or article before a name tells: "la signora Clinton" -> "f"."""
    before = folded[span.start - 1].rstrip(".") if span.start else ""
    return honorifics().get(before) or ("f" if before == "la" else None)
