"""Questions about words are asked once a spelling, and answered along the tokens."""

from __future__ import annotations

from collections import OrderedDict

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import spellings
from newsnlp.annotation.spellings import LemmaFact, WordFact
from newsnlp.annotation.tokens import tokens_of

WORDS = ["L’", "Anna", "di", "anna", "e", "di", "Anna"]


@pytest.fixture
def doc() -> Doc:
    return Doc(spacy.blank("it").vocab, words=WORDS, lemmas=[word.lower() for word in WORDS])


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """What a question of the test is asked; the question is forgotten afterwards."""
    for kind in (spellings.WORDS, spellings.LEMMAS):
        monkeypatch.setattr(kind, "_memory", kind._memory._replace(known=OrderedDict()))
    return []


def test_a_question_is_asked_once_a_spelling(doc, asked):
    fact = WordFact(lambda word: asked.append(word.plain) or word.plain == "anna")
    tokens = tokens_of(doc)
    assert list(tokens.facts(fact)) == [False, True, False, True, False, False, True]
    assert tokens.places(fact) == [1, 3, 6]
    assert sorted(asked) == ["anna", "anna", "di", "e", "l'"]  # Anna and anna are two spellings


def test_lemmas_are_asked_about_as_words_are(doc, asked):
    fact = LemmaFact(lambda lemma: asked.append(lemma) or lemma == "di")
    assert tokens_of(doc).places(fact) == [2, 5]
    assert sorted(asked) == ["anna", "di", "e", "l’"]


def test_the_oldest_are_dropped_when_the_memory_is_full(doc, asked, monkeypatch):
    monkeypatch.setattr(spellings, "MOST_SPELLINGS", 3)
    fact = WordFact(lambda word: len(word.text))
    for words in (["uno", "due", "tre", "quattro"], ["cinque", "sei"], WORDS):
        tokens = tokens_of(Doc(doc.vocab, words=words))
        assert list(tokens.facts(fact)) == [len(word) for word in words]
        assert len(spellings.WORDS._memory.known) <= 3


def test_a_doc_without_words_has_empty_columns(asked):
    fact = WordFact(lambda word: word.text)
    assert list(tokens_of(Doc(spacy.blank("it").vocab)).facts(fact)) == []
