"""The component writes plain data that survives serialisation, and a span group for spaCy users."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from newsnlp.annotation import factories, keys, layers
from newsnlp.annotation.quotes.component import Quotes

TEXT = "«Il vertice si farà», ha detto [Neri|PER]. [Bo|PER] ha aggiunto che verrà anche lui."


def test_layer_and_span_group(read: Callable[[str], Doc], quotes: Quotes) -> None:
    doc = quotes(read(TEXT))
    assert [item["direct"] for item in layers.quotes(doc)] == [True, False]
    assert [(span.text, span.label_) for span in doc.spans[keys.QUOTES]] == [
        ("Il vertice si farà", "DIRECT"),
        ("verrà anche lui", "INDIRECT"),
    ]


def test_find_changes_nothing(read: Callable[[str], Doc], quotes: Quotes) -> None:
    doc = read(TEXT)
    before = doc.to_bytes()
    quotes.find(doc)
    assert doc.to_bytes() == before


def test_layer_survives_docbin(read: Callable[[str], Doc], quotes: Quotes) -> None:
    doc = quotes(read(TEXT))
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    again = next(iter(DocBin().from_bytes(packed).get_docs(doc.vocab)))
    assert json.dumps(layers.quotes(again)) == json.dumps(layers.quotes(doc))


def test_same_input_gives_the_same_layer(read: Callable[[str], Doc], quotes: Quotes) -> None:
    assert quotes.find(read(TEXT)) == quotes.find(read(TEXT))


def test_empty_and_blank_docs(quotes: Quotes, read: Callable[[str], Doc]) -> None:
    for text in ("", " ", "\n\n", "«", "«»", "secondo", "per", "ha detto che", ": «a»"):
        quotes(read(text))


@pytest.mark.parametrize(
    ("marked", "addressee"),
    [
        ("«Vengo anch'io», ha detto a [Bo|PER] il sindaco [Neri|PER].", "Bo"),
        ("«Vengo anch'io», ha detto con [Bo|PER] il sindaco [Neri|PER].", None),
    ],
)
def test_addressee(read: Callable[[str], Doc], quotes: Quotes, marked: str, addressee: str | None) -> None:
    doc = read(marked)
    found = [q["addressee"] for q in quotes.find(doc)]
    names = [None if index is None else layers.entities(doc)[index]["name"] for index in found]
    assert names == [addressee]


def test_factory_is_registered() -> None:
    nlp = spacy.blank("it")
    assert isinstance(factories.create_quotes(nlp, "quotes"), Quotes)
    assert nlp.has_factory("newsnlp_quotes")
