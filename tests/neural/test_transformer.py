"""A small transformer of random weights in a pipeline: it knows nothing, but everything it computes can be compared."""

from __future__ import annotations

import importlib
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.errors import ModelError, ModelMismatch
from newsnlp.neural import transformer
from newsnlp.neural.features import SHAPES, Lists
from newsnlp.neural.pieces import BLANK
from newsnlp.neural.transformer import OVERLAP, WINDOW, windows

pytest.importorskip("onnxruntime", reason="the extra trf is not installed")
pytest.importorskip("onnx", reason="the tests make a graph of their own")

WIDTH, HEADS, INNER, LAYERS, NAMES = 32, 4, 64, 2, 5
MARKED = {"begin": 0, "end": 1, "pad": 2, "unknown": 3}
LISTS = Lists.of_words({"roma": 1}, 1)
LETTERS = "abcdefghilmnopqrstuvzABCDIMPRTV.,;"
PIECES = ["<s>", "</s>", "<pad>", "<unk>", BLANK, *LETTERS, f"{BLANK}il", f"{BLANK}ministro", "re", "to"]
TEXT = "Il ministro è a Roma. La collega, di ritorno da Pola, tace. "
LONG = TEXT * 40


def matrices(draw: np.random.Generator) -> dict[str, np.ndarray]:
    shapes = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH)}
    shapes |= {"fi": (WIDTH, INNER), "fo": (INNER, WIDTH)}
    arrays = {"gain": np.ones(WIDTH), "shift": np.zeros(WIDTH)}
    for number in range(LAYERS):
        for part, shape in shapes.items():
            arrays[f"layer{number}.{part}"] = draw.normal(size=shape) * 0.2
            arrays[f"layer{number}.{part}.bias"] = draw.normal(size=shape[1]) * 0.1
        for part in ("aln", "oln"):
            arrays[f"layer{number}.{part}.gain"] = np.ones(WIDTH)
            arrays[f"layer{number}.{part}.shift"] = np.zeros(WIDTH)
    return arrays


def weights(draw: np.random.Generator) -> dict[str, np.ndarray]:
    return {
        "packed.words": draw.integers(0, 256, size=(len(PIECES), WIDTH // 2), dtype=np.uint8),
        "scales": np.full((len(PIECES), 1), 0.1, dtype=np.float16),
        "positions": draw.normal(size=(WINDOW + 2, WIDTH)) * 0.1,
        "marks": draw.normal(size=(LISTS.count + SHAPES, WIDTH)) * 0.1,
        "lists.keys": LISTS.keys,
        "lists.masks": LISTS.masks,
        "sents": draw.normal(size=(WIDTH, 1)),
        "sents.bias": np.array([-2.0]),
        "names.down": draw.normal(size=(WIDTH, NAMES)),
        "names.down.bias": draw.normal(size=NAMES),
        "names.memory": draw.normal(size=(WIDTH, NAMES)),
        "names.topic": draw.normal(size=(WIDTH, NAMES)),
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline that encodes and parses."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "models" / "it_newsnlp" / "scripts"))
    draw = np.random.default_rng(5)
    nlp = spacy.blank("it")
    encoder = nlp.add_pipe("newsnlp_transformer", name="encoder")
    graph = importlib.import_module("graph").make_graph(matrices(draw), HEADS)
    encoder.load_graph(graph.SerializeToString())  # type: ignore[attr-defined]
    scores = [0.0] * 4 + [-3.0] * (len(PIECES) - 4)
    settings = {"pieces": PIECES, "scores": scores, "marked": MARKED, "list_count": LISTS.count}
    encoder.load(weights(draw), settings)  # type: ignore[attr-defined]
    labels, arc, label = ["ROOT", "nsubj", "obj"], 6, 3
    sizes = {"treebank": (WIDTH,), "root": (WIDTH,), "arc": (arc + 1, arc), "down": (WIDTH, 2 * (arc + label))}
    sizes |= {"down.bias": (2 * (arc + label),), "pairs": (label, 3 * label), "pairs.bias": (3 * label,)}
    sizes |= {"own": (label, 3), "own.bias": (3,)}
    arrays = {name: draw.normal(size=shape) for name, shape in sizes.items()}
    nlp.add_pipe("newsnlp_parser", name="parser").load(arrays, {"labels": labels})  # type: ignore[attr-defined]
    return nlp


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.dep_, t.head.i, t.is_sent_start) for t in doc]


def test_documents_together_are_annotated_as_each_alone(read: Language) -> None:
    texts = [TEXT, "", " Roma", "Pola\n\nIl ministro arriva", "\n", LONG]
    for text, doc in zip(texts, read.pipe(texts), strict=True):
        alone = read(text)
        assert annotation(doc) == annotation(alone)
        np.testing.assert_allclose(doc.tensor, alone.tensor, atol=1e-5)
        assert len(doc.tensor) == len(doc)


def test_whitespace_is_no_word(read: Language) -> None:
    doc, without = read(" Roma  è bella"), read("Roma è bella")
    assert not doc.tensor[[0, 2]].any()
    np.testing.assert_allclose(doc.tensor[[1, 3, 4]], without.tensor, atol=1e-5)


def test_what_stands_in_a_window_is_read_as_it_is_by_itself(read: Language) -> None:
    part = read.get_pipe("encoder")
    doc = read(LONG)
    rows = part.encoder.pieces  # type: ignore[attr-defined]
    table = doc.to_array(["ORTH", "NORM"])
    types, cuts = rows.types(table[:, 0], table[:, 1], read.vocab.strings)
    counts = np.array([len(cuts[place]) for place in types.which])
    closing = np.isin(table[:, 0], transformer.CLOSING)
    found = list(windows(counts, closing))
    assert len(found) > 3
    for window in found:
        alone = doc[window.first : window.end].as_doc()
        kept = slice(window.kept_from - window.first, window.kept_to - window.first)
        expected = part(alone).tensor[kept, :WIDTH]  # type: ignore[operator]
        np.testing.assert_allclose(doc.tensor[window.kept_from : window.kept_to, :WIDTH], expected, atol=1e-5)


@pytest.mark.parametrize("closing", ["never", "always", "now and then"])
@pytest.mark.parametrize("longest", [1, 3, 41])
def test_every_word_is_kept_once_and_seen_from_both_sides(longest: int, closing: str) -> None:
    draw = np.random.default_rng(longest)
    for total in (0, 1, 2, 50, 500, 3000):
        counts = draw.integers(1, longest + 1, size=total)
        closes = {"never": np.zeros(total, bool), "always": np.ones(total, bool)}.get(
            closing, draw.random(total) < 0.04
        )
        found = list(windows(counts, closes))
        kept = [word for window in found for word in range(window.kept_from, window.kept_to)]
        assert kept == list(range(total))
        assert all(counts[window.first : window.end].sum() <= WINDOW for window in found)
        assert all(window.first <= window.kept_from <= window.kept_to <= window.end for window in found)
        assert len(found) <= 2 + counts.sum() / 60
        if longest < OVERLAP // 2:
            assert all(window.first < window.kept_from for window in found[1:])


def test_a_text_without_a_blank_is_read(read: Language) -> None:
    doc = read("a" * 5000 + " " + ".".join("b" * 700))
    assert np.isfinite(doc.tensor).all()


def test_a_mark_of_a_name_elsewhere_in_the_document_is_told(read: Language) -> None:
    once, twice = read("Pola tace. roma"), read("Pola tace. Pola")
    assert (
        np.abs(once.tensor[0, :WIDTH] - twice.tensor[0, :WIDTH]).max()
        < np.abs(once.tensor[0, WIDTH:] - twice.tensor[0, WIDTH:]).max()
    )


def test_a_saved_pipeline_annotates_as_before(read: Language, tmp_path: Path) -> None:
    # weights are saved in half precision, so the first saving rounds them
    read.to_disk(tmp_path / "once")
    first = spacy.load(tmp_path / "once")
    by_bytes = spacy.blank("it", vocab=first.vocab)
    by_bytes.add_pipe("newsnlp_transformer", name="encoder").from_bytes(  # type: ignore[attr-defined]
        first.get_pipe("encoder").to_bytes()  # type: ignore[attr-defined]
    )
    pickled = pickle.loads(pickle.dumps(first.get_pipe("encoder")))  # noqa: S301 - made right here
    expected = first(TEXT).tensor
    np.testing.assert_array_equal(by_bytes(TEXT).tensor, expected)
    np.testing.assert_array_equal(pickled(first.make_doc(TEXT)).tensor, expected)


def test_threads_annotate_alike(read: Language) -> None:
    expected = read(LONG).tensor
    with ThreadPoolExecutor(4) as pool:
        for doc in pool.map(read, [LONG] * 8):
            np.testing.assert_array_equal(doc.tensor, expected)


def test_what_is_missing_is_told_with_what_to_install(
    read: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read.to_disk(tmp_path / "nlp")
    monkeypatch.setattr(transformer, "RUNTIME", "no_such_runtime")
    with pytest.raises(ModelError, match="pip install onnxruntime"):
        spacy.load(tmp_path / "nlp")


@pytest.mark.parametrize("left", [0, 1, 1000])
def test_a_damaged_graph_is_refused(read: Language, tmp_path: Path, left: int) -> None:
    read.to_disk(tmp_path / "nlp")
    file = tmp_path / "nlp" / "encoder" / "layers.onnx"
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(ModelMismatch):
        spacy.load(tmp_path / "nlp")


def test_bytes_that_are_cut_off_are_refused(read: Language) -> None:
    part = read.get_pipe("encoder")
    data = part.to_bytes()  # type: ignore[attr-defined]
    for size in (0, 4, 100, len(data) // 2):
        with pytest.raises(ModelMismatch):
            part.from_bytes(data[:size])  # type: ignore[attr-defined]
