"""Convert KIND and WikiNEuRal to spaCy's training format, without the sentences of the evaluation articles."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from newsnlp.annotate.scoring import Sentence, read_iob2, to_doc

# Wikinews is the target register, so it is seen twice; WikiNEuRal is silver.
TRAIN = {
    "kind_WN_train.tsv": 2,
    "kind_FIC_train.tsv": 1,
    "kind_ADG_train.tsv": 1,
    "wikineural_it_val.conllu": 1,
    "wikineural_it_test.conllu": 1,
}
SENTENCES_PER_DOC = 4


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def documents(vocab: Vocab, path: Path, excluded: str) -> Iterator[Doc]:
    """Yield the documents of a file; a sentence whose letters stand in `excluded` is left out."""
    batch: list[Sentence] = []
    for words, tags in read_iob2(path):
        key = letters("".join(words))
        if len(key) >= 12 and key in excluded:
            continue
        batch.append((words, tags))
        if len(batch) == SENTENCES_PER_DOC:
            yield to_doc(vocab, batch)
            batch = []
    if batch:
        yield to_doc(vocab, batch)


def excluded_text(gold: Path | None, dev: Path) -> str:
    """Return the letters of all articles and dev sentences that must not be trained on."""
    texts = [json.loads(line)["text"] for line in gold.open(encoding="utf8")] if gold else []
    texts += ["".join(words) for words, _ in read_iob2(dev)]
    return "\n".join(letters(text) for text in texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ner/*")
    parser.add_argument("output", type=Path)
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("it").vocab
    folder = args.corpora / "ner"
    excluded = excluded_text(args.exclude, folder / "kind_WN_dev.tsv")
    train = [d for name, times in TRAIN.items() for d in times * list(documents(vocab, folder / name, excluded))]
    DocBin(docs=train).to_disk(args.output / "train.spacy")
    DocBin(docs=documents(vocab, folder / "kind_WN_dev.tsv", "")).to_disk(args.output / "dev.spacy")


if __name__ == "__main__":
    main()
