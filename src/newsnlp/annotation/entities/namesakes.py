"""The names of an article's people, looked up by what other forms of them have in common.

To compare each name with each takes an hour for a list of 50,000; here each is compared with the few that share a part
with it. People are known by the number in which their names were added.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from newsnlp.annotation.entities.likeness import (
    ONE_LETTER,
    TWO_LETTERS,
    Pieces,
    same_full_name,
    same_holder,
    similar,
)
from newsnlp.lang.it.names import first_names, nicknames
from newsnlp.lang.it.offices import people_called, people_fully_called

# Of more people who share a name only the first are asked whether a bare form of it means them.
MOST_NAMESAKES = 100
# Up to so many words are tried one by one before they are sorted by their letters.
FEW_WORDS = 8
# Longer words and names are no names; their spellings are not compared.
LONGEST_WORD, LONGEST_NAME = 40, 8


class Spellings:
    """Words of people, found by words that may be other spellings of them."""

    def __init__(self) -> None:
        self._words: list[tuple[str, int]] = []
        self._sorted = 0
        self._by_rest: dict[str, list[int]] = {}

    def add(self, word: str, number: int) -> None:
        """Take note of a word of a person."""
        self._words.append((word, number))

    def near(self, word: str) -> Iterable[int]:
        """Return at least the people whose words are `similar` to this one."""
        if len(self._words) <= FEW_WORDS:
            return [number for _, number in self._words]
        for known, number in self._words[self._sorted :]:
            for rest in _rests(known):
                self._by_rest.setdefault(rest, []).append(number)
        self._sorted = len(self._words)
        return {number for rest in _rests(word) for number in self._by_rest.get(rest, ())}


def _rests(word: str) -> set[str]:
    """Return a word with up to one or two letters left out: similar words have such a rest in common."""
    if not ONE_LETTER <= len(word) <= LONGEST_WORD:
        return set()
    shorter = _one_less(word)
    two_less = (rest for one_less in shorter for rest in _one_less(one_less)) if len(word) >= TWO_LETTERS else ()
    return {word, *shorter, *two_less}


def _one_less(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


class FullNames:
    """The people who are named in full."""

    def __init__(self) -> None:
        self._names: list[Pieces] = []
        self._known: dict[Hashable, list[int]] = {}
        # by what stands around a word in a name
        self._spellings: dict[tuple[int, Pieces, Pieces], Spellings] = {}
        self._last = Spellings()

    def add(self, name: Pieces) -> int:
        """Add a person by the fullest form of the name; return the number."""
        number = len(self._names)
        self._names.append(name)
        for key in self._keys(name):
            self._known.setdefault(key, []).append(number)
        for place, piece in enumerate(name[:LONGEST_NAME]):
            self._spellings.setdefault((place, name[:place], name[place + 1 :]), Spellings()).add(piece, number)
        self._last.add(name[-1], number)
        return number

    @staticmethod
    def _keys(name: Pieces) -> Iterator[Hashable]:
        """Yield under what a name is found."""
        first, last = name[0], name[-1]
        yield "any order", tuple(sorted(name))
        yield "any first", last, first[0]
        for other in {first, *nicknames().get(first, ())}:
            yield "first and last", last, other
        if len(first) == 1:
            yield "initial", last, first
        yield "first", first
        if holder := people_fully_called(" ".join(name)):
            yield "holder", holder
        size = len(name[:LONGEST_NAME])
        yield from (("end", name[-length:]) for length in range(1, size))
        yield from (("begin", name[:length]) for length in range(1, size))
        inner = {name[a:b] for a in range(1, size - 1) for b in range(a + 1, size)}
        yield from (("inside", part) for part in inner)

    def same(self, form: Pieces) -> int | None:
        """Return the first person whose name can be the same as another full name, None where nobody's can."""
        first, last = form[0], form[-1]
        keys: list[Hashable] = [("any order", tuple(sorted(form))), ("initial", last, first[0])]
        keys += [("first and last", last, other) for other in {first, *nicknames().get(first, ())}]
        if len(first) == 1:
            keys.append(("any first", last, first))
        found = {number for key in keys for number in self._known.get(key, ())}
        for place, piece in enumerate(form[:LONGEST_NAME]):
            spellings = self._spellings.get((place, form[:place], form[place + 1 :]))
            found.update(spellings.near(piece) if spellings else ())
        found.update(self._held(form))
        like = (n for n in sorted(found) if same_full_name(self._names[n], form) or same_holder(self._names[n], form))
        return next(like, None)

    def double_surname(self, form: Pieces) -> int | None:
        """Return the one person of whose full name a form of several words is the end: "Bucci Barni".

        "Anna Bianchi" is no end of "Maria Anna Bianchi": who bears only the second first name is somebody else.
        """
        bearers = self._known.get(("end", form), [])
        return bearers[0] if len(bearers) == 1 and form[0] not in first_names() else None

    def _held(self, form: Pieces) -> list[int]:
        """Return those who may bear a form that the table of office holders has for one person."""
        bearers = people_called(" ".join(form))
        return self._known.get(("holder", bearers), []) if len(bearers) == 1 else []

    def holding(self, form: Pieces) -> list[int]:
        """Return the people whose full name holds a form; surnames before first names, exact before similar."""
        for key in (("end", form), ("begin", form), ("inside", form)):
            if found := self._known.get(key, ()):
                return list(found[:MOST_NAMESAKES])
        if len(form) == 1:
            spelled = (number for number in self._last.near(form[0]) if similar(form[0], self._names[number][-1]))
            if found := sorted(spelled):
                return found[:MOST_NAMESAKES]
            full = sorted(n for first in nicknames().get(form[0], ()) for n in self._known.get(("first", first), ()))
            if full:
                return full[:MOST_NAMESAKES]
        return [number for number in self._held(form) if same_holder(self._names[number], form)]


class SingleNames:
    """The people of whom a part of the name is told and no more."""

    def __init__(self) -> None:
        self._names: list[Pieces] = []
        self._known: dict[Hashable, int] = {}
        self._spellings = Spellings()

    def add(self, name: Pieces) -> int:
        """Add a person; return the number."""
        number = len(self._names)
        self._names.append(name)
        self._known.setdefault(name, number)
        if holder := people_fully_called(" ".join(name)):
            self._known.setdefault(holder, number)
        if len(name) == 1:
            self._spellings.add(name[0], number)
        return number

    def like(self, form: Pieces) -> int | None:
        """Return the first person whose name is the same, another spelling, or borne by the same office holder."""
        bearers = people_called(" ".join(form))
        found = {self._known[key] for key in (form, bearers) if key in self._known and (key or key is form)}
        if len(form) == 1:
            found.update(n for n in self._spellings.near(form[0]) if similar(self._names[n][0], form[0]))
        like = (n for n in sorted(found) if self._is_like(self._names[n], form))
        return next(like, None)

    @staticmethod
    def _is_like(name: Pieces, form: Pieces) -> bool:
        spelled = len(name) == len(form) == 1 and similar(name[0], form[0])
        return name == form or spelled or same_holder(name, form)
