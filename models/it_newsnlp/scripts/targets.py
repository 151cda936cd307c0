"""What the network is to learn: treebanks and entity corpora as numbers, with the names of the labels."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import numpy as np
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.training import iob_to_biluo

from entity_files import excluded_text, is_in
from newsnlp.annotation.scoring import SENTENCES_PER_DOCUMENT, Sentence, read_iob2
from newsnlp.neural.features import plain
from spellings import VARIANTS
from treebanks import documents
from words import Text, Types

# Treebank -> sentences put together to one document. Only ISDT and ParlaMint end sentences as newsnlp does.
TREEBANKS = {
    "it_isdt-train": 8,
    "it_parlamint-train": 4,
    "it_vit-dev": 1,
    "it_pud": 1,
    "it_markit-train": 1,
    "it_postwita-train": 1,
    "it_twittiro-train": 1,
}
# Tags, morphology and lemmas differ between treebanks in what cannot be told from the text.
WITH_TAGS = frozenset({"it_isdt-train", "it_parlamint-train", "it_vit-dev"})
# VIT has forms of the subjunctive ("sia") as indicative, and abbreviations and ordinals without number.
WITH_MORPHS = frozenset({"it_isdt-train", "it_parlamint-train"})
WITH_SENTENCES = frozenset({"it_isdt-train", "it_parlamint-train"})
# How often a treebank is seen, against once.
TREEBANK_SHARES = {"it_markit-train": 0.5, "it_postwita-train": 0.2, "it_twittiro-train": 0.2}
ENTITY_FILES = {
    "wikinews": ("kind_WN_train.tsv",),
    "fiction": ("kind_FIC_train.tsv",),
    "de_gasperi": ("kind_ADG_train.tsv",),
    "wikineural": ("wikineural_it_val.conllu", "wikineural_it_test.conllu"),
}
# Wikinews is the register of the articles that newsnlp reads; WikiNEuRal is silver.
ENTITY_SHARES = {"wikinews": 4.0, "fiction": 0.6, "de_gasperi": 0.6, "wikineural": 0.5}
# Texts that a pipeline labelled; the network takes them for Wikinews.
SILVER_SHARE = 0.35
# Sentences put together to one document, in turn: the network is to read headlines and whole articles.
ENTITY_SENTENCES = (2, 6, 16, 30)
# Its sentences are each from another article.
APART = "wikineural"
FEWEST_TREES = 3
RAREST_DEP = 20
IGNORED = -100
TYPES_OF_NAMES = ("PER", "LOC", "ORG")
ENTITY_TAGS = ("O", *(f"{place}-{label}" for label in TYPES_OF_NAMES for place in "BILU"))


@dataclass
class Labels:
    """Names of what the heads tell apart, in the order of their rows."""

    morphs: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    trees: list[int] = field(default_factory=list)


@dataclass
class GrammarText(Text):
    """A document of a treebank; heads are places in the document, the root is its own head."""

    corpus: int = 0
    heads: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    deps: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    morphs: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    tags: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    trees: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    begins: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    variants: list[np.ndarray] = field(default_factory=list)


@dataclass
class EntityText(Text):
    """Sentences with the numbers of their entity tags."""

    corpus: int = 0
    tags: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    variants: list[np.ndarray] = field(default_factory=list)


def in_documents(sentences: Sequence[Sentence], sizes: Sequence[int]) -> Iterator[Sequence[Sentence]]:
    """Yield the sentences in documents of so many of them, in turn."""
    at = 0
    for size in cycle(sizes):
        if at >= len(sentences):
            return
        yield sentences[at : at + size]
        at += size


def numbers_of(types: Types, words: Sequence[str]) -> np.ndarray:
    return np.array(types.numbers([plain(word, word.lower()) for word in words]), dtype=np.int32)


def variants_of(types: Types, words: list[str]) -> list[np.ndarray]:
    """Return the words in each of the spellings of VARIANTS."""
    return [numbers_of(types, change(words)) for _, change in VARIANTS]


def draw_variant(text: GrammarText | EntityText, draw: random.Random) -> np.ndarray:
    """Return the words of a text, rarely in another spelling."""
    value = draw.random()
    for (share, _), variant in zip(VARIANTS, text.variants, strict=True):
        if value < share:
            return variant
        value -= share
    return text.numbers


def lemma_pair(form: str, lemma: str, pos: str) -> tuple[str, str]:
    """Return form and lemma as trees are made from: names as they are, other words in small letters."""
    return (form, lemma) if pos == "PROPN" else (form.lower(), lemma.lower())


class Grammar:
    """The treebanks as numbers."""

    def __init__(self, ud: Path, types: Types, treebanks: Sequence[str]) -> None:
        docs = {name: documents(ud / f"{name}.conllu", TREEBANKS[name]) for name in treebanks}
        self.names = list(docs)
        self.strings = StringStore()
        self.trees = EditTrees(self.strings)
        self.labels = Labels()
        self._name_labels(docs)
        self.texts = [
            self._text(doc, number, name, types) for number, (name, found) in enumerate(docs.items()) for doc in found
        ]
        dev = documents(ud / "it_isdt-dev.conllu", 8)
        self.dev = [self._text(doc, 0, "it_isdt-train", types) for doc in dev]

    def _name_labels(self, docs: dict[str, list[Doc]]) -> None:
        morphs: Counter[tuple[str, str]] = Counter()
        tags: Counter[str] = Counter()
        trees: Counter[int] = Counter()
        deps: Counter[str] = Counter()
        for name, token in ((name, token) for name, found in docs.items() for doc in found for token in doc):
            deps[token.dep_] += 1
            if name in WITH_MORPHS:
                morphs[str(token.morph), token.pos_] += 1
            if name in WITH_TAGS:
                tags[token.tag_] += 1
                trees[self.trees.add(*lemma_pair(token.text, token.lemma_, token.pos_))] += 1
        known = sorted(morphs)
        self.labels = Labels(
            morphs=[morph for morph, _ in known],
            pos=[pos for _, pos in known],
            tags=sorted(tags),
            deps=sorted({"dep", *(dep for dep, count in deps.items() if count >= RAREST_DEP)}),
            trees=sorted(tree for tree, count in trees.items() if count >= FEWEST_TREES),
        )
        self._morph = {pair: row for row, pair in enumerate(known)}
        self._tag = {tag: row for row, tag in enumerate(self.labels.tags)}
        self._tree = {tree: row for row, tree in enumerate(self.labels.trees)}
        self._dep = {dep: row for row, dep in enumerate(self.labels.deps)}

    def _dep_row(self, dep: str) -> int:
        return self._dep.get(dep, self._dep.get(dep.split(":")[0], self._dep["dep"]))

    def _text(self, doc: Doc, corpus: int, name: str, types: Types) -> GrammarText:
        words = [token.text for token in doc]
        count = len(doc)
        ignored = np.full(count, IGNORED)
        morphs, tags, trees = ignored, ignored, ignored
        if name in WITH_MORPHS:
            morphs = np.array([self._morph.get((str(t.morph), t.pos_), IGNORED) for t in doc])
        if name in WITH_TAGS:
            tags = np.array([self._tag.get(t.tag_, IGNORED) for t in doc])
            pairs = [lemma_pair(t.text, t.lemma_, t.pos_) for t in doc]
            trees = np.array([self._tree.get(self.trees.add(*pair), IGNORED) for pair in pairs])
        begins = ignored
        if name in WITH_SENTENCES:
            begins = np.array([IGNORED, *(int(bool(token.is_sent_start)) for token in doc[1:])])
        return GrammarText(
            numbers=numbers_of(types, words),
            starts=[sent.start for sent in doc.sents],
            corpus=corpus,
            heads=np.array([token.head.i for token in doc]),
            deps=np.array([self._dep_row(token.dep_) for token in doc]),
            morphs=morphs,
            tags=tags,
            trees=trees,
            begins=begins,
            variants=variants_of(types, words),
        )

    def shares(self) -> list[float]:
        """Return how often each document is seen, against once."""
        return [TREEBANK_SHARES.get(self.names[text.corpus], 1.0) for text in self.texts]


class EntityCorpora:
    """The entity corpora as numbers, without the sentences of the evaluation articles and of the dev file."""

    def __init__(self, folder: Path, excluded: Path | None, types: Types, silver: Path | None = None) -> None:
        self.names = list(ENTITY_FILES)
        left_out = excluded_text(excluded, folder / "kind_WN_dev.tsv")
        self.texts: list[EntityText] = []
        for corpus, files in enumerate(ENTITY_FILES.values()):
            for file in files:
                kept = [s for s in read_iob2(folder / file) if not is_in(left_out, s[0])]
                sizes = (1,) if self.names[corpus] == APART else ENTITY_SENTENCES
                self.texts += self._texts(kept, corpus, types, sizes)
        self.gold = len(self.texts)
        if silver is not None:
            self.texts += self._texts(list(read_iob2(silver)), 0, types, ENTITY_SENTENCES)
        dev = list(read_iob2(folder / "kind_WN_dev.tsv"))
        self.dev = self._texts(dev, 0, types, (1,))
        self.dev_text = self._texts(dev, 0, types, (SENTENCES_PER_DOCUMENT,))

    def _texts(self, sentences: list[Sentence], corpus: int, types: Types, sizes: Sequence[int]) -> list[EntityText]:
        """Return the sentences in documents of so many of them, in turn."""
        return [self._text(group, corpus, types) for group in in_documents(sentences, sizes)]

    def _text(self, sentences: Sequence[Sentence], corpus: int, types: Types) -> EntityText:
        words = [word for found, _ in sentences for word in found]
        tags = [ENTITY_TAGS.index(tag) for _, found in sentences for tag in iob_to_biluo(found)]
        starts = np.cumsum([0, *(len(found) for found, _ in sentences[:-1])])
        return EntityText(
            numbers=numbers_of(types, words),
            starts=starts.tolist(),
            corpus=corpus,
            tags=np.array(tags),
            variants=variants_of(types, words),
        )

    def shares(self) -> list[float]:
        """Return how often each document is seen, against once."""
        gold = [ENTITY_SHARES[self.names[text.corpus]] for text in self.texts[: self.gold]]
        return gold + [SILVER_SHARE] * (len(self.texts) - self.gold)


def spans_of(tags: Iterable[int]) -> set[tuple[str, int, int]]:
    """Return (label, first, last) of the entities in numbers of ENTITY_TAGS; a broken one still counts."""
    spans: set[tuple[str, int, int]] = set()
    start, label = 0, ""
    for place, number in enumerate([*tags, 0]):
        part, _, found = ENTITY_TAGS[number].partition("-")
        if label and (part in "OBU" or found != label):
            spans.add((label, start, place - 1))
            label = ""
        if found and not label:
            start, label = place, found
        if label and part in "LU":
            spans.add((label, start, place))
            label = ""
    return spans


def save_labels(grammar: Grammar, folder: Path) -> None:
    """Write the labels and edit trees for the heads of the pipeline."""
    (folder / "labels.json").write_text(json.dumps(grammar.labels.__dict__, ensure_ascii=False), encoding="utf8")
    (folder / "trees.bin").write_bytes(grammar.trees.to_bytes())
    grammar.strings.to_disk(folder / "strings.json")
