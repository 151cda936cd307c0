"""Which listed person held the office that a description tells, on the day on which the article came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsnlp.annotation.coref.parse import Parse
from newsnlp.annotation.coref.singular import Description
from newsnlp.annotation.layers import EntityItem
from newsnlp.lang.it.names import fold, name_pieces
from newsnlp.lang.it.offices import (
    Holder,
    Term,
    holders,
    only_places,
    people_called,
    person_named,
    sobriquets,
    terms_of,
)
from newsnlp.lang.it.places import cities, countries, demonyms
from newsnlp.lang.it.reference import home_of, is_of_a_country, is_vague, office_of

_ITALY = "italia"
_FORMER = "ex"
# "l'allora premier", "il futuro premier": of another day than that of the article.
_OTHER_DAYS = frozenset({"allora", "futuro", "futura", "prossimo", "prossima", "nuovo", "nuova"})
# Ministers without a country are those of Italy, as the premier is.
_CABINET = frozenset({"foreign", "interior", "defence", "treasury", "justice"})


@dataclass(frozen=True, slots=True)
class Register:
    """The people of an article whom the table of office holders knows.

    Attributes:
        published: ISO date of the article, None where it is not known.
        listed: usual name in the table -> entities that may be this person.
    """

    parse: Parse
    published: str | None = None
    listed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def holder(self, item: Description) -> int | None:
        """Return the one listed person who held the office of a description; None where nobody or several did."""
        if not self.listed or item.phrase is None or item.bare or _of_other_days(self.parse, item):
            return None
        found = {e for person in sobriquets().get(fold(item.title), ()) for e in self.listed.get(person, ())}
        if found and not item.of:
            return found.pop() if len(found) == 1 else None
        places = item.of or self._places(item)
        found = set()
        for term in terms_of(item.title, places) if places else ():
            entities = self.listed.get(term.person, ())
            if entities and self._holds(term, item) and item.gender in (holders()[term.person].gender, None):
                found.update(entities)
        return found.pop() if len(found) == 1 else None

    def _holds(self, term: Term, item: Description) -> bool:
        if self.published is None:
            return True
        former = item.phrase is not None and item.phrase.prefix == _FORMER
        return term.over_by(self.published) if former else term.covers(self.published)

    def _places(self, item: Description) -> frozenset[str]:
        """Return where an office is held that is told without a place; empty where that is not plain."""
        only = only_places(item.title)
        if only:
            return only
        if _ITALY in home_of(item.title):
            # "il presidente del Consiglio": other countries have a premier.
            return frozenset({_ITALY})
        italian = is_of_a_country(item.title) or office_of(item.title).named in _CABINET
        if not italian or is_vague(item.title) or _speaks_of_abroad(self.parse, item.start):
            return frozenset()
        return frozenset({_ITALY})


def _of_other_days(parse: Parse, item: Description) -> bool:
    """Tell whether a description is one of another time: "l'allora presidente"."""
    return item.phrase is not None and not _OTHER_DAYS.isdisjoint(
        parse.lower[max(item.start - 1, 0) : item.phrase.title_start]
    )


@lru_cache(maxsize=1)
def _abroad() -> frozenset[str]:
    """Return the words in lower case that name a place outside Italy: "tedesca", "Berlino", "Francia"."""
    found = {form for form, known in demonyms().items() if known.kind == "country" and known.place != "Italia"}
    found |= {name.lower() for c in countries() if c.name != "Italia" for name in (*c.names, *c.capital)}
    found |= {name.lower() for c in cities() if c.country != "Italia" and not c.ambiguous for name in c.names}
    return frozenset(found - {"us", "roma"})


def _speaks_of_abroad(parse: Parse, at: int) -> bool:
    """Tell whether the sentence of a description, or the one before it, names another country.

    "Il vertice di Parigi è finito. Il premier ..." may mean the premier of France.
    """
    here = parse.sentence[at]
    for step in (-1, 1):
        index = at
        while 0 <= index < len(parse.lower) and 0 <= here - parse.sentence[index] <= 1:
            if parse.lower[index] in _abroad():
                return True
            index += step
    return False


def open_register(parse: Parse, items: Sequence[EntityItem], published: str | None) -> Register:
    """Return the people of the entity layer who stand in the table of office holders."""
    people = [(index, _pieces(item["name"]), item["name"]) for index, item in enumerate(items) if item["type"] == "PER"]
    surnames = {pieces[-1] for _, pieces, _ in people if len(pieces) > 1}
    found: dict[str, list[int]] = {}
    for index, pieces, name in people:
        # "Conte" beside "Paolo Conte": whose surname it is cannot be told.
        if len(pieces) > 1 or surnames.isdisjoint(pieces):
            for person in people_called(name):
                found.setdefault(person, []).append(index)
    return Register(parse, published, {person: tuple(indices) for person, indices in found.items()})


def known_people(items: Sequence[EntityItem]) -> dict[int, Holder]:
    """Return entity index -> person of the table with the same full name; a surname alone tells nobody."""
    named = {index: person_named(item["name"]) for index, item in enumerate(items) if item["type"] == "PER"}
    return {
        index: holder
        for index, holder in named.items()
        if holder is not None and items[index]["gender"] in (holder.gender, None)
    }


def _pieces(name: str) -> list[str]:
    return [piece for word in name.split() for piece in name_pieces(word)]
