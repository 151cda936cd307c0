"""Pipelines are pickled and copied, and work in other processes however these are started."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from sameness import one_by_one, read_articles, together, told_by
from spacy.language import Language
from spacy.tokens import DocBin

ARTICLES = read_articles(8)
METHODS = [name for name in ("fork", "spawn", "forkserver") if name in multiprocessing.get_all_start_methods()]


@pytest.fixture
def start_method() -> Iterator[None]:
    before = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture(scope="module")
def records(nlp: Language) -> list[str]:
    return one_by_one(nlp, ARTICLES)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[str]:
    return [told_by(nlp(article["text"])) for article in ARTICLES]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.usefixtures("start_method")
def test_workers_write_the_same(nlp, docs, method):
    multiprocessing.set_start_method(method, force=True)
    texts = [article["text"] for article in ARTICLES]
    assert [told_by(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == docs


def test_a_pool_of_processes_gets_the_pipeline_as_an_argument(nlp, records):
    # as joblib, Dask and Spark do
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        halves = [pool.submit(together, nlp, half) for half in (ARTICLES[::2], ARTICLES[1::2])]
        found = [half.result() for half in halves]
    assert [found[n % 2][n // 2] for n in range(len(records))] == records


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda nlp: pickle.loads(pickle.dumps(nlp))])  # noqa: S301
def test_a_copy_writes_the_same_and_has_its_own_vocabulary(nlp, records, copied):
    other = copied(nlp)
    assert other.vocab is not nlp.vocab
    assert all(getattr(pipe, "vocab", other.vocab) is other.vocab for _, pipe in other.pipeline)
    assert one_by_one(other, ARTICLES) == records


def test_every_component_is_pickled_without_what_it_remembers(nlp, docs):
    # `docs` has filled what they remember
    small = len(pickle.dumps(nlp.vocab)) + 50_000
    for name in ("newsnlp_entities", "newsnlp_quotes", "newsnlp_events", "finite_forms"):
        assert len(pickle.dumps(nlp.get_pipe(name))) < small, name


def test_foreign_pipelines_are_pickled(tiny):
    other = pickle.loads(pickle.dumps(tiny))  # noqa: S301
    text = ARTICLES[0]["text"]
    assert told_by(other(text)) == told_by(tiny(text))


def test_docs_go_through_a_docbin(nlp, docs):
    stored = DocBin(store_user_data=True)
    for article in ARTICLES:
        stored.add(nlp(article["text"]))
    again = DocBin().from_bytes(stored.to_bytes())
    assert [told_by(doc) for doc in again.get_docs(nlp.vocab)] == docs
