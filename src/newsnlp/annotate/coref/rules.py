"""Reads an article from the start and says of each description and pronoun whom it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsnlp.annotate.coref.discourse import Discourse, Person, Title, read_people
from newsnlp.annotate.coref.parse import Parse, governing_clause
from newsnlp.annotate.coref.places import item_names, place_names
from newsnlp.annotate.coref.plural import resolve_group_pronoun, resolve_plural
from newsnlp.annotate.coref.pronouns import resolve_pronoun
from newsnlp.annotate.coref.singular import Description, resolve_singular
from newsnlp.annotate.coref.zero import Subjects, main_clauses, zero_verbs
from newsnlp.annotate.layers import EntityItem
from newsnlp.lang.it.reference import Pronoun


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved mention: the entities that it means; `item` is the description where it is one."""

    start: int
    end: int
    kind: str
    entities: tuple[int, ...]
    item: Description | None = None


@dataclass(slots=True)
class Reading:
    """One pass over an article."""

    parse: Parse
    state: Discourse
    subjects: Subjects
    owner: dict[int, tuple[int, ...]]
    names: dict[int, tuple[int, int]]
    name_ends: dict[int, int]
    found: list[Found] = field(default_factory=list)


def open_reading(parse: Parse, items: Sequence[EntityItem]) -> Reading:
    """Return a reading that knows the names of the people and nothing else yet."""
    people = read_people(items, item_names)
    owner: dict[int, tuple[int, ...]] = {}
    names: dict[int, tuple[int, int]] = {}
    for index in people:
        for mention in items[index]["mentions"]:
            names[mention["start"]] = (mention["end"], index)
            owner.update(dict.fromkeys(range(mention["start"], mention["end"]), (index,)))
    return Reading(
        parse=parse,
        state=Discourse(parse, people),
        subjects=Subjects(parse, people, owner, main_clauses(parse)),
        owner=owner,
        names=names,
        name_ends={end: index for end, index in names.values()},
    )


def resolve(
    reading: Reading, descriptions: Sequence[Description], pronouns: Sequence[tuple[int, int, Pronoun]]
) -> list[Found]:
    """Return the resolved descriptions and pronouns, in text order."""
    stream: list[tuple[int, Description | Pronoun | None, int]] = [
        (s, None, end) for s, (end, _) in reading.names.items()
    ]
    stream += [(d.start, d, d.end) for d in descriptions]
    stream += [(start, pronoun, end) for start, end, pronoun in pronouns]
    for start, item, end in sorted(stream, key=lambda row: row[0]):
        if item is None:
            reading.state.read(reading.names[start][1], start, end, "name")
        elif isinstance(item, Pronoun):
            _note(reading, start, end, "pronoun", _pronoun(reading, start, item), None)
        elif not beside_name(reading, item):
            _note(reading, start, end, "nominal", _description(reading, item), item)
    return reading.found


def beside_name(reading: Reading, item: Description) -> bool:
    """Tell whether a title stands directly beside a name, where it is a role and no mention."""
    return item.end in reading.names or item.start in reading.name_ends or item.start - 1 in reading.names


def _description(reading: Reading, item: Description) -> tuple[int, ...]:
    if item.count != 1:
        return resolve_plural(reading.state, item)
    set_off = in_apposition(reading, item)
    if set_off is not None:
        return (set_off,)
    if item.bare:
        return ()
    found = resolve_singular(reading.state, item)
    return () if found is None else (found,)


_CLOSERS = frozenset({",", ".", ";", ":", ")", "–", "-"})


def in_apposition(reading: Reading, item: Description) -> int | None:
    """Return the person whom a description set off by commas belongs to, None where it is not set off.

    "il premier, Romano Prodi, ha detto"; "Romano Prodi, il premier, ha detto"; not "il premier, Prodi e Bersani".
    """
    lower = reading.parse.lower
    if not item.definite or item.end + 1 >= len(lower):
        return None
    if lower[item.end] == "," and item.end + 1 in reading.names:
        end, entity = reading.names[item.end + 1]
        closed = end < len(lower) and lower[end] in _CLOSERS
        return entity if closed and _may_be_called(reading, entity, item) else None
    before = item.start - 2
    if before > 0 and lower[before] == "," and before in reading.name_ends and lower[item.end] in {",", "."}:
        entity = reading.name_ends[before]
        return entity if _may_be_called(reading, entity, item) else None
    return None


def _may_be_called(reading: Reading, entity: int, item: Description) -> bool:
    person = reading.state.people[entity]
    return item.gender is None or person.gender in (item.gender, None)


def _pronoun(reading: Reading, start: int, pronoun: Pronoun) -> tuple[int, ...]:
    if pronoun.number == "p":
        return resolve_group_pronoun(reading.state, start)
    subjects = reading.subjects.of_clause(governing_clause(reading.parse, start))
    found = resolve_pronoun(reading.state, start, pronoun, subjects)
    return () if found is None else (found,)


def _note(
    reading: Reading, start: int, end: int, kind: str, entities: tuple[int, ...], item: Description | None
) -> None:
    """Take down a resolved mention, and what it tells of a person."""
    if not entities:
        return
    reading.found.append(Found(start, end, kind, entities, item))
    for entity in entities:
        reading.state.read(entity, start, end, kind)
    reading.owner.update(dict.fromkeys(range(start, end), entities))
    if len(entities) > 1:
        reading.state.groups.append((reading.parse.sentence[start], entities))
    elif item is not None:
        _learn(reading.state.people[entities[0]], item)


def _learn(person: Person, item: Description) -> None:
    """Keep the gender and the title that a resolved description tells."""
    person.gender = person.gender or item.gender
    if item.office and all(t.words.casefold() != item.title.casefold() for t in person.titles):
        person.titles.append(Title(item.title, item.of))


def resolve_zero(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Return finite verb -> people who are its left-out subject."""
    found = {}
    for verb in zero_verbs(reading.parse):
        clause = governing_clause(reading.parse, verb)
        people = reading.subjects.of_clause(clause)
        if people:
            found[verb] = people
    return found


__all__ = ["Found", "Reading", "open_reading", "place_names", "resolve", "resolve_zero"]
