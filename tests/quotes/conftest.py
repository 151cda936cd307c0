"""Docs with an entity layer from marked text: "«Sì», ha detto [Rossi|PER]." and from hand-built parses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.quotes.component import Quotes

_MENTION = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?::([^\]]+))?\]")
Row = tuple[str | None, str, str | None, bool]


@pytest.fixture(scope="session")
def blank() -> Language:
    layers.register_extensions()
    return spacy.blank("it")


@pytest.fixture(scope="session")
def quotes() -> Quotes:
    return Quotes()


def put_entities(doc: Doc, mentions: list[tuple[int, int, str, str]]) -> None:
    """Write the entity layer from (start, end, type, name) in tokens; the same name is the same entity."""
    items: dict[str, layers.EntityItem] = {}
    for start, end, label, name in mentions:
        empty: layers.EntityItem = {
            "type": label,
            "name": name,
            "kb_id": None,
            "gender": None,
            "mentions": [],
            "roles": [],
            "confidence": 1.0,
        }
        item = items.setdefault(name, empty)
        item["mentions"].append({"start": start, "end": end, "kind": "name"})
    doc._.set(keys.ENTITY_LAYER, list(items.values()))


@pytest.fixture(scope="session")
def with_entities() -> Callable[[Doc, list[tuple[int, int, str, str]]], None]:
    """Return `put_entities`, for Docs that a test builds by hand."""
    return put_entities


@pytest.fixture(scope="session")
def read(blank: Language) -> Callable[[str], Doc]:
    """Return a reader of "[Mario Rossi|PER]", or "[il premier|PER:Mario Rossi]" for another mention of him."""

    def make(marked: str) -> Doc:
        plain, spans = "", []
        position = 0
        for match in _MENTION.finditer(marked):
            plain += marked[position : match.start()]
            spans.append((len(plain), len(plain) + len(match[1]), match[2], match[3] or match[1]))
            plain += match[1]
            position = match.end()
        doc = blank(plain + marked[position:])
        mentions = []
        for start, end, label, name in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            mentions.append((span.start, span.end, label, name))
        put_entities(doc, mentions)
        return doc

    return make


@pytest.fixture(scope="session")
def rows(quotes: Quotes) -> Callable[[Doc], list[Row]]:
    """Return a function giving (speaker, content, cue, direct) for every quote of a Doc."""

    def table(doc: Doc) -> list[Row]:
        entities = layers.entities(doc)
        out: list[Row] = []
        for item in quotes.find(doc):
            speaker = None if item["speaker"] is None else entities[item["speaker"]]["name"]
            cue = None if item["cue"] is None else doc[slice(*item["cue"])].text
            out.append((speaker, doc[slice(*item["content"])].text, cue, item["direct"]))
        return out

    return table
