"""Two networks behind each other: vectors side by side, scores added."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.errors import ModelMismatch
from newsnlp.neural.parser import SECOND
from newsnlp.neural.shapes import OWN_VECTORS

TEXT = "Il ministro è a Roma. La collega, di ritorno da Pola, tace. Il ministro riparte da Roma"
HOW = ("mode", "minn", "maxn", "hash_count", "hash_seed", "bow", "eow")


@pytest.fixture
def opinion(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "models" / "it_newsnlp" / "scripts"))
    return importlib.import_module("second_opinion")


def part(nlp: Language, name: str) -> Any:
    return nlp.get_pipe(name)


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc]


def doubled(nlp: Language, opinion: ModuleType, first: float, second: float) -> Language:
    """Return a pipeline in which the same network runs twice, the scores of each with a share."""
    opinion.SHARES.update(dict.fromkeys(opinion.SHARES, second))
    parts = {name: opinion.part_of(nlp, name) for name in nlp.pipe_names}
    linear = {"tagger": ("weight", "bias"), "lemmatizer": ("weight", "bias")}
    linear |= {"parser": ("arc", "own", "own.bias", "pairs", "pairs.bias"), "ner": ("weight", "bias", "moves")}
    linear["ner"] += ("start", "end")
    halved = {
        name: ({a: first * v if a in linear.get(name, ()) else v for a, v in arrays.items()}, settings)
        for name, (arrays, settings) in parts.items()
    }
    both = opinion.joined(halved, nlp)
    both = {"encoder": both.pop("encoder"), "second_encoder": opinion.second_encoder(nlp), **both}
    made = spacy.blank("it")
    made.vocab.vectors = nlp.vocab.vectors
    for name, (arrays, settings) in both.items():
        component: Any = made.add_pipe(f"newsnlp_{name.removeprefix('second_')}", name=name)
        component.load(arrays, {**settings, "keep_vectors": True} if name == "ner" else settings)
    return made


@pytest.mark.parametrize("shares", [(1.0, 0.0), (0.0, 1.0), (0.25, 0.75)])
def test_a_network_that_is_asked_twice_says_the_same(
    random_nlp: Language, opinion: ModuleType, shares: tuple[float, float]
) -> None:
    both = doubled(random_nlp, opinion, *shares)
    alone, doc = random_nlp(TEXT), both(TEXT)
    assert annotation(doc) == annotation(alone)
    assert doc.tensor.shape[1] == 2 * alone.tensor.shape[1]
    np.testing.assert_allclose(doc.tensor, np.concatenate([alone.tensor] * 2, axis=1), atol=1e-2)


def test_the_second_network_has_a_say_control(random_nlp: Language, opinion: ModuleType) -> None:
    both = doubled(random_nlp, opinion, 0.0, 0.0)
    assert annotation(both(TEXT)) != annotation(random_nlp(TEXT))


def test_subword_vectors_of_its_own_are_read(random_nlp: Language) -> None:
    encoder, vectors = part(random_nlp, "encoder"), random_nlp.vocab.vectors
    expected = random_nlp(TEXT).tensor
    how = {name: getattr(vectors, name) for name in HOW}
    arrays = {**encoder.arrays, OWN_VECTORS: vectors.data}
    random_nlp.vocab.vectors = spacy.blank("it").vocab.vectors
    encoder.load(arrays, {**encoder.settings, OWN_VECTORS: how})
    np.testing.assert_allclose(random_nlp(TEXT).tensor, expected, atol=1e-6)
    with pytest.raises(ModelMismatch, match="no vectors"):
        encoder.load({n: a for n, a in arrays.items() if n != OWN_VECTORS}, encoder.settings)


def test_a_second_network_without_its_column_or_weights_is_refused(random_nlp: Language, opinion: ModuleType) -> None:
    parser = part(doubled(random_nlp, opinion, 1.0, 1.0), "parser")
    arrays, settings = parser.arrays, parser.settings
    with pytest.raises(ModelMismatch, match="a column from which it reads"):
        parser.load({n: a for n, a in arrays.items() if not n.startswith(SECOND)}, settings)
    with pytest.raises(ModelMismatch, match=r"has no .second\.root"):
        parser.load({n: a for n, a in arrays.items() if n != f"{SECOND}root"}, settings)
    with pytest.raises(ModelMismatch, match="a column from which it reads"):
        parser.load(arrays, {"labels": settings["labels"]})


def test_labels_are_put_in_the_order_of_the_first(opinion: ModuleType) -> None:
    found = opinion._ordered(np.array([[1.0, 2.0, -3.0]]), ["b", "a", "c"], ["a", "b", "new"])
    np.testing.assert_array_equal(found, [[2.0, 1.0, -3.0]])
