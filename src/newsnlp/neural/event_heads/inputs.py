"""What the network sees of a text: its words as arrays, the mentions of entities and times, and the links between them.

Training and the shipped component both read Docs through this file, so that they see the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, LOWER, MORPH, POS, SENT_START, SHAPE
from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.neural.event_heads.labels import ENTITY_TYPES, KINDS, UNKNOWN, Known
from newsnlp.neural.features import Floats, Ints

_MORPHS = (
    "Tense=Fut", "Tense=Pres", "Tense=Past", "Tense=Imp", "Mood=Cnd", "Mood=Sub", "VerbForm=Fin", "VerbForm=Part",
    "VerbForm=Inf", "Number=Plur",
)  # fmt: skip
# After the morphology: denies, has a capital, stands between quotation marks, stands in the first line.
FLAGS = len(_MORPHS) + 4
# Steps of the parse that a link may have up from the mention, and up from the trigger where they meet further up.
CLIMB, ABOVE, BESIDE = 5, 4, 3
# Powers of two that distances in tokens are counted by, to each side.
DISTANCES = 8
# Sentences between trigger and mention, to each side; further ones count as these.
SENTENCES = 5
KIND_COUNT, TYPE_COUNT = len(KINDS), len(ENTITY_TYPES)


@dataclass(frozen=True, slots=True)
class EventText:
    """A Doc as the network sees it; all places in tokens.

    Attributes:
        words: (tokens, 4) word class, dependency, lemma and the kind of name that it belongs to, as numbers.
        flags: (tokens, FLAGS) noughts and ones.
        heads: (tokens,) the governor of each token, itself for a root.
        sentences: (tokens,) number of its sentence.
        mentions: (mentions, 5) owner, first and last token, number of the kind and of the type. An owner is an entity,
            or after all entities a time expression.
        entities, owners: how many entities there are, and how many owners.
        dep_names: the dependencies as they are written.
    """

    words: Ints
    flags: Floats
    heads: Ints
    sentences: Ints
    mentions: Ints
    entities: int
    owners: int
    dep_names: list[str]
    _head_list: list[int] = field(default_factory=list)

    def with_mentions(self, kept: Ints) -> EventText:
        """Return the text with some of its mentions only."""
        return replace(self, mentions=self.mentions[kept])

    def head_list(self) -> list[int]:
        """Return the governors as a list, which single look-ups are faster in."""
        if not self._head_list:
            self._head_list.extend(self.heads.tolist())
        return self._head_list


def open_text(doc: Doc, known: Known) -> EventText:
    """Return what the network sees of an annotated Doc with at least one token."""
    table = np.asarray(doc.to_array([POS, DEP, LEMMA, LOWER, MORPH, SHAPE, SENT_START, HEAD]))
    deps: list[int] = table[:, 1].tolist()
    heads = np.arange(len(doc)) + table[:, 7].astype(np.int64)
    mentions = _mentions(doc)
    words = np.zeros((len(doc), 4), dtype=np.int64)
    for column, numbers in enumerate((known.pos, known.deps, known.lemmas)):
        words[:, column] = [numbers.get(value, UNKNOWN) for value in table[:, column].tolist()]
    for _, first, last, kind, entity_type in mentions.tolist():
        # descriptions and left-out subjects are words of their own
        if kind == 0:
            words[first : last + 1, 3] = 1 + entity_type
    strings = doc.vocab.strings
    names = {dep: strings[dep] for dep in set(deps)}
    sentences = np.cumsum(table[:, 6] == 1)
    return EventText(
        words=words,
        flags=_flags(doc, known, *table[:, 3:6].T),
        heads=heads,
        sentences=sentences - sentences[0],
        mentions=mentions,
        entities=len(layers.entities(doc)),
        owners=len(layers.entities(doc)) + len(layers.times(doc)),
        dep_names=[names[dep] for dep in deps],
    )


def _mentions(doc: Doc) -> Ints:
    entities = layers.entities(doc)
    types = [ENTITY_TYPES.index(e["type"]) if e["type"] in ENTITY_TYPES else 3 for e in entities]
    found = [
        (owner, m["start"], m["end"] - 1, KINDS.index(m["kind"]), types[owner])
        for owner, entity in enumerate(entities)
        for m in entity["mentions"]
    ]
    for kind, verbs in (("zero", layers.zero_subjects(doc)), ("enclitic", layers.enclitics(doc))):
        found += [(e, verb, verb, KINDS.index(kind), types[e]) for verb, meant in verbs.items() for e in meant]
    found += [
        (len(entities) + index, item["start"], item["end"] - 1, KINDS.index("time"), ENTITY_TYPES.index("TIME"))
        for index, item in enumerate(layers.times(doc))
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 5)


@lru_cache(maxsize=4096)
def _morph_flags(morph: str) -> tuple[bool, ...]:
    told = frozenset(morph.split("|"))
    return tuple(feature in told for feature in _MORPHS)


def _flags(doc: Doc, known: Known, lowers: Ints, morphs: Ints, shapes: Ints) -> Floats:
    flags = np.zeros((len(doc), FLAGS), dtype=np.float32)
    count, strings = len(_MORPHS), doc.vocab.strings
    present, places = np.unique(morphs, return_inverse=True)
    flags[:, :count] = np.array([_morph_flags(strings[morph]) for morph in present.tolist()])[places.reshape(-1)]
    flags[:, count] = [word in known.negations for word in lowers.tolist()]
    present, places = np.unique(shapes, return_inverse=True)
    # the shape of a word that begins with a capital begins with one
    flags[:, count + 1] = np.array([strings[shape][:1] == "X" for shape in present.tolist()])[places.reshape(-1)]
    for quote in layers.quotes(doc):
        if quote["direct"]:
            flags[slice(*quote["content"]), count + 2] = 1.0
    flags[: first_line_end(doc), count + 3] = 1.0
    return flags


def first_line_end(doc: Doc) -> int:
    """Return the end of the first of several lines in tokens; nought where the text has but one."""
    end = doc.text.find("\n")
    return 0 if end < 0 else bisect_left(range(len(doc)), end, key=lambda number: doc[number].idx)


class Pairs(NamedTuple):
    """What is known of each trigger with each mention: (triggers, mentions) numbers."""

    distance: Ints
    sentence: Ints
    kind: Ints
    path: Ints


# Distances and sentences count from the furthest before the trigger to the furthest behind it.
DISTANCE_COUNT, SENTENCE_COUNT = 2 * DISTANCES, 2 * SENTENCES + 1


def pairs_of(text: EventText, triggers: Sequence[int], known: Known) -> Pairs:
    """Return what is known of the triggers with all mentions of a text; links only inside of a sentence."""
    first = text.mentions[:, 1]
    places = np.asarray(triggers, dtype=np.int64)
    apart = first[None] - places[:, None]
    distance = np.minimum(DISTANCES - 1, np.log2(np.abs(apart) + 1).astype(np.int64)) + DISTANCES * (apart > 0)
    sentence = text.sentences[first][None] - text.sentences[places][:, None]
    path = np.zeros_like(apart)
    for row, column in zip(*(side.tolist() for side in np.nonzero(sentence == 0)), strict=True):
        _, start, last, _, _ = text.mentions[column].tolist()
        path[row, column] = known.paths.get(link(text, int(places[row]), start, last), UNKNOWN)
    return Pairs(
        distance=distance,
        sentence=np.clip(sentence, -SENTENCES, SENTENCES) + SENTENCES,
        kind=text.mentions[:, 3] * TYPE_COUNT + text.mentions[:, 4],
        path=path,
    )


def link(text: EventText, trigger: int, first: int, last: int) -> str:
    """Return how the words ``first`` to ``last`` hang on a trigger in the parse, as a short text.

    "<nsubj" for its subject, "<obl<nmod" for what hangs on something below it, "^1<nsubj" for the subject of what
    governs it; "none" where nothing so near links them.
    """
    heads, deps = text.head_list(), text.dep_names
    root = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), last)
    if root == trigger:
        return "self"
    steps: list[str] = []
    place = root
    for _ in range(CLIMB):
        if place == trigger:
            return "<" + "<".join(steps[-2:])
        if heads[place] == place:
            break
        steps.append(_short(deps[place]))
        place = heads[place]
    return _beside(heads, deps, trigger, root)


def _short(dep: str) -> str:
    return dep if dep in ("obl:agent", "nsubj:pass") else dep.partition(":")[0]


def _beside(heads: Sequence[int], deps: Sequence[str], trigger: int, root: int) -> str:
    """Return the link over what governs both a trigger and other words."""
    governor = trigger
    for height in range(1, ABOVE + 1):
        if heads[governor] == governor:
            break
        governor = heads[governor]
        place, last_step = root, ""
        for _ in range(BESIDE):
            if place == governor:
                return f"^{height}<{last_step}"
            if heads[place] == place:
                break
            last_step = deps[place]
            place = heads[place]
    return "none"
