"""Records leave no words in the vocabulary of the pipeline, and what is told of articles is what the pipeline tells."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from sameness import one_by_one, read_articles, together, told_by
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import desk
from newsnlp.annotation.desk import doc_maker

ARTICLES = read_articles(6)


@pytest.fixture(scope="module")
def own(nlp: Language) -> Language:
    """A pipeline that this module may change."""
    return copy.deepcopy(nlp)


def words_of(nlp: Language, text: str) -> list[str]:
    return [token.text for token in doc_maker(nlp)(text)]


@pytest.mark.parametrize("annotated", [one_by_one, together])
def test_the_vocabulary_of_the_pipeline_does_not_grow(own: Language, annotated: Callable[..., list[str]]):
    before = len(own.vocab), len(own.vocab.strings)
    annotated(own, [{"text": "La regina Zizziarda ha incontrato il re Zozziardo a Zuzziarda."}])
    assert (len(own.vocab), len(own.vocab.strings)) == before


def test_docs_of_the_desk_are_annotated_as_those_of_the_pipeline(nlp):
    for article in ARTICLES:
        assert told_by(nlp(doc_maker(nlp)(article["text"]))) == told_by(nlp(article["text"]))


def test_a_full_vocabulary_is_renewed(own, monkeypatch):
    monkeypatch.setattr(desk, "MOST_WORDS", 100)
    first = doc_maker(own)
    kept = first("Un testo che resta.")
    expected = together(own, ARTICLES)
    assert together(own, ARTICLES, batch_size=2) == expected
    second = doc_maker(own)
    assert second is not first
    assert second("Uno.").vocab is not kept.vocab
    assert kept.text == "Un testo che resta."


def test_special_cases_that_come_later_are_known(own):
    assert words_of(own, "Il Sig.Tale parla.") != ["Il", "Sig.Tale", "parla", "."]
    own.tokenizer.add_special_case("Sig.Tale", [{"ORTH": "Sig.Tale"}])
    assert words_of(own, "Il Sig.Tale parla.") == ["Il", "Sig.Tale", "parla", "."]


def test_a_tokeniser_that_is_changed_later_is_followed(own):
    text = "(ciao) uno...due"
    before, infixes = words_of(own, text), own.tokenizer.infix_finditer
    assert before == ["(", "ciao", ")", "uno", "...", "due"]
    own.tokenizer.infix_finditer = None
    try:
        assert [token.text for token in own.make_doc(text)] == ["(", "ciao", ")", "uno...due"]
        assert words_of(own, text) == ["(", "ciao", ")", "uno...due"]
    finally:
        own.tokenizer.infix_finditer = infixes
    assert words_of(own, text) == before


def test_components_of_others_get_docs_of_their_own_vocabulary(own):
    def shout(doc: Doc) -> Doc:
        assert doc.vocab is own.vocab
        return doc

    with own.select_pipes(enable=own.pipe_names):
        Language.component("newsnlp_test_shout", func=shout)
        own.add_pipe("newsnlp_test_shout")
        try:
            assert doc_maker(own)("Anna tace.").vocab is own.vocab
            assert together(own, ARTICLES[:1]) == one_by_one(own, ARTICLES[:1])
        finally:
            own.remove_pipe("newsnlp_test_shout")
    assert doc_maker(own)("Anna tace.").vocab is not own.vocab


def test_another_tokeniser_is_used_as_it_is(own):
    before = own.tokenizer
    own.tokenizer = lambda text: Doc(own.vocab, words=text.split())
    try:
        assert words_of(own, "Anna tace.") == ["Anna", "tace."]
    finally:
        own.tokenizer = before


def test_docs_of_several_vocabularies_go_through_one_stream(nlp, own):
    texts = [article["text"] for article in ARTICLES]
    mixed = [(nlp.make_doc, doc_maker(nlp), own.make_doc)[n % 3](text) for n, text in enumerate(texts)]
    alone = [told_by(nlp(text)) for text in texts]
    own_words = [n for n in range(len(texts)) if n % 3 < 2]
    found = [told_by(doc) for doc in nlp.pipe([mixed[n] for n in own_words])]
    assert found == [alone[n] for n in own_words]
