"""Weights of another shape are refused when they are loaded, not at the first article."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from newsnlp.annotation.pipeline import try_out
from newsnlp.errors import ModelMismatch

PARTS = ("encoder", "tagger", "lemmatizer", "parser", "ner")


def test_weights_of_another_shape_or_kind_are_told(random_nlp: Language) -> None:
    for name in PARTS:
        part = random_nlp.get_pipe(name)
        arrays, settings = part.arrays, part.settings
        for array in arrays:
            for changed in changes_of(arrays[array]):
                with pytest.raises(ModelMismatch, match="do not fit each other"):
                    part.load({**arrays, array: changed}, settings)
            with pytest.raises(ModelMismatch, match=f"has no '{array}'"):
                part.load({key: value for key, value in arrays.items() if key != array}, settings)
        with pytest.raises(ModelMismatch, match=r"no use for other\.weight"):
            part.load({**arrays, "other.weight": np.zeros(3)}, settings)
        part.load(arrays, settings)


def changes_of(array: np.ndarray) -> list[np.ndarray]:
    """Return arrays with a wider last dimension, with more or fewer dimensions, and with other numbers."""
    longer = np.concatenate([array, array[..., :1]], axis=-1)
    other = array.astype(np.float32) if np.issubdtype(array.dtype, np.integer) else array.astype(np.int64)
    return [longer, array[None], array.reshape(-1) if array.ndim > 1 else np.float32(1.0).reshape(()), other]


def test_parts_that_do_not_fit_each_other_are_told(random_nlp: Language) -> None:
    tagger = random_nlp.get_pipe("tagger")
    wider = np.concatenate([tagger.arrays["weight"]] * 2)
    tagger.load({**tagger.arrays, "weight": wider}, tagger.settings)
    with pytest.raises(ModelMismatch, match="not annotate a word"):
        try_out(random_nlp)


def test_bytes_that_are_no_component_are_told(random_nlp: Language) -> None:
    for name in PARTS:
        part = random_nlp.get_pipe(name)
        data = part.to_bytes()
        for damaged in (b"", data[:7], data[: len(data) // 2], data[:-1], b"x" * len(data)):
            with pytest.raises(ModelMismatch):
                part.from_bytes(damaged)
        part.from_bytes(data)
