"""Whom a description in the singular means: "il presidente russo", "il premier", "la cancelliera"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from newsnlp.annotation.coref.discourse import Discourse, Person, Title, agreeing, most_present
from newsnlp.annotation.coref.places import country_keys
from newsnlp.annotation.titles import TitlePhrase
from newsnlp.lang.it.reference import (
    counterpart_nouns,
    home_of,
    is_former,
    is_masculine,
    is_of_a_country,
    is_pope,
    is_vague,
    same_class,
    same_office,
)

# How far back a description without a fitting title may reach; one with a title reaches over the whole article.
_UNTITLED_REACH = 2
_TITLED_REACH = 3
# Of so many groups told before, one may have the counterpart.
_GROUPS_BACK = 50


@dataclass(frozen=True, slots=True)
class Description:
    """A description of people.

    Attributes:
        start: first token of the description, article not included.
        end: one past its last token.
        title: the words that say what the person is, without nationality.
        of: folded names of where the office is held; empty where it is not told.
        gender: "m", "f", or None where the form serves both.
        count: how many people it names; 0 for a plural without number.
        definite: whether it has a definite article or a demonstrative.
        bare: whether it stands without any determiner.
        office: whether the title is an office or a job, not a plain noun ("uomo").
        public: whether it is an office of state or party, of which an article seldom means an unnamed holder.
        phrase: the title phrase that it is, None for words that are no title.
    """

    start: int
    end: int
    title: str
    of: frozenset[str]
    gender: str | None
    count: int
    definite: bool
    bare: bool
    office: bool
    public: bool
    phrase: TitlePhrase | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom a description means, and whether a title told it or only who has just been spoken of."""

    entity: int
    by_title: bool


def resolve_singular(
    state: Discourse, item: Description, subjects: tuple[int, ...], held: int | None = None
) -> Answer | None:
    """Return whom a description means, None where nobody fits or several do.

    Args:
        state: what has been read before the description.
        item: the description.
        subjects: the people who are the subject of its clause; an object or complement never means them.
        held: the listed person who held the office on the day of the article, by the table of office holders.
    """
    listed = state.candidates(item.start)
    people = [p for p in agreeing(listed, item.gender) if p.index not in subjects]
    if item.office and item.gender == "m":
        # "il ministro Anna Bianchi ... Il ministro"
        women = (p for p in listed if p.gender == "f" and p.index not in subjects)
        people += [p for p in women if _borne_by_woman(item, p)]
    if item.phrase is not None and item.phrase.lemma in counterpart_nouns() and item.phrase.nationality is None:
        if item.of:
            # "il rivale di Rossi"
            return None
        other = _counterpart(state, item, {p.index for p in people}, subjects)
        return None if other is None else Answer(other, False)
    if not item.title:
        return _national(state, item, people)
    fits = {p.index: person_fit(item, p) for p in people}
    for wanted in (Fit.PLACE, Fit.OFFICE):
        fitting = {index for index, fit in fits.items() if fit is wanted}
        if wanted is Fit.OFFICE and (item.of or home_of(item.title)) and held in fits:
            # "il presidente russo" is Putin though the article only says "il presidente Trump"; "il presidente della
            # Repubblica" is not the president of the Senate.
            return Answer(held, True)
        if fitting:
            found = _choose(state, item, fitting)
            found = held if found is None and held in fits else found
            return None if found is None else Answer(found, True)
    if held in fits:
        return Answer(held, True)
    found = _by_presence(state, item, {index for index, fit in fits.items() if fit is Fit.OPEN})
    return None if found is None else Answer(found, False)


def _borne_by_woman(item: Description, woman: Person) -> bool:
    """Tell whether a woman bears the very title of a description in the masculine: not "la ministra Bianchi"."""
    if any(item.of & t.of and same_class(item.title, t.words) for t in woman.titles):
        return True  # "il presidente del Senato" where she is "presidente del Senato"
    held = (t.words for t in woman.titles if is_masculine(t.words))
    return is_masculine(item.title) and any(same_class(item.title, words) for words in held)


def _national(state: Discourse, item: Description, people: Sequence[Person]) -> Answer | None:
    """Return whom "il portoghese" means.

    The one listed person of whom that country is told, if just spoken of; else the one of whom no country is told, if
    the sentence before speaks of nobody else.
    """
    found = [p.index for p in people if any(item.of & title.of for title in p.titles)]
    if len(found) == 1 and found[0] in state.presence(item.start, sentences=_UNTITLED_REACH):
        return Answer(found[0], True)
    alone = state.only_subject_before(item.start)
    free = {p.index for p in people if not any(title.of for title in p.titles)}
    return Answer(alone, False) if alone in free and alone is not None else None


def _counterpart(state: Discourse, item: Description, free: set[int], subjects: tuple[int, ...]) -> int | None:
    """Return the other one of the two who are spoken of: "Rossi è partito; il rivale resta"."""
    one = subjects[0] if len(subjects) == 1 else state.last_subject(item.start)
    told = reversed(state.groups[-_GROUPS_BACK:])
    pairs = (group for _, group in told if len(group) == 2 and one in group)
    near = next(pairs, ()) or tuple(state.presence(item.start, sentences=_TITLED_REACH))
    others = set(near) - {one}
    return others.pop() if one is not None and len(others) == 1 and others <= free else None


class Fit(Enum):
    """How well a person's titles suit a description.

    PLACE: the office and where it is held. OFFICE: the office, the place being told of one of the two at most.
    OPEN: nothing speaks against it. NONE: the person holds something else, or the office of another country.
    """

    PLACE = 3
    OFFICE = 2
    OPEN = 1
    NONE = 0


def person_fit(item: Description, person: Person) -> Fit:
    """Return how well the titles of a person suit a description.

    "il presidente russo" does not mean "il presidente ucraino Zelensky" and may mean "il presidente Putin".
    """
    fits = [title_fit(item, title) for title in person.titles]
    if fits:
        return max(fits, key=lambda fit: fit.value)
    return Fit.OPEN


def title_fit(item: Description, title: Title) -> Fit:
    """Return how well one title suits a description."""
    return _title_fit(item.title, item.of, item.office, title)


@lru_cache(maxsize=4096)
def _title_fit(described: str, of: frozenset[str], office: bool, title: Title) -> Fit:
    if not same_office(described, title.words):
        return Fit.NONE if office else Fit.OPEN
    if is_former(title.words) and not is_former(described):
        # "l'ex premier Rossi" is not "il premier".
        return Fit.NONE
    there = title.of or home_of(title.words)
    if of and there:
        return Fit.PLACE if of & there else Fit.NONE
    if there and is_of_a_country(described) and not there & country_keys():
        # "il capo dello Stato" is not the president of a bank.
        return Fit.NONE
    if of and is_vague(described):
        # "il capo della Casa Bianca" could be said of anybody, were the house not known.
        return Fit.NONE
    # "il premier" may be who was called "il leader dei frugali", but is rather who was called "il premier".
    return Fit.OFFICE if same_class(described, title.words) else Fit.OPEN


def _choose(state: Discourse, item: Description, fitting: set[int]) -> int | None:
    if len(fitting) == 1:
        return next(iter(fitting))
    presence = {k: v for k, v in state.presence(item.start, sentences=_TITLED_REACH).items() if k in fitting}
    found = most_present(presence)
    if found is None:
        # Of two presidents the one that the article is about: "il neopresidente".
        found = next(iter(state.protagonist() & fitting), None)
    return found


def _by_presence(state: Discourse, item: Description, free: set[int]) -> int | None:
    """Return the one person just spoken about of whom no other office is told.

    "Merkel e Macron ... La cancelliera e il presidente francese": the article never says "presidente Macron".
    """
    if is_pope(item.title):
        return None
    if not item.public:
        # "lo scrittore", "il tecnico portoghese": too many can be meant, unless the article is about one of them
        # or the sentence before speaks of one only: "Mourinho ha abbracciato i suoi. Il tecnico portoghese ...".
        near = {entity for entity in state.presence(item.start, sentences=_UNTITLED_REACH) if entity in free}
        alone = near if len(near) == 1 else set()
        free = free & (state.protagonist() | {state.only_subject_before(item.start)} | alone)
    presence = {k: v for k, v in state.presence(item.start, sentences=_UNTITLED_REACH).items() if k in free}
    if not presence and not item.office:
        # "L'indagato resta in carcere", after three sentences on his lawyer: whom the article is about.
        free = free & state.protagonist()
        presence = {k: v for k, v in state.presence(item.start, sentences=_TITLED_REACH + 1).items() if k in free}
    return most_present(presence)
