"""Put the trained parts together to the pipeline that is shipped, score it, and write its model card."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
import srsly
from spacy.language import Language

from functions import *  # noqa: F403 - registers the callbacks that the saved configs name
from newsnlp.annotate.scoring import score_entities, score_treebank
from newsnlp.annotate.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

FILES_TREEBANK = "ud/it_isdt-dev.conllu"
FILES_ENTITIES = {
    "wikinews": "ner/kind_WN_dev.tsv",
    "fiction": "ner/kind_FIC_dev.tsv",
    "de_gasperi": "ner/kind_ADG_dev.tsv",
}


def assemble(parser: Path, ner: Path) -> Language:
    """Return one pipeline of both trainings; they share tokeniser and vectors."""
    nlp = spacy.load(parser)
    nlp.add_pipe("ner", source=spacy.load(ner))
    # abbreviations and names may have been added to the tables since the training
    adapt_tokenizer(nlp, **tokenizer_data())
    # the training callbacks have done their work: the saved tokeniser carries its exceptions
    nlp.config["initialize"]["before_init"] = None
    nlp.config["corpora"] = {}
    return nlp


def scores(nlp: Language, corpora: Path) -> dict[str, dict[str, float]]:
    """Return the scores on the development files, by file."""
    result = {"isdt": score_treebank(nlp, corpora / FILES_TREEBANK)}
    for name, file in FILES_ENTITIES.items():
        result[name] = score_entities(nlp, corpora / file)
    return {name: {key: round(value, 4) for key, value in found.items()} for name, found in result.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parser", type=Path)
    parser.add_argument("ner", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("meta", type=Path, help="JSON with name, version, licence and sources")
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    nlp = assemble(args.parser, args.ner)
    found = scores(nlp, args.corpora)
    nlp.meta.update(srsly.read_json(args.meta))
    nlp.meta["performance"] = found
    nlp.to_disk(args.output)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
