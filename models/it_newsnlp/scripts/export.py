"""Turn trained weights into the pipeline that is shipped, with its scores: what PyTorch trained, NumPy runs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
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

from network import with_lists
from newsnlp.annotation import factories as annotations  # noqa: F401 - registers the table of lemmas
from newsnlp.annotation.scoring import score_entities, score_treebank
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data
from newsnlp.neural import factories  # noqa: F401 - registers the network
from newsnlp.neural.features import Lexicon
from newsnlp.neural.shapes import fingerprint
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


def trunk_arrays(weights: Weights, layers: int, prefix: str) -> Arrays:
    """Return what a trunk has for itself: all but the rows of words, which training does not change."""
    words = "trunk.words."
    arrays = {
        "letters": array(weights, words + "letter.weight"),
        "filters3": filters(weights, words + "three.weight"),
        "filters3.bias": array(weights, words + "three.bias"),
        "filters5": filters(weights, words + "five.weight"),
        "filters5.bias": array(weights, words + "five.bias"),
        "mix": array(weights, words + "mix.weight").T,
        "mix.bias": array(weights, words + "mix.bias"),
        "norm.gain": array(weights, "trunk.norm.weight"),
        "norm.shift": array(weights, "trunk.norm.bias"),
    }
    for number in range(layers):
        name = f"trunk.local.{number}."
        arrays[f"layer{number}"] = array(weights, name + "gates.weight").T
        arrays[f"layer{number}.bias"] = array(weights, name + "gates.bias")
        arrays[f"layer{number}.gain"] = array(weights, name + "norm.weight")
        arrays[f"layer{number}.shift"] = array(weights, name + "norm.bias")
    return {prefix + name: value for name, value in (arrays | lstm_arrays(weights, "trunk.context")).items()}


def encoder_arrays(grammar: Weights, entities: Weights, lexicon: Lexicon, layers: int) -> Arrays:
    return {
        "words": array(grammar, "trunk.words.word.weight"),
        "lists.keys": lexicon.lists.keys,
        "lists.masks": lexicon.lists.masks,
        **trunk_arrays(grammar, layers, ""),
        "sents": array(grammar, "sents.weight").T,
        "sents.bias": array(grammar, "sents.bias"),
        **trunk_arrays(entities, layers, "names."),
        "names.down": array(entities, "entities.down.weight").T,
        # the pipeline reads every text as Wikinews
        "names.down.bias": array(entities, "entities.down.bias") + array(entities, "entities.corpus.weight")[0],
        "names.memory": array(entities, "entities.memory.weight").T,
        "names.topic": array(entities, "entities.topic.weight").T,
    }


def heads_arrays(weights: Weights, *names: str) -> Arrays:
    return {
        "weight": np.concatenate([array(weights, f"{name}.weight").T for name in names], axis=1),
        "bias": np.concatenate([array(weights, f"{name}.bias") for name in names]),
    }


def parser_arrays(weights: Weights, *, lstms: bool = True) -> Arrays:
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
        **(lstm_arrays(weights, "parser.context") if lstms else {}),
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
    return {**heads_arrays(weights, "entities.scores"), "start": start, "moves": moves, "end": end}


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


def load_weights(folder: Path) -> tuple[Weights, int]:
    """Return weights, and how many layers the trunk has."""
    saved = torch.load(folder / "network.pt")
    return saved["weights"], saved["sizes"]["layers"]


def fitted(grammar: Weights, entities: Weights) -> Weights:
    """Return the weights for grammar, with noughts for lists that are known to entities alone.

    Stops where the two networks do not share the rows of words, as those of one pretrained trunk do.
    """
    rows, mix = "trunk.words.word.weight", "trunk.words.mix.weight"
    if not torch.equal(grammar[rows], entities[rows]):
        sys.exit("grammar and entities have different rows of words; train both from one trunk")
    known = grammar[mix]
    new = known.new_zeros(len(known), entities[mix].shape[1] - known.shape[1])
    return {**grammar, mix: with_lists(known, new)}


def build(grammar_folder: Path, entities_folder: Path, vectors: Path, lemmas: Path | None) -> Language:
    """Return the pipeline of two trained networks.

    Args:
        grammar_folder: what train.py wrote for grammar.
        entities_folder: what train.py wrote for entities.
        vectors: a saved pipeline with the subword vectors.
        lemmas: the table that lemma_table.py wrote, none for the statistical lemmatizer alone.
    """
    grammar, layers = load_weights(grammar_folder)
    entities, _ = load_weights(entities_folder)
    weights, lexicon = fitted(grammar, entities), load_lexicon(entities_folder)
    labels = Labels(**json.loads((grammar_folder / "labels.json").read_text(encoding="utf8")))
    strings = StringStore().from_disk(grammar_folder / "strings.json")
    trees, rows = kept_trees(
        labels, EditTrees(strings).from_bytes((grammar_folder / "trees.bin").read_bytes()), strings
    )
    nlp = spacy.blank("it")
    nlp.batch_size = 32
    nlp.vocab.vectors = subword_vectors(vectors / "vocab")
    adapt_tokenizer(nlp, **tokenizer_data())
    read = {"words": lexicon.words, "letters": lexicon.letters, "list_count": lexicon.lists.count}
    parts = {
        "encoder": (
            encoder_arrays(weights, entities, lexicon, layers),
            {"lexicon": read, "vectors": fingerprint(nlp.vocab.vectors)},
        ),
        "tagger": (
            heads_arrays(weights, "tag", "morph"),
            {"labels": labels.tags, "morphs": labels.morphs, "pos": labels.pos},
        ),
        "lemmatizer": (heads_arrays(weights, "tree"), {"trees": trees, "rows": rows}),
        "parser": (parser_arrays(weights), {"labels": labels.deps}),
        "ner": (entity_arrays(entities), {"labels": list(TYPES_OF_NAMES), "tags": list(ENTITY_TAGS)}),
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
        result[f"{name}_alone"] = score_entities(nlp, corpora / file, together=1)
    return {name: {key: round(value, 4) for key, value in found.items()} for name, found in result.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("grammar", type=Path, help="folder that train.py wrote for grammar")
    parser.add_argument("entities", type=Path, help="folder that train.py wrote for entities")
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("lemmas", type=Path, help="table that lemma_table.py wrote")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("meta", type=Path, help="JSON with name, version, licence and sources")
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    nlp = build(args.grammar, args.entities, args.vectors, args.lemmas)
    nlp.meta.update(srsly.read_json(args.meta))
    # before any text is read: its words would stand in the vocabulary
    nlp.to_disk(args.output)
    found = scores(spacy.load(args.output), args.corpora)
    srsly.write_json(args.output / "meta.json", {**nlp.meta, "performance": found})
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
