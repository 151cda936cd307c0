"""Who a person of an article is by the table of office holders: "George Bush" of 1990 and of 2003 are two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.it.names import fold
from newsnlp.lang.it.offices import Term, holders, people_called, people_fully_called, terms
from newsnlp.lang.it.organisations import organisations
from newsnlp.lang.it.places import cities, country_names
from newsnlp.lang.it.reference import home_of, office_of
from newsnlp.lang.it.titles import title_forms
from newsnlp.resolve.names import normal_name, parse_name
from newsnlp.resolve.rows import EntityMention

# A man is named before he takes office, as elected or as candidate.
BEFORE_OFFICE = timedelta(days=400)
# Kinds of titles (titles.tsv) and of bodies (organisations.tsv) -> walk of life; the others tell of none.
_WALKS = MappingProxyType(
    {
        "head_of_state": "public",
        "head_of_government": "public",
        "minister": "public",
        "office": "public",
        "leader": "public",
        "party": "public",
        "diplomat": "public",
        "sport": "sport",
        "church": "church",
        "club": "sport",
    }
)


def identity_of(mention: EntityMention) -> str | None:
    """Return who a person is: a Wikidata item, ``holder:usual name`` of the table of offices, None where it is open.

    A full name of the table is one holder if one alone has held an office by that day (or does so within
    `BEFORE_OFFICE`). A surname alone counts only with an office that the holder has on that day.
    """
    if mention.kb_id is not None or mention.type != "PER":
        return mention.kb_id
    full = people_fully_called(mention.name)
    found = _by_day(mention, full) if full else _by_office(mention, people_called(mention.name))
    if len(found) != 1 or walks_of(mention.roles) & {"sport", "church"}:
        return None
    holder = holders()[found[0]]
    if mention.gender is not None and holder.gender != mention.gender:
        return None
    return holder.kb_id or f"holder:{found[0]}"


@lru_cache(maxsize=1)
def _terms() -> MappingProxyType[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(term.person, []).append(term)
    return MappingProxyType({person: tuple(group) for person, group in found.items()})


def _by_day(mention: EntityMention, people: Iterable[str]) -> list[str]:
    """Return those who fit a full name: in office on the day, else in office before it."""
    candidates = sorted(people)
    if not parse_name(mention.name).is_full and len(candidates) > 1:
        return []
    if len(candidates) < 2 or mention.day is None:
        return candidates
    day, soon = mention.day.isoformat(), (mention.day + BEFORE_OFFICE).isoformat()
    in_office = [person for person in candidates if any(term.covers(day) for term in _terms()[person])]
    return in_office or [p for p in candidates if any(term.start <= soon[: len(term.start)] for term in _terms()[p])]


def _by_office(mention: EntityMention, people: Iterable[str]) -> list[str]:
    """Return those of a surname who hold, on the day, an office that the article gives."""
    if mention.day is None:
        return []
    day = mention.day.isoformat()
    held = {(office, place) for office, place in offices_of(mention.roles) if place}
    return [
        person
        for person in sorted(people)
        if any(term.covers(day) and (term.office, normal_name(term.of)) in held for term in _terms()[person])
    ]


def offices_of(roles: Iterable[tuple[str, str | None]]) -> frozenset[tuple[str, str]]:
    """Return (class of office, normal name of where, "" for nowhere) of roles."""
    return frozenset((office_of(title).named, _seat(title, of)) for title, of in roles)


def _seat(title: str, of: str | None) -> str:
    if of is not None:
        country = country_names().get(of.lower())
        return normal_name(country.name if country else of)
    return next(iter(sorted(home_of(title))), "")


@lru_cache(maxsize=1)
def _bodies() -> MappingProxyType[str, tuple[str, str | None]]:
    """Return normal name of a body -> its kind and country."""
    return MappingProxyType({normal_name(n): (o.kind, o.country) for o in organisations() for n in o.names})


@lru_cache(maxsize=1)
def _cities() -> MappingProxyType[str, str]:
    return MappingProxyType({normal_name(name): city.country for city in cities() for name in city.names})


def countries_of(roles: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """Return the countries that roles tell: of the place, of the body, or of an office that is Italian by itself."""
    found = set()
    for title, of in roles:
        seat = _seat(title, of)
        country = country_names().get((of or "").lower())
        if country is not None:
            found.add(fold(country.name))
        elif seat in _bodies():
            found.add(fold(_bodies()[seat][1] or ""))
        elif seat in _cities():
            found.add(fold(_cities()[seat]))
        elif of is None:
            found.add(seat)
    return frozenset(found - {""})


@lru_cache(maxsize=4096)
def _kinds(title: str) -> frozenset[str]:
    words = fold(title).split()
    return frozenset(form.kind for form in title_forms().get(words[0], ())) if words else frozenset()


def walks_of(roles: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """Return the walks of life that roles tell of, "public", "sport", "church"; the body goes before the title."""
    found: set[str] = set()
    for title, of in roles:
        kind = _bodies().get(normal_name(of or ""), ("", None))[0]
        kinds = {kind} if kind == "club" else _kinds(title)
        found.update(_WALKS[k] for k in kinds if k in _WALKS)
    return frozenset(found)
