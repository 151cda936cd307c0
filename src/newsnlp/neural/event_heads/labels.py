"""What the network tells apart, and the words and links that it knows: the settings that are trained with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.strings import get_string_id

from newsnlp.annotation.layers import EVENT_TYPES, ROLES

# In the order of the columns of the network; the first type is "none".
TYPES = ("", *EVENT_TYPES)
TIME = ROLES.index("time")
# How words stand for an entity; "time" is no entity.
KINDS = ("name", "nominal", "pronoun", "zero", "enclitic", "time")
ENTITY_TYPES = ("PER", "ORG", "LOC", "MISC", "TIME")
UNKNOWN = 0
# A word is read further if it tells of an event with more than this, a role kept if it is at least so likely.
LEAST_TRIGGER, LEAST_ARGUMENT = 0.08, 0.03
# Triggers before one that are asked whether they tell of the same event, where both may be of one type: it has at least
# this probability for each of them.
LOOK_BACK, LEAST_COMMON = 14, 0.1


@dataclass(frozen=True, slots=True)
class Known:
    """Word classes, dependencies, lemmas and links that training has seen often enough; all others count as unknown.

    Attributes:
        pos, deps, lemmas: hash of the string -> number, from 1.
        paths: link of the parse between trigger and mention (`inputs.link`) -> number, from 1.
        negations: hashes of the small-letter forms of words that deny.
    """

    pos: Mapping[int, int]
    deps: Mapping[int, int]
    lemmas: Mapping[int, int]
    paths: Mapping[str, int]
    negations: frozenset[int]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Known:
        """Return what settings with the lists "pos", "deps", "lemmas", "paths" and "negations" tell.

        Raises:
            KeyError: one of the lists is not there.
        """
        return cls(
            pos=_hashed(settings["pos"]),
            deps=_hashed(settings["deps"]),
            lemmas=_hashed(settings["lemmas"]),
            paths={path: number for number, path in enumerate(settings["paths"], 1)},
            negations=frozenset(get_string_id(word) for word in settings["negations"]),
        )


def _hashed(words: Sequence[str]) -> dict[int, int]:
    return {get_string_id(word): number for number, word in enumerate(words, 1)}
