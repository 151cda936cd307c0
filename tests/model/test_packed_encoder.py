"""The file of a pretrained transformer, read and cut to a vocabulary."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from newsnlp.neural.pieces import BLANK, Pieces

PIECES = ["<s>", "<pad>", "</s>", "<unk>", BLANK, "a", "b", "ж", "統", "統一", f"{BLANK}ab", "ba", "bab", "aab", "12"]
SCORES = [0.0] * 4 + [-2.0 - number for number in range(11)]


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "models" / "it_newsnlp" / "scripts"))
    return {name: importlib.import_module(name) for name in ("write_packed", "packed_encoder", "cut_vocabulary")}


@pytest.fixture
def packed(scripts):
    writer = scripts["write_packed"]
    data = writer.file_of(PIECES, SCORES, writer.SMALL, np.random.default_rng(1))
    return scripts["packed_encoder"].read_packed(data)


def test_what_is_packed_is_read(scripts, packed) -> None:
    writer = scripts["write_packed"]
    assert packed.pieces == PIECES
    assert packed.sizes == {**writer.SMALL, "vocabulary": len(PIECES)}
    assert packed.marked == {"begin": 0, "end": 2, "pad": 1, "unknown": 3}
    np.testing.assert_allclose(packed.scores, SCORES)
    expected = writer.arrays(packed.sizes, np.random.default_rng(1))
    for name, array in expected.items():
        found = packed.array(name, *array.shape)
        # numbers of 4 bits are right to a seventh of the highest beside them
        assert np.abs(found - array).max() <= (np.abs(array).max() / 7 if array.ndim == 2 else 0)


def test_the_vocabulary_keeps_what_text_and_names_need(scripts, packed) -> None:
    kept = scripts["cut_vocabulary"].kept
    used = Counter({PIECES.index("bab"): 5, PIECES.index("統一"): 5, PIECES.index("12"): 1})
    texts = [PIECES[number] for number in kept(packed, used, 100)]
    assert texts == [piece for piece in PIECES if piece not in {"統", "12"}]
    few = [PIECES[number] for number in kept(packed, used, 9)]
    assert few == ["<s>", "<pad>", "</s>", "<unk>", BLANK, "a", "b", "ж", "bab"]


def test_rows_of_the_pipeline_are_those_that_training_read(scripts, packed) -> None:
    numbers = [0, 2, 5, 10]
    found = scripts["cut_vocabulary"].arrays(packed, numbers)
    module = importlib.import_module("newsnlp.neural.transformer")
    features = importlib.import_module("newsnlp.neural.features")
    texts = [PIECES[number] for number in numbers]
    lexicon = features.Lexicon({}, {}, features.Lists.of_words({}, 0))
    weights = {**found, "marks": np.zeros((features.SHAPES, 64))}
    rows = module.PieceRows(weights, lexicon, Pieces(texts, [0.0] * 4, 0)).rows(np.arange(4))
    np.testing.assert_allclose(rows, found["words"].astype(np.float32), atol=1e-3)
