"""How far a title reaches: what it is an office of, whose nationality it has, where it is held."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsnlp.annotation.titles.words import TitleWords, is_closed, names_place
from newsnlp.lang.it.places import country_names, demonym_places, demonyms
from newsnlp.lang.it.titles import (
    ARTICLES_OF_NAMES,
    CONJUNCTIONS,
    OF,
    TO,
    Complement,
    TitleForm,
    determiners,
    host_nouns,
    title_complements,
    title_forms,
    title_modifiers,
)

# "presidente della storica casa automobilistica torinese X": words between a body's noun and its name.
MAX_HOST_WORDS = 3


@dataclass(slots=True)
class Draft:
    """A phrase that is being read.

    Attributes:
        form: the head.
        cursor: the next token.
        title_end: one past the last token of the title so far.
        words: the words that follow the head in the title.
        nationality: place that an adjective names; None where there is none, or two.
        demonym: an adjective of place was taken.
        of_all: names where the title is held.
        opened: an area of duty or a body without a name was taken.
        also: the other areas of a plural, as words: "e della Difesa" of "i ministri degli Esteri e della Difesa".
    """

    form: TitleForm
    cursor: int
    title_end: int
    words: list[str] = field(default_factory=list)
    nationality: str | None = None
    demonym: bool = False
    of_all: list[tuple[int, int]] = field(default_factory=list)
    opened: bool = False
    also: list[list[str]] = field(default_factory=list)


def extend(words: TitleWords, draft: Draft) -> bool:
    """Read on from the head as far as the phrase reaches; return whether anything was taken."""
    start = draft.cursor
    count = len(words.text)
    while draft.cursor < count and (
        _take_complement(words, draft)
        or _take_nationality(words, draft)
        or _take_of(words, draft)
        or _take_adjective(words, draft)
    ):
        pass
    return draft.cursor > start


def _take_complement(words: TitleWords, draft: Draft) -> bool:
    """Take "degli Esteri", "generale", "ad interim" after the head."""
    at = draft.cursor
    if draft.of_all:
        return False
    opener = determiners().get(words.lower[at])
    if opener is not None and opener.preposition == OF and OF not in draft.form.complement:
        # "il portavoce del governo" speaks for it; "il capo del governo" leads it
        return False
    complement = _complement_at(words, at)
    if complement is None:
        return _take_duty(words, draft)
    end = at + len(complement.words)
    singular = complement.singular if draft.form.number == "p" else None
    draft.words += [singular] if singular else words.text[at:end]
    draft.cursor = draft.title_end = end
    while draft.form.number == "p" and (following := _further_area(words, draft.cursor)) is not None:
        draft.also.append(words.text[draft.cursor + 1 : following])
        draft.cursor = following
    return True


def _complement_at(words: TitleWords, at: int) -> Complement | None:
    """Return the listed complement that begins at a token: "degli Esteri", "generale"."""
    found = title_complements().get(words.lower[at], ()) if at < len(words.text) else ()
    for complement in found:
        end = at + len(complement.words)
        if tuple(words.lower[at:end]) == complement.words and is_closed(words, end):
            return complement
    return None


def _further_area(words: TitleWords, at: int) -> int | None:
    """Return the end of "e della Difesa" at `at`, of "i ministri degli Esteri e della Difesa"; None where none is."""
    if at >= len(words.text) or words.lower[at] not in {*CONJUNCTIONS, ","}:
        return None
    complement = _complement_at(words, at + 1)
    return None if complement is None or len(complement.words) == 1 else at + 1 + len(complement.words)


def _take_duty(words: TitleWords, draft: Draft) -> bool:
    """Take an area of duty: "capo della polizia", "responsabile delle attività italiane"."""
    at = draft.cursor
    opener = determiners().get(words.lower[at])
    if draft.opened or opener is None or opener.preposition not in draft.form.complement:
        return False
    if opener.kind == "bare" and opener.preposition == TO:
        # "assessore alla mobilità", but "l'ultimo assessore a parlare"
        return False
    noun = at + 1
    if opener.kind == "bare" and noun < len(words.text) and words.lower[noun] in determiners():
        noun += 1
    # "il ministro delle Foreste"
    if not _is_duty_noun(words, noun, capital=draft.form.kind == "minister" and not draft.words):
        return False
    end = noun + 1
    while end < len(words.text) and words.pos[end] == "ADJ" and not words.in_name[end] and not names_place(words, end):
        end += 1
    # "delle attività italiane": an adjective of place that agrees with the duty, not with the head.
    if end < len(words.text) and names_place(words, end) and not _agrees(words.lower[end], draft.form):
        end += 1
    draft.words += words.text[at:end]
    draft.cursor = draft.title_end = end
    draft.opened = True
    return True


def _is_duty_noun(words: TitleWords, at: int, *, capital: bool) -> bool:
    """Return whether the token is a noun that is neither a person's title nor a body or place.

    With `capital` it may be the name of a ministry that no list has: "ministro delle Foreste".
    """
    if at >= len(words.text) or words.in_name[at]:
        return False
    word = words.text[at]
    if not word[0].isalpha() or words.pos[at] not in {"", "NOUN", "ADJ", "X", "PROPN"}:
        return False
    lower = words.lower[at]
    if not word[0].islower():
        return capital and lower not in host_nouns() and lower not in country_names()
    return not (lower in host_nouns() or lower in title_forms() or lower in title_modifiers() or lower in determiners())


def _agrees(adjective: str, form: TitleForm) -> bool:
    """Return whether an adjective of place can modify the title: "presidente russo", not "presidente russe"."""
    known = demonyms().get(adjective) or demonyms().get(adjective.rpartition("-")[2])
    if known is None:
        return False
    number = known.number is None or form.number is None or known.number == form.number
    return number and (known.gender is None or form.gender is None or known.gender == form.gender)


def _take_nationality(words: TitleWords, draft: Draft) -> bool:
    """Take "russo" of "presidente russo", "russi" of "ministri russi"; it is no part of the title."""
    at = draft.cursor
    if draft.demonym or at >= len(words.text) or words.in_name[at] or not words.text[at][0].islower():
        return False
    places = demonym_places(words.lower[at])
    if not places or not _agrees(words.lower[at], draft.form):
        return False
    draft.nationality = places[0] if len(places) == 1 else None
    draft.demonym = True
    draft.cursor = at + 1
    return True


def _take_of(words: TitleWords, draft: Draft) -> bool:
    """Take "della Nato", "degli Stati Uniti", "della società Esselunga", "di Grecia e Turchia"."""
    if draft.of_all:
        return False
    name = _holder_beside(words, draft.cursor) or _name_after(words, draft.cursor)
    if name is None:
        return _take_host(words, draft)
    draft.of_all.append(name)
    draft.cursor = name[1]
    while draft.form.number != "s" and (name := _next_name(words, draft.cursor)) is not None:
        draft.of_all.append(name)
        draft.cursor = name[1]
    _take_trailing_demonym(words, draft)
    return True


def _holder_beside(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return the name of "il presidente Usa", "il segretario Pd", "il capogruppo M5S" at token `at`."""
    if at not in words.name_end or at in words.people:
        return None
    return at, words.name_end[at]


def _name_after(words: TitleWords, at: int, nouns: int = MAX_HOST_WORDS) -> tuple[int, int] | None:
    """Return the name in "di NAME", "del NAME", "della società (automobilistica) NAME" at token `at`."""
    opener = determiners().get(words.lower[at]) if at < len(words.text) else None
    if opener is None or opener.preposition != OF:
        return None
    name = at + 1
    if opener.kind == "bare" and name < len(words.text) and words.lower[name] in ARTICLES_OF_NAMES:
        name += 1
    if name < len(words.text) and words.lower[name] in host_nouns() and not words.in_name[name]:
        name = _skip_host(words, name, nouns)
    if name < len(words.text) and name in words.name_end:
        return name, words.name_end[name]
    return _capitals(words, name) if name == at + 1 else None


def _skip_host(words: TitleWords, at: int, nouns: int) -> int:
    """Return the token after "società automobilistica" or "comunità di" where a name follows, else `at`."""
    for name in range(at + 1, min(at + 2 + nouns, len(words.text))):
        if name in words.name_end:
            # "il presidente della fondazione Anna Rossi"
            return at if name in words.people else name
        opener = determiners().get(words.lower[name])
        if not words.lower[name][0].isalpha() or (opener is not None and opener.preposition != OF):
            break
    return at


def _capitals(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return a run of capitalised words that no tagger found: "presidente della Camera"."""
    end = at
    while end < len(words.text) and words.text[end][:1].isupper() and not words.in_name[end]:
        end += 1
    if end > at and end < len(words.text) and words.pos[end] == "ADJ" and not names_place(words, end):
        end += 1
    whole = end >= len(words.text) or not words.in_name[end] or end in words.name_end
    return (at, end) if end > at and whole else None


def _next_name(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return the second name of "di Grecia e Turchia", "di Grecia e della Turchia", "di Grecia, Turchia e ..."."""
    if at >= len(words.text) or words.lower[at] not in {*CONJUNCTIONS, ","}:
        return None
    # A comma may open the list of people: "di Grecia e Turchia, Rossi e Bianchi".
    if at + 1 in words.name_end and at + 1 not in words.people and words.lower[at] != ",":
        return at + 1, words.name_end[at + 1]
    return _name_after(words, at + 1, nouns=0) if at + 1 < len(words.text) else None


def _take_host(words: TitleWords, draft: Draft) -> bool:
    """Take "della compagnia triestina", a body without a name, into the phrase but not into the title."""
    at = draft.cursor
    opener = determiners().get(words.lower[at]) if at < len(words.text) else None
    if draft.opened or opener is None or opener.preposition != OF or opener.kind != "definite":
        return False
    if at + 1 >= len(words.text) or words.lower[at + 1] not in host_nouns() or words.in_name[at + 1]:
        return False
    draft.opened = True
    draft.cursor = at + 2
    while draft.cursor < len(words.text) and _is_adjective(words, draft.cursor):
        draft.cursor += 1
    return True


def _is_adjective(words: TitleWords, at: int) -> bool:
    return not words.in_name[at] and (words.pos[at] == "ADJ" or names_place(words, at))


def _take_adjective(words: TitleWords, draft: Draft) -> bool:
    """Take "ortodosso" of "patriarca ortodosso di Mosca", "frusinate" of "attaccante frusinate Mario Rossi"."""
    at = draft.cursor
    if at + 1 >= len(words.text) or words.pos[at] != "ADJ" or words.in_name[at] or not words.text[at][0].islower():
        return False
    following = determiners().get(words.lower[at + 1])
    # "il vescovo melchita, Boutros Sarrouf, ..."
    set_off = words.lower[at + 1] == "," and at + 2 in words.people
    if at + 1 not in words.name_end and not set_off and (following is None or following.preposition != OF):
        return False
    draft.cursor = at + 1
    return True


def _take_trailing_demonym(words: TitleWords, draft: Draft) -> None:
    """Take "americano" of "portavoce del Dipartimento della Difesa americano"."""
    at = draft.cursor
    if not draft.demonym and at < len(words.text) and words.text[at][0].islower() and names_place(words, at):
        draft.cursor = at + 1
        draft.demonym = True
