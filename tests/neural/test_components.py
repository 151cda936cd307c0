"""The components as parts of a spaCy pipeline."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.errors import ModelMismatch
from newsnlp.neural.cuts import LONGEST_SENTENCE

TEXTS = (
    "Il ministro è a Roma. La collega, di ritorno da Pola, tace.",
    "",
    " Roma",
    "Pola\n\nIl ministro arriva domani ; poi riparte",
    "\n",
)


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t.ent_iob_)
        for t in doc
    ]


def test_documents_together_are_annotated_as_each_alone(random_nlp: Language) -> None:
    together = list(random_nlp.pipe(TEXTS))
    for text, doc in zip(TEXTS, together, strict=True):
        alone = random_nlp(text)
        assert annotation(doc) == annotation(alone)
        np.testing.assert_allclose(doc.tensor, alone.tensor, atol=1e-4)


def test_a_saved_pipeline_annotates_as_before(random_nlp: Language, tmp_path: Path) -> None:
    # weights are saved in half precision, so the first saving rounds them
    random_nlp.to_disk(tmp_path / "once")
    first = spacy.load(tmp_path / "once")
    first.to_disk(tmp_path / "twice")
    again = spacy.load(tmp_path / "twice")
    by_bytes = spacy.blank("it", vocab=again.vocab)
    for name in first.pipe_names:
        by_bytes.add_pipe(f"newsnlp_{name}", name=name).from_bytes(  # type: ignore[attr-defined]
            first.get_pipe(name).to_bytes()  # type: ignore[attr-defined]
        )
    for text in TEXTS:
        assert annotation(first(text)) == annotation(again(text)) == annotation(by_bytes(text))


def test_every_sentence_is_one_tree_with_one_root(random_nlp: Language) -> None:
    for doc in random_nlp.pipe(TEXTS * 3):
        for sent in doc.sents:
            assert [t.dep_ for t in sent].count("ROOT") == 1 or not sent.text.strip()
            assert all(t.head in sent for t in sent)
            assert all((t.head == t) == (t.dep_ == "ROOT") for t in sent if not t.is_space)


def test_a_head_has_one_subject(random_nlp: Language) -> None:
    parser = random_nlp.get_pipe("parser").parser  # type: ignore[attr-defined]
    # subjects wherever they may be
    scorer = parser.scorers[0]
    scorer.own_bias = scorer.own_bias.copy()
    scorer.own_bias[parser.subjects] += 1e3
    for doc in random_nlp.pipe(TEXTS * 3):
        subjects = [token for token in doc if token.dep_ in {"nsubj", "nsubj:pass"}]
        assert len({token.head.i for token in subjects}) == len(subjects)
        rest = [t for t in doc if t.head != t and not t.is_space and t not in subjects]
        nearest = {t.head.i: abs(t.i - t.head.i) for t in subjects}
        assert all(abs(t.i - t.head.i) >= nearest[t.head.i] for t in rest)


def test_whitespace_is_no_word(random_nlp: Language) -> None:
    doc = random_nlp(" Roma  è bella")
    spaces = [t for t in doc if t.is_space]
    assert [t.i for t in spaces] == [0, 2]
    assert all((t.pos_, t.dep_, t.tag_) == ("SPACE", "dep", "_SP") for t in spaces)
    assert not any(ent[0].is_space or ent[-1].is_space for ent in doc.ents)
    assert [t.head.i for t in spaces] == [1, 1]
    without = random_nlp("Roma è bella")
    np.testing.assert_allclose(doc.tensor[[1, 3, 4]], without.tensor, atol=1e-5)


def test_an_empty_line_ends_a_sentence(random_nlp: Language) -> None:
    encoder = random_nlp.get_pipe("encoder").encoder  # type: ignore[attr-defined]
    encoder.sents = encoder.sents[0], -1e3
    doc = random_nlp("Pola\n\nIl ministro")
    assert doc[2].is_sent_start
    assert not random_nlp("Pola\nIl ministro")[2].is_sent_start


def test_boundaries_that_are_given_are_kept(random_nlp: Language) -> None:
    doc = random_nlp.make_doc("uno due tre quattro cinque sei")
    for token in doc:
        token.is_sent_start = token.i in (0, 2, 5)
    for _, component in random_nlp.pipeline:
        doc = component(doc)
    assert [sent.start for sent in doc.sents] == [0, 2, 5]


def test_text_without_an_end_is_cut(random_nlp: Language) -> None:
    doc = random_nlp(" ".join(["parola"] * (2 * LONGEST_SENTENCE + 10)))
    assert max(len(sent) for sent in doc.sents) <= LONGEST_SENTENCE


def test_names_keep_their_letters_and_other_words_get_small_ones(random_nlp: Language) -> None:
    lemmatizer = random_nlp.get_pipe("lemmatizer")
    doc = random_nlp.make_doc("ROMA ROMA")
    doc.tensor = np.zeros((2, 10), dtype=np.float32)
    doc[0].pos_, doc[1].pos_ = "PROPN", "NOUN"
    lemmatizer.bias = np.array([-1, 1], dtype=np.float32)  # type: ignore[attr-defined]
    assert [t.lemma_ for t in lemmatizer(doc)] == ["ROMA", "roma"]


def test_a_tree_that_does_not_fit_gives_way_to_the_next(random_nlp: Language) -> None:
    lemmatizer = random_nlp.get_pipe("lemmatizer")
    doc = random_nlp.make_doc("scorsa scorso")
    doc.tensor = np.zeros((2, 10), dtype=np.float32)
    lemmatizer.bias = np.array([1, -1], dtype=np.float32)  # type: ignore[attr-defined]
    assert [t.lemma_ for t in lemmatizer(doc)] == ["scorso", "scorso"]


def test_a_component_without_weights_says_so() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("newsnlp_encoder")
    with pytest.raises(ModelMismatch, match="no weights"):
        nlp("Roma")


def test_damaged_weights_are_refused(random_nlp: Language, tmp_path: Path) -> None:
    random_nlp.to_disk(tmp_path / "nlp")
    (tmp_path / "nlp" / "parser" / "weights.npz").write_bytes(b"PK broken")
    with pytest.raises(ModelMismatch, match="install the pipeline anew"):
        spacy.load(tmp_path / "nlp")


def test_vectors_are_dropped_when_nothing_reads_them_any_more(random_nlp: Language) -> None:
    random_nlp.get_pipe("ner").settings["keep_vectors"] = False  # type: ignore[attr-defined]
    assert random_nlp("Il ministro è a Roma.").tensor.size == 0


def test_weights_of_another_version_are_told(random_nlp: Language) -> None:
    encoder = random_nlp.get_pipe("encoder")
    arrays = {name: array for name, array in encoder.arrays.items() if name != "lists.keys"}  # type: ignore[attr-defined]
    with pytest.raises(ModelMismatch, match=r"encoder has no 'lists.keys'.*another version"):
        encoder.load(arrays, encoder.settings)  # type: ignore[attr-defined]
