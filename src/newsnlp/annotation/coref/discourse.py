"""The people of an article and how present each of them is at a point of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from newsnlp.annotation.coref.parse import Parse, slot_of
from newsnlp.annotation.layers import EntityItem
from newsnlp.lang.it.reference import regnal_title

# One sentence back costs as much as this; a subject is worth less than the sentence between.
SENTENCE = 1.0
SUBJECT = 0.5
# Two people whose presence differs by less than this are equally meant.
MARGIN = 0.3
# In a text of more people than this, those are asked whether a description means them who are named near it.
MOST_PEOPLE = 200
# How many sentences before it count as near.
_NEAR = 4
# Of the people whom an article is about each is named at least this many times as often as any other.
_STAND_OUT = 2


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a person: the words, and the folded names of where it is held (empty: not told)."""

    words: str
    of: frozenset[str]


@dataclass(slots=True)
class Person:
    """A person of the article: entity index, gender, titles, number of mentions by name."""

    index: int
    gender: str | None
    titles: list[Title] = field(default_factory=list)
    names: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that has been read: who, where, whether it is a subject, and the head of its noun phrase."""

    entity: int
    start: int
    end: int
    sentence: int
    subject: bool
    phrase: int


@dataclass(slots=True)
class Discourse:
    """The reader's state: the people, and the mentions read so far in text order.

    Attributes:
        named: (first token, entity) of the mentions by name of all people, in text order, those to come included.
        groups: the plural mentions resolved so far: sentence and entity indices.
        unnamed: number below 0 of somebody who is described and no listed person -> gender.
    """

    parse: Parse
    people: dict[int, Person]
    named: Sequence[tuple[int, int]] = ()
    seen: list[Seen] = field(default_factory=list)
    groups: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    unnamed: dict[int, str | None] = field(default_factory=dict)
    _of_sentence: dict[int, list[Seen]] = field(default_factory=dict)
    _of_phrase: dict[int, set[int]] = field(default_factory=dict)
    _ranked: list[Person] = field(default_factory=list)

    def read_unnamed(self, start: int, end: int, gender: str | None) -> None:
        """Take note of somebody who is only described: "il presidente turco" of whom the article tells no name."""
        number = -1 - len(self.unnamed)
        self.unnamed[number] = gender
        self.read(number, start, end, "nominal")

    def read(self, entity: int, start: int, end: int, kind: str) -> None:
        """Take note of a mention."""
        slot = slot_of(self.parse, start, end)
        subject = kind == "zero" or slot.dep.startswith("nsubj")
        mention = Seen(entity, start, end, self.parse.sentence[start], subject, slot.phrase)
        self.seen.append(mention)
        self._of_sentence.setdefault(mention.sentence, []).append(mention)
        self._of_phrase.setdefault(mention.phrase, set()).add(entity)

    def in_sentence(self, number: int) -> Sequence[Seen]:
        """Return the mentions of a sentence that have been read, in text order."""
        return self._of_sentence.get(number, ())

    def candidates(self, at: int) -> list[Person]:
        """Return the people whom words at token `at` may mean: all, or of very many those named or told near it."""
        if len(self.people) <= MOST_PEOPLE:
            return list(self.people.values())
        place = bisect_left(self.named, (at,))
        near = {entity for _, entity in self.named[max(place - MOST_PEOPLE // 2, 0) : place + MOST_PEOPLE // 2]}
        near.update(entity for entity in self.presence(at, sentences=_NEAR) if entity in self.people)
        near |= self.protagonist()
        return [self.people[entity] for entity in sorted(near)]

    def presence(self, at: int, *, sentences: int) -> dict[int, float]:
        """Return how present each person is at token `at` who was mentioned in the last `sentences` before it."""
        here = self.parse.sentence[at]
        found: dict[int, float] = {}
        for mention in reversed(self.seen):
            distance = here - mention.sentence
            if distance > sentences:
                break
            if mention.start < at:
                value = SUBJECT * mention.subject - SENTENCE * distance
                found[mention.entity] = max(value, found.get(mention.entity, value))
        return found

    def in_phrase(self, phrase: int) -> set[int]:
        """Return the people named in a coordination, given by the head of its phrase."""
        return {entity for entity in self._of_phrase.get(phrase, ()) if entity in self.people}

    def ranked(self) -> list[Person]:
        """Return the people, those first whom the article names most often."""
        if len(self._ranked) != len(self.people):
            self._ranked = sorted(self.people.values(), key=lambda p: -p.names)
        return self._ranked

    def protagonist(self) -> set[int]:
        """Return the person whom the article names more often than any other; empty where there is none."""
        ranked = self.ranked()
        if not ranked or (len(ranked) > 1 and ranked[0].names == ranked[1].names):
            return set()
        return {ranked[0].index}

    def leading(self, count: int) -> set[int]:
        """Return the `count` people whom the article names clearly more often than any other; empty where none are."""
        first, rest = self.ranked()[:count], self.ranked()[count : count + 1]
        least = max(_STAND_OUT, _STAND_OUT * rest[0].names if rest else 0)
        return {p.index for p in first} if len(first) == count and first[-1].names >= least else set()

    def only_subject_before(self, at: int) -> int | None:
        """Return the person who is the subject of the sentence before token `at` and the only one in it."""
        here = self.parse.sentence[at]
        row = self.in_sentence(here - 1)
        if len({m.entity for m in row}) == 1 and any(m.subject for m in row) and row[0].entity in self.people:
            return row[0].entity
        return None

    def last_subject(self, at: int) -> int | None:
        """Return the person who was the subject last before token `at`, in its sentence or the one before."""
        here = self.parse.sentence[at]
        near = (m for number in (here, here - 1) for m in reversed(self.in_sentence(number)))
        found = next((mention.entity for mention in near if mention.subject and mention.end <= at), None)
        return found if found in self.people else None

    def by_sentence(self, at: int, *, sentences: int) -> list[list[int]]:
        """Return the people mentioned before token `at`, sentence by sentence backwards, each once per sentence."""
        here = self.parse.sentence[at]
        rows: list[list[int]] = []
        for distance in range(sentences + 1):
            mentions = (m for m in self.in_sentence(here - distance) if m.entity in self.people and m.start < at)
            rows.append(list(dict.fromkeys(mention.entity for mention in mentions)))
        return rows


def most_present(presence: dict[int, float], *, margin: float = MARGIN) -> int | None:
    """Return who is clearly most present, None where nobody is or two are about equally so."""
    ranked = sorted(presence.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin):
        return None
    return ranked[0][0]


def read_people(
    items: Sequence[EntityItem], place_names: Callable[[EntityItem | str], frozenset[str]]
) -> dict[int, Person]:
    """Return the people of the entity layer with their titles."""
    people = {}
    for index, item in enumerate(items):
        if item["type"] == "PER":
            titles = [Title(r["title"], _of_names(r["of"], items, place_names)) for r in item["roles"]]
            told = regnal_title(item["name"])
            if told and not titles:
                titles.append(Title(told, frozenset()))
            people[index] = Person(index, item["gender"], titles, len(item["mentions"]))
    return people


def _of_names(
    of: int | str | None, items: Sequence[EntityItem], place_names: Callable[[EntityItem | str], frozenset[str]]
) -> frozenset[str]:
    if of is None:
        return frozenset()
    return place_names(items[of] if isinstance(of, int) else of)


def agreeing(people: Iterable[Person], gender: str | None) -> list[Person]:
    """Return the people whose gender is `gender` or not known; all of them where `gender` is None."""
    return [p for p in people if gender is None or p.gender in (gender, None)]
