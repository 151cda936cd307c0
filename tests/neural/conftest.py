"""A small pipeline of random weights: it knows nothing, but everything it computes can be compared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.vectors import Vectors

from newsnlp.neural import factories  # noqa: F401 - registers the components
from newsnlp.neural.features import SHAPES, Lists

WORD, LETTER, FILTERS, SUBWORD, WIDTH, HIDDEN, PARSER, ARC, LABEL, NAMES = 6, 4, 3, 5, 8, 5, 4, 6, 3, 7
CONTEXT = 2 * HIDDEN
DEPS = ["ROOT", "nsubj", "obj"]
TAGS = ["O", *(f"{part}-{label}" for label in ("PER", "LOC") for part in "BILU")]
LISTS = Lists.of_words({"roma": 1}, 1)
LEXICON = {"words": {"il": 1, "ministro": 2}, "letters": {"a": 2, "i": 3}, "list_count": LISTS.count}
TREES = [{"orig": "", "subst": ""}, {"prefix_len": 0, "suffix_len": 1, "prefix_tree": 4294967295, "suffix_tree": 2}]
TREES += [{"orig": "a", "subst": "o"}, {"prefix_len": 0, "suffix_len": 0, "prefix_tree": 4294967295,
                                      "suffix_tree": 4294967295}]  # fmt: skip


def lstm_arrays(draw: Callable[..., np.ndarray], width: int, hidden: int) -> dict[str, np.ndarray]:
    return {
        "lstm": draw(width, 8 * hidden),
        "lstm.bias": draw(8 * hidden),
        "lstm.recurrent": draw(2, hidden, 4 * hidden),
    }


def trunk(draw: Callable[..., np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    letters = draw(4, LETTER)
    letters[0] = 0
    arrays = {
        "letters": letters,
        "filters3": draw(3 * LETTER, FILTERS),
        "filters3.bias": draw(FILTERS),
        "filters5": draw(5 * LETTER, FILTERS),
        "filters5.bias": draw(FILTERS),
        "mix": draw(WORD + 2 * FILTERS + SUBWORD + LISTS.count + SHAPES, WIDTH),
        "mix.bias": draw(WIDTH),
        "layer0": draw(3 * WIDTH, 2 * WIDTH),
        "layer0.bias": draw(2 * WIDTH),
        "layer0.gain": np.ones(WIDTH),
        "layer0.shift": np.zeros(WIDTH),
        "norm.gain": np.ones(WIDTH),
        "norm.shift": np.zeros(WIDTH),
        **lstm_arrays(draw, WIDTH, HIDDEN),
    }
    return {prefix + name: array for name, array in arrays.items()}


def encoder(draw: Callable[..., np.ndarray]) -> dict[str, np.ndarray]:
    return {
        "words": draw(3, WORD),
        "lists.keys": LISTS.keys,
        "lists.masks": LISTS.masks,
        **trunk(draw, ""),
        "sents": draw(WIDTH, 1),
        "sents.bias": np.array([-3.0]),
        **trunk(draw, "names."),
        "names.down": draw(CONTEXT + WIDTH, NAMES),
        "names.down.bias": draw(NAMES),
        "names.memory": draw(CONTEXT + WIDTH, NAMES),
        "names.topic": draw(WIDTH, NAMES),
    }


def parser(draw: Callable[..., np.ndarray]) -> dict[str, np.ndarray]:
    return {
        "treebank": draw(CONTEXT),
        "down": draw(2 * PARSER, 2 * (ARC + LABEL)),
        "down.bias": draw(2 * (ARC + LABEL)),
        "root": draw(2 * PARSER),
        "arc": draw(ARC + 1, ARC),
        "pairs": draw(LABEL, len(DEPS) * LABEL),
        "pairs.bias": draw(len(DEPS) * LABEL),
        "own": draw(LABEL, len(DEPS)),
        "own.bias": draw(len(DEPS)),
        **lstm_arrays(draw, CONTEXT, PARSER),
    }


def names(draw: Callable[..., np.ndarray]) -> dict[str, np.ndarray]:
    moves = np.zeros((len(TAGS), len(TAGS)))
    start, end = np.zeros(len(TAGS)), np.zeros(len(TAGS))
    for first, tag in enumerate(TAGS):
        opened = tag[0] in "BI"
        start[first] = -1e4 if tag[0] in "IL" else 0
        end[first] = -1e4 if opened else 0
        for second, following in enumerate(TAGS):
            if opened != (following[0] in "IL") or (opened and tag[2:] != following[2:]):
                moves[first, second] = -1e4
    return {
        "weight": draw(NAMES, len(TAGS)),
        "bias": draw(len(TAGS)),
        "start": start,
        "moves": moves,
        "end": end,
    }


@pytest.fixture
def random_nlp() -> Language:
    generator = np.random.default_rng(7)

    def draw(*shape: int) -> np.ndarray:
        return generator.normal(size=shape)

    nlp = spacy.blank("it")
    nlp.vocab.vectors = Vectors(data=draw(40, SUBWORD).astype(np.float32), mode="floret", minn=2, maxn=3, hash_count=2)
    heads = {"weight": draw(CONTEXT, 5), "bias": draw(5)}
    parts = {
        "encoder": (encoder(draw), {"lexicon": LEXICON}),
        "tagger": (heads, {"labels": ["S", "V"], "morphs": ["Number=Sing", "", "Tense=Pres"],
                           "pos": ["NOUN", "PROPN", "VERB"]}),
        "lemmatizer": ({"weight": draw(CONTEXT, 2), "bias": draw(2)}, {"trees": TREES, "rows": [1, 3]}),
        "parser": (parser(draw), {"labels": DEPS}),
        "ner": (names(draw), {"labels": ["PER", "LOC"], "tags": TAGS, "keep_vectors": True}),
    }  # fmt: skip
    for name, (arrays, settings) in parts.items():
        nlp.add_pipe(f"newsnlp_{name}", name=name).load(arrays, settings)  # type: ignore[attr-defined]
    return nlp
