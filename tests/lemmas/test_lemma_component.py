"""The component: what it sets and what it leaves, capitals and accents, saving and loading."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest
import spacy
from lemma_words import make_doc

from newsnlp.annotation import factories
from newsnlp.annotation.lemmas import component as module
from newsnlp.annotation.lemmas.component import LemmaCorrector
from newsnlp.annotation.lemmas.table import LemmaTable
from newsnlp.errors import ModelMismatch

NAME = "newsnlp_lemma_table"
FINITE = "Mood=Ind|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"
WITH_PRONOUN = "Clitic=Yes|VerbForm=Inf"

# Form, part of speech, lemma of the lemmatizer, morphology, and the lemma that it should be.
WORDS = [
    ("chiese", "VERB", "chiesare", FINITE, "chiedere"),
    ("chiese", "NOUN", "chiese", "", "chiesa"),
    ("faccia", "VERB", "facciare", "Mood=Sub|VerbForm=Fin", "fare"),
    ("faccia", "NOUN", "fare", "", "faccia"),
    ("letto", "VERB", "lettere", PARTICIPLE, "leggere"),
    ("letto", "NOUN", "leggere", "", "letto"),
    ("porta", "NOUN", "porre", "", "porta"),
    ("corso", "VERB", "corsare", PARTICIPLE, "correre"),
    ("corso", "NOUN", "correre", "", "corso"),
    ("stato", "AUX", "stato", PARTICIPLE, "essere"),
    ("stato", "NOUN", "essere", "", "stato"),
    # sentence start and headline
    ("Chiese", "VERB", "Chiese", FINITE, "chiedere"),
    ("CHIESE", "VERB", "CHIESE", FINITE, "chiedere"),
    ("Della", "ADP", "Della", "", "di il"),
    ("NEL", "ADP", "NEL", "", "in il"),
    # names, marks and numbers are as they are written
    ("Chiese", "PROPN", "chiesa", "", "Chiese"),
    ("«", "PUNCT", '"', "", "«"),
    ("1.200", "NUM", "1.200", "", "1.200"),
    ("Due", "NUM", "Due", "", "due"),
    # a name in capitals, a foreign word and an abbreviation are left to the lemmatizer
    ("ROMA", "PROPN", "Roma", "", "Roma"),
    # a verb that the tagger takes for a name at the start of a sentence
    ("Chiesero", "PROPN", "Chiesero", "", "chiedere"),
    ("Salò", "PROPN", "Salò", "", "Salò"),
    ("data", "X", "data", "", "data"),
    ("DPR", "NOUN", "DPR", "", "DPR"),
    # pronouns at the end
    ("incontrarlo", "VERB", "incontrarre lo", WITH_PRONOUN, "incontrare lo"),
    ("Sottoporlo", "VERB", "sottopore lo", WITH_PRONOUN, "sottoporre lo"),
    ("dimmelo", "VERB", "dimmere lo", "Mood=Imp|VerbForm=Fin", "dimmere lo"),  # the evidence has no "melo"
    ("dillo", "VERB", "dillere", "Mood=Imp|VerbForm=Fin", "dire lo"),
    # unknown words: the ending tells, but not that of a capitalised noun, which may be a name
    ("fumosi", "ADJ", "fumosi", "", "fumoso"),
    ("Fumosi", "ADJ", "Fumosi", "", "Fumosi"),
]


@pytest.mark.parametrize(("form", "pos", "given", "morph", "lemma"), WORDS)
def test_lemma(corrector, form, pos, given, morph, lemma):
    doc = corrector(make_doc(corrector.vocab, (form, pos, given, morph)))
    assert doc[0].lemma_ == lemma


def test_typewriter_accents_are_read_as_meant(corrector):
    doc = make_doc(corrector.vocab, ("Sali'", "VERB", "Sali'", FINITE), ("Sali", "NOUN", "salo"))
    doc[0].norm_ = "salì"
    assert [token.lemma_ for token in corrector(doc)] == ["salire", "sale"]


def test_curly_apostrophes(corrector):
    doc = make_doc(corrector.vocab, ("Dà", "VERB", "dà", FINITE), ("po’", "ADV", "poco"))
    assert [token.lemma_ for token in corrector(doc)] == ["dare", "poco"]


def test_the_same_word_with_another_morphology_is_looked_up_anew(corrector):
    corrector.table = LemmaTable({"scorto": "VERB|VerbForm=Fin 1are\tVERB|VerbForm=Part 2gere"})
    words = [("scorto", "VERB", "?", morph) for morph in (FINITE, PARTICIPLE, FINITE, "VerbForm=Inf")]
    doc = corrector(make_doc(corrector.vocab, *words))
    assert [token.lemma_ for token in doc] == ["scortare", "scorgere", "scortare", "?"]


def test_only_lemmas_change(corrector):
    doc = make_doc(corrector.vocab, ("Chiese", "VERB", "chiesa", FINITE), ("spazio", "X", "spazio"))
    before = [(t.text, t.pos_, str(t.morph), t.norm_) for t in doc]
    assert corrector.find(doc) == [(0, "chiedere")]
    assert [(t.text, t.pos_, str(t.morph), t.norm_) for t in corrector(doc)] == before
    assert corrector.find(doc) == []


def test_memory_is_bounded(corrector, monkeypatch):
    monkeypatch.setattr(module, "REMEMBERED", 3)
    words = [(form, "NOUN", "?") for form in ("chiese", "corsi", "letti", "porte", "facce", "stati")]
    doc = corrector(make_doc(corrector.vocab, *words))
    assert [token.lemma_ for token in doc] == ["chiesa", "corso", "letto", "porta", "faccia", "stato"]
    assert len(corrector._seen) <= 3


def test_an_empty_doc(corrector):
    assert len(corrector(make_doc(corrector.vocab))) == 0


@pytest.fixture
def pipeline(table):
    nlp = spacy.blank("it")
    nlp.add_pipe(NAME).table = table
    return nlp


def lemma_after(nlp):
    doc = make_doc(nlp.vocab, ("chiese", "VERB", "chiesare", FINITE))
    return nlp.get_pipe(NAME)(doc)[0].lemma_


def test_a_saved_pipeline_has_its_table(pipeline, tmp_path):
    pipeline.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == [NAME]
    assert lemma_after(again) == "chiedere"


def test_a_pipeline_from_bytes_has_its_table(pipeline):
    again = spacy.blank("it")
    again.add_pipe(NAME)
    assert lemma_after(again) == "chiesare"  # empty until it is loaded
    again.from_bytes(pipeline.to_bytes())
    assert lemma_after(again) == "chiedere"


def test_the_component_reads_what_the_script_writes(table, tmp_path):
    (tmp_path / "lemmas.gz").write_bytes(table.to_bytes())
    component = LemmaCorrector(spacy.blank("it").vocab).from_disk(tmp_path / "lemmas.gz")
    assert component.to_bytes() == table.to_bytes()


def test_a_new_table_forgets_what_the_old_one_said(corrector):
    doc = make_doc(corrector.vocab, ("chiese", "VERB", "?", FINITE))
    corrector(doc)
    corrector.from_bytes(LemmaTable({"chiese": "VERB 0!"}).to_bytes())
    assert corrector(doc)[0].lemma_ == "chiese!"


def test_a_file_of_another_kind_is_refused(corrector, tmp_path):
    (tmp_path / "lemmas.gz").write_text("chiese", encoding="utf8")
    with pytest.raises(ModelMismatch, match="no table of lemmas"):
        corrector.from_disk(tmp_path / "lemmas.gz")


def test_what_it_needs_and_sets_is_told():
    nlp = spacy.blank("it")
    nlp.add_pipe(NAME)
    assert nlp.get_pipe_meta(NAME).assigns == ["token.lemma"]
    assert set(nlp.analyze_pipes()["problems"][NAME]) == {"token.pos", "token.morph"}


def test_it_is_an_entry_point():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf8"))
    where, _, function = project["project"]["entry-points"]["spacy_factories"][NAME].partition(":")
    assert getattr(importlib.import_module(where), function) is factories.create_lemma_table
