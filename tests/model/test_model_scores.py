"""The trained pipeline: what it reaches on the development files, its size, its licence."""

from __future__ import annotations

import importlib.util
import tomllib
from functools import partial
from pathlib import Path

import pytest

from newsnlp.annotation.pipeline import DEFAULT_MODEL
from newsnlp.annotation.scoring import score_entities, score_treebank

FLOORS = tomllib.loads((Path(__file__).parents[1] / "gate" / "floors.toml").read_text(encoding="utf8"))["model"]
MOST_MEGABYTES = 60
TREEBANK = ("encoder", "tagger", "lemmatizer", "lemma_table", "parser", "finite_forms", "objects")
# corpus, how it is scored, its file, the components that the scores are of
CORPORA = [
    ("isdt", score_treebank, "ud/it_isdt-dev.conllu", TREEBANK),
    ("wikinews", score_entities, "ner/kind_WN_dev.tsv", ("encoder", "ner")),
    ("wikinews_alone", partial(score_entities, together=1), "ner/kind_WN_dev.tsv", ("encoder", "ner")),
]


@pytest.mark.parametrize(("corpus", "score", "file", "components"), CORPORA, ids=[row[0] for row in CORPORA])
def test_scores(nlp, shared, corpus, score, file, components):
    path = shared / "corpora" / file
    if not path.is_file():
        pytest.skip(f"the corpus file {file} is not here")
    with nlp.select_pipes(enable=list(components)):
        found = score(nlp, path)
    assert below(found, FLOORS[corpus]) == {}


@pytest.mark.parametrize("corpus", FLOORS)
def test_scores_that_the_package_records(nlp, corpus):
    assert below(nlp.meta["performance"][corpus], FLOORS[corpus]) == {}


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return measure -> (score, floor) where the score is the lower."""
    return {name: (found.get(name, 0.0), floor) for name, floor in floors.items() if found.get(name, 0.0) < floor}


def test_a_worse_pipeline_is_below_control():
    assert below({"las": 0.84, "upos": 0.99}, {"las": 0.85, "upos": 0.965}) == {"las": (0.84, 0.85)}


def test_size(nlp):
    spec = importlib.util.find_spec(DEFAULT_MODEL)
    assert spec is not None
    files = [path for path in Path(str(spec.origin)).parent.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) / 1e6 <= MOST_MEGABYTES


def test_licence_and_sources(nlp):
    # The corpora are non-commercial, share-alike: the weights are too, and the card names every corpus.
    assert nlp.meta["license"] == "CC BY-NC-SA 4.0"
    assert all({"name", "license"} <= source.keys() for source in nlp.meta["sources"])
