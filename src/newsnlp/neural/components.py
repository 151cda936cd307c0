"""The components of the shipped pipeline: encoder, tagger, lemmatizer, parser and entity recogniser.

The encoder leaves its vectors in `doc.tensor`, one row a token; the others read them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, NORM, ORTH, POS, SENT_START, TAG
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.ner import ner_score
from spacy.pipeline.tagger import tagger_score
from spacy.symbols import IDS, PROPN, SPACE
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from newsnlp.neural.docs import sentence_starts, whitespace, whitespace_heads, write
from newsnlp.neural.encoder import Encoder, Reader, spans
from newsnlp.neural.features import SHAPES, Floats, Ints, Lexicon, Lists, plain
from newsnlp.neural.layers import WORDS, Bools, blocks, gelu, pack
from newsnlp.neural.parser import SECOND, Biaffine
from newsnlp.neural.part import Part, Settings
from newsnlp.neural.shapes import OWN_VECTORS, check_vectors, encoder_shapes, parser_shapes
from newsnlp.neural.trees import best_tags
from newsnlp.neural.weights import Shape, single

# Lemmas of so many forms, each with its tree, are kept between documents.
MOST_KNOWN_LEMMAS = 12_000
TREES_TRIED = 6
# What stands for no tree in an edit tree of spaCy.
NO_TREE = 2**32 - 1
HEADS: Mapping[str, Shape] = {"weight": ("width", "scores"), "bias": ("scores",)}
WHITESPACE_TAG, WHITESPACE_LABEL = "_SP", "dep"


class EncoderPart(Part):
    """Leaves the vectors of tokens in `doc.tensor`, and says where sentences start."""

    encoder: Reader

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return encoder_shapes(self.arrays)

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell; the subword vectors are those of the vocabulary."""
        given = self.settings["lexicon"]
        if OWN_VECTORS not in self.arrays:
            check_vectors(self.vocab.vectors, self.settings.get("vectors"))
        return {
            # rows are counted from 1 for words and from 2 for letters: see `Lexicon`
            "words": max(given["words"].values(), default=0) + 1,
            "letters": max(given["letters"].values(), default=1) + 1,
            "lists": given["list_count"],
            "subword": self._vectors().shape[1],
            "shape": SHAPES,
        }

    def prepare(self) -> None:
        """Set up the layers."""
        given = self.settings["lexicon"]
        keys, masks = (self.arrays[name].astype(np.uint64, copy=False) for name in ("lists.keys", "lists.masks"))
        lists = Lists(keys, masks, given["list_count"])
        lexicon = Lexicon(given["words"], given["letters"], lists)
        self.encoder = Encoder(self.arrays, lexicon, self._vectors())

    def _vectors(self) -> Vectors:
        """Return the subword vectors: those of the vocabulary, or others of its own in half precision."""
        if OWN_VECTORS not in self.arrays:
            return self.vocab.vectors
        return Vectors(data=single(self.arrays, OWN_VECTORS), name=self.name, **self.settings[OWN_VECTORS])

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set `doc.tensor`, shape (tokens, width), and the sentence starts; whitespace has a row of noughts.

        With the setting `behind`, the vectors stand behind those that another encoder has left.
        """
        found = self.encoder.encode(docs)
        offset = 0
        for doc, words in zip(docs, found.words, strict=True):
            count = int(words.sum())
            rows = slice(offset, offset + count)
            before = doc.tensor if self.settings.get("behind") else np.zeros((len(doc), 0), dtype=np.float32)
            own = np.zeros((len(doc), found.vectors.shape[1]), dtype=np.float32)
            own[words] = found.vectors[rows]
            doc.tensor = np.concatenate([before, own], axis=1)
            starts = np.full(len(doc), -1, dtype=np.int64)
            starts[np.flatnonzero(words)[found.starts[rows]]] = 1
            write(doc, [SENT_START], starts[:, None])
            offset += count


class TaggerPart(Part):
    """Sets tag, word class and morphology."""

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return HEADS

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell: a score a tag, and one an analysis."""
        analyses = len(self.settings["morphs"])
        if len(self.settings["pos"]) != analyses:
            raise ValueError(f"{analyses} analyses, but {len(self.settings['pos'])} parts of speech")
        return {"scores": len(self.settings["labels"]) + analyses}

    def prepare(self) -> None:
        """Set up the hashes of all labels."""
        self.weight, self.bias = single(self.arrays, "weight"), single(self.arrays, "bias")
        self.width = len(self.weight)
        self.declare(self.vocab)
        morphology, strings = self.vocab.morphology, self.vocab.strings
        self.morphs = np.array([morphology.add(morph) for morph in self.settings["morphs"]], dtype=np.uint64)
        self.pos = np.array([IDS[pos] for pos in self.settings["pos"]], dtype=np.uint64)
        self.tags = np.array([strings[tag] for tag in self.settings["labels"]], dtype=np.uint64)
        self.whitespace = strings[WHITESPACE_TAG], SPACE, morphology.add("")

    def declare(self, vocab: Vocab) -> None:
        """Add tags and analyses to a vocabulary."""
        for tag in (*self.settings["labels"], WHITESPACE_TAG):
            vocab.strings.add(tag)
        for morph in ("", *self.settings["morphs"]):
            vocab.morphology.add(morph)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the three attributes of every token; whitespace is SPACE."""
        for doc in docs:
            table = np.empty((len(doc), 3), dtype=np.uint64)
            for start in range(0, len(doc), WORDS):
                part = slice(start, start + WORDS)
                table[part] = self._told(doc.tensor[part, : self.width] @ self.weight + self.bias)
            table[whitespace(doc)] = self.whitespace
            write(doc, [TAG, POS, MORPH], table)

    def _told(self, scores: Floats) -> Ints:
        count = len(self.tags)
        rows = scores[:, count:].argmax(axis=1)
        return np.stack([self.tags[scores[:, :count].argmax(axis=1)], self.pos[rows], self.morphs[rows]], axis=1)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Return spaCy's scores of tags, word classes and morphology."""
        kept = list(examples)
        return {**tagger_score(kept, **settings), **morphologizer_score(kept, **settings)}


# Hashes of text and norm, number of the tree, and whether the word is a name.
_Form = tuple[int, int, int, bool]


class LemmatizerPart(Part):
    """Sets lemmas by the likeliest edit tree that fits the form.

    Source: Chrupała 2006, Müller et al. 2015; the trees are spaCy's. Names keep their form, the trees of other words
    are made for small letters.
    """

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return HEADS

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell: a score a tree."""
        rows, trees = self.settings["rows"], self.settings["trees"]
        below = [tree[part] for tree in trees for part in ("prefix_tree", "suffix_tree") if part in tree]
        # spaCy follows these numbers without a look
        if not all(0 <= row < len(trees) for row in (*rows, *(tree for tree in below if tree != NO_TREE))):
            raise ValueError("edit trees refer to trees that are not there")
        return {"scores": len(rows)}

    def prepare(self) -> None:
        """Set up the trees."""
        self.weight, self.bias = single(self.arrays, "weight"), single(self.arrays, "bias")
        self.width = len(self.weight)
        self.trees = EditTrees(self.vocab.strings)
        self.trees.from_json([_hashed(tree, self.vocab) for tree in self.settings["trees"]])
        self.rows: list[int] = self.settings["rows"]
        # Texts, not spaCy's hashes of them: a memory zone forgets what a hash stands for.
        self.known: dict[_Form, str | None] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the lemma of every token."""
        for doc in docs:
            table: Ints = np.asarray(doc.to_array([ORTH, NORM, POS]))
            lemmas = [h for start in range(0, len(doc), WORDS) for h in self._lemmas(doc, table, start)]
            write(doc, [LEMMA], np.array(lemmas, dtype=np.uint64)[:, None])

    def _lemmas(self, doc: Doc, table: Ints, start: int) -> list[int]:
        """Return the hashes of the lemmas of a block of words; `table` has text, norm and word class of all."""
        scores = doc.tensor[start : start + WORDS, : self.width] @ self.weight + self.bias
        orths, norms, pos = table[start : start + WORDS].T
        best = scores.argmax(axis=1)
        keys = zip(orths.tolist(), norms.tolist(), best.tolist(), (pos == PROPN).tolist(), strict=True)
        return [self._lemma(doc, start + row, key, scores[row]) for row, key in enumerate(keys)]

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Return spaCy's scores of lemmas."""
        return dict(lemmatizer_score(examples, **settings))

    def _lemma(self, doc: Doc, place: int, key: _Form, scores: Floats) -> int:
        known = self.known  # another thread may put an empty one in its place meanwhile
        found = known.get(key, "")
        if found == "":
            if len(known) > MOST_KNOWN_LEMMAS:
                known = self.known = {}
            found = known[key] = self._apply(doc, place, *key[2:])
        if found is None:
            others = np.argsort(-scores)[1:TREES_TRIED].tolist()
            tried = (self._apply(doc, place, row, key[3]) for row in others)
            found = next((lemma for lemma in tried if lemma is not None), None)
        return doc.vocab.strings.add(self._form(doc, place, key[3]) if found is None else found)

    def _form(self, doc: Doc, place: int, is_name: bool) -> str:
        token = doc[place]
        word = plain(token.text, token.norm_)
        return word if is_name else word.lower()

    def _apply(self, doc: Doc, place: int, row: int, is_name: bool) -> str | None:
        """Return the lemma by a tree, None where the tree does not fit or leaves nothing."""
        return self.trees.apply(self.rows[row], self._form(doc, place, is_name)) or None


def _beside_given(doc: Doc, names: list[Span]) -> list[Span]:
    """Return the entities that a component before this one has set, and the names that overlap none of them."""
    given = doc.ents if doc.has_annotation("ENT_IOB") else ()
    if not given:
        return names
    taken = {token for ent in given for token in range(ent.start, ent.end)}
    return [*given, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))]


def _hashed(tree: Settings, vocab: Vocab) -> dict[str, int]:
    """Return an edit tree with the hashes of its strings."""
    return {name: vocab.strings.add(value) if isinstance(value, str) else value for name, value in tree.items()}


class ParserPart(Part):
    """Sets heads and dependencies; sentences are those that the encoder, or a component before it, has set."""

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return parser_shapes(self.arrays)

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell."""
        labels = self.settings["labels"]
        if ("second_column" in self.settings) != any(name.startswith(SECOND) for name in self.arrays):
            raise ValueError("a second network has weights, and a column from which it reads")
        return {"labels": len(labels), "both": 2, "one": 1}

    def prepare(self) -> None:
        """Set up the layers."""
        self.parser = Biaffine(self.arrays, self.settings["labels"], self.settings.get("second_column"))
        self.declare(self.vocab)
        strings = self.vocab.strings
        self.hashes = np.array([strings[label] for label in self.labels], dtype=np.uint64)
        self.space_label = strings[WHITESPACE_LABEL]

    def declare(self, vocab: Vocab) -> None:
        """Add the dependencies to a vocabulary."""
        for label in (*self.labels, WHITESPACE_LABEL):
            vocab.strings.add(label)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set head and dependency of every token; whitespace hangs on the token before it."""
        words = [~whitespace(doc) for doc in docs]
        starts = np.concatenate([sentence_starts(doc, there) for doc, there in zip(docs, words, strict=True)])
        width = self.parser.width
        vectors = np.concatenate([doc.tensor[there, :width] for doc, there in zip(docs, words, strict=True)])
        found = self.parser.parse(vectors, *spans(starts)) if len(vectors) else None
        offset = 0
        for doc, there in zip(docs, words, strict=True):
            count = int(there.sum())
            heads = whitespace_heads(there)
            labels = np.full(len(doc), self.space_label, dtype=np.uint64)
            if found is not None:
                places = np.flatnonzero(there)
                heads[places] = places[found.heads[offset : offset + count] - offset]
                labels[places] = self.hashes[found.labels[offset : offset + count]]
            relative = (heads - np.arange(len(doc))).astype(np.int64)
            write(doc, [HEAD, DEP], np.stack([relative.view(np.uint64), labels], axis=1))
            offset += count

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Return spaCy's scores of dependencies and sentences."""
        return dict(parser_score(examples, **settings))


class NamesPart(Part):
    """Sets named entities by a linear chain over what the encoder reads of each word.

    Source: Lample et al. 2016.
    """

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return {**HEADS, "start": ("scores",), "moves": ("scores", "scores"), "end": ("scores",)}

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell: a score a tag."""
        return {"scores": len(self.settings["tags"])}

    def prepare(self) -> None:
        """Set up the chain."""
        self.weight, self.bias = single(self.arrays, "weight"), single(self.arrays, "bias")
        self.start, self.moves, self.end = (single(self.arrays, name) for name in ("start", "moves", "end"))
        # (what begins, label) of every tag
        self.tags = [("", "") if tag == "O" else tuple(tag.split("-", 1)) for tag in self.settings["tags"]]

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set `doc.ents`, and drop the vectors, which nothing reads any more."""
        words = [~whitespace(doc) for doc in docs]
        pairs = list(zip(docs, words, strict=True))
        starts = np.concatenate([sentence_starts(doc, there) for doc, there in pairs])
        read = np.concatenate([doc.tensor[there, -len(self.weight) :] for doc, there in pairs])
        tags = self._tags(read, starts) if len(read) else np.zeros(0, dtype=np.int64)
        offset = 0
        for doc, there in pairs:
            count = int(there.sum())
            found = tags[offset : offset + count].tolist()
            places = np.flatnonzero(there).tolist()
            names = [Span(doc, places[a], places[b] + 1, label=label) for label, a, b in self._spans(found)]
            doc.set_ents(_beside_given(doc, names))
            offset += count
            if not self.settings.get("keep_vectors"):
                doc.tensor = np.zeros((0,), dtype=np.float32)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Return spaCy's scores of named entities."""
        return dict(ner_score(examples, **settings))

    def _tags(self, read: Floats, starts: Bools) -> Ints:
        first, length = spans(starts)
        found = np.empty(len(read), dtype=np.int64)
        for sentences, words in blocks(first, length):
            packed = pack(first[sentences] - words.start, length[sentences])
            scores = (gelu(read[words]) @ self.weight + self.bias)[packed.forwards]
            found[words][packed.forwards] = best_tags(scores, packed.sizes, self.start, self.moves, self.end)
        return found

    def _spans(self, tags: list[int]) -> Iterator[tuple[str, int, int]]:
        """Yield (label, first, last) of the entities; moves that the scheme forbids have no finite score."""
        start = 0
        for place, number in enumerate(tags):
            if number:
                part, label = self.tags[number]
                if part in "BU":
                    start = place
                if part in "LU":
                    yield label, start, place
