"""Label raw texts with an ensemble of teachers, as silver that the shipped network learns entities from.

The teachers, trained for entities alone, differ in their random start; the means of their scores decide. Source:
distillation, Hinton et al. 2015; self-training, Scudder 1965.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor

from entity_files import excluded_text, is_in
from network import Batch, Network, Sizes
from newsnlp.annotation.scoring import SENTENCES_PER_DOCUMENT, read_iob2
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data
from pretrain import load_lexicon
from targets import ENTITY_TAGS, EntityText, in_documents, numbers_of
from treebanks import documents
from words import Types

# Words taken of each source of raw documents.
RAW_WORDS = {
    "dice_gazzetta_di_modena": 350_000,
    "europarl_it_1996_2001": 200_000,
    "squad_it_test_contexts": 400_000,
    "blog_futbolismo": 400_000,
    "blog_pratosmart": 200_000,
    "blog_missotter": 200_000,
}
TREEBANKS = ("it_isdt-train", "it_vit-dev", "it_pud", "it_parlamint-train")
WIKINEURAL = ("wikineural_it_val.conllu", "wikineural_it_test.conllu")
BATCH_WORDS = 8_000
SHORTEST, LONGEST = 4, 120
Words = list[str]


def raw_texts(folder: Path, draw: random.Random) -> Iterator[str]:
    """Yield documents of the raw corpora in random order until there are words enough."""
    for name, enough in RAW_WORDS.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        draw.shuffle(texts)
        count = 0
        for text in texts:
            # a sitting of parliament is long: its beginning is enough
            part = text[:40_000]
            count += part.count(" ")
            yield part
            if count >= enough:
                break


def tokeniser() -> Language:
    """Return newsnlp's tokeniser, with sentences by their punctuation."""
    nlp = spacy.blank("it")
    adapt_tokenizer(nlp, **tokenizer_data())
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**7
    return nlp


def sentences_of(doc: Doc) -> list[Words]:
    """Return the sentences of a text, lines apart."""
    found: list[Words] = []
    for sent in doc.sents:
        found.append([])
        for token in sent:
            if token.is_space and "\n" in token.text:
                found.append([])
            elif not token.is_space:
                found[-1].append(token.text)
    return [words for words in found if SHORTEST <= len(words) <= LONGEST]


def texts(corpora: Path, draw: random.Random) -> Iterator[Sequence[Words]]:
    """Yield documents, each as its sentences."""
    nlp = tokeniser()
    for doc in nlp.pipe(re.sub(r"[ \t]+", " ", text) for text in raw_texts(corpora / "raw", draw)):
        yield from in_documents(sentences_of(doc), (SENTENCES_PER_DOCUMENT,))
    for name in TREEBANKS:
        found = [
            [t.text for t in sent] for doc in documents(corpora / "ud" / f"{name}.conllu", 8) for sent in doc.sents
        ]
        yield from in_documents(found, (SENTENCES_PER_DOCUMENT,))
    for name in WIKINEURAL:
        # its sentences are each from another article
        yield from ([words] for words, _ in read_iob2(corpora / "ner" / name))


class Teachers:
    """Networks that tag together."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.networks = [_network(folder) for folder in folders]
        # the chain of the first, with the means of all
        self.chain = _network(folders[0]).entities
        for name in ("moves", "start", "end"):
            mean = torch.stack([getattr(network.entities, name).data for network in self.networks]).mean(0)
            getattr(self.chain, name).data.copy_(mean)

    @torch.no_grad()
    def tags(self, batch: Batch) -> list[int]:
        """Return the numbers of the tags of a batch."""
        return self.chain.decode(sum(self._scores(network, batch) for network in self.networks), batch).tolist()

    def _scores(self, network: Network, batch: Batch) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return network.entities(*network.trunk(batch), batch) / len(self.networks)


def _network(folder: Path) -> Network:
    saved = torch.load(folder / "network.pt")
    network = Network(Sizes(**saved["sizes"]))
    network.load_state_dict(saved["weights"])
    return network.eval()


def batches(docs: Sequence[Sequence[Words]]) -> Iterator[Sequence[Sequence[Words]]]:
    """Yield some documents at a time, of BATCH_WORDS words together."""
    start = size = 0
    for place, doc in enumerate(docs):
        size += sum(map(len, doc))
        if size >= BATCH_WORDS or place + 1 == len(docs):
            yield docs[start : place + 1]
            start, size = place + 1, 0


def as_text(doc: Sequence[Words], types: Types) -> EntityText:
    starts = np.cumsum([0, *(len(words) for words in doc[:-1])]).tolist()
    return EntityText(numbers=numbers_of(types, [word for words in doc for word in words]), starts=starts)


def in_iob2(numbers: Sequence[int]) -> Iterator[str]:
    """Yield the IOB2 tag for each number of ENTITY_TAGS; what goes on without a beginning begins."""
    before = ""
    for number in numbers:
        part, _, label = ENTITY_TAGS[number].partition("-")
        goes_on = part in "IL" and label and before == label
        yield f"{'I' if goes_on else 'B'}-{label}" if label else "O"
        before = label if part in "BI" else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teachers", type=Path, nargs="+", help="folders that train.py wrote")
    parser.add_argument("--vectors", type=Path, required=True, help="a saved pipeline with subword vectors")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="IOB2 file")
    parser.add_argument("--exclude", type=Path, help="JSONL of articles whose sentences are left out")
    args = parser.parse_args()
    left_out = excluded_text(args.exclude, args.corpora / "ner" / "kind_WN_dev.tsv")
    docs = [[words for words in doc if not is_in(left_out, words)] for doc in texts(args.corpora, random.Random(0))]
    docs = [doc for doc in docs if doc]
    types = Types(load_lexicon(args.teachers[0]), spacy.load(args.vectors).vocab.vectors)
    together = list(batches(docs))
    numbered = [[as_text(doc, types) for doc in batch] for batch in together]
    types.freeze()
    teachers = Teachers(args.teachers)
    with args.output.open("w", encoding="utf8") as out:
        for some, batch in zip(together, numbered, strict=True):
            tags = in_iob2(teachers.tags(types.batch(batch)))
            for words in (words for doc in some for words in doc):
                out.writelines(f"{word}\t{next(tags)}\n" for word in words)
                out.write("\n")


if __name__ == "__main__":
    main()
