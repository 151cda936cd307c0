"""The accurate pipeline: what its package holds, and that newsnlp works on it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import newsnlp
from newsnlp.annotation.base import ACCURATE_MODEL, DEFAULT_MODEL, FITTING, folder_of

TESTS = Path(__file__).parents[1]
PACKAGE = TESTS.parent / "models" / ACCURATE_MODEL / "package"
FLOORS = tomllib.loads((TESTS / "gate" / "floors.toml").read_text(encoding="utf8"))["model"]
MOST_MEGABYTES, MOST_OF_A_FILE = 60, 40
TEXT = "Il ministro degli Esteri Paolo Ferri ha incontrato lunedì a Lubiana la collega slovena Jana Novak."


@pytest.fixture(scope="module")
def accurate():
    pytest.importorskip("onnxruntime", reason="the extra trf is not installed")
    pytest.importorskip(ACCURATE_MODEL, reason="the accurate pipeline is not installed")
    return newsnlp.load(ACCURATE_MODEL)


def meta() -> dict:
    (file,) = PACKAGE.glob(f"{ACCURATE_MODEL}/{ACCURATE_MODEL}-*/meta.json")
    return json.loads(file.read_text(encoding="utf8"))


def test_size_of_the_package() -> None:
    sizes = [path.stat().st_size / 1e6 for path in (PACKAGE / ACCURATE_MODEL).rglob("*") if path.is_file()]
    assert sum(sizes) <= MOST_MEGABYTES
    assert max(sizes) <= MOST_OF_A_FILE


@pytest.mark.parametrize("corpus", FLOORS)
def test_it_is_nowhere_worse_than_the_default_may_be(corpus: str) -> None:
    found = meta()["performance"][corpus]
    assert {name: found[name] for name, floor in FLOORS[corpus].items() if found[name] < floor} == {}


def test_licence_sources_and_needs() -> None:
    told = meta()
    assert told["license"] == "CC BY-NC-SA 4.0"
    assert any("multilingual-e5-small" in source["name"] and source["license"] == "MIT" for source in told["sources"])
    assert any(need.startswith("onnxruntime") for need in told["requirements"])
    assert FITTING[ACCURATE_MODEL].startswith(f">={told['version']}")


def test_it_has_the_components_of_the_default(accurate, nlp) -> None:
    assert [name for name in accurate.component_names if name != "second_encoder"] == nlp.component_names


def test_a_meeting_is_found_and_the_vectors_stay(accurate) -> None:
    document = newsnlp.annotate(TEXT, nlp=accurate, published="2024-03-05")
    (meeting,) = [event for event in document.events if event.type == "MEETING"]
    assert len(meeting.arguments) >= 3
    doc = accurate(TEXT)
    assert doc.tensor.shape[0] == len(doc)
    assert doc.tensor.shape[1] >= accurate.get_pipe("encoder").width
    assert {ent.label_ for ent in doc.ents} == {"PER", "LOC"}


def test_a_text_over_many_windows_is_read_as_its_parts(accurate) -> None:
    part = accurate(TEXT + " ")
    doc = accurate(" ".join([TEXT] * 60))
    assert len(list(doc.sents)) == 60
    names = [ent.text for ent in doc.ents]
    assert names == [ent.text for ent in part.ents] * 60


def test_a_pipeline_that_is_not_there_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spacy.util.is_package", lambda name: False)
    with pytest.raises(newsnlp.ModelNotFound, match="pip install models/it_newsnlp_trf/package"):
        folder_of(ACCURATE_MODEL)
    with pytest.raises(newsnlp.ModelNotFound, match="pip install models/it_newsnlp/package"):
        folder_of(DEFAULT_MODEL)
