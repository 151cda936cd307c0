"""Components go through a stream by batches, and leave what fails to the error handler."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import batches
from newsnlp.annotation import tokens as shared
from newsnlp.annotation.batches import BATCH, Component
from newsnlp.annotation.tokens import MOST_READ, tokens_of

VOCAB = spacy.blank("it").vocab


class Counting(Component):
    """Says which Docs it had in which order, and fails on one without words."""

    def __init__(self) -> None:
        self.seen: list[Doc] = []

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            raise ValueError("empty")
        self.seen.append(doc)
        return doc


def docs(count: int) -> list[Doc]:
    return [Doc(VOCAB, words=[f"w{number}"]) for number in range(count)]


def test_docs_come_out_in_order_and_no_more_are_read_ahead_than_a_batch():
    component, given, taken = Counting(), docs(3 * BATCH + 1), []
    stream = component.pipe((taken.append(doc) or doc for doc in given), batch_size=10_000)
    assert next(stream) is given[0]
    assert len(taken) == len(component.seen) == BATCH
    assert [given[0], *stream] == given


def test_a_smaller_batch_may_be_asked_for():
    component = Counting()
    next(component.pipe(iter(docs(5)), batch_size=2))
    assert len(component.seen) == 2


def test_a_failure_is_raised_after_the_docs_before_it():
    given = [*docs(2), Doc(VOCAB), *docs(1)]
    stream = Counting().pipe(iter(given))
    assert [next(stream), next(stream)] == given[:2]
    with pytest.raises(ValueError, match="empty"):
        next(stream)


def test_an_error_handler_lets_the_others_pass():
    component, failed = Counting(), []
    component.set_error_handler(lambda name, proc, docs, error: failed.append((proc, docs, str(error))))
    given = [*docs(2), Doc(VOCAB), *docs(1)]
    assert list(component.pipe(iter(given))) == [given[0], given[1], given[3]]
    assert failed == [(component, [given[2]], "empty")]


def test_docs_of_a_batch_are_read_once():
    batch = docs(BATCH)
    read = [tokens_of(doc) for doc in batch]
    assert all(tokens_of(doc) is tokens for doc, tokens in zip(batch, read, strict=True))


def test_few_docs_are_remembered_and_none_that_is_gone():
    kept = docs(MOST_READ + 5)
    for doc in kept:
        tokens_of(doc)
    assert len(shared._readings) == MOST_READ
    kept.clear()
    del doc
    assert not shared._readings


def test_long_docs_are_read_one_by_one(monkeypatch):
    monkeypatch.setattr(batches, "TOKENS", 10)
    component, taken = Counting(), []
    given = [Doc(VOCAB, words=["a"] * size) for size in (4, 4, 4, 30, 1)]
    stream = component.pipe(taken.append(doc) or doc for doc in given)
    assert next(stream) is given[0]
    assert len(taken) == 3
    assert list(stream) == given[1:]
