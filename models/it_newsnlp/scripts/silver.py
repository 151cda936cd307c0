"""Label raw articles with a trained pipeline, as silver for a second round of training of entities.

A name of an article has one type there, the one it is given most often (one sense per discourse, Gale et al. 1992), and
a name of several words that was missed elsewhere in the article is filled in: what is plain in one sentence teaches the
other one. Source: self-training, Scudder 1965; its use for tagging, McClosky et al. 2006.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from entity_files import excluded_text, is_in
from export import build
from newsnlp.annotate.scoring import read_iob2

# Words taken of each source of raw documents, and the longest piece that is read as one document.
RAW_WORDS = {"europarl_it_1996_2001": 700_000, "dice_gazzetta_di_modena": 700_000}
LONGEST = 20_000
WIKINEURAL = ("wikineural_it_val.conllu", "wikineural_it_test.conllu")


def pieces(text: str) -> Iterator[str]:
    """Yield a document in parts of some LONGEST characters that end with a paragraph."""
    part: list[str] = []
    for line in text.split("\n"):
        part.append(line)
        if sum(map(len, part)) > LONGEST:
            yield "\n".join(part)
            part = []
    if part:
        yield "\n".join(part)


def raw_texts(folder: Path, draw: random.Random) -> Iterator[str]:
    """Yield documents of the raw corpora in random order until there are words enough."""
    for name, enough in RAW_WORDS.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf8") as lines:
            texts = [part for line in lines for part in pieces(json.loads(line)["text"])]
        draw.shuffle(texts)
        count = 0
        for text in texts:
            if count >= enough:
                break
            count += text.count(" ")
            yield text


def settle(doc: Doc) -> None:
    """Give each name of the document the type that it has most often, and find it where it was missed."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        types[ent.text][ent.label_] += 1
    settled = {name: max(found, key=lambda label: (found[label], label)) for name, found in types.items()}
    spans = [Span(doc, ent.start, ent.end, settled[ent.text]) for ent in doc.ents]
    matcher = PhraseMatcher(doc.vocab)
    for ent in doc.ents:
        if len(ent) > 1 and ent.text not in matcher:
            matcher.add(ent.text, [ent.as_doc()])
    found = [Span(doc, start, end, settled[doc.vocab.strings[key]]) for key, start, end in matcher(doc)]
    taken = {token.i for span in spans for token in span}
    spans += [span for span in found if not taken & set(range(span.start, span.end))]
    doc.ents = filter_spans(spans)


def sentences(doc: Doc) -> Iterator[tuple[list[str], list[str]]]:
    """Yield words and IOB2 tags of the sentences."""
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if 3 < len(tokens) < 120:
            tags = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in tokens]
            yield [token.text for token in tokens], tags


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that train.py wrote")
    parser.add_argument("vectors", type=Path, help="a saved pipeline with subword vectors")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path, help="IOB2 file")
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out")
    args = parser.parse_args()
    nlp = build(args.trained, args.vectors, None)
    nlp.disable_pipes("tagger", "lemmatizer", "parser")
    left_out = excluded_text(args.exclude, args.corpora / "ner" / "kind_WN_dev.tsv")
    kept: list[tuple[list[str], list[str]]] = []
    for doc in nlp.pipe(raw_texts(args.corpora / "raw", random.Random(0))):
        settle(doc)
        kept += sentences(doc)
    given = (words for name in WIKINEURAL for words, _ in read_iob2(args.corpora / "ner" / name))
    for doc in nlp.pipe(Doc(nlp.vocab, words=words) for words in given):
        kept += sentences(doc)
    with args.output.open("w", encoding="utf8") as out:
        for words, tags in kept:
            if not is_in(left_out, words):
                out.writelines(f"{word}\t{tag}\n" for word, tag in zip(words, tags, strict=True))
                out.write("\n")


if __name__ == "__main__":
    main()
