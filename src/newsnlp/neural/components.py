"""The components of the shipped pipeline: encoder, tagger, lemmatizer, parser and entity recogniser.

The encoder leaves its vectors in `doc.tensor`, one row a token; the others read them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, NORM, ORTH, POS, SENT_START, TAG
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.ner import ner_score
from spacy.pipeline.tagger import tagger_score
from spacy.symbols import IDS, PROPN, SPACE
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from newsnlp.damage import fault_of
from newsnlp.errors import ModelMismatch
from newsnlp.neural import weights
from newsnlp.neural.encoder import Encoder, spans
from newsnlp.neural.features import SHAPES, Floats, Ints, Lexicon, Lists, plain
from newsnlp.neural.layers import Bools, gelu, pack
from newsnlp.neural.parser import Biaffine
from newsnlp.neural.shapes import PARSER_SHAPES, check_vectors, encoder_shapes
from newsnlp.neural.trees import best_tags
from newsnlp.neural.weights import Arrays, Shape, check_shapes, single

if TYPE_CHECKING:
    from thinc.types import Ints2d

Settings = Mapping[str, Any]
# Lemmas of so many forms, each with its tree, are kept between documents.
MOST_KNOWN_LEMMAS = 20_000
TREES_TRIED = 6
OTHER_VERSION = (
    "the pipeline was made for another version of newsnlp, or is damaged; install the one that comes with this version"
)
# What stands for no tree in an edit tree of spaCy.
NO_TREE = 2**32 - 1
HEADS: Mapping[str, Shape] = {"weight": ("width", "scores"), "bias": ("scores",)}


class Part:
    """A component with weights: it computes a batch of documents at once and keeps arrays and settings in files."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self.arrays: Arrays = {}
        self.settings: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what the component is made of: what `prepare` sets up is set up again where it is unpickled."""
        return {name: getattr(self, name) for name in ("vocab", "name", "arrays", "settings")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what `__getstate__` has returned."""
        self.__dict__.update(state)
        if self.arrays:
            self.prepare()

    def load(self, arrays: Arrays, settings: Settings) -> None:
        """Take weights and settings, as training exports them.

        Raises:
            ModelMismatch: some of them are not there or do not fit the others, as in a pipeline made for another
                version of newsnlp.
        """
        try:
            self.arrays, self.settings = dict(arrays), dict(settings)
            check_shapes(self.arrays, self.shapes(), self.sizes())
            self.prepare()
        except KeyError as error:
            raise ModelMismatch(
                f"the component {self.name} has no {error.args[0]!r} among its weights and settings: {OTHER_VERSION}"
            ) from error
        except (TypeError, ValueError, AttributeError, IndexError) as error:
            raise ModelMismatch(
                f"weights and settings of the component {self.name} do not fit each other ({error}): {OTHER_VERSION}"
            ) from error

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        raise NotImplementedError

    def sizes(self) -> dict[str, int]:
        """Return the sizes in these shapes that the settings tell.

        Raises:
            ValueError: settings do not fit each other.
        """
        raise NotImplementedError

    def prepare(self) -> None:
        """Set up what `annotate` needs from arrays and settings."""
        raise NotImplementedError

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Annotate documents, at least one of which has a token."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """Return the document annotated."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Yield the documents annotated, `batch_size` of them computed together."""
        if not self.arrays:
            raise ModelMismatch(f"the component {self.name} has no weights; load a trained pipeline from its folder")
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            docs = [doc for doc in batch if len(doc)]
            if docs:
                self.annotate(docs)
            yield from batch

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component tells apart."""
        return tuple(self.settings.get("labels", ()))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return weights and settings as bytes."""
        settings = json.dumps(self.settings).encode()
        return len(settings).to_bytes(8, "big") + settings + weights.to_bytes(self.arrays)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Part:
        """Take weights and settings from bytes.

        Raises:
            ModelMismatch: they are not what `to_bytes` has made.
        """
        end = 8 + int.from_bytes(data[:8], "big")
        try:
            settings = json.loads(data[8:end])
        except ValueError as error:
            raise ModelMismatch(f"{len(data):,} bytes hold no settings of {self.name} ({error})") from error
        self.load(weights.from_bytes(data[end:]), settings)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and settings to a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        weights.write(path / "weights.npz", self.arrays)
        (path / "settings.json").write_text(json.dumps(self.settings, ensure_ascii=False), encoding="utf8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Part:
        """Take weights and settings from a folder.

        Raises:
            ModelMismatch: a file is missing or damaged.
        """
        path = Path(path)
        self.load(weights.read(path / "weights.npz"), self._settings(path / "settings.json"))
        return self

    def _settings(self, path: Path) -> Settings:
        fault = fault_of(path)
        if fault is None:
            try:
                return cast(Settings, json.loads(path.read_text(encoding="utf8")))
            except (OSError, ValueError) as error:
                fault = str(error)
        raise ModelMismatch(f"{path} holds no settings of {self.name}: {fault}; install the pipeline anew")


class EncoderPart(Part):
    """Leaves the vectors of tokens in `doc.tensor`, and says where sentences start."""

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return encoder_shapes(self.arrays)

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell; the subword vectors are those of the vocabulary."""
        given = self.settings["lexicon"]
        check_vectors(self.vocab, self.settings.get("vectors"))
        return {
            # rows are counted from 1 for words and from 2 for letters: see `Lexicon`
            "words": max(given["words"].values(), default=0) + 1,
            "letters": max(given["letters"].values(), default=1) + 1,
            "lists": given["list_count"],
            "subword": self.vocab.vectors.shape[1],
            "shape": SHAPES,
        }

    def prepare(self) -> None:
        """Set up the layers."""
        given = self.settings["lexicon"]
        keys, masks = (self.arrays[name].astype(np.uint64, copy=False) for name in ("lists.keys", "lists.masks"))
        lists = Lists(keys, masks, given["list_count"])
        lexicon = Lexicon(given["words"], given["letters"], lists)
        self.encoder = Encoder(self.arrays, lexicon, self.vocab)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set `doc.tensor`, shape (tokens, width), and the sentence starts; whitespace has a row of noughts."""
        found = self.encoder.encode(docs)
        offset = 0
        for doc, words in zip(docs, found.words, strict=True):
            count = int(words.sum())
            rows = slice(offset, offset + count)
            doc.tensor = np.zeros((len(doc), found.vectors.shape[1]), dtype=np.float32)
            doc.tensor[words] = found.vectors[rows]
            starts = np.full(len(doc), -1, dtype=np.int64)
            starts[np.flatnonzero(words)[found.starts[rows]]] = 1
            _set(doc, [SENT_START], starts[:, None])
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
        morphology, strings = self.vocab.morphology, self.vocab.strings
        self.morphs = np.array([morphology.add(morph) for morph in self.settings["morphs"]], dtype=np.uint64)
        self.pos = np.array([IDS[pos] for pos in self.settings["pos"]], dtype=np.uint64)
        self.tags = np.array([strings.add(tag) for tag in self.settings["labels"]], dtype=np.uint64)
        self.space_tag = strings.add("_SP")

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the three attributes of every token; whitespace is SPACE."""
        scores = _flat(docs, self.width) @ self.weight + self.bias
        count = len(self.tags)
        tags = self.tags[scores[:, :count].argmax(axis=1)]
        rows = scores[:, count:].argmax(axis=1)
        table = np.stack([tags, self.pos[rows], self.morphs[rows]], axis=1)
        empty = self.vocab.morphology.add("")
        for doc, part in _parts(docs, table):
            space = _space(doc)
            part[space] = self.space_tag, SPACE, empty
            _set(doc, [TAG, POS, MORPH], part)

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
        scores = _flat(docs, self.width) @ self.weight + self.bias
        best = scores.argmax(axis=1)
        offset = 0
        for doc in docs:
            orths, norms, pos = doc.to_array([ORTH, NORM, POS]).T
            rows = best[offset : offset + len(doc)]
            keys = zip(orths.tolist(), norms.tolist(), rows.tolist(), (pos == PROPN).tolist(), strict=True)
            lemmas = [self._lemma(doc, place, key, scores[offset + place]) for place, key in enumerate(keys)]
            _set(doc, [LEMMA], np.array(lemmas, dtype=np.uint64)[:, None])
            offset += len(doc)

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


def _hashed(tree: Settings, vocab: Vocab) -> dict[str, int]:
    """Return an edit tree with the hashes of its strings."""
    return {name: vocab.strings.add(value) if isinstance(value, str) else value for name, value in tree.items()}


class ParserPart(Part):
    """Sets heads and dependencies; sentences are those that the encoder, or a component before it, has set."""

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return PARSER_SHAPES

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell."""
        labels = self.settings["labels"]
        return {"labels": len(labels), "both": 2, "one": 1}

    def prepare(self) -> None:
        """Set up the layers."""
        self.parser = Biaffine(self.arrays, self.settings["labels"])
        strings = self.vocab.strings
        self.hashes = np.array([strings.add(label) for label in self.labels], dtype=np.uint64)
        self.space_label = strings.add("dep")

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set head and dependency of every token; whitespace hangs on the token before it."""
        words = [~_space(doc) for doc in docs]
        starts = np.concatenate([_starts(doc, there) for doc, there in zip(docs, words, strict=True)])
        width = self.parser.width
        vectors = np.concatenate([doc.tensor[there, :width] for doc, there in zip(docs, words, strict=True)])
        found = self.parser.parse(vectors, *spans(starts)) if len(vectors) else None
        offset = 0
        for doc, there in zip(docs, words, strict=True):
            count = int(there.sum())
            heads = _space_heads(there)
            labels = np.full(len(doc), self.space_label, dtype=np.uint64)
            if found is not None:
                places = np.flatnonzero(there)
                heads[places] = places[found.heads[offset : offset + count] - offset]
                labels[places] = self.hashes[found.labels[offset : offset + count]]
            relative = (heads - np.arange(len(doc))).astype(np.int64)
            _set(doc, [HEAD, DEP], np.stack([relative.view(np.uint64), labels], axis=1))
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
        words = [~_space(doc) for doc in docs]
        pairs = list(zip(docs, words, strict=True))
        starts = np.concatenate([_starts(doc, there) for doc, there in pairs])
        read = np.concatenate([doc.tensor[there, -len(self.weight) :] for doc, there in pairs])
        tags = self._tags(read, starts) if len(read) else np.zeros(0, dtype=np.int64)
        offset = 0
        for doc, there in pairs:
            count = int(there.sum())
            found = tags[offset : offset + count].tolist()
            places = np.flatnonzero(there).tolist()
            doc.set_ents([Span(doc, places[a], places[b] + 1, label=label) for label, a, b in self._spans(found)])
            offset += count
            if not self.settings.get("keep_vectors"):
                doc.tensor = np.zeros((0,), dtype=np.float32)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Return spaCy's scores of named entities."""
        return dict(ner_score(examples, **settings))

    def _tags(self, read: Floats, starts: Bools) -> Ints:
        packed = pack(*spans(starts))
        scores = gelu(read) @ self.weight + self.bias
        found = np.empty(len(read), dtype=np.int64)
        found[packed.forwards] = best_tags(scores[packed.forwards], packed.sizes, self.start, self.moves, self.end)
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


def _flat(docs: Sequence[Doc], width: int) -> Floats:
    return np.concatenate([doc.tensor[:, :width] for doc in docs])


def _parts(docs: Sequence[Doc], table: Ints) -> Iterator[tuple[Doc, Ints]]:
    offset = 0
    for doc in docs:
        yield doc, table[offset : offset + len(doc)]
        offset += len(doc)


def _set(doc: Doc, attributes: list[int | str], table: Ints) -> None:
    doc.from_array(attributes, cast("Ints2d", np.ascontiguousarray(table).view(np.uint64)))


def _space(doc: Doc) -> Bools:
    flags: Ints = np.asarray(doc.to_array([IS_SPACE])).reshape(-1)
    return np.not_equal(flags, 0)


def _starts(doc: Doc, words: Bools) -> Bools:
    """Return for each word whether a sentence starts there; without any boundary the document is one sentence."""
    given: Ints = np.asarray(doc.to_array([SENT_START])).reshape(-1).astype(np.int64)[words]
    starts: Bools = np.equal(given, 1)
    starts[:1] = True
    return starts


def _space_heads(words: Bools) -> Ints:
    """Return as head of each token of whitespace the word before it, or the first word where there is none."""
    places = np.flatnonzero(words)
    own = np.arange(len(words))
    if not len(places):
        return np.zeros(len(words), dtype=np.int64)
    before = np.searchsorted(places, own) - 1
    return np.where(before < 0, places[0], places[np.maximum(before, 0)])
