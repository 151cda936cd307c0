"""When entities of two articles are one node of the network.

The rule is kept to what the records can answer for, and the first that applies decides:

1. the same `kb_id`: one node, whose key is that id;
2. a person known by a surname or a first name alone ("Conte", "De Luca", "G. Conte"), or a person
   who shares the full name with somebody else of the same article: a node of that article only;
3. otherwise the same type and the same full name: one node.

Two people of the same full name in two articles fall together under rule 3 where no `kb_id` parts
them; telling them apart needs more than the name.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from newsnlp.lang.it.names import name_particles
from newsnlp.schema import Document, Entity

# Written differently by different papers: Kim Jong-un and Kim Jong Un, D’Alema and D'Alema, U.S.A. and USA.
_SPELLING = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " ", "’": "'", "ʼ": "'", "`": "'", ".": None})
FULL_NAME_WORDS = 2


def normal_name(name: str) -> str:
    """Return `name` without the differences that are only spelling: case, hyphens, apostrophes, full stops, spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().translate(_SPELLING).split())


def is_full_name(name: str) -> bool:
    """Tell whether a person's name has at least two words that count: no initials, no particles ("De Luca")."""
    words = [word for word in normal_name(name).split() if len(word) > 1 and word not in name_particles()]
    return len(words) >= FULL_NAME_WORDS


def name_key(entity_type: str, name: str) -> str:
    """Return the key of a node that is known by type and name: ``PER:vladimir putin``."""
    return f"{entity_type}:{normal_name(name)}"


def node_keys(document: Document) -> dict[str, str]:
    """Return entity id -> key of its node in the network."""
    people = Counter(normal_name(e.name) for e in document.entities if e.type == "PER" and e.kb_id is None)
    return {entity.id: _node_key(document.id, entity, people) for entity in document.entities}


def _node_key(article: str, entity: Entity, people: Counter[str]) -> str:
    if entity.kb_id is not None:
        return entity.kb_id
    key = name_key(entity.type, entity.name)
    if entity.type == "PER" and (people[normal_name(entity.name)] > 1 or not is_full_name(entity.name)):
        return f"{key}@{article}#{entity.id}"
    return key


def is_shared(entity: Entity) -> bool:
    """Tell whether the name of an entity may stand for it in other articles."""
    return entity.type != "PER" or is_full_name(entity.name)
