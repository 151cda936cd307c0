"""The options of `newsnlp.load` mean what they mean in `spacy.load`, for components of both."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import newsnlp
from newsnlp.annotation.pipeline import BREAKS, COMPONENTS

TEXT = "Il ministro degli Esteri Carlo Ferri ha incontrato ieri a Roma la premier slovena Ana Novak."


@pytest.fixture(scope="module")
def model(drop_in: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved pipeline as it_core_news is one."""
    path = tmp_path_factory.mktemp("model") / "tiny"
    drop_in.to_disk(path)
    return path


@pytest.fixture(scope="module")
def saved(tiny: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved pipeline with newsnlp's components."""
    path = tmp_path_factory.mktemp("model") / "whole"
    tiny.to_disk(path)
    return path


def load_quietly(*args: object, **options: object) -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return newsnlp.load(*args, **options)


@pytest.mark.parametrize("name", [BREAKS, *COMPONENTS])
def test_what_is_excluded_is_not_there_and_the_others_work(model: Path, saved: Path, name: str) -> None:
    for path in (model, saved):
        nlp = load_quietly(path, exclude=[name])
        assert name not in nlp.component_names
        assert [other for other in (BREAKS, *COMPONENTS) if other != name] == [
            other for other in nlp.component_names if other.startswith("newsnlp")
        ]
        nlp(TEXT)


READ_BY_OTHERS = {
    "newsnlp_entities": ["newsnlp_roles", "newsnlp_coref", "newsnlp_quotes", "newsnlp_events"],
    "newsnlp_times": ["newsnlp_relations"],
    "newsnlp_quotes": ["newsnlp_attribution", "newsnlp_relations"],
    "newsnlp_events": ["newsnlp_attribution", "newsnlp_decision", "newsnlp_relations"],
}


@pytest.mark.parametrize("name", [BREAKS, *COMPONENTS])
def test_who_finds_less_without_it_is_told(model: Path, name: str) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        newsnlp.load(model, exclude=name)
    told = [str(warning.message).split()[0] for warning in caught if "will find less" in str(warning.message)]
    assert sorted(told) == sorted(READ_BY_OTHERS.get(name, []))
    assert all(warning.filename == __file__ for warning in caught)


@pytest.mark.parametrize("name", [BREAKS, *COMPONENTS, "tagger", "parser", "ner"])
def test_what_is_disabled_is_there_and_does_not_run(model: Path, saved: Path, name: str) -> None:
    for path in (model, saved):
        nlp = newsnlp.load(path, disable=[name])
        assert nlp.disabled == [name]
        nlp(TEXT)
        nlp.enable_pipe(name)
        assert nlp.disabled == []
        nlp(TEXT)


def test_only_what_is_enabled_runs(model: Path) -> None:
    nlp = newsnlp.load(model, enable=["tok2vec", "ner", "newsnlp_entities"])
    assert nlp.pipe_names == ["tok2vec", "ner", "newsnlp_entities"]
    assert set(COMPONENTS) <= set(nlp.component_names)


def test_a_pipeline_for_times_alone_finds_times(nlp: Language) -> None:
    times = newsnlp.load(enable=["encoder", "tagger", "parser", "newsnlp_times"])
    doc = times.make_doc(TEXT)
    doc._.newsnlp_published = "2024-03-14"
    assert [item["value"] for item in times(doc)._.newsnlp_times] == ["2024-03-13"]
    assert doc._.newsnlp_entities is None


@pytest.mark.parametrize("option", ["exclude", "disable", "enable"])
@pytest.mark.parametrize("given", ["newsnlp_evnts", ["newsnlp_events", "nre"]])
def test_names_of_no_component_are_told(model: Path, option: str, given: str | list[str]) -> None:
    with pytest.raises(newsnlp.ModelError, match=r"has no component (newsnlp_evnts|nre); its components are"):
        load_quietly(model, **{option: given})


def test_what_is_enabled_cannot_be_off(model: Path) -> None:
    for option in ("exclude", "disable"):
        with pytest.raises(newsnlp.ModelError, match="cannot be enabled and excluded or disabled at once"):
            load_quietly(model, enable=["newsnlp_quotes"], **{option: ["newsnlp_quotes"]})


@pytest.mark.parametrize(
    ("name", "told"), [("parser", "it has no parser"), ("ner", "it has no ner component"), ("lemmatizer", "lemmas")]
)
def test_what_newsnlp_cannot_do_without_is_not_excluded(model: Path, name: str, told: str) -> None:
    with pytest.raises(newsnlp.ModelMismatch, match=rf"without {name} cannot be used:\n.*{told}"):
        newsnlp.load(model, exclude=[name])


def test_what_newsnlp_can_do_without_is_excluded(model: Path) -> None:
    assert "attribute_ruler" not in newsnlp.load(model, exclude="attribute_ruler").component_names


def test_settings_are_those_given(model: Path) -> None:
    assert newsnlp.load(model, config={"nlp.batch_size": 7}).batch_size == 7
    assert newsnlp.load(model, config={"nlp": {"batch_size": 9}}).batch_size == 9
    with pytest.raises(newsnlp.ModelError, match="the settings given do not fit it"):
        newsnlp.load(model, config={"nlp.batch_size": "many"})


def test_disabled_components_stay_so_when_saved(model: Path, tmp_path: Path) -> None:
    newsnlp.load(model, disable=["newsnlp_relations"]).to_disk(tmp_path)
    assert newsnlp.load(tmp_path).disabled == ["newsnlp_relations"]
    assert spacy.load(tmp_path).disabled == ["newsnlp_relations"]


def test_all_requirements_of_the_shipped_pipeline_are_met(nlp: Language) -> None:
    problems = nlp.analyze_pipes()["problems"]
    assert {name: found for name, found in problems.items() if found} == {}
