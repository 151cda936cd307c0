"""Sentences with their names marked: "Il presidente russo [PER Oleg Panin] è a [LOC Roma]."."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import keys
from newsnlp.annotation.layers import EntityItem, register_extensions
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

NAME = re.compile(r"\[(PER|LOC|ORG) ([^\]]+)\]")
Marker = Callable[[str], Doc]


@pytest.fixture(scope="session")
def tokenizer() -> Language:
    register_extensions()
    nlp = spacy.blank("it")
    adapt_tokenizer(nlp, **tokenizer_data())
    return nlp


def plain(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the sentence without its marks, and the character spans and types of the names."""
    spans: list[tuple[int, int, str]] = []
    parts: list[str] = []
    length = last = 0
    for match in NAME.finditer(text):
        parts += [text[last : match.start()], match.group(2)]
        length += match.start() - last
        spans.append((length, length + len(match.group(2)), match.group(1)))
        length += len(match.group(2))
        last = match.end()
    return "".join([*parts, text[last:]]), spans


@pytest.fixture(scope="session")
def marked(tokenizer: Language) -> Marker:
    """Makes a Doc without a parse whose entity layer holds the marked names, one entity per name."""

    def make(text: str) -> Doc:
        sentence, spans = plain(text)
        doc = tokenizer(sentence)
        layer: dict[str, EntityItem] = {}
        for start, end, label in spans:
            span = doc.char_span(start, end)
            assert span is not None, f"{sentence[start:end]} is cut by the tokeniser"
            item = layer.setdefault(span.text, new_item(label, span.text))
            item["mentions"].append({"start": span.start, "end": span.end, "kind": "name"})
        doc._.set(keys.ENTITY_LAYER, list(layer.values()))
        return doc

    return make


def new_item(label: str, name: str) -> EntityItem:
    return {
        "type": label,
        "name": name,
        "kb_id": None,
        "gender": None,
        "mentions": [],
        "roles": [],
        "confidence": 1.0,
    }
