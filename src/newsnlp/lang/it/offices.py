"""Who held which office when: office holders by office and place, people by their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.names import fold, name_pieces
from newsnlp.lang.it.organisations import metonyms
from newsnlp.lang.it.reference import is_vague, office_of
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_HOLDERS = TableSpec(
    columns=("person", "kb_id", "office", "of", "start", "end", "gender"), key=0, optional=frozenset({"kb_id", "end"})
)
_SOBRIQUETS = TableSpec(columns=("form", "person"), key=2)
# Where an office is held that is told without a place: "il Papa"; the place of others is told or they are Italian.
_ONLY_AT = MappingProxyType({"pope": ("Città del Vaticano",), "high representative": ("Unione europea",)})
_ONLY_TITLES = MappingProxyType(
    {"cancelliere": ("Germania", "Austria"), "cancelliera": ("Germania",), "segretario di stato": ("Stati Uniti",)}
)
# What "il capo", "il leader", "l'inquilino" of a country can be, and of a palace.
_CHIEFS = ("president", "premier", "king", "leader", "supreme", "party")
_SEATED = MappingProxyType({"head_of_state": ("president", "king"), "government": ("premier",)})
# Their names begin with the surname.
_SURNAME_FIRST = frozenset({"Cina", "Corea del Nord", "Corea del Sud", "Taiwan", "Vietnam", "Cambogia"})


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office.

    Attributes:
        person: usual name, which tells one holder from another.
        office: class of the office, see `reference.office_of`.
        of: where it is held, as in the tables of countries, organisations and cities.
        start: ISO date to the day, the month or the year.
        end: day, month or year in which it ended; "" where it has not, as far as known.
    """

    person: str
    office: str
    of: str
    start: str
    end: str

    def covers(self, day: str) -> bool:
        """Tell whether the office was held on an ISO date; on the day or month of a change both holders count."""
        return self.start <= day[: len(self.start)] and (not self.end or day[: len(self.end)] <= self.end)

    def over_by(self, day: str) -> bool:
        """Tell whether the office had been given up before an ISO date."""
        return bool(self.end) and self.end <= day[: len(self.end)]


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the table: names (the usual one first), Wikidata item where known, gender "m" or "f"."""

    names: tuple[str, ...]
    kb_id: str | None
    gender: str


@lru_cache(maxsize=1)
def holders() -> MappingProxyType[str, Holder]:
    """Return usual name -> person."""
    found: dict[str, Holder] = {}
    for row in cached_table(PACKAGE, "office_holders.tsv", _HOLDERS):
        names = tuple(row["person"].split("|"))
        found.setdefault(names[0], Holder(names, row["kb_id"] or None, row["gender"]))
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Return all terms of office, in the order of the table."""
    rows = cached_table(PACKAGE, "office_holders.tsv", _HOLDERS)
    return tuple(
        Term(r["person"].partition("|")[0], office_of(r["office"]).named, r["of"], r["start"], r["end"]) for r in rows
    )


@lru_cache(maxsize=1)
def sobriquets() -> MappingProxyType[str, frozenset[str]]:
    """Return folded description -> usual names of the people whom papers call so: "zar", "sultano"."""
    found: dict[str, set[str]] = {}
    for row in cached_table(PACKAGE, "sobriquets.tsv", _SOBRIQUETS):
        found.setdefault(row["form"], set()).add(row["person"])
    return MappingProxyType({form: frozenset(people) for form, people in found.items()})


@lru_cache(maxsize=1)
def _by_office() -> MappingProxyType[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for term in terms():
        found.setdefault((term.office, fold(term.of)), []).append(term)
    return MappingProxyType({key: tuple(group) for key, group in found.items()})


@lru_cache(maxsize=1)
def _seats() -> MappingProxyType[str, tuple[str, ...]]:
    return MappingProxyType(
        {fold(name): _SEATED[seat.kind] for seat in metonyms() if seat.kind in _SEATED for name in seat.names}
    )


def terms_of(title: str, of: frozenset[str]) -> list[Term]:
    """Return the terms of the office that a title names at a place: ("presidente", {"russia"}).

    Args:
        title: title in any form ("ex premier", "cancelliera", "capo").
        of: folded names of the place or body; of a palace ("Eliseo") also that of its country.
    """
    table = _by_office()
    return [term for office in _offices(title, of) for place in of for term in table.get((office, place), ())]


def _offices(title: str, of: frozenset[str]) -> tuple[str, ...]:
    if not is_vague(title):
        office = office_of(title)
        # "il capo dello Stato" of a monarchy.
        return (office.named, "king") if "king" in office.fits and office.named != "king" else (office.named,)
    for place in of:
        if place in _seats():
            return _seats()[place]
    return _CHIEFS


def only_places(title: str) -> frozenset[str]:
    """Return the folded places to which an office belongs that is told without one: "il Papa", "la cancelliera"."""
    places: tuple[str, ...] = _ONLY_TITLES.get(fold(title), ()) or _ONLY_AT.get(office_of(title).named, ())
    return frozenset(fold(place) for place in places)


@lru_cache(maxsize=1)
def _whole_names() -> MappingProxyType[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for person, holder in holders().items():
        for name in holder.names:
            found.setdefault(_pieces(name), set()).add(person)
    return MappingProxyType({key: frozenset(group) for key, group in found.items()})


@lru_cache(maxsize=1)
def _parts_of_names() -> MappingProxyType[tuple[str, ...], frozenset[str]]:
    surname_first = {term.person for term in terms() if term.of in _SURNAME_FIRST}
    found: dict[tuple[str, ...], set[str]] = {}
    for key, people in _whole_names().items():
        parts = {key[at:] for at in range(1, len(key))} | {(key[0], key[-1])}
        for person in people:
            for part in {key[:1]} if person in surname_first and len(key) > 1 else parts:
                found.setdefault(part, set()).add(person)
    return MappingProxyType({key: frozenset(group) for key, group in found.items()})


@lru_cache(maxsize=8192)
def _pieces(name: str) -> tuple[str, ...]:
    return tuple(piece for word in name.split() for piece in name_pieces(word))


def people_called(name: str) -> frozenset[str]:
    """Return the usual names of the people of the table who are called `name`, in full or by the surname only."""
    key = _pieces(name)
    return _whole_names().get(key, frozenset()) | _parts_of_names().get(key, frozenset())


def people_fully_called(name: str) -> frozenset[str]:
    """Return the usual names of the people of the table of whom `name` is a whole name: "Angela Merkel"."""
    return _whole_names().get(_pieces(name), frozenset())


def person_named(name: str) -> Holder | None:
    """Return the one person of the table with this full name; None for a surname alone or where two bear it."""
    key = _pieces(name)
    people = _whole_names().get(key, frozenset()) if len(key) > 1 else frozenset()
    return holders()[next(iter(people))] if len(people) == 1 else None
