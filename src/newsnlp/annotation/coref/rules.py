"""Reads an article from the start and says of each description and pronoun whom it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsnlp.annotation.coref.bylines import byline_names
from newsnlp.annotation.coref.discourse import Discourse, Person, Title, read_people
from newsnlp.annotation.coref.holders import Register, open_register
from newsnlp.annotation.coref.parse import Parse, clause_of, governing_clause, slot_of, span_head
from newsnlp.annotation.coref.places import item_names
from newsnlp.annotation.coref.plural import resolve_group_pronoun, resolve_plural
from newsnlp.annotation.coref.pronouns import resolve_pronoun, rival_thing
from newsnlp.annotation.coref.singular import Answer, Description, resolve_singular
from newsnlp.annotation.coref.zero import Subjects, main_clauses, overt_subject, zero_verbs
from newsnlp.annotation.layers import EntityItem
from newsnlp.annotation.titles import TitlePhrase
from newsnlp.lang.it.event_words import is_form_of
from newsnlp.lang.it.names import fold, headline_nouns
from newsnlp.lang.it.offices import Holder, sobriquets
from newsnlp.lang.it.reference import Pronoun, makes_office, takes_person
from newsnlp.time_limit import timely


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved mention: its tokens, the entities that it means, the title where it states an office of one person."""

    start: int
    end: int
    kind: str
    entities: tuple[int, ...]
    role: TitlePhrase | None = None


@dataclass(frozen=True, slots=True)
class Enclitic:
    """The object that is written together with a verb."""

    pronoun: Pronoun


@dataclass(slots=True)
class Reading:
    """One pass over an article."""

    parse: Parse
    state: Discourse
    subjects: Subjects
    owner: dict[int, tuple[int, ...]]
    names: dict[int, tuple[int, int]]
    name_ends: dict[int, int]
    register: Register
    zero_verbs: list[int]
    title_ends: dict[int, int] = field(default_factory=dict)
    enclitics: dict[int, tuple[int, ...]] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


def open_reading(
    parse: Parse, items: Sequence[EntityItem], known: Mapping[int, Holder], published: str | None
) -> Reading:
    """Return a reading that knows the names of the people and nothing else yet.

    Args:
        parse: the parse of the article.
        items: its entity layer.
        known: entity -> the office holder who bears its full name.
        published: ISO date on which it came out, by which office holders are looked up; None where not known.
    """
    signed = byline_names(parse, items)
    people = read_people(items, item_names)
    for index in [k for k in people if signed.issuperset(m["start"] for m in items[k]["mentions"])]:
        del people[index]  # who wrote it is not in it
    for index, holder in known.items():
        if index in people:
            people[index].gender = people[index].gender or holder.gender
    owner: dict[int, tuple[int, ...]] = {}
    names: dict[int, tuple[int, int]] = {}
    for index in people:
        for mention in items[index]["mentions"]:
            if mention["start"] in signed:
                continue
            names[mention["start"]] = (mention["end"], index)
            owner.update(dict.fromkeys(range(mention["start"], mention["end"]), (index,)))
    return Reading(
        parse=parse,
        state=Discourse(parse, people, sorted((start, entity) for start, (_, entity) in names.items())),
        subjects=Subjects(parse, people, owner, main_clauses(parse)),
        owner=owner,
        names=names,
        name_ends=dict(names.values()),
        register=open_register(parse, items, published),
        zero_verbs=zero_verbs(parse),
    )


def resolve(
    reading: Reading,
    descriptions: Sequence[Description],
    pronouns: Sequence[tuple[int, int, Pronoun]],
    enclitics: Sequence[tuple[int, Pronoun]] = (),
) -> list[Found]:
    """Return the resolved descriptions and pronouns, in text order; whom enclitics mean is kept in `reading`."""
    reading.title_ends.update((d.start, d.end) for d in descriptions if d.bare)
    stream: list[tuple[int, int, Description | Pronoun | Enclitic | str]] = [
        (s, e, "name") for s, (e, _) in reading.names.items()
    ]
    stream += [(d.start, d.end, d) for d in descriptions]
    stream += [(start, end, pronoun) for start, end, pronoun in pronouns]
    stream += [(verb, verb + 1, Enclitic(pronoun)) for verb, pronoun in enclitics]
    stream += [(verb, verb + 1, "zero") for verb in reading.zero_verbs]
    for start, end, item in timely(sorted(stream, key=lambda row: row[:2])):
        if item == "name":
            reading.state.read(reading.names[start][1], start, end, "name")
        elif item == "zero":
            _note_zero(reading, start)
        elif isinstance(item, Enclitic):
            _note_enclitic(reading, start, item.pronoun)
        elif isinstance(item, Pronoun):
            _note(reading, Found(start, end, "pronoun", _pronoun(reading, start, item)))
        elif isinstance(item, Description) and not is_role_only(reading, item):
            _describe(reading, item)
    return reading.found


def is_role_only(reading: Reading, item: Description) -> bool:
    """Tell whether a title is a role and no mention.

    Directly beside the name ("il presidente Conte", "Conte presidente"), or said of the subject ("Conte è il premier",
    "divenne il primo presidente").
    """
    if _before_name(reading, item.end) or item.start in reading.name_ends:
        return True
    parse = reading.parse
    head = span_head(parse, item.start, item.end)
    deps = {parse.dep[child] for child in parse.children[head]}
    if "cop" in deps:
        # "A decidere sarà il presidente": nothing else that the office could be said of.
        return not (item.definite and "csubj" in deps and not deps & {"nsubj", "nsubj:pass"})
    return not parse.dep[head].startswith("nsubj") and makes_office(parse.lower[parse.head[head]])


def _before_name(reading: Reading, end: int) -> bool:
    """Tell whether a name follows: "il centrocampista frusinate Rossi", "il cardinale segretario di Stato Bertone"."""
    pos = reading.parse.pos
    if reading.parse.lower[end : end + 1] in (["e"], ["ed"]):
        # "il conduttore e attore Bianchi"
        end = reading.title_ends.get(end + 1, end)
    end = reading.title_ends.get(end, end)
    if end in reading.names or (end < len(pos) and pos[end] == "PROPN" and end not in reading.owner):
        return True
    return end + 1 in reading.names and pos[end] == "ADJ"


def _describe(reading: Reading, item: Description) -> None:
    """Find out whom a description means and take it down."""
    if item.count != 1 and not item.definite:
        return
    if item.count != 1:
        subjects = excluded_people(reading, item)
        _note(reading, Found(item.start, item.end, "nominal", resolve_plural(reading.state, item, subjects)))
        return
    set_off = in_apposition(reading, item)
    answer: Answer | None = None
    if set_off is not None:
        answer = Answer(set_off, True)
    elif item.definite and not _of_a_row(reading, item) and not _is_kin(item):
        held = reading.register.holder(item)
        answer = resolve_singular(reading.state, item, excluded_people(reading, item), held)
    if answer:
        # "il Sultano" of a president is no office.
        role = item.phrase if item.office and fold(item.title) not in sobriquets() else None
        _note(reading, Found(item.start, item.end, "nominal", (answer.entity,), role))
        _learn(reading.state.people[answer.entity], item, answer)
    elif item.definite and item.public:
        reading.state.read_unnamed(item.start, item.end, item.gender)


def _is_kin(item: Description) -> bool:
    """Tell whether a description names somebody's relative, who is told only by a name beside it: "la madre, Anna"."""
    return item.phrase is not None and item.phrase.kind == "kin"


def _of_a_row(reading: Reading, item: Description) -> bool:
    """Tell whether a description is one of several holders: "l'ultimo ministro a visitarla".

    In "il primo ministro" the word belongs to the title.
    """
    before = reading.parse.lower[item.start : item.phrase.title_start] if item.phrase else []
    return not _ORDER.isdisjoint(before)


_ORDER = frozenset({"primo", "prima", "ultimo", "ultima"})


def excluded_people(reading: Reading, item: Description) -> tuple[int, ...]:
    """Return the people whom a description cannot mean for its place in the sentence.

    The subject of its clause, if it is something else there; who is coordinated with it: "Putin e il premier".
    """
    slot = slot_of(reading.parse, item.start, item.end)
    beside = tuple(reading.state.in_phrase(slot.phrase))
    if slot.dep.startswith("nsubj"):
        return beside
    return reading.subjects.of_clause(governing_clause(reading.parse, slot.governor)) + beside


_CLOSERS = frozenset({",", ".", ";", ":", ")", "–", "-"})
# Of a person's name, in tokens.
_LONGEST_NAME = 8


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
        # "il ministro della Difesa, Carla Ferri, ..."
        called = item.office or _may_be_called(reading, entity, item)
        return entity if closed and called else None
    before = item.start - 2
    if before > 0 and lower[before] == "," and before in reading.name_ends and _set_off(reading, item):
        entity = reading.name_ends[before]
        return entity if _may_be_called(reading, entity, item) and not _names_a_case(reading, before) else None
    return None


def _names_a_case(reading: Reading, end: int) -> bool:
    """Tell whether a name is that of an affair: "Processo Ferri, il pm: «Dieci anni»" does not call Ferri the pm."""
    start = next((at for at in range(end - 1, max(end - _LONGEST_NAME, -1), -1) if at in reading.names), 0)
    return start > 0 and reading.parse.lower[start - 1] in headline_nouns()


def _set_off(reading: Reading, item: Description) -> bool:
    head = span_head(reading.parse, item.start, item.end)
    return reading.parse.lower[item.end] in _CLOSERS or reading.parse.dep[head] == "appos"


def _may_be_called(reading: Reading, entity: int, item: Description) -> bool:
    person = reading.state.people[entity]
    return item.gender is None or person.gender in (item.gender, None)


def _pronoun(reading: Reading, start: int, pronoun: Pronoun) -> tuple[int, ...]:
    if pronoun.number == "p":
        return resolve_group_pronoun(reading.state, start)
    clause = governing_clause(reading.parse, start)
    either = pronoun.kind == "object" and not takes_person(reading.parse.lower[reading.parse.head[start]])
    if either and rival_thing(reading.state, start, reading.owner):
        return ()
    subjects = reading.subjects.of_clause(clause)
    if slot_of(reading.parse, start, start + 1).dep.startswith("nsubj"):
        subjects = ()
    # "Il segretario gli ha detto": who the secretary is has not been found out, so nobody can be ruled out.
    unknown = not subjects and overt_subject(reading.parse, clause) not in (None, start)
    found = resolve_pronoun(reading.state, start, pronoun, subjects, strict=unknown)
    return () if found is None else (found,)


def _note(reading: Reading, found: Found) -> None:
    """Take down a resolved mention; nothing where it means nobody."""
    if not found.entities:
        return
    reading.found.append(found)
    for entity in found.entities:
        reading.state.read(entity, found.start, found.end, found.kind)
    reading.owner.update(dict.fromkeys(range(found.start, found.end), found.entities))
    if len(found.entities) > 1:
        reading.state.groups.append((reading.parse.sentence[found.start], found.entities))


def _note_enclitic(reading: Reading, verb: int, pronoun: Pronoun) -> None:
    """Take down whom "incontrarlo" means; it is no mention, but who is meant is still spoken about.

    "Rossi ha chiesto al premier di riceverlo": who asks is meant, since the subject of the infinitive is another.
    """
    above = reading.parse.head[verb]
    asks = any(is_form_of(reading.parse.lower[above], name) for name in ("controls_dative", "controls_object"))
    who = reading.subjects.of_clause(above) if asks and above != verb else _pronoun(reading, verb, pronoun)
    people = reading.state.people
    if not who or any(people[e].gender not in (pronoun.gender, None) for e in who if len(who) == 1):
        return
    reading.enclitics[verb] = who
    for entity in who:
        reading.state.read(entity, verb, verb + 1, "zero")


def _note_zero(reading: Reading, verb: int) -> None:
    """Count a left-out subject as a mention of who it is: that person is still spoken about."""
    for entity in reading.subjects.of_clause(clause_of(reading.parse, verb)):
        reading.state.read(entity, verb, verb + 1, "zero")


def _learn(person: Person, item: Description, answer: Answer) -> None:
    """Keep the gender and the title that a description tells, if a title told whom it means."""
    person.gender = person.gender or (item.gender if answer.by_title else None)
    if item.office and all(t.words.casefold() != item.title.casefold() for t in person.titles):
        person.titles.append(Title(item.title, item.of))


def resolve_zero(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Return finite verb -> people who are its left-out subject."""
    found = {}
    for verb in reading.zero_verbs:
        people = reading.subjects.of_clause(clause_of(reading.parse, verb))
        if people:
            found[verb] = people
    return found
