"""Which pipelines `newsnlp.load` takes, what it adds to them, and how it refuses the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsnlp
from newsnlp.annotation.pipeline import BREAKS, COMPONENTS, DEFAULT_MODEL

BASE = ["tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner"]


def saved(nlp: Language, folder: Path) -> Path:
    nlp.to_disk(folder / "model")
    return folder / "model"


def test_a_pipeline_of_the_shape_of_it_core_news_is_taken(tiny):
    assert tiny.pipe_names == [BREAKS, *BASE, *COMPONENTS]


def test_all_requirements_of_the_components_are_met(tiny):
    problems = tiny.analyze_pipes()["problems"]
    assert {name: found for name, found in problems.items() if found} == {}


def test_foreign_pipelines_get_the_abbreviations_of_news(tiny, drop_in):
    text = "Il governo Conte-bis e la S.p.A. di Modena."
    assert "Conte-bis" in [token.text for token in tiny.make_doc(text)]
    assert "Conte-bis" not in [token.text for token in drop_in.make_doc(text)]


def test_a_saved_pipeline_with_components_is_loaded_again_as_it_is(tiny, tmp_path):
    again = newsnlp.load(saved(tiny, tmp_path))
    assert again.pipe_names == tiny.pipe_names


def test_a_saved_pipeline_runs_in_spacy_without_importing_newsnlp(tiny, tmp_path):
    code = (
        "import sys, spacy\n"
        f"nlp = spacy.load({str(saved(tiny, tmp_path))!r})\n"
        "doc = nlp('Anna ha visto Carlo a Roma.')\n"
        "assert doc._.newsnlp_entities is not None\n"
        "print(*nlp.pipe_names)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == tiny.pipe_names


@pytest.mark.parametrize("name", [BREAKS, *COMPONENTS])
def test_every_component_is_a_factory_that_spacy_finds_by_itself(name):
    code = f"import spacy; spacy.blank('it').add_pipe({name!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("it_core_news_lg", "python -m spacy download it_core_news_lg"),
        ("it_core_news_sm", "python -m spacy download it_core_news_sm"),
        ("no/such/folder", "neither an installed pipeline package nor a path that exists"),
        ("nosuchmodel", "neither an installed pipeline package nor a path that exists"),
    ],
)
def test_what_is_not_installed_is_refused_with_what_to_do(model, told):
    with pytest.raises(newsnlp.ModelNotFound, match=r"nosuch|no/such|spacy download") as refused:
        newsnlp.load(model)
    assert told in str(refused.value)


def test_the_shipped_pipeline_is_refused_with_its_command_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    with pytest.raises(newsnlp.ModelNotFound, match="pip install models/it_newsnlp/package"):
        newsnlp.load()
    assert DEFAULT_MODEL == "it_newsnlp"


def test_a_folder_without_a_pipeline_is_refused(tmp_path):
    with pytest.raises(newsnlp.ModelNotFound, match=r"no config\.cfg"):
        newsnlp.load(tmp_path)


def test_a_broken_pipeline_is_refused_without_a_trace_of_spacy(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'it'\n", encoding="utf8")
    with pytest.raises(newsnlp.ModelError, match="spaCy cannot load the pipeline"):
        newsnlp.load(tmp_path)


CLEARNLP = ("ROOT", "nsubj", "dobj", "nsubjpass", "prep", "pobj")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"without": ("parser",)}, ["it has no parser"]),
        ({"without": ("ner",)}, ["it has no ner component"]),
        ({"without": ("morphologizer",)}, ["parts of speech", "morphology"]),
        ({"without": ("lemmatizer",)}, ["lemmas"]),
        ({"ner_labels": ("PER", "LOC")}, ["its ner lacks the labels ORG"]),
        ({"ner_labels": ("PER", "LOC", "ORG", "GPE")}, ["other than PER, LOC, ORG, MISC: GPE"]),
        ({"dependencies": CLEARNLP}, ["lacks the UD dependencies", "nsubj:pass", "not UD version 2: dobj, nsubjpass"]),
        ({"lang": "es"}, ["its language is 'es', not 'it'"]),
        # All that is missing is told at once.
        ({"without": ("parser", "ner", "lemmatizer")}, ["no parser", "no ner", "lemmas"]),
    ],
)
def test_a_pipeline_that_does_not_fit_is_refused_with_all_that_is_missing(make_pipeline, tmp_path, changes, told):
    if changes.get("lang"):
        changes = {**changes, "without": ("lemmatizer",)}
    model = saved(make_pipeline(**changes), tmp_path)
    with pytest.raises(newsnlp.ModelMismatch) as refused:
        newsnlp.load(model)
    for part in told:
        assert part in str(refused.value)


def test_labels_without_misc_are_taken(make_pipeline, tmp_path):
    assert newsnlp.load(saved(make_pipeline(ner_labels=("PER", "LOC", "ORG")), tmp_path))
