"""What the components read of Docs and write on them, as arrays, and how many Docs they take at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from newsnlp.neural.features import Ints
from newsnlp.neural.layers import WORDS, Bools

if TYPE_CHECKING:
    from thinc.types import Ints2d

# More Docs than these at once make nothing faster.
DOCS = 32


def batches(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Yield the Docs of a stream by batches of at most `most` and `DOCS` Docs, and `WORDS` tokens.

    A Doc that is longer is a batch by itself; the Docs of a batch have the same vocabulary.
    """
    batch: list[Doc] = []
    tokens = 0
    for doc in stream:
        if batch and (tokens + len(doc) > WORDS or doc.vocab is not batch[0].vocab):
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
        if len(batch) >= min(most, DOCS):
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def write(doc: Doc, attributes: list[int | str], table: Ints) -> None:
    """Set attributes of all tokens, a column each."""
    doc.from_array(attributes, cast("Ints2d", np.ascontiguousarray(table).view(np.uint64)))


def whitespace(doc: Doc) -> Bools:
    """Return for each token whether it is whitespace."""
    flags: Ints = np.asarray(doc.to_array([IS_SPACE])).reshape(-1)
    return np.not_equal(flags, 0)


def sentence_starts(doc: Doc, words: Bools) -> Bools:
    """Return for each word whether a sentence starts there; without any boundary the document is one sentence."""
    given: Ints = np.asarray(doc.to_array([SENT_START])).reshape(-1).astype(np.int64)[words]
    starts: Bools = np.equal(given, 1)
    starts[:1] = True
    return starts


def whitespace_heads(words: Bools) -> Ints:
    """Return as head of each token of whitespace the word before it, or the first word where there is none."""
    places = np.flatnonzero(words)
    own = np.arange(len(words))
    if not len(places):
        return np.zeros(len(words), dtype=np.int64)
    before = np.searchsorted(places, own) - 1
    return np.where(before < 0, places[0], places[np.maximum(before, 0)])
