from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from newsnlp.annotation import keys, layers
from newsnlp.annotation.times import Times
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

Read = Callable[..., list[tuple[str, str | None]]]


@pytest.fixture(scope="session")
def tokenizer() -> Language:
    """The tokeniser alone: no parse, no morphology."""
    layers.register_extensions()
    blank = spacy.blank("it")
    adapt_tokenizer(blank, **tokenizer_data())
    return blank


@pytest.fixture(scope="session")
def read(tokenizer: Language) -> Read:
    """Returns the expressions of a text with their values."""
    component = Times()

    def read_text(text: str, published: str | None = "2021-05-13") -> list[tuple[str, str | None]]:
        doc = tokenizer(text)
        doc._.set(keys.PUBLISHED, published)
        component(doc)
        return [(doc[item["start"] : item["end"]].text, item["value"]) for item in layers.times(doc)]

    return read_text
