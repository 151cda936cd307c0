"""Turn trained weights into the pipeline that is shipped, with its scores: what PyTorch trained, NumPy runs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
import torch
from spacy.language import Language
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from spacy.vectors import Vectors

from newsnlp.annotate import factories as annotations  # noqa: F401 - registers the table of lemmas
from newsnlp.annotate.scoring import score_entities, score_treebank
from newsnlp.annotate.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data
from newsnlp.neural import factories  # noqa: F401 - registers the network
from pretrain import load_lexicon
from targets import ENTITY_TAGS, TYPES_OF_NAMES, Labels

FILES_TREEBANK = "ud/it_isdt-dev.conllu"
FILES_ENTITIES = {
    "wikinews": "ner/kind_WN_dev.tsv",
    "fiction": "ner/kind_FIC_dev.tsv",
    "de_gasperi": "ner/kind_ADG_dev.tsv",
}
FORBIDDEN = -1e4
Weights = Mapping[str, torch.Tensor]
Arrays = dict[str, np.ndarray]


def array(weights: Weights, name: str) -> np.ndarray:
    return weights[name].float().numpy()


def lstm_arrays(weights: Weights, name: str) -> Arrays:
    """Return the two LSTMs under `name` as newsnlp.neural.layers.LSTM has them."""
    both = [f"{name}.forwards.", f"{name}.backwards."]
    inputs = [array(weights, one + "weight_ih_l0").T for one in both]
    biases = [array(weights, one + "bias_ih_l0") + array(weights, one + "bias_hh_l0") for one in both]
    recurrent = [array(weights, one + "weight_hh_l0").T for one in both]
    return {
        "lstm": np.concatenate(inputs, axis=1),
        "lstm.bias": np.concatenate(biases),
        "lstm.recurrent": np.stack(recurrent),
    }


def filters(weights: Weights, name: str) -> np.ndarray:
    """Return a convolution over letters as (width * letter size, filters)."""
    weight = array(weights, name)
    return weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])


def encoder_arrays(weights: Weights, layers: int) -> Arrays:
    words = "trunk.words."
    arrays = {
        "words": array(weights, words + "word.weight"),
        "letters": array(weights, words + "letter.weight"),
        "filters3": filters(weights, words + "three.weight"),
        "filters3.bias": array(weights, words + "three.bias"),
        "filters5": filters(weights, words + "five.weight"),
        "filters5.bias": array(weights, words + "five.bias"),
        "mix": array(weights, words + "mix.weight").T,
        "mix.bias": array(weights, words + "mix.bias"),
        "norm.gain": array(weights, "trunk.norm.weight"),
        "norm.shift": array(weights, "trunk.norm.bias"),
        "sents": array(weights, "sents.weight").T,
        "sents.bias": array(weights, "sents.bias"),
    }
    for number in range(layers):
        name = f"trunk.local.{number}."
        gates = array(weights, name + "gates.weight").T
        # (3 * width, 2 * width) for before, here, after -> (width, 6 * width)
        arrays[f"layer{number}"] = np.concatenate(np.split(gates, 3, axis=0), axis=1)
        arrays[f"layer{number}.bias"] = array(weights, name + "gates.bias")
        arrays[f"layer{number}.gain"] = array(weights, name + "norm.weight")
        arrays[f"layer{number}.shift"] = array(weights, name + "norm.bias")
    return arrays | lstm_arrays(weights, "trunk.context")


def heads_arrays(weights: Weights, *names: str) -> Arrays:
    return {
        "weight": np.concatenate([array(weights, f"{name}.weight").T for name in names], axis=1),
        "bias": np.concatenate([array(weights, f"{name}.bias") for name in names]),
    }


def parser_arrays(weights: Weights) -> Arrays:
    arc = array(weights, "parser.arc")
    return {
        "treebank": array(weights, "parser.treebank.weight")[0],
        "down": array(weights, "parser.down.weight").T,
        "down.bias": array(weights, "parser.down.bias"),
        "root": array(weights, "parser.root"),
        "arc": arc,
        "pairs": array(weights, "parser.label_pairs.weight").T,
        "pairs.bias": array(weights, "parser.label_pairs.bias"),
        "own": array(weights, "parser.label_own.weight").T,
        "own.bias": array(weights, "parser.label_own.bias"),
        **lstm_arrays(weights, "parser.context"),
    }


def entity_arrays(weights: Weights) -> Arrays:
    """Return the chain, with its moves that make no entity forbidden."""
    moves = array(weights, "entities.moves").copy()
    start, end = array(weights, "entities.start").copy(), array(weights, "entities.end").copy()
    for first, tag in enumerate(ENTITY_TAGS):
        opened = tag[0] in "BI"
        start[first] = FORBIDDEN if tag[0] in "IL" else start[first]
        end[first] = FORBIDDEN if opened else end[first]
        for second, following in enumerate(ENTITY_TAGS):
            goes_on = following[0] in "IL"
            if opened != goes_on or (opened and tag[2:] != following[2:]):
                moves[first, second] = FORBIDDEN
    weight = array(weights, "entities.down.weight").T
    bias = array(weights, "entities.down.bias") + array(weights, "entities.corpus.weight")[0]
    # the network reads local vectors, then context; the encoder writes context, then local
    local = weight.shape[0] - 2 * weights["trunk.context.forwards.weight_hh_l0"].shape[1]
    return {
        "down": np.concatenate([weight[local:], weight[:local]]),
        "down.bias": bias,
        **heads_arrays(weights, "entities.scores"),
        "start": start,
        "moves": moves,
        "end": end,
    }


def kept_trees(labels: Labels, trees: EditTrees, strings: StringStore) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the edit trees that labels need, with their strings, and the tree of each label."""
    kept: list[dict[str, Any]] = []
    places: dict[int, int] = {}

    def keep(number: int) -> int:
        if number not in places:
            tree = dict(trees[number])
            for part in ("prefix_tree", "suffix_tree"):
                if part in tree and tree[part] < len(trees):
                    tree[part] = keep(tree[part])
            tree |= {part: strings[tree[part]] if tree[part] else "" for part in ("orig", "subst") if part in tree}
            places[number] = len(kept)
            kept.append(tree)
        return places[number]

    rows = [keep(number) for number in labels.trees]
    return kept, rows


def subword_vectors(folder: Path) -> Vectors:
    """Return the vectors of a saved vocabulary, without its words."""
    settings = srsly.read_json(folder / "vectors.cfg")
    return Vectors(data=np.load(folder / "vectors"), name="it_newsnlp_vectors", **settings)


def build(trained: Path, vectors: Path, lemmas: Path | None) -> Language:
    """Return the pipeline of the weights in the folder `trained`.

    Args:
        trained: folder that train.py wrote.
        vectors: a saved pipeline with the subword vectors.
        lemmas: the table that lemma_table.py wrote, none for the statistical lemmatizer alone.
    """
    saved = torch.load(trained / "network.pt")
    weights, sizes = saved["weights"], saved["sizes"]
    labels = Labels(**json.loads((trained / "labels.json").read_text(encoding="utf8")))
    strings = StringStore().from_disk(trained / "strings.json")
    trees, rows = kept_trees(labels, EditTrees(strings).from_bytes((trained / "trees.bin").read_bytes()), strings)
    nlp = spacy.blank("it")
    nlp.batch_size = 32
    nlp.vocab.vectors = subword_vectors(vectors / "vocab")
    adapt_tokenizer(nlp, **tokenizer_data())
    lexicon = asdict(load_lexicon(trained))
    parts = {
        "encoder": (encoder_arrays(weights, sizes["layers"]), {"lexicon": lexicon}),
        "tagger": (
            heads_arrays(weights, "tag", "morph"),
            {"labels": labels.tags, "morphs": labels.morphs, "pos": labels.pos},
        ),
        "lemmatizer": (heads_arrays(weights, "tree"), {"trees": trees, "rows": rows}),
        "parser": (parser_arrays(weights), {"labels": labels.deps}),
        "ner": (entity_arrays(weights), {"labels": list(TYPES_OF_NAMES), "tags": list(ENTITY_TAGS)}),
    }
    for name, (arrays, settings) in parts.items():
        nlp.add_pipe(f"newsnlp_{name}", name=name).load(arrays, settings)  # type: ignore[attr-defined]
    if lemmas is not None:
        table = nlp.add_pipe("newsnlp_lemma_table", name="lemma_table", after="lemmatizer")
        table.from_disk(lemmas)  # type: ignore[attr-defined]
    nlp.add_pipe("newsnlp_finite_forms", name="finite_forms", after="parser")
    nlp.add_pipe("newsnlp_objects", name="objects", after="finite_forms")
    return nlp


def scores(nlp: Language, corpora: Path) -> dict[str, dict[str, float]]:
    """Return the scores on the development files, by file."""
    result = {"isdt": score_treebank(nlp, corpora / FILES_TREEBANK)}
    for name, file in FILES_ENTITIES.items():
        result[name] = score_entities(nlp, corpora / file)
    return {name: {key: round(value, 4) for key, value in found.items()} for name, found in result.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that train.py wrote")
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("lemmas", type=Path, help="table that lemma_table.py wrote")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("meta", type=Path, help="JSON with name, version, licence and sources")
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    nlp = build(args.trained, args.vectors, args.lemmas)
    nlp.meta.update(srsly.read_json(args.meta))
    # before any text is read: its words would stand in the vocabulary
    nlp.to_disk(args.output)
    found = scores(spacy.load(args.output), args.corpora)
    srsly.write_json(args.output / "meta.json", {**nlp.meta, "performance": found})
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
