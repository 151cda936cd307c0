"""Registered functions of the training configs: tokeniser settings and augmentation."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.iob_utils import _doc_to_biluo_tags_with_partial

from newsnlp.annotate.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

Rewrite = Callable[[list[str]], list[str]]
_CURLY = str.maketrans({"'": "’"})
_TYPED_ACCENTS = {"à": "a'", "è": "e'", "é": "e'", "ì": "i'", "ò": "o'", "ù": "u'"}


@spacy.registry.callbacks("newsnlp.adapt_tokenizer.v1")
def create_tokenizer_callback() -> Callable[[Language], Language]:
    def adapt(nlp: Language) -> Language:
        adapt_tokenizer(nlp, **tokenizer_data())
        return nlp

    return adapt


def curly_quotes(words: list[str]) -> list[str]:
    """Return the words with typographic apostrophes and double quotation marks."""
    opened = False
    result = []
    for word in words:
        if word == '"':
            opened = not opened
            result.append("“" if opened else "”")
        else:
            result.append(word.translate(_CURLY))
    return result


def angle_quotes(words: list[str]) -> list[str]:
    """Return the words with straight quotation marks turned into guillemets."""
    marks = iter("«»" * len(words))
    return [next(marks) if word == '"' else word for word in words]


def typed_accents(words: list[str]) -> list[str]:
    """Return the words with final accents typed as apostrophes (citta')."""
    return [w[:-1] + _TYPED_ACCENTS[w[-1]] if w and w[-1] in _TYPED_ACCENTS else w for w in words]


def wrong_accents(words: list[str]) -> list[str]:
    """Return the words with the grave accent everywhere (perchè)."""
    return [w.replace("é", "è") for w in words]


def upper(words: list[str]) -> list[str]:
    return [w.upper() for w in words]


def lower(words: list[str]) -> list[str]:
    return [w.lower() for w in words]


# Shares of the training documents; the rest is left as it is.
VARIANTS: tuple[tuple[float, Rewrite], ...] = (
    (0.25, curly_quotes),
    (0.08, angle_quotes),
    (0.03, typed_accents),
    (0.02, wrong_accents),
    (0.04, upper),
    (0.03, lower),
)


def rewrite(nlp: Language, example: Example, change: Rewrite) -> Example:
    """Return the example with its words changed one to one, annotation kept."""
    data = example.to_dict()
    data["doc_annotation"]["entities"] = _doc_to_biluo_tags_with_partial(example.reference)
    words = change(data["token_annotation"]["ORTH"])
    data["token_annotation"]["ORTH"] = words
    text = "".join(
        w + (" " if space else "") for w, space in zip(words, data["token_annotation"]["SPACY"], strict=True)
    )
    return Example.from_dict(nlp.make_doc(text), data)


@spacy.registry.augmenters("newsnlp.news_variants.v1")
def create_news_augmenter() -> Callable[[Language, Example], Iterator[Example]]:
    """Return an augmenter that shows each document in at most one of the spellings found in scraped news."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        draw = random.random()
        for share, change in VARIANTS:
            if draw < share:
                yield rewrite(nlp, example, change)
                return
            draw -= share
        yield example

    return augment
