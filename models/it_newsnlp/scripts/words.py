"""Words of the corpora as the network reads them, and documents put together to batches."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from spacy.vectors import Vectors
from torch import Tensor

from network import Batch, sentence_groups
from newsnlp.lang.it import names, organisations, places, titles
from newsnlp.neural.features import Lexicon, Lists, key

WORDS = 30_000
RAREST_LETTER = 200


def lists() -> dict[str, set[str]]:
    """Return the lists of names and titles whose members the network is told, by their keys, word by word."""
    cities = {part for city in places.cities() for part in city.name.split()}
    countries = {part for country in places.countries() for name in country.names for part in name.split()}
    regions = {part for region in places.regions() for part in region.name.split()}
    bodies = {part for body in organisations.organisations() for n in (body.name, *body.aliases) for part in n.split()}
    named = {
        "first name": set(names.first_names()),
        "city": capitalised(cities),
        "country": capitalised(countries),
        "region": capitalised(regions),
        "demonym": set(places.demonyms()),
        "organisation": capitalised(bodies),
        "title": {part for form in titles.title_forms() for part in form.split()[:1]},
        "local body": set(names.local_bodies()) | set(names.generic_bodies()),
    }
    return {name: {key(word) for word in words} for name, words in named.items()}


def capitalised(words: Iterable[str]) -> set[str]:
    return {word for word in words if word[:1].isupper() and len(word) > 1}


def make_lexicon(counts: Counter[str]) -> Lexicon:
    """Return the words, letters and lists of a network that reads text with these counts of plain words."""
    keys: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for word, count in counts.items():
        keys[key(word)] += count
        for letter in word:
            letters[letter] += count
    frequent = sorted(keys, key=lambda word: (-keys[word], word))[: WORDS - 1]
    alphabet = sorted(letter for letter, count in letters.items() if count >= RAREST_LETTER)
    return Lexicon(
        words={word: row for row, word in enumerate(frequent, 1)},
        letters={letter: row for row, letter in enumerate(alphabet, 2)},
        lists=as_lists(lists()),
    )


def as_lists(found: Mapping[str, set[str]]) -> Lists:
    """Return lists of keys as the network reads them."""
    masks: dict[str, int] = {}
    for bit, words in enumerate(found.values()):
        for word in words:
            masks[word] = masks.get(word, 0) | 1 << bit
    return Lists.of_words(masks, len(found))


def read_lists(path: Path) -> Lists:
    """Return the lists of a file that `name_lists.py` wrote: a line each, its name, a tab, the keys of its words."""
    with lzma.open(path, "rt", encoding="utf8") as lines:
        named = dict(line.rstrip("\n").split("\t") for line in lines)
    return as_lists({name: set(keys.split(" ")) for name, keys in named.items()})


class Types:
    """The features of every different word of some texts."""

    def __init__(self, lexicon: Lexicon, vectors: Vectors) -> None:
        self.lexicon = lexicon
        self.vectors = vectors
        self.index: dict[str, int] = {}
        self.words: list[str] = []

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the number of each word; new words get one."""
        for word in words:
            if word not in self.index:
                self.index[word] = len(self.words)
                self.words.append(word)
        return [self.index[word] for word in words]

    def freeze(self) -> None:
        """Compute the features of all words that were given a number."""
        self.rows = self.lexicon.word_rows(self.words)
        self.letters = self.lexicon.letter_rows(self.words).astype(np.int16)
        self.marks = self.lexicon.marks(self.words).astype(np.float16)
        parts = [self.words[i : i + 20_000] for i in range(0, len(self.words), 20_000)]
        self.floret = np.concatenate([np.asarray(self.vectors.get_batch(part)) for part in parts]).astype(np.float16)

    def batch(self, docs: Sequence[Text], corpus: Sequence[int] | None = None) -> Batch:
        """Return the documents as one batch; `corpus` has a number for each of them."""
        numbers = np.concatenate([doc.numbers for doc in docs])
        present, types = np.unique(numbers, return_inverse=True)
        total = len(numbers)
        before, after = np.arange(-1, total - 1), np.arange(1, total + 1)
        starts: list[int] = []
        offset = 0
        for doc in docs:
            before[offset] = total
            starts += [offset + start for start in doc.starts]
            offset += len(doc.numbers)
            after[offset - 1] = total
        sizes = [len(doc.numbers) for doc in docs]
        return Batch(
            rows=torch.from_numpy(self.rows[present]),
            letters=torch.from_numpy(self.letters[present].astype(np.int64)),
            marks=torch.from_numpy(self.marks[present].astype(np.float32)),
            floret=torch.from_numpy(self.floret[present].astype(np.float32)),
            types=torch.from_numpy(types.reshape(-1)),
            before=torch.from_numpy(before),
            after=torch.from_numpy(after),
            groups=sentence_groups(starts, total),
            corpus=torch.from_numpy(np.repeat(np.array(corpus if corpus is not None else [0] * len(docs)), sizes)),
            document=torch.from_numpy(np.repeat(np.arange(len(docs)), sizes)),
        )


@dataclass
class Text:
    """A document: numbers of its words, and where its sentences start."""

    numbers: np.ndarray
    starts: list[int]


def even_batches(sizes: Sequence[int], words: int, shuffle: Callable[[list[int]], None]) -> Iterable[list[int]]:
    """Yield, without end, the places of documents that have about `words` words together, in ever new order."""
    while True:
        order = list(range(len(sizes)))
        shuffle(order)
        batch: list[int] = []
        count = 0
        for place in order:
            batch.append(place)
            count += sizes[place]
            if count >= words:
                yield batch
                batch, count = [], 0


def targets(arrays: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))
