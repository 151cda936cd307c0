"""Which name mentions mean the same organisation or place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    leader = list(range(len(forms)))
    for number, form in enumerate(forms):
        leader[number] = next((n for n in range(number) if _same_thing(forms[n], form)), number)
    for full, short in sorted(pairs):
        if looks_like_acronym(forms[short]) and not looks_like_acronym(forms[full]):
            _unite(leader, full, short)
    for test, may_be in ((is_acronym_of, _may_be_acronym), (is_short_form, _may_be_short)):
        for number, form in enumerate(forms):
            if leader[number] != number or not may_be(form):
                continue
            targets = {leader[n] for n, full in enumerate(forms) if n != number and test(form, full)}
            if len(targets) == 1:
                _unite(leader, targets.pop(), number)
    groups: dict[int, list[int]] = {}
    for number, lead in enumerate(leader):
        groups.setdefault(lead, []).append(number)
    return list(groups.values())


def _same_thing(a: NameForm, b: NameForm) -> bool:
    return a.pieces == b.pieces or bool(a.known and b.known and a.known.thing == b.known.thing)


def _unite(leader: list[int], full: int, short: int) -> None:
    old, new = leader[short], leader[full]
    leader[:] = [new if lead == old else lead for lead in leader]
