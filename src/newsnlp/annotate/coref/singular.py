"""Whom a description in the singular means: "il presidente russo", "il premier", "la cancelliera"."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.annotate.coref.discourse import Discourse, Person, Title, agreeing, most_present
from newsnlp.lang.it.reference import home_of, is_vague, same_office

# How far back a description without a fitting title may reach; one with a title reaches over the whole article.
_UNTITLED_REACH = 2
_TITLED_REACH = 3


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
        title_span: tokens of the title alone, None for words that are no title.
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
    title_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom a description means, and whether a title told it or only who has just been spoken of."""

    entity: int
    by_title: bool


def resolve_singular(state: Discourse, item: Description, subjects: tuple[int, ...]) -> Answer | None:
    """Return whom a description means, None where nobody fits or several do.

    Args:
        state: what has been read before the description.
        item: the description.
        subjects: the people who are the subject of its clause; an object or complement never means them.
    """
    people = [p for p in agreeing(state.people.values(), item.gender) if p.index not in subjects]
    titled = _best_titled(people, item)
    if titled:
        found = _choose(state, item, titled)
        return None if found is None else Answer(found, True)
    found = _by_presence(state, item, people)
    return None if found is None else Answer(found, False)


def _best_titled(people: list[Person], item: Description) -> list[Person]:
    """Return the people with a fitting title: those where the place agrees too before those where it is not told."""
    ranked = [(max((title_fit(item, t) for t in p.titles), default=0), p) for p in people]
    best = max((score for score, _ in ranked), default=0)
    return [p for score, p in ranked if score == best] if best else []


def title_fit(item: Description, title: Title) -> int:
    """Return 0 where a title does not fit a description, 1 where it does, 2 where the place agrees as well.

    "il presidente russo" does not mean "il presidente ucraino Zelensky" and may mean "il presidente Putin".
    """
    if not same_office(item.title, title.words):
        return 0
    there = title.of or home_of(title.words)
    if not item.of or not there:
        # "il capo della Casa Bianca" could be said of anybody, were the house not known.
        return 0 if item.of and is_vague(item.title) else 1
    return 2 if item.of & there else 0


def _choose(state: Discourse, item: Description, fitting: list[Person]) -> int | None:
    if len(fitting) == 1:
        return fitting[0].index
    indices = {p.index for p in fitting}
    presence = state.presence(item.start, sentences=_TITLED_REACH)
    return most_present({k: v for k, v in presence.items() if k in indices})


def _by_presence(state: Discourse, item: Description, people: list[Person]) -> int | None:
    """Return the one person just spoken about of whom no other office is told.

    "Merkel e Macron ... La cancelliera e il presidente francese": the article never says "presidente Macron".
    """
    free = {p.index for p in people if may_hold(p, item)}
    for reach in range(_UNTITLED_REACH + 1):
        present = [e for e in state.presence(item.start, sentences=reach) if e in free]
        if present:
            return present[0] if len(present) == 1 else None
    return None


def may_hold(person: Person, item: Description) -> bool:
    """Tell whether nothing speaks against a description of a person whose titles do not name it."""
    return not item.office or not person.titles
