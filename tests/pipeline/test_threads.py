"""One pipeline used from many threads, or on other batches, writes the bytes of one thread, then and afterwards."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from sameness import one_by_one, read_articles, together, told_by
from spacy.language import Language

from newsnlp import workflow
from newsnlp.annotation import desk, spellings
from newsnlp.annotation.grammar import finite
from newsnlp.annotation.lemmas import component as lemmas
from newsnlp.neural import components, encoder

THREADS = 8
ARTICLES = read_articles(14)
Way = Callable[[Language, list[dict[str, Any]]], list[str]]


@pytest.fixture(autouse=True)
def _many_switches() -> Iterator[None]:
    """Let threads take turns a thousand times as often as they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def small_memories(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    """Let every memory that outlives a call be full, and start anew, every few articles."""
    words = nlp.get_pipe("encoder").encoder.word_vectors  # type: ignore[attr-defined]
    monkeypatch.setattr(words, "kept", encoder.Kept(400))
    for module, name in (
        (desk, "MOST_WORDS"),
        (spellings, "MOST_SPELLINGS"),
        (lemmas, "REMEMBERED"),
        (finite, "REMEMBERED"),
        (components, "MOST_KNOWN_LEMMAS"),
    ):
        monkeypatch.setattr(module, name, 150)


def docs_one_by_one(nlp: Language, articles: list[dict[str, Any]]) -> list[str]:
    return [told_by(nlp(article["text"])) for article in articles]


def docs_together(nlp: Language, articles: list[dict[str, Any]]) -> list[str]:
    return [told_by(doc) for doc in nlp.pipe([article["text"] for article in articles], batch_size=5)]


@pytest.fixture(scope="module")
def records(nlp: Language) -> list[str]:
    return one_by_one(nlp, ARTICLES)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[str]:
    return docs_one_by_one(nlp, ARTICLES)


def in_threads(nlp: Language, ways: list[Way]) -> list[dict[int, str]]:
    """Return number of the article -> what each thread has found; each goes through the articles in another order."""

    def work(number: int) -> dict[int, str]:
        order = list(range(len(ARTICLES)))
        random.Random(number).shuffle(order)  # noqa: S311 - no secret
        return dict(zip(order, ways[number % len(ways)](nlp, [ARTICLES[i] for i in order]), strict=True))

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS)))


def test_records_are_those_of_one_thread(nlp, records):
    assert in_threads(nlp, [one_by_one, together]) == [dict(enumerate(records))] * THREADS
    assert together(nlp, ARTICLES) == records


@pytest.mark.usefixtures("small_memories")
def test_they_are_while_memories_overflow(nlp, records, docs):
    found = in_threads(nlp, [one_by_one, docs_together, together, docs_one_by_one])
    assert found == [dict(enumerate(expected)) for expected in (records, docs)] * (THREADS // 2)
    assert together(nlp, ARTICLES) == records


@pytest.mark.parametrize("batch_size", [1, 3, 40])
def test_records_do_not_depend_on_the_batch(nlp, records, batch_size):
    assert together(nlp, ARTICLES, batch_size) == records


def test_as_many_vectors_are_kept_as_there_is_room_for():
    kept = encoder.Kept(100)

    def put_and_get(thread: int) -> bool:
        keys = range(thread * 500, (thread + 1) * 500)
        for key in keys:
            kept.put([key], np.array([[float(key)]]))
        found = kept.get(range(THREADS * 500))
        return all(row is None or row[0] == key for key, row in enumerate(found))

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(put_and_get, range(THREADS)))
    assert len(kept) == 100
    kept.put([-1, -2], np.array([[1.0], [2.0]]))
    assert [row is not None and row[0] for row in kept.get([-1, -2])] == [1.0, 2.0]


def test_the_shipped_pipeline_is_loaded_once(monkeypatch):
    loaded = []
    monkeypatch.setattr(workflow, "load", lambda: loaded.append(object()) or loaded[-1])
    workflow.shipped_pipeline.cache_clear()
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            found = set(pool.map(lambda _: workflow.default_pipeline(), range(THREADS)))
    finally:
        workflow.shipped_pipeline.cache_clear()
    assert found == set(loaded)
    assert len(loaded) == 1
