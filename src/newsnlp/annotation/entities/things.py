"""Which name mentions mean the same organisation or place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from newsnlp.annotation.entities.gazetteer import Known
from newsnlp.lang.it.names import function_words, name_pieces

Pieces = tuple[str, ...]
_MAX_ACRONYM = 10


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way in which an article writes a name.

    Attributes:
        words: the words as written.
        pieces: folded words without articles and prepositions.
        known: what the tables say of the name.
    """

    words: tuple[str, ...]
    pieces: Pieces
    known: Known | None


def name_form(words: Sequence[str], known: Known | None) -> NameForm:
    """Return the form of a name: ["Agenzia", "per", "l'", "energia"] -> pieces ("agenzia", "energia")."""
    parts = [piece for word in words for piece in name_pieces(word)]
    pieces = tuple(piece for piece in parts if piece not in function_words()) or tuple(parts)
    return NameForm(tuple(words), pieces, known)


def is_acronym_of(short: NameForm, full: NameForm) -> bool:
    """Tell whether the letters of one name are the initials of the other: Aiea, USGS, PD."""
    if len(short.words) != 1 or len(full.pieces) < 2 or not 2 <= len(short.pieces[0]) <= _MAX_ACRONYM:
        return False
    letters = short.pieces[0]
    every_word = "".join(piece[0] for word in full.words for piece in name_pieces(word))
    return letters in ("".join(piece[0] for piece in full.pieces), every_word)


def _may_be_acronym(form: NameForm) -> bool:
    """Tell whether a name can be an acronym of another at all."""
    return len(form.words) == 1 and 2 <= len(form.pieces[0]) <= _MAX_ACRONYM


def _may_be_short(form: NameForm) -> bool:
    """Tell whether a name can be short for another at all."""
    return not form.known


def looks_like_acronym(form: NameForm) -> bool:
    """Tell whether a name is written as an acronym: AFA, S.p.A., G7."""
    word = form.words[0]
    return len(form.words) == 1 and len(word) <= _MAX_ACRONYM and sum(c.isupper() for c in word) > 1


def is_short_form(short: NameForm, full: NameForm) -> bool:
    """Tell whether one name is the beginning or end of the other: Commissione (europea), (Galleria degli) Uffizi."""
    size = len(short.pieces)
    if size >= len(full.pieces) or short.known or (full.known and full.known.type == "LOC"):
        return False
    if full.pieces[:size] == short.pieces or full.pieces[-size:] == short.pieces:
        return True
    rest = iter(full.pieces)
    return size > 1 and short.pieces[0] == full.pieces[0] and all(piece in rest for piece in short.pieces)


def group_things(forms: Sequence[NameForm], pairs: set[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers of the forms, grouped by what they name.

    Args:
        forms: the distinct forms of one type, in order of their first mention.
        pairs: (full, short) forms of which the second stands in brackets behind the first.
    """
    groups = _Groups(_first_alike(forms))
    for full, short in sorted(pairs):
        if looks_like_acronym(forms[short]) and not looks_like_acronym(forms[full]):
            groups.unite(full, short)
    for test, may_be, fulls in (
        (is_acronym_of, _may_be_acronym, _by_initials(forms)),
        (is_short_form, _may_be_short, _by_ends(forms)),
    ):
        for number, form in enumerate(forms):
            if groups.leader(number) != number or not may_be(form):
                continue
            targets: set[int] = set()
            for full in fulls(form):
                if full != number and test(form, forms[full]):
                    targets.add(groups.leader(full))
                    if len(targets) > 1:
                        break
            if len(targets) == 1:
                groups.unite(targets.pop(), number)
    return groups.members()


def _first_alike(forms: Sequence[NameForm]) -> list[int]:
    """Return for each form the first one that has the same pieces or is known to be the same thing; itself if none."""
    by_pieces: dict[Pieces, int] = {}
    by_thing: dict[str, int] = {}
    found = []
    for number, form in enumerate(forms):
        first = by_pieces.setdefault(form.pieces, number)
        found.append(min(first, by_thing.setdefault(form.known.thing, number)) if form.known else first)
    return found


class _Groups:
    """Forms that are one thing, each group with the form that leads it."""

    def __init__(self, leaders: Sequence[int]) -> None:
        self._leader = list(leaders)
        self._led: dict[int, list[int]] = {}
        for number, lead in enumerate(leaders):
            self._led.setdefault(lead, []).append(number)

    def leader(self, number: int) -> int:
        """Return the form that leads the group of a form."""
        return self._leader[number]

    def unite(self, full: int, short: int) -> None:
        """Let the leader of `full` lead all who are in the group of `short`."""
        old, new = self._leader[short], self._leader[full]
        if old != new:
            moved = self._led.pop(old)
            self._led.setdefault(new, []).extend(moved)
            for number in moved:
                self._leader[number] = new

    def members(self) -> list[list[int]]:
        """Return the groups, in the order of their first forms."""
        return sorted(sorted(group) for group in self._led.values())


Find = Callable[[NameForm], Iterable[int]]


def _by_initials(forms: Sequence[NameForm]) -> Find:
    """Return what finds the forms of which a form may be the acronym."""
    known: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        if len(form.pieces) > 1:
            every_word = "".join(piece[0] for word in form.words for piece in name_pieces(word))
            for letters in {"".join(piece[0] for piece in form.pieces), every_word}:
                known.setdefault(letters, []).append(number)
    return lambda form: known.get(form.pieces[0], ())


# Of a longer name the rest is not looked at for its short forms.
_LONGEST_NAME = 40


def _by_ends(forms: Sequence[NameForm]) -> Find:
    """Return what finds the forms of which a form may be the short form, by the first and the last of its pieces."""
    known: dict[Pieces, list[int]] = {}
    for number, form in enumerate(forms):
        pieces = form.pieces
        if len(pieces) > 1 and not (form.known and form.known.type == "LOC"):
            keys = {(pieces[0],), (pieces[-1],), pieces[-2:], *((pieces[0], p) for p in pieces[1:_LONGEST_NAME])}
            for key in keys:
                known.setdefault(key, []).append(number)

    def find(form: NameForm) -> Iterable[int]:
        first, last = form.pieces[0], form.pieces[-1]
        if len(form.pieces) == 1:
            return known.get((first,), ())
        return chain(known.get((first, last), ()), known.get(form.pieces[-2:], ()))

    return find
