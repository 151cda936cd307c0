"""Docs with a parse, entities, quotes and events made by hand: the rules are tested without a trained model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers

PARTICIPLES = frozenset({"citate", "smentito", "visto"})
Maker = Callable[..., Doc]


def entity(kind: str, name: str, *mentions: tuple[int, int]) -> layers.EntityItem:
    return {
        "type": kind,
        "name": name,
        "kb_id": None,
        "gender": None,
        "mentions": [{"start": start, "end": end, "kind": "name"} for start, end in mentions],
        "roles": [],
        "confidence": 1.0,
    }


def event(*triggers: tuple[int, int], status: str = "happened", detail: str | None = "held") -> layers.EventItem:
    return {
        "type": "MEETING",
        "status": status,
        "status_detail": detail,
        "mode": None,
        "triggers": list(triggers),
        "participants": [],
        "agent": [],
        "target": [],
        "place": [],
        "time": None,
        "topic": None,
        "sources": [],
        "open_slots": [],
        "evidence": [],
        "rule": "test",
        "confidence": 1.0,
    }


@pytest.fixture(scope="session")
def parsed() -> Maker:
    """Makes a Doc of "word/POS/dependency/head" items, head counted from 1, and of the names in it.

    The event's trigger is the item that ends in "*"; names are given as {"Rossi": "PER"}, one token each.
    """
    layers.register_extensions()
    vocab = spacy.blank("it").vocab

    def make(text: str, names: Mapping[str, str], quotes: tuple[layers.QuoteItem, ...] = ()) -> Doc:
        items = text.split()
        rows = [item.rstrip("*").split("/") for item in items]
        words = [row[0] for row in rows]
        doc = Doc(
            vocab,
            words=words,
            pos=[row[1] for row in rows],
            deps=[row[2] for row in rows],
            heads=[int(row[3]) - 1 for row in rows],
            morphs=["VerbForm=Part" if row[1] == "VERB" and row[0] in PARTICIPLES else "" for row in rows],
        )
        spans = [entity(kind, name, (words.index(name), words.index(name) + 1)) for name, kind in names.items()]
        doc._.set(keys.ENTITY_LAYER, spans)
        doc._.set(keys.QUOTE_LAYER, list(quotes))
        doc._.set(keys.EVENT_LAYER, [event((i, i + 1)) for i, item in enumerate(items) if item.endswith("*")])
        return doc

    return make
