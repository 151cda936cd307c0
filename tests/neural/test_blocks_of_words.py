"""Long Docs are computed in blocks, and batches hold so many words: neither changes what is told."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.neural import components, docs, encoder, layers
from newsnlp.neural.docs import DOCS, batches
from newsnlp.neural.layers import blocks

VOCAB = spacy.blank("it").vocab
TEXT = (
    "Il ministro è a Roma. La collega, di ritorno da Pola, tace.\n\n Roma attende, e Pola pure. "
    "Il ministro arriva domani ; poi riparte da Roma con la collega di Pola e con il ministro. "
)


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t.ent_iob_) for t in doc]


@pytest.mark.parametrize("words", [1, 3, 10, 37, 200])
def test_blocks_tell_what_the_whole_tells(random_nlp: Language, monkeypatch: pytest.MonkeyPatch, words: int) -> None:
    whole = random_nlp(TEXT * 4)
    for module in (layers, encoder, components, docs):
        monkeypatch.setattr(module, "WORDS", words)
    part = random_nlp(TEXT * 4)
    assert annotation(part) == annotation(whole)
    np.testing.assert_allclose(part.tensor, whole.tensor, atol=1e-4)


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(1, 20))
def test_blocks_are_whole_sentences_in_order(lengths: list[int], most: int) -> None:
    length = np.array(lengths, dtype=np.int64)
    first = np.cumsum(length) - length
    before = layers.WORDS
    layers.WORDS = most
    try:
        found = list(blocks(first, length))
    finally:
        layers.WORDS = before
    assert [n for sentences, _ in found for n in range(sentences.start, sentences.stop)] == list(range(len(lengths)))
    assert [n for _, words in found for n in range(words.start, words.stop)] == list(range(sum(lengths)))
    for sentences, words in found:
        assert words.stop - words.start <= most or sentences.stop - sentences.start == 1
        assert words.stop - words.start == sum(lengths[sentences])


def of(tokens: int) -> Doc:
    return Doc(VOCAB, words=["a"] * tokens)


def sizes(given: list[int], most: int) -> list[list[int]]:
    return [[len(doc) for doc in batch] for batch in batches(map(of, given), most)]


def test_batches_hold_so_many_docs_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "WORDS", 10)
    assert sizes([3, 3, 3, 3], 100) == [[3, 3, 3], [3]]
    assert sizes([3, 50, 3], 100) == [[3], [50], [3]]
    assert sizes([0, 0, 1, 1, 1], 2) == [[0, 0], [1, 1], [1]]
    assert sizes([0] * (DOCS + 1), 1000) == [[0] * DOCS, [0]]
    assert sizes([], 3) == []


def test_a_full_batch_waits_for_no_other_doc() -> None:
    def given() -> Iterator[Doc]:
        yield of(1)
        yield of(1)
        raise AssertionError("read ahead")

    assert len(next(batches(given(), 2))) == 2


def test_docs_of_two_vocabularies_are_no_batch() -> None:
    other = Doc(spacy.blank("it").vocab, words=["b"])
    assert [[doc.text.strip() for doc in batch] for batch in batches([of(1), other, of(1)], 9)] == [["a"], ["b"], ["a"]]


def test_what_was_annotated_before_does_not_matter(random_nlp: Language) -> None:
    # to the last digit: words that were new together are no part of each other's vectors
    alone = copy.deepcopy(random_nlp)(TEXT).tensor
    for text in ("Pola tace.", "La collega arriva", TEXT * 2):
        random_nlp(text)
    assert np.array_equal(random_nlp(TEXT).tensor, alone)
