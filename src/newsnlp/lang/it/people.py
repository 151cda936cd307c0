"""Whether a common noun tells of people: offices, jobs, kin, crowds, bodies that act."""

from __future__ import annotations

from functools import lru_cache

from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.reference import person_nouns
from newsnlp.lang.it.relations import relation_nouns
from newsnlp.lang.it.titles import title_forms

_PEOPLE = ("offices", "travellers", "delegations", "vague_people", "crowds", "bodies")


@lru_cache(maxsize=8192)
def is_person_word(word: str) -> bool:
    """Say whether a noun, in lower case, tells of people or of a body that acts as they do."""
    known = word in title_forms() or word in person_nouns() or word in relation_nouns()
    return known or any(word in word_class(name) for name in _PEOPLE)
