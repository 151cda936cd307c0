"""Convert KIND and WikiNEuRal to spaCy's training format, without the sentences of the evaluation articles."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import iob_to_biluo
from spacy.training.iob_utils import tags_to_entities
from spacy.vocab import Vocab

Sentence = tuple[list[str], list[str]]
# Wikinews is the target register, so it is seen twice; WikiNEuRal is silver.
TRAIN = {
    "kind_WN_train.tsv": 2,
    "kind_FIC_train.tsv": 1,
    "kind_ADG_train.tsv": 1,
    "wikineural_it_val.conllu": 1,
    "wikineural_it_test.conllu": 1,
}
SENTENCES_PER_DOC = 4
_NO_SPACE_BEFORE = set(",.;:!?)]»”%…") | {"..."}
_NO_SPACE_AFTER = set("([«“")


def read_iob2(path: Path) -> Iterator[Sentence]:
    """Yield (words, tags) of each sentence; labels other than PER, ORG, LOC become O."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line.strip():
            *_, word, tag = line.split("\t")
            words.append(word)
            tags.append("O" if tag.endswith("-MISC") else tag)
        elif words:
            yield words, tags
            words, tags = [], []


def spaces(words: list[str]) -> list[bool]:
    """Return whether a space follows each word, as Italian is printed."""
    result = []
    in_quotes = False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word == '"':
            in_quotes = not in_quotes
        opened = word in _NO_SPACE_AFTER or (word == '"' and in_quotes)
        elided = word[-1] in "'’" and len(word) > 1 and word.lower() not in {"po'", "po’"}
        closes = following in _NO_SPACE_BEFORE or (following == '"' and in_quotes)
        result.append(not (opened or elided or closes))
    return result


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Return one document of several sentences with its entities."""
    words = [w for sentence, _ in sentences for w in sentence]
    tags = [t for _, sentence_tags in sentences for t in sentence_tags]
    gaps = [g for sentence, _ in sentences for g in [*spaces(sentence)[:-1], True]]
    doc = Doc(vocab, words=words, spaces=gaps)
    doc.ents = [doc.char_span(*span_chars(doc, start, end), label=label) for label, start, end in entities(tags)]
    return doc


def entities(tags: list[str]) -> list[tuple[str, int, int]]:
    """Return (label, first token, last token) of IOB2 tags."""
    return [(label, start, end) for label, start, end in tags_to_entities(iob_to_biluo(tags))]


def span_chars(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return doc[first].idx, doc[last].idx + len(doc[last])


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
