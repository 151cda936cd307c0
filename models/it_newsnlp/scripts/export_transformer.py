"""Turn the fine-tuned transformer into the pipeline that is shipped, with its scores: ONNX Runtime and NumPy run it."""

from __future__ import annotations

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
import torch
from spacy.language import Language
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from spacy.tokens import Doc

from export import Arrays, Weights, array, entity_arrays, heads_arrays, kept_trees, parser_arrays, scores
from fine_tune import read_lexicon
from graph import even_inputs, make_graph
from newsnlp.annotation import factories as annotations  # noqa: F401 - registers the table of lemmas
from newsnlp.annotation.scoring import read_iob2
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data
from newsnlp.neural import factories  # noqa: F401 - registers the network
from newsnlp.neural.features import Lexicon
from second_opinion import joined, second_encoder
from targets import ENTITY_TAGS, TYPES_OF_NAMES, Labels

# Texts on which it is seen how large the numbers between the layers are.
TYPICAL, SENTENCES, TOGETHER = "ner/kind_WN_train.tsv", 400, 10
MATRICES, NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")


def layer_arrays(weights: Weights, layers: int) -> Arrays:
    """Return the layers as cut_vocabulary.py names them, matrices from input to output."""
    arrays = {"gain": array(weights, "trunk.norm.weight"), "shift": array(weights, "trunk.norm.bias")}
    for number in range(layers):
        ours, theirs = f"layer{number}.", f"trunk.layers.{number}."
        for part in MATRICES:
            arrays[ours + part] = array(weights, f"{theirs}{part}.weight").T
            arrays[f"{ours}{part}.bias"] = array(weights, f"{theirs}{part}.bias")
        for part in NORMS:
            arrays[f"{ours}{part}.gain"] = array(weights, f"{theirs}{part}.weight")
            arrays[f"{ours}{part}.shift"] = array(weights, f"{theirs}{part}.bias")
    return arrays


def transformer_arrays(weights: Weights, encoder: Path, lexicon: Lexicon) -> Arrays:
    """Return what the transformer has beside its layers."""
    with np.load(encoder / "encoder.npz") as archive:
        rows = {name: archive[name] for name in ("packed.words", "scales")}
    return {
        **rows,
        "positions": array(weights, "trunk.positions.weight"),
        "marks": array(weights, "trunk.lists.weight").T,
        "lists.keys": lexicon.lists.keys,
        "lists.masks": lexicon.lists.masks,
        "sents": array(weights, "sents.weight").T,
        "sents.bias": array(weights, "sents.bias"),
        "names.down": array(weights, "entities.down.weight").T,
        # the pipeline reads every text as Wikinews
        "names.down.bias": array(weights, "entities.down.bias") + array(weights, "entities.corpus.weight")[0],
        "names.memory": array(weights, "entities.memory.weight").T,
        "names.topic": array(weights, "entities.topic.weight").T,
    }


class Recorder:
    """Stands in for the layers, and keeps what they are to read."""

    def __init__(self) -> None:
        self.windows: list[np.ndarray] = []

    def run(self, _: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.windows.append(inputs["pieces"])
        return [inputs["pieces"]]


def load_layers(part: Any, layers: Arrays, heads: int, given: tuple[Arrays, Any], docs: list[Doc]) -> None:
    """Give the component its layers in 8 bits, with steps that fit what they read in some documents."""
    part.load_graph(make_graph(layers, heads).SerializeToString())
    part.load(*given)
    part.encoder.layers = recorder = Recorder()
    part.encoder.encode(docs)
    part.load_graph(make_graph(layers, heads, even_inputs(layers, heads, recorder.windows)).SerializeToString())
    part.load(*given)


def texts(corpora: Path) -> list[str]:
    """Return some texts of the register that the pipeline reads."""
    sentences = [" ".join(words) for words, _ in islice(read_iob2(corpora / TYPICAL), SENTENCES)]
    return [" ".join(sentences[at : at + TOGETHER]) for at in range(0, len(sentences), TOGETHER)]


def build(trained: Path, encoder: Path, fast: Path, corpora: Path, *, second: bool = True) -> Language:
    """Return the pipeline of a fine-tuned transformer.

    Args:
        trained: what fine_tune.py wrote.
        encoder: what cut_vocabulary.py wrote.
        fast: the saved pipeline it_newsnlp, for its lists of names and its table of lemmas.
        corpora: where the texts are that tell how large the numbers between the layers are.
        second: whether the fast pipeline has a say.
    """
    saved = torch.load(trained / "network.pt")
    weights, lexicon = saved["weights"], read_lexicon(fast)
    read: dict[str, Any] = srsly.read_json(encoder / "pieces.json")
    labels = Labels(**json.loads((trained / "labels.json").read_text(encoding="utf8")))
    strings = StringStore().from_disk(trained / "strings.json")
    trees, rows = kept_trees(labels, EditTrees(strings).from_bytes((trained / "trees.bin").read_bytes()), strings)
    nlp = spacy.blank("it")
    nlp.batch_size = 32
    adapt_tokenizer(nlp, **tokenizer_data())
    transformer = nlp.add_pipe("newsnlp_transformer", name="encoder")
    settings = {name: read[name] for name in ("pieces", "scores", "marked")} | {"list_count": lexicon.lists.count}
    parts = {
        "encoder": (transformer_arrays(weights, encoder, lexicon), settings),
        "tagger": (
            heads_arrays(weights, "tag", "morph"),
            {"labels": labels.tags, "morphs": labels.morphs, "pos": labels.pos},
        ),
        "lemmatizer": (heads_arrays(weights, "tree"), {"trees": trees, "rows": rows}),
        "parser": (parser_arrays(weights, lstms=False), {"labels": labels.deps}),
        # the vectors stay for components that come behind
        "ner": (
            entity_arrays(weights),
            {"labels": list(TYPES_OF_NAMES), "tags": list(ENTITY_TAGS), "keep_vectors": True},
        ),
    }
    other = spacy.load(fast)
    if second:
        parts = joined(parts, other)
        parts = {"encoder": parts.pop("encoder"), "second_encoder": second_encoder(other), **parts}
    docs = [nlp.make_doc(text) for text in texts(corpora)]
    load_layers(transformer, layer_arrays(weights, saved["layers"]), read["heads"], parts["encoder"], docs)
    for name, (arrays, given) in parts.items():
        if name != "encoder":
            factory = f"newsnlp_{name.removeprefix('second_')}"
            nlp.add_pipe(factory, name=name).load(arrays, given)  # type: ignore[attr-defined]
    table = nlp.add_pipe("newsnlp_lemma_table", name="lemma_table", after="lemmatizer")
    table.from_disk(fast / "lemma_table")  # type: ignore[attr-defined]
    nlp.add_pipe("newsnlp_finite_forms", name="finite_forms", after="parser")
    nlp.add_pipe("newsnlp_objects", name="objects", after="finite_forms")
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that fine_tune.py wrote")
    parser.add_argument("encoder", type=Path, help="folder that cut_vocabulary.py wrote")
    parser.add_argument("fast", type=Path, help="the saved pipeline it_newsnlp, for its lists and its table of lemmas")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("meta", type=Path, help="JSON with name, version, licence and sources")
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    nlp = build(args.trained, args.encoder, args.fast, args.corpora)
    nlp.meta.update(srsly.read_json(args.meta))
    # before any text is read: its words would stand in the vocabulary
    nlp.to_disk(args.output)
    found = scores(spacy.load(args.output), args.corpora)
    srsly.write_json(args.output / "meta.json", {**nlp.meta, "performance": found})
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
