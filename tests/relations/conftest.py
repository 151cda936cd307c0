"""Sentences with their names marked, as the components before leave them: "Marco_Ferri/PER e la moglie Anna/PER"."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.layers import register_extensions
from newsnlp.annotation.relations.component import Relations
from newsnlp.annotation.roles.component import Roles
from newsnlp.annotation.times import Times

register_extensions()
PUBLISHED = "2024-05-02"
NAME = re.compile(r"(\S+?)/(PER|ORG|LOC)")
# Nouns and adjectives of descriptions; the rule of seats reads parts of speech.
NOUNS = frozenset({"azienda", "informatica", "agenzia"})
Told = tuple[str, str, str, str]


def build(marked: str) -> Doc:
    """Return one sentence with its entity layer; the same name twice is one entity."""
    words: list[str] = []
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    spaced = re.sub(r"([,.;:()«»?])", r" \1 ", marked.replace("'", "' "))
    for piece in spaced.split():
        match = NAME.fullmatch(piece)
        parts = match[1].split("_") if match else [piece]
        if match:
            mention = {"start": len(words), "end": len(words) + len(parts), "kind": "name"}
            found.setdefault((match[2], " ".join(parts)), []).append(mention)
        words += parts
    pos = ["NOUN" if word in NOUNS else "X" for word in words]
    doc = Doc(spacy.blank("it").vocab, words=words, pos=pos, sent_starts=[True] + [False] * (len(words) - 1))
    base = {"kb_id": None, "gender": None, "confidence": 1.0}
    layer = [{**base, "type": kind, "name": name, "mentions": m, "roles": []} for (kind, name), m in found.items()]
    doc._.set(keys.ENTITY_LAYER, layer)
    doc._.set(keys.PUBLISHED, PUBLISHED)
    return doc


@pytest.fixture
def told() -> Callable[..., list[Told]]:
    """Source, type, target and status of the relations of a marked sentence."""

    def relations(marked: str, **written: object) -> list[Told]:
        doc = build(marked)
        for component in (Roles(), Times()):
            component(doc)
        for layer, content in written.items():
            doc._.set(f"newsnlp_{layer}", content)
        Relations()(doc)
        names = [item["name"] for item in layers.entities(doc)]
        return [(names[r["source"]], r["type"], names[r["target"]], r["status"]) for r in layers.relations(doc)]

    return relations
