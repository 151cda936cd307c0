"""From an argument of an event back to the words that stand for it, and their way to the trigger in the parse.

The rules of events say who fills a role; what is kept here is the evidence for it: of all words that stand for
an entity in the sentences of the event, those nearest to a trigger along the parse. Where no word of these
sentences stands for it, it was carried over from the text around them, and the nearest mention is given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.layers import ArgumentItem, EventItem, PathStep
from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.tokens import Token, Tokens, root_of, tokens_of
from newsnlp.lang.it.places import country_names, demonym_places

ROLES = ("participants", "agent", "target", "place")
ADJECTIVE, CONTEXT, TIME, ZERO = "adjective", "context", "time", "zero"
# Of words at the same distance from the trigger, the plainer ones are the better evidence.
_PLAIN = {"name": 0, "nominal": 1, "pronoun": 2, ZERO: 3, ADJECTIVE: 4}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand for an entity: half-open tokens, and how ("name", "zero", "adjective"...)."""

    start: int
    end: int
    via: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A Doc and, by entity, all words that stand for it, in text order.

    Attributes:
        told: of these words those that say more than a left-out subject, by entity; all where none does.
    """

    doc: Doc
    tokens: Tokens
    words: dict[int, list[Words]]
    told: dict[int, list[Words]]
    roots: dict[tuple[int, int], Token] = field(default_factory=dict)

    def root(self, start: int, end: int) -> Token:
        """Return the token that heads some words; several events ask for it."""
        found = self.roots.get((start, end))
        if found is None:
            found = self.roots[start, end] = root_of(self.tokens[start:end])
        return found


def open_sight(doc: Doc) -> Sight:
    """Return what is to be known of `doc` before its events are looked at."""
    words: dict[int, list[Words]] = {}
    tokens = tokens_of(doc)
    for entity, found in (*_mentions(doc), *_left_out(doc), *_joined(doc), *_adjectives(doc, tokens)):
        words.setdefault(entity, []).append(found)
    words = {entity: sorted(found, key=lambda w: (w.start, w.end)) for entity, found in words.items()}
    told = {e: [w for w in found if w.via not in (ZERO, ADJECTIVE)] or found for e, found in words.items()}
    return Sight(doc, tokens, words, told)


def _mentions(doc: Doc) -> Iterator[tuple[int, Words]]:
    for index, entity in enumerate(layers.entities(doc)):
        for mention in entity["mentions"]:
            yield index, Words(mention["start"], mention["end"], mention["kind"])


def _left_out(doc: Doc) -> Iterator[tuple[int, Words]]:
    """ "Ha poi visto Verdi": the verb stands for its subject."""
    for verb, entities in layers.zero_subjects(doc).items():
        for index in entities:
            yield index, Words(verb, verb + 1, ZERO)


def _joined(doc: Doc) -> Iterator[tuple[int, Words]]:
    """ "Ha deciso di incontrarlo": the verb holds the pronoun that is its object."""
    for verb, entities in layers.enclitics(doc).items():
        for index in entities:
            yield index, Words(verb, verb + 1, "pronoun")


def _adjectives(doc: Doc, tokens: Tokens) -> Iterator[tuple[int, Words]]:
    """ "il vertice italo-francese": the adjective stands for the countries."""
    named: dict[str, int] = {}
    for index, entity in enumerate(layers.entities(doc)):
        if entity["type"] != "PER":
            country = country_names().get(entity["name"].lower())
            named.setdefault(country.name if country else entity["name"], index)
    if not named:
        return
    owned = layers.entity_of_token(doc)
    places_of = tokens.facts(_PLACES)
    for index in tokens.places(_PLACES):
        for place in places_of[index] if index not in owned else ():
            if place in named:
                yield named[place], Words(index, index + 1, ADJECTIVE)


# Of an adjective, the places that it names.
_PLACES = WordFact(lambda word: demonym_places(word.lower))


def with_arguments(sight: Sight) -> list[EventItem]:
    """Return the events of the layer with the words behind each argument."""
    return [{**event, "arguments": arguments_of(sight, event)} for event in layers.events(sight.doc)]


def arguments_of(sight: Sight, event: EventItem) -> list[ArgumentItem]:
    """Return the arguments of an event in the order of its roles, its time last."""
    found = [
        _argument(sight, event, role, entity)
        for role in ROLES
        for entity in dict.fromkeys(_fillers(event, role))
        if entity in sight.words
    ]
    if event["time"] is not None:
        item = layers.times(sight.doc)[event["time"]]
        when = Words(item["start"], item["end"], TIME)
        found.append(_nearest(sight, event, [when]) or _item(when, "time", None))
        found[-1]["role"] = TIME
    return found


def _fillers(event: EventItem, role: str) -> list[int]:
    return {
        "participants": event["participants"],
        "agent": event["agent"],
        "target": event["target"],
        "place": event["place"],
    }[role]


def _argument(sight: Sight, event: EventItem, role: str, entity: int) -> ArgumentItem:
    argument = _nearest(sight, event, sight.words[entity])
    if argument is None:
        argument = _item(_before(sight.told[entity], event), CONTEXT, None)
        argument["via"] = CONTEXT
    argument["role"], argument["entity"] = role, entity
    return argument


def _item(words: Words, role: str, entity: int | None) -> ArgumentItem:
    return {
        "role": role,
        "entity": entity,
        "via": words.via,
        "start": words.start,
        "end": words.end,
        "trigger": None,
        "path": [],
    }


def _before(told: list[Words], event: EventItem) -> Words:
    """Return the last of some words before the event, else the first ones."""
    place = bisect_left(told, event["triggers"][0][0], key=_start)
    return told[max(place - 1, 0)]


def _start(words: Words) -> int:
    return words.start


def _nearest(sight: Sight, event: EventItem, words: list[Words]) -> ArgumentItem | None:
    """Return the words with the shortest way to a trigger of their sentence, None where no sentence has both.

    Words that the parse does not link with a trigger of their sentence come last.
    """
    best: tuple[tuple[float, int, int], ArgumentItem] | None = None
    for number, (start, end) in enumerate(event["triggers"]):
        trigger = sight.root(start, end)
        first, last = (bisect_left(words, edge, key=_start) for edge in (trigger.sent.start, trigger.sent.end))
        for found in words[first:last]:
            # "il ministro Emmanuel | Macron": a sentence may end inside of a name
            path = path_between(trigger, sight.root(found.start, min(found.end, trigger.sent.end)))
            rank = (inf if path is None else len(path), _PLAIN.get(found.via, 0), abs(found.start - start))
            if best is None or rank < best[0]:
                item = _item(found, "", None)
                best = (rank, item if path is None else {**item, "trigger": number, "path": path})
    return best[1] if best else None


def path_between(start: Token, end: Token) -> list[PathStep] | None:
    """Return the steps of the parse from one token to another, none where they are the same; None where none lead.

    A step is a direction, a dependency and the token that it leads to: ("<", "obj", i) goes up to the governor
    whose object the last token is, (">", "nsubj", i) down to its subject.
    """
    above = [start, *start.ancestors]
    depth = {token.i: number for number, token in enumerate(above)}
    below = [end, *end.ancestors]
    meeting = next((number for number, token in enumerate(below) if token.i in depth), None)
    if meeting is None:
        return None
    steps: list[PathStep] = [("<", token.dep_, token.head.i) for token in above[: depth[below[meeting].i]]]
    return [*steps, *((">", token.dep_, token.i) for token in reversed(below[:meeting]))]
