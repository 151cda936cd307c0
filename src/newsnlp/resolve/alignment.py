"""Whether two names can be one person's: their words are aligned, and each pair of words is compared.

An edit in a surname makes a candidate, never a match; a first name that differs is a veto, however alike the rest.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from newsnlp.lang.it.names import first_names, nicknames
from newsnlp.lang.it.offices import people_fully_called
from newsnlp.lang.it.variants import name_variants
from newsnlp.resolve.names import Name, normal_name, parse_name
from newsnlp.resolve.transliteration import LEAST_SKELETON, letters_of, skeleton, sound_keys

# So many vowels may differ between two spellings of a foreign name that agree in all consonants ("Hussein", "Hossein").
# Set on the tuning half of tests/resolve/spellings.tsv; run tests/resolve/test_names_of_people.py after a change.
VOWELS_APART = 2
# Shorter surnames with an edit are other surnames: "Ricci" and "Rizzi".
LEAST_EDITED = 5


class Likeness(StrEnum):
    """How two names stand to each other.

    Attributes:
        EQUAL: the same full name but for case, accents, hyphens.
        SPELLING: two ways to write one full name: transliteration, nickname, second first name left out.
        INITIAL: a first name is an initial that fits.
        SHORT: one is only a part of the other, or both are one word: a surname alone.
        EDIT: first names agree, surnames differ by a letter or two: to be looked at, never merged by itself.
        DIFFERENT: the surnames agree, but first names, initials or numerals do not: two people.
        UNRELATED: nothing of the kind.
    """

    EQUAL = "equal"
    SPELLING = "spelling"
    INITIAL = "initial"
    SHORT = "short"
    EDIT = "edit"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


_MATCHES = frozenset({Likeness.EQUAL, Likeness.SPELLING})
_VETOES = frozenset({Likeness.DIFFERENT, Likeness.UNRELATED})


def same_name(left: str, right: str) -> bool:
    """Tell whether two full names can be spellings of one name: "Michail Gorbaciov", "Mikhail Gorbachev".

    Two people may still bear it; see `newsnlp.resolve.Resolver`.
    """
    return likeness(left, right) in _MATCHES


def likeness(left: str, right: str) -> Likeness:
    """Return how two names of people stand to each other, in whatever order they are given."""
    return _likeness(*sorted((left, right)))


@lru_cache(maxsize=262144)
def _likeness(left: str, right: str) -> Likeness:
    a, b = parse_name(left), parse_name(right)
    if not a.tokens or not b.tokens:
        return Likeness.UNRELATED
    if _known_as_one(left, right):
        return Likeness.SPELLING
    if a.suffix != b.suffix:
        return Likeness.DIFFERENT if _aligned(a, b) in (*_MATCHES, Likeness.SHORT) else Likeness.UNRELATED
    if normal_name(left) == normal_name(right):
        return Likeness.EQUAL if a.is_full or a.suffix else Likeness.SHORT
    found = _aligned(a, b)
    if found in _MATCHES and _known_as_two(left, right):
        return Likeness.DIFFERENT
    return found


def _groups(kind: str, form: str) -> frozenset[int]:
    return name_variants(kind).get(form, frozenset())


def _plain(name: str) -> str:
    return normal_name(name).replace(" ", "").replace("'", "")


def _known_as_one(left: str, right: str) -> bool:
    """Tell whether a table lists both as names of one person: "Abu Mazen" and "Mahmud Abbas"."""
    if _groups("full", _plain(left)) & _groups("full", _plain(right)):
        return True
    a, b = people_fully_called(left), people_fully_called(right)
    return len(a) == 1 and a == b and " " in left.strip() and " " in right.strip()


def _known_as_two(left: str, right: str) -> bool:
    """Tell whether a table lists both in full, as names of two people."""
    a, b = people_fully_called(left), people_fully_called(right)
    return bool(a) and bool(b) and not a & b


def _aligned(a: Name, b: Name) -> Likeness:
    foreign = a.is_foreign or b.is_foreign
    if len(a.tokens) > 1 and len(b.tokens) > 1 and _one_string(a, b, foreign=foreign):
        return Likeness.SPELLING
    if len(a.tokens) == 1 or len(b.tokens) == 1:
        return _short(a, b, foreign=foreign)
    if same_surname(a, b, foreign=foreign):
        return _by_first_names(a, b, foreign=foreign)
    if _turned(a, b, foreign=foreign) or _inside(a, b, foreign=foreign):
        return Likeness.SPELLING
    edited = _edited(a.surname, b.surname) and _by_first_names(a, b, foreign=foreign) in _MATCHES
    return Likeness.EDIT if edited else Likeness.UNRELATED


def _one_string(a: Name, b: Name, *, foreign: bool) -> bool:
    """Tell whether two names differ only by where their words are parted: "Gian Carlo", "Xi Jin Ping"."""
    if a.initials or b.initials:
        return False
    return a.joined == b.joined or (
        foreign and len(a.tokens) != len(b.tokens) and bool(set(sound_keys(a.joined)) & set(sound_keys(b.joined)))
    )


def _short(a: Name, b: Name, *, foreign: bool) -> Likeness:
    short, other = sorted((a, b), key=lambda name: len(name.tokens))
    words = (other.surname, other.bare) if len(other.tokens) > 1 else other.tokens
    fits = any(same_word(short.surname, word, foreign=foreign, kind="surname") for word in words)
    # "Kim" and "Xi" come first, Spanish fathers' names in the middle, "Lula" anywhere
    return Likeness.SHORT if fits or short.surname in other.tokens else Likeness.UNRELATED


def same_surname(a: Name, b: Name, *, foreign: bool) -> bool:
    """Tell whether the surnames of two names can be one; particles of nobility may be left out of one of them."""
    if same_word(a.surname, b.surname, foreign=foreign, kind="surname"):
        return True
    left_out = (a.bare == a.surname) != (b.bare == b.surname)
    return left_out and same_word(a.bare, b.bare, foreign=foreign, kind="surname")


def same_word(one: str, other: str, *, foreign: bool, kind: str) -> bool:
    """Tell whether two words can be spellings of one: Italian ones letter by letter, foreign ones by their sound.

    Args:
        one: a word as `Name.tokens` holds it.
        other: another.
        foreign: whether any word of the two names is foreign.
        kind: "first" or "surname", for the table of variants.
    """
    if one == other or letters_equal(one, other) or _groups(kind, one) & _groups(kind, other):
        return True
    if not foreign:
        return False
    if kind == "first" and _both_first_names(one, other):
        return False
    return _sounds_alike(one, other)


def letters_equal(one: str, other: str) -> bool:
    """Tell whether two words are the same but for the marks of their letters."""
    return normal_name(one) == normal_name(other)


def _both_first_names(one: str, other: str) -> bool:
    """Tell whether two words are both listed as first names, and so as two: "Marko" and "Mirko"."""
    known = first_names()
    return one in known and other in known and not set(sound_keys(one)) & set(sound_keys(other))


def _sounds_alike(one: str, other: str) -> bool:
    if one.endswith("a") != other.endswith("a"):  # Ivanov, Ivanova; Aleksandr, Aleksandra
        return False
    ones, others = sound_keys(one), sound_keys(other)
    if set(ones) & set(others):
        return True
    return any(_vowels_apart(x, y) for x in ones for y in others)


@lru_cache(maxsize=262144)
def _vowels_apart(x: str, y: str) -> bool:
    bones = skeleton(x)
    if len(bones) < LEAST_SKELETON or bones != skeleton(y):
        return False
    return Levenshtein.distance(x, y, score_cutoff=VOWELS_APART) <= VOWELS_APART


def _by_first_names(a: Name, b: Name, *, foreign: bool) -> Likeness:
    f, g = a.first, b.first
    if "".join(f) == "".join(g) or _variants(f, g):
        return Likeness.SPELLING
    if f[0] in a.initials or g[0] in b.initials:
        return _by_initials(f, g)
    if not _same_first(f[0], g[0], foreign=foreign):
        return Likeness.SPELLING if _called_by_second(f, g, foreign=foreign) else Likeness.DIFFERENT
    if len(f) > 1 and len(g) > 1 and not _middles_fit(f[1], g[1], foreign=foreign):
        return Likeness.DIFFERENT
    return Likeness.SPELLING


def _variants(f: tuple[str, ...], g: tuple[str, ...]) -> bool:
    """Tell whether a table lists the first names of both as forms of one, those of two words included."""
    return bool(_groups("first", letters_of("".join(f))) & _groups("first", letters_of("".join(g))))


def _by_initials(f: tuple[str, ...], g: tuple[str, ...]) -> Likeness:
    pairs = list(zip(f, g, strict=False))
    if not all(one.startswith(other[:1]) if len(other) <= len(one) else other.startswith(one) for one, other in pairs):
        return Likeness.DIFFERENT
    # "G. W. Bush" and "George W. Bush": two letters that agree say nearly as much as a name
    return Likeness.SPELLING if len(pairs) > 1 else Likeness.INITIAL


def _same_first(one: str, other: str, *, foreign: bool) -> bool:
    if same_word(one, other, foreign=foreign, kind="first"):
        return True
    short = nicknames()
    stands_for = short.get(one, frozenset()), short.get(other, frozenset())
    return other in stands_for[0] or one in stands_for[1] or bool(stands_for[0] & stands_for[1])


def _called_by_second(f: tuple[str, ...], g: tuple[str, ...], *, foreign: bool) -> bool:
    """Tell whether one goes by the second of two first names: "Maria Elena Boschi", "Elena Boschi"."""
    short, long = sorted((f, g), key=len)
    if len(short) > 1 or len(long) == 1 or short[0] not in long[1:]:
        return False
    known = first_names()
    # "Gian Maria" is a man, "Maria" is none
    genders = {known.get(long[0]), known.get(short[0])}
    return len(genders - {None}) < 2 and (foreign or None not in genders)  # "Recep Tayyip Erdogan"


def _middles_fit(one: str, other: str, *, foreign: bool) -> bool:
    """Tell whether second first names can be one: George W. and George H. W. Bush are two men."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return _same_first(one, other, foreign=foreign)


def _turned(a: Name, b: Name, *, foreign: bool) -> bool:
    """Tell whether the surname stands first in one of them: "Jinping Xi", "Rossi Mario"."""
    if len(a.tokens) != len(b.tokens) or a.initials or b.initials:
        return False
    turned = (b.tokens[-1], *b.tokens[:-1]), (*b.tokens[1:], b.tokens[0])
    return any(
        all(same_word(x, y, foreign=foreign, kind="first") for x, y in zip(a.tokens, other, strict=True))
        for other in turned
    )


def _inside(a: Name, b: Name, *, foreign: bool) -> bool:
    """Tell whether one leaves out the second surname of the other: "Pedro Sánchez", "Pedro Sánchez Pérez-Castejón"."""
    short, long = sorted((a, b), key=lambda name: len(name.tokens))
    if len(short.tokens) == len(long.tokens) or not short.is_full or long.initials or short.initials:
        return False
    if not _same_first(short.tokens[0], long.tokens[0], foreign=foreign):
        return False
    rest = iter(long.tokens[1:])
    return all(any(same_word(x, y, foreign=foreign, kind="surname") for y in rest) for x in short.tokens[1:])


def _edited(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LEAST_EDITED:
        return False
    most = 1 if min(len(one), len(other)) < 2 * LEAST_EDITED - 2 else 2
    return Levenshtein.distance(one, other, score_cutoff=most) <= most
