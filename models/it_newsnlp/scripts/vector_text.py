"""Write the plain text that the subword vectors are trained on: one tokenised line per paragraph.

News counts more than debates: each source is repeated as often as ``REPEATS`` says, and software documentation
is left out.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

import spacy

# How often each source is written. Debates are plentiful and formal; local crime news and the
# annotated files are the register that the pipeline reads.
REPEATS = {
    "raw/europarl_it_1996_2001.jsonl.xz": 1,
    "raw/dice_gazzetta_di_modena.jsonl.xz": 2,
    "raw/squad_it_test_contexts.jsonl.xz": 1,
    "raw/blog_pratosmart.jsonl.xz": 1,
    "raw/blog_missotter.jsonl.xz": 1,
    "raw/blog_futbolismo.jsonl.xz": 1,
    "ner/kind_WN_train.tsv": 4,
    "ner/kind_FIC_train.tsv": 2,
    "ner/kind_ADG_train.tsv": 2,
    "ner/wikineural_it_val.conllu": 2,
    "ner/wikineural_it_test.conllu": 2,
    "ud/it_isdt-train.conllu": 3,
    "ud/it_parlamint-train.conllu": 1,
    "ud/it_postwita-train.conllu": 1,
}
STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a raw JSONL file, or the sentences of a column file."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                yield from (part for part in json.loads(line)["text"].split("\n") if part.strip())
    elif path.name.startswith("it_"):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")
    else:
        yield from column_sentences(path)


def column_sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of an IOB2 file, tokens joined by spaces."""
    column = 1 if path.suffix == ".conllu" else 0
    words: list[str] = []
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip():
            words.append(line.split("\t")[column])
        elif words:
            yield " ".join(words)
            words = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="paragraphs per source, for the smoke run")
    args = parser.parse_args()
    tokenizer = spacy.blank("it").tokenizer
    args.output.parent.mkdir(parents=True, exist_ok=True)
    with args.output.open("w", encoding="utf8") as out:
        for name, repeats in REPEATS.items():
            lines = []
            for number, text in enumerate(paragraphs(args.corpora / name)):
                if args.limit and number >= args.limit:
                    break
                tokens = [t.text for t in tokenizer(text.translate(STRAIGHTEN)) if not t.is_space]
                lines.append(" ".join(tokens))
            for _ in range(repeats):
                out.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
