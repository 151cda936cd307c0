"""In spaCy's memory zones, whose words are forgotten at their end, the pipeline writes what it writes outside."""

from __future__ import annotations

import copy

import pytest
import spacy
from sameness import one_by_one, read_articles, together, told_by
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation.grammar.finite import FiniteForms
from newsnlp.annotation.lemmas.component import LemmaCorrector
from newsnlp.annotation.lemmas.table import LemmaTable

ARTICLES = read_articles(12)
TEXTS = [article["text"] for article in ARTICLES]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[str]:
    return [told_by(nlp(text)) for text in TEXTS]


@pytest.fixture(scope="module")
def fresh(nlp: Language) -> Language:
    """A pipeline that has met no word outside a zone."""
    return copy.deepcopy(nlp)


def test_zones_change_nothing(fresh, docs):
    for _ in range(2):
        for start in range(0, len(TEXTS), 3):
            with fresh.memory_zone():
                assert [told_by(doc) for doc in fresh.pipe(TEXTS[start : start + 3])] == docs[start : start + 3]
    assert [told_by(fresh(text)) for text in TEXTS] == docs


def test_the_words_of_a_zone_are_gone_behind_it(fresh):
    with fresh.memory_zone():
        fresh("Il premier Zuzzurellonis ha incontrato la regina Pimpinellis.")
    assert "Zuzzurellonis" not in fresh.vocab.strings
    assert "Pimpinellis" not in fresh.vocab.strings


def test_records_may_be_made_inside_a_zone(fresh, nlp):
    expected = one_by_one(nlp, ARTICLES[:6])
    with fresh.memory_zone():
        before = fresh("Sono qui.")
        assert together(fresh, ARTICLES[:6], batch_size=2) == expected
        assert one_by_one(fresh, ARTICLES[:6]) == expected
        assert before.text == "Sono qui."
    assert together(fresh, ARTICLES[:6]) == expected


def test_a_lemma_is_known_again_after_the_zone():
    vocab = spacy.blank("it").vocab
    corrector = LemmaCorrector(vocab, LemmaTable({"zirle": "NOUN 1o"}))

    def lemma() -> str:
        return corrector(Doc(vocab, words=["zirle"], pos=["NOUN"], lemmas=["?"]))[0].lemma_

    for _ in range(2):
        with spacy.blank("it", vocab=vocab).memory_zone():
            assert lemma() == "zirlo"
    assert "zirlo" not in vocab.strings
    assert lemma() == "zirlo"


def test_an_analysis_is_known_again_after_the_zone():
    # the text of the analysis is a word of the article, and so is forgotten with it
    vocab = spacy.blank("it").vocab
    finite = FiniteForms(vocab)
    right = "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

    def analysis() -> str:
        doc = Doc(
            vocab,
            words=["riceva", right],
            pos=["VERB", "X"],
            lemmas=["ricevere", "x"],
            morphs=["Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", ""],
            heads=[0, 0],
            deps=["ROOT", "dep"],
        )
        return str(finite(doc)[0].morph)

    for _ in range(2):
        with spacy.blank("it", vocab=vocab).memory_zone():
            assert analysis() == right
    assert analysis() == right
