"""Let the fast pipeline have a say in what the transformer finds: the scores of both are added, each with its share.

The fast pipeline's network of convolutions and LSTMs runs behind the transformer, on the same sentences, and its
vectors stand behind the transformer's in `doc.tensor`. Heads that are linear in the vectors become one head over all
columns; the parser has two networks.

columns: the transformer, what it tells the recogniser of entities, the fast vectors for grammar, for entities
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from spacy.language import Language

from newsnlp.neural.components import NO_TREE
from newsnlp.neural.parser import SECOND
from newsnlp.neural.shapes import OWN_VECTORS

Arrays = dict[str, np.ndarray]
Parts = dict[str, tuple[Arrays, dict[str, Any]]]
# What the scores of the fast pipeline count against those of the transformer.
SHARES = {"tagger": 0.75, "lemmatizer": 0.75, "parser": 0.75, "ner": 0.75}
# Rare words of the fast pipeline are read by their letters alone, which saves a few MB.
WORDS = 20_000
LOOKED_UP = ("mode", "minn", "maxn", "hash_count", "hash_seed", "bow", "eow")


def part_of(nlp: Language, name: str) -> tuple[Arrays, dict[str, Any]]:
    """Return weights, in single precision, and settings of a component."""
    part: Any = nlp.get_pipe(name)
    floats = {n: a.astype(np.float32) for n, a in part.arrays.items() if np.issubdtype(a.dtype, np.floating)}
    return {**part.arrays, **floats}, dict(part.settings)


def joined(parts: Parts, fast: Language) -> Parts:
    """Return the parts of the transformer's pipeline with those of the fast one put in.

    Args:
        parts: name -> weights and settings.
        fast: the fast pipeline.
    """
    told = parts["encoder"][0]["names.down"].shape[1]
    width = len(parts["tagger"][0]["weight"])
    start = width + told
    return {
        "encoder": parts["encoder"],
        "tagger": _tagger(parts["tagger"], part_of(fast, "tagger"), start, SHARES["tagger"]),
        "lemmatizer": _lemmatizer(parts["lemmatizer"], part_of(fast, "lemmatizer"), start, SHARES["lemmatizer"]),
        "parser": _parser(parts["parser"], part_of(fast, "parser"), start, SHARES["parser"]),
        "ner": _names(parts["ner"], part_of(fast, "ner"), part_of(fast, "parser")[0]["treebank"], SHARES["ner"]),
    }


def second_encoder(fast: Language) -> tuple[Arrays, dict[str, Any]]:
    """Return the encoder of the fast pipeline, smaller, with its subword vectors put in."""
    arrays, settings = part_of(fast, "encoder")
    vectors = fast.vocab.vectors
    how = {name: getattr(vectors, name) for name in LOOKED_UP}
    words = {word: row for word, row in settings["lexicon"]["words"].items() if row < WORDS}
    settings |= {"lexicon": {**settings["lexicon"], "words": words}, OWN_VECTORS: how, "behind": True}
    return {**arrays, "words": arrays["words"][:WORDS], OWN_VECTORS: vectors.data}, settings


def _stacked(first: np.ndarray, second: np.ndarray, start: int) -> np.ndarray:
    """Return a matrix over the columns of both, noughts between them."""
    between = np.zeros((start - len(first), first.shape[1]), dtype=np.float32)
    return np.concatenate([first, between, second])


def _ordered(array: np.ndarray, known: Sequence[Any], wanted: Sequence[Any]) -> np.ndarray:
    """Return the last axis of an array in the order of what is wanted; what is not known has the lowest value."""
    place = {name: number for number, name in enumerate(known)}
    lowest = array.min(axis=-1)
    return np.stack([array[..., place[name]] if name in place else lowest for name in wanted], axis=-1)


def _tagger(ours: Any, theirs: Any, start: int, share: float) -> tuple[Arrays, dict[str, Any]]:
    (arrays, settings), (others, known) = ours, theirs

    def both(name: str) -> np.ndarray:
        tags, morphs = np.split(others[name], [len(known["labels"])], axis=-1)
        pairs, wanted = (list(zip(found["morphs"], found["pos"], strict=True)) for found in (known, settings))
        parts = [_ordered(tags, known["labels"], settings["labels"]), _ordered(morphs, pairs, wanted)]
        return share * np.concatenate(parts, axis=-1)

    weight = _stacked(arrays["weight"], both("weight"), start)
    return {"weight": weight, "bias": arrays["bias"] + both("bias")}, settings


def _lemmatizer(ours: Any, theirs: Any, start: int, share: float) -> tuple[Arrays, dict[str, Any]]:
    (arrays, settings), (others, known) = ours, theirs
    names, wanted = ([_tree(found["trees"], row) for row in found["rows"]] for found in (known, settings))
    weight = _stacked(arrays["weight"], share * _ordered(others["weight"], names, wanted), start)
    return {"weight": weight, "bias": arrays["bias"] + share * _ordered(others["bias"], names, wanted)}, settings


def _tree(trees: Sequence[Mapping[str, Any]], number: int) -> tuple[Any, ...] | None:
    """Return an edit tree as what it is made of, whatever its number is."""
    if number == NO_TREE:
        return None
    tree = trees[number]
    below = {"prefix_tree", "suffix_tree"}
    return tuple((key, _tree(trees, value) if key in below else value) for key, value in sorted(tree.items()))


def _parser(ours: Any, theirs: Any, start: int, share: float) -> tuple[Arrays, dict[str, Any]]:
    (arrays, settings), (others, known) = ours, theirs
    label, order = len(others["own"]), (known["labels"], settings["labels"])
    by_label = {
        name: np.swapaxes(others[name].reshape(*others[name].shape[:-1], -1, label), -1, -2)
        for name in ("pairs", "pairs.bias")
    }
    ordered = {name: np.swapaxes(_ordered(array, *order), -1, -2) for name, array in by_label.items()}
    second = {
        **others,
        "arc": share * others["arc"],
        "own": share * _ordered(others["own"], *order),
        "own.bias": share * _ordered(others["own.bias"], *order),
        "pairs": share * ordered["pairs"].reshape(label, -1),
        "pairs.bias": share * ordered["pairs.bias"].reshape(-1),
    }
    return {**arrays, **{SECOND + name: array for name, array in second.items()}}, {**settings, "second_column": start}


def _names(ours: Any, theirs: Any, grammar: np.ndarray, share: float) -> tuple[Arrays, dict[str, Any]]:
    (arrays, settings), (others, known) = ours, theirs
    order = known["tags"], settings["tags"]
    result = {name: arrays[name] + share * _ordered(others[name], *order) for name in ("bias", "start", "end")}
    moves = _ordered(_ordered(others["moves"], *order).T, *order).T
    weight = _stacked(
        arrays["weight"], share * _ordered(others["weight"], *order), len(arrays["weight"]) + len(grammar)
    )
    return {**result, "moves": arrays["moves"] + share * moves, "weight": weight}, settings
