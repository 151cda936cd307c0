"""Whom a description in the singular means: "il presidente russo", "il premier", "la cancelliera"."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.annotate.coref.discourse import Discourse, Person, Title, agreeing, most_present
from newsnlp.lang.it.reference import same_office

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


def resolve_singular(state: Discourse, item: Description) -> int | None:
    """Return the entity that a description means, None where nobody fits or several do."""
    people = agreeing(state.people.values(), item.gender)
    titled = _best_titled(people, item)
    if titled:
        return _choose(state, item, titled, reach=_TITLED_REACH)
    return _by_presence(state, item, people)


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
    if not item.of or not title.of:
        return 1
    return 2 if item.of & title.of else 0


def _choose(state: Discourse, item: Description, fitting: list[Person], *, reach: int) -> int | None:
    if len(fitting) == 1:
        return fitting[0].index
    indices = {p.index for p in fitting}
    presence = state.presence(item.start, sentences=reach)
    return most_present({k: v for k, v in presence.items() if k in indices})


def _by_presence(state: Discourse, item: Description, people: list[Person]) -> int | None:
    """Return the person just spoken about of whom no other office is told.

    "Merkel e Macron ... La cancelliera e il presidente francese": the article never says "presidente Macron".
    """
    if not item.definite:
        return None
    free = {p.index for p in people if may_hold(p, item)}
    presence = state.presence(item.start, sentences=_UNTITLED_REACH)
    return most_present({k: v for k, v in presence.items() if k in free})


def may_hold(person: Person, item: Description) -> bool:
    """Tell whether nothing speaks against a description of a person whose titles do not name it."""
    if not item.office:
        return True
    if item.of and any(t.of and not t.of & item.of for t in person.titles):
        return False
    return not person.titles
