"""What the components exchange on the Doc: plain dicts, all offsets in tokens, half-open, of that Doc.

An entity is referred to by its index in the entity layer, a time expression by its index in the time layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, NotRequired, TypedDict, cast, get_args

from spacy.tokens import Doc, Span

from newsnlp.annotation import keys
from newsnlp.types import EventType, Status

# The columns of `EventScores`: behind "none" the types, the statuses, and the roles.
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
ROLES = ("participants", "agent", "target", "place", "time")


class MentionItem(TypedDict):
    """A mention of an entity; a zero mention covers the verb whose subject is left out."""

    start: int
    end: int
    kind: str


class RoleItem(TypedDict):
    """A role of a person: `of` is an entity index, a country name that no mention carries, or None."""

    title: str
    of: int | str | None
    start: int
    end: int


class EntityItem(TypedDict):
    """A person, organisation or place; mentions are in text order and do not overlap each other."""

    type: str
    name: str
    kb_id: str | None
    gender: str | None
    mentions: list[MentionItem]
    roles: list[RoleItem]
    confidence: float


class TimeItem(TypedDict):
    """A time expression; value is ISO 8601 or None. For the others see `schema.TimeExpression`."""

    start: int
    end: int
    value: str | None
    certainty: NotRequired[str | None]
    approximate: NotRequired[bool]
    reason: NotRequired[str | None]


class QuoteItem(TypedDict):
    """Direct or indirect speech; speaker and addressee are entity indices, cue and content token spans.

    `source` is the span of the words for a speaker that is no entity.
    """

    speaker: int | None
    addressee: int | None
    cue: tuple[int, int] | None
    content: tuple[int, int]
    direct: bool
    source: NotRequired[tuple[int, int] | None]


class ZeroItem(TypedDict):
    """A finite verb whose subject is left out, and the entities (several for a plural) that are meant."""

    verb: int
    entities: list[int]


PathStep = tuple[str, str, int]
"""Direction ("<" to the governor, ">" to a dependent), dependency, and the token that the step leads to."""


class ArgumentItem(TypedDict):
    """The words behind an argument of an event: `via` tells how they stand for it (see `schema.Argument`).

    `trigger` numbers the trigger that `path` starts at, None where none stands in the sentence of the words; `rule` put
    the argument in, and `confidence` is the probability that it is one.
    """

    role: str
    entity: int | None
    via: str
    start: int
    end: int
    trigger: int | None
    path: list[PathStep]
    rule: NotRequired[str]
    confidence: NotRequired[float]


class EventItem(TypedDict):
    """An event; participants, agent, target, place and absent are entity indices, time indexes the time layer.

    `parent` is the index of the event that this one took place beside; `rules` has role, entity or time expression, and
    rule of every argument.
    """

    type: str
    status: str
    status_detail: str | None
    mode: str | None
    triggers: list[tuple[int, int]]
    participants: list[int]
    agent: list[int]
    target: list[int]
    place: list[int]
    time: int | None
    topic: tuple[int, int] | None
    sources: list[tuple[int | None, int, int]]
    open_slots: list[tuple[int, int]]
    absent: NotRequired[list[int]]
    parent: NotRequired[int | None]
    duration: NotRequired[tuple[int, int] | None]
    evidence: list[tuple[int, int]]
    rule: str
    rules: NotRequired[list[tuple[str, int, str]]]
    confidence: float
    arguments: NotRequired[list[ArgumentItem]]


class EventScores(TypedDict):
    """What a network says of the words that may tell of events; probabilities.

    Their columns are as in `EVENT_TYPES`, `STATUSES` and `ROLES`.

    Attributes:
        triggers: tokens.
        types: for each of them the probability that it tells of none, and of each type of event.
        statuses: for each of them that the event happened, is planned, is possible, did not happen.
        arguments: for each of them (owner, probabilities of participants, agent, target, place, time) of those who may
            fill a role: an entity, or behind all entities a time expression.
        same: (trigger, earlier trigger, probability that they tell of one event) of near triggers, as tokens.
    """

    triggers: list[int]
    types: list[list[float]]
    statuses: list[list[float]]
    arguments: list[list[tuple[int, list[float]]]]
    same: list[tuple[int, int, float]]


class RelationItem(TypedDict):
    """A relation from one entity to another; `words` are the token spans that state it, `evidence` its sentences."""

    source: int
    target: int
    type: str
    status: str
    words: list[tuple[int, int]]
    evidence: list[tuple[int, int]]
    rule: str


class Making(TypedDict):
    """What annotated a Doc: versions of newsnlp, of the pipeline and of the language data, and the count of tokens."""

    newsnlp: str
    model: str
    language_data: str
    tokens: int


def register_extensions() -> None:
    """Declare newsnlp's Doc extensions; may be called any number of times."""
    if not Doc.has_extension(keys.PUBLISHED):
        Doc.set_extension(keys.PUBLISHED, getter=published, setter=_set_published)
    for name in (*keys.LAYERS, keys.MAKING):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def published(doc: Doc) -> str | None:
    """Return the day of publication of `doc`, ISO 8601, None where nobody has told it.

    It is what was set on the Doc, else what the context of ``nlp.pipe(texts, as_tuples=True)`` holds under
    "published"; the Doc then keeps it.

    Raises:
        ArticleError: the context holds what is no date.
    """
    told: str | None = _user_data(doc).get(_place(keys.PUBLISHED))
    # spaCy has no other way to tell a component what came with a text
    context = getattr(doc, "_context", None)
    if told is None and isinstance(context, Mapping) and context.get(keys.CONTEXT_PUBLISHED) is not None:
        _set_published(doc, context[keys.CONTEXT_PUBLISHED])
        told = _user_data(doc).get(_place(keys.PUBLISHED))
    return told


def _set_published(doc: Doc, value: Any) -> None:
    """Keep a day of publication as text: a date in the user data of a Doc could not be written out.

    Raises:
        ArticleError: the value is no date.
    """
    from newsnlp.schema import parse_date  # brings pydantic's models, which loading does not need

    day = parse_date(value)
    if day is None:
        _user_data(doc).pop(_place(keys.PUBLISHED), None)
    else:
        _user_data(doc)[_place(keys.PUBLISHED)] = day.isoformat()


def _user_data(doc: Doc) -> dict[Any, Any]:
    """Return the user data, whose keys spaCy's stubs take for strings."""
    return cast(dict[Any, Any], doc.user_data)


def _place(name: str) -> tuple[str, str, None, None]:
    """Return where spaCy keeps `doc._.NAME` in the user data."""
    return ("._.", name, None, None)


def is_annotated(doc: Doc, name: str) -> bool:
    """Return whether a component has written a layer on `doc`, though it may have found nothing."""
    return _user_data(doc).get(_place(name)) is not None


def making(doc: Doc) -> Making | None:
    """Return what annotated `doc`, None where it was not newsnlp."""
    return cast(Making | None, _user_data(doc).get(_place(keys.MAKING)))


def _layer(doc: Doc, name: str) -> list[Any]:
    # where spaCy keeps `doc._.NAME`: many rules ask for each layer, and the way through `doc._` takes ten times as long
    kept: dict[Any, Any] = doc.user_data
    found = kept.get(("._.", name, None, None))
    return [] if found is None else found


def entities(doc: Doc) -> list[EntityItem]:
    """Return the entity layer of `doc`, empty where no component has written it."""
    return cast(list[EntityItem], _layer(doc, keys.ENTITY_LAYER))


def times(doc: Doc) -> list[TimeItem]:
    """Return the time layer of `doc`, empty where no component has written it."""
    return cast(list[TimeItem], _layer(doc, keys.TIME_LAYER))


def quotes(doc: Doc) -> list[QuoteItem]:
    """Return the quote layer of `doc`, empty where no component has written it."""
    return cast(list[QuoteItem], _layer(doc, keys.QUOTE_LAYER))


def events(doc: Doc) -> list[EventItem]:
    """Return the event layer of `doc`, empty where no component has written it."""
    return cast(list[EventItem], _layer(doc, keys.EVENT_LAYER))


def set_events(doc: Doc, found: list[EventItem]) -> None:
    """Write the event layer of `doc`, and the span group of triggers that belongs to it."""
    doc._.set(keys.EVENT_LAYER, found)
    doc.spans[keys.EVENTS] = [
        Span(doc, start, end, label=event["type"], span_id=str(index))
        for index, event in enumerate(found)
        for start, end in event["triggers"]
    ]


def event_scores(doc: Doc) -> EventScores | None:
    """Return what a network says of events, None where there is none."""
    return cast(EventScores | None, _user_data(doc).get(_place(keys.SCORE_LAYER)))


def set_event_scores(doc: Doc, scores: EventScores | None) -> None:
    """Keep what a network says of events until the decision has read it; None drops it."""
    if scores is None:
        _user_data(doc).pop(_place(keys.SCORE_LAYER), None)
    else:
        _user_data(doc)[_place(keys.SCORE_LAYER)] = scores


def relations(doc: Doc) -> list[RelationItem]:
    """Return the relation layer of `doc`, empty where no component has written it."""
    return cast(list[RelationItem], _layer(doc, keys.RELATION_LAYER))


def warnings(doc: Doc) -> list[str]:
    """Return what the components could not decide about `doc`, in words for the reader."""
    return cast(list[str], _layer(doc, keys.WARNINGS))


def entity_of_token(doc: Doc) -> dict[int, int]:
    """Return token index -> entity index over all mentions; where mentions nest, the shortest one wins."""
    spans = [
        (m["end"] - m["start"], m["start"], index)
        for index, e in enumerate(entities(doc))
        for m in e["mentions"]
        if m["kind"] != "zero"
    ]
    spans.sort(key=_size, reverse=True)
    owner: dict[int, int] = {}
    for size, start, index in spans:
        for token in range(start, start + size):
            owner[token] = index
    return owner


_size = itemgetter(0)


def zero_subjects(doc: Doc) -> dict[int, tuple[int, ...]]:
    """Return finite verb token -> entity indices of its left-out subject (several for a plural verb).

    Zero subjects are no mentions of the entity layer: they live in `keys.ZERO_LAYER` as `ZeroItem`s.
    """
    items = cast(list[ZeroItem], _layer(doc, keys.ZERO_LAYER))
    return {item["verb"]: tuple(item["entities"]) for item in items}


def enclitics(doc: Doc) -> dict[int, tuple[int, ...]]:
    """Return verb token -> entity indices of the object that is written together with it ("incontrarlo")."""
    items = cast(list[ZeroItem], _layer(doc, keys.ENCLITIC_LAYER))
    return {item["verb"]: tuple(item["entities"]) for item in items}
