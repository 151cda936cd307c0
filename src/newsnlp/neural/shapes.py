"""The shapes of the weights: what training has to export, and what a pipeline is checked against when it is loaded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping

import numpy as np
from spacy.vectors import Vectors

from newsnlp.neural.parser import SECOND
from newsnlp.neural.weights import Shape

# Names of sizes as `newsnlp.neural.weights.check_shapes` reads them.
# The name of subword vectors, and of how they are looked up, where the encoder does not read those of the vocabulary.
OWN_VECTORS = "subwords"
_LAYER: Mapping[str, Shape] = {
    "": ("3*width", "2*width"),
    ".bias": ("2*width",),
    ".gain": ("width",),
    ".shift": ("width",),
}
_TRUNK: Mapping[str, Shape] = {
    "letters": ("letters", "letter"),
    "filters3": ("3*letter", "three"),
    "filters3.bias": ("three",),
    "filters5": ("5*letter", "five"),
    "filters5.bias": ("five",),
    "mix.bias": ("width",),
    "mix": ("word + three + five + subword + lists + shape", "width"),
    "norm.gain": ("width",),
    "norm.shift": ("width",),
    "lstm.recurrent": ("both", "hidden", "4*hidden"),
    "lstm": ("width", "8*hidden"),
    "lstm.bias": ("8*hidden",),
}
_HEADS: Mapping[str, Shape] = {
    "sents": ("width", "one"),
    "sents.bias": ("one",),
    "names.down.bias": ("names",),
    "names.down": ("width + 2*hidden", "names"),
    "names.memory": ("width + 2*hidden", "names"),
    "names.topic": ("width", "names"),
}


_PACKED: Mapping[str, Shape] = {
    "packed.words": ("pieces", "halves"),
    "scales": ("pieces", "blocks"),
    "positions": ("positions", "32*blocks"),
    "marks": ("lists + shape", "32*blocks"),
    "lists.keys": ("listed",),
    "lists.masks": ("listed",),
    "sents": ("32*blocks", "one"),
    "sents.bias": ("one",),
    "names.down.bias": ("names",),
    "names.down": ("32*blocks", "names"),
    "names.memory": ("32*blocks", "names"),
    "names.topic": ("32*blocks", "names"),
}


def parser_shapes(names: Collection[str]) -> dict[str, Shape]:
    """Return the shapes of the parser's weights, of those names: of one network, or of two that score together."""
    second = any(name.startswith(SECOND) for name in names)
    return {**_scorer_shapes(names, "", ""), **(_scorer_shapes(names, SECOND, "2") if second else {})}


def _scorer_shapes(names: Collection[str], prefix: str, mark: str) -> dict[str, Shape]:
    """Return the shapes of a network that scores; it has LSTMs of its own where its weights do.

    Args:
        names: of all weights.
        prefix: what the names of its weights begin with.
        mark: what the names of its sizes end with, so that another network may have others.
    """
    hidden, arc, label = (f"{size}{mark}" for size in ("hidden_", "arc_", "label_"))
    read: dict[str, Shape] = {"treebank": (f"in_{mark}",)}
    width = f"in_{mark}"
    if any(name.startswith(f"{prefix}lstm") for name in names):
        width = f"2*{hidden}"
        read["lstm.recurrent"] = ("both", hidden, f"4*{hidden}")
        read |= {"lstm": (f"in_{mark}", f"8*{hidden}"), "lstm.bias": (f"8*{hidden}",)}
    read |= {
        "root": (width,),
        "arc": (f"{arc} + one", arc),
        "own": (label, "labels"),
        "own.bias": ("labels",),
        "down": (width, f"2*{arc} + 2*{label}"),
        "down.bias": (f"2*{arc} + 2*{label}",),
        "pairs": (label, f"labels*{label}"),
        "pairs.bias": (f"labels*{label}",),
    }
    return {prefix + name: shape for name, shape in read.items()}


def transformer_shapes() -> dict[str, Shape]:
    """Return the shapes of what a transformer has beside its layers: pieces, places, lists and heads."""
    return dict(_PACKED)


def encoder_shapes(names: Collection[str]) -> dict[str, Shape]:
    """Return the shapes of the encoder's weights, which has as many layers as its weights, of those names."""
    shapes: dict[str, Shape] = {"words": ("words", "word"), "lists.keys": ("listed",), "lists.masks": ("listed",)}
    if OWN_VECTORS in names:
        shapes[OWN_VECTORS] = ("buckets", "subword")
    for prefix in ("", "names."):
        shapes |= {prefix + name: shape for name, shape in _TRUNK.items()}
        for number in range(_layers(names, prefix)):
            shapes |= {f"{prefix}layer{number}{part}": shape for part, shape in _LAYER.items()}
    return {**shapes, **_HEADS}


def _layers(names: Collection[str], prefix: str) -> int:
    """Return how many layers a trunk has by its highest number: one that is missing between them is a fault."""
    numbers = (re.match(rf"{re.escape(prefix)}layer(\d+)", name) for name in names)
    return max((int(number[1]) + 1 for number in numbers if number), default=0)


def fingerprint(vectors: Vectors) -> str:
    """Return what tells subword vectors from others: a checksum of their numbers, and how they are looked up."""
    how = (vectors.mode, vectors.minn, vectors.maxn, vectors.hash_count, vectors.hash_seed, vectors.bow, vectors.eow)
    checksum = zlib.crc32(np.ascontiguousarray(vectors.data).tobytes())
    return f"{checksum:08x} {' '.join(map(str, how))}"


def check_vectors(vectors: Vectors, wanted: str | None) -> None:
    """Check that the vectors of the vocabulary are those that the network was trained with.

    Args:
        vectors: the vectors of the vocabulary.
        wanted: their fingerprint, None where the settings do not tell.

    Raises:
        ValueError: they are others, or there are none: the network would read all words wrongly, without a sign.
    """
    if not vectors.size:
        raise ValueError("the vocabulary has no vectors, which the network reads")
    if wanted is not None and fingerprint(vectors) != wanted:
        raise ValueError("the vectors of the vocabulary are not those that the network was trained with")
