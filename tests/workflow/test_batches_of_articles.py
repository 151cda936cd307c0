"""Articles are annotated by batches of so many articles and characters; which batch one is in does not matter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsnlp import annotate_many, workflow
from newsnlp.schema import Failure, RawArticle

TEXTS = [
    "Il premier Anna Ferri ha incontrato a Roma la regina Bianca Neri.",
    "",
    "Il ministro Carlo Verdi ha ricevuto ieri a Vienna il cancelliere Karl Huber. Domani vedrà il papa.",
    "«Sono qui», ha detto il sindaco di Milano Paolo Gallo.",
    "Nevica.",
    "Il presidente Rossi non ha incontrato il premier Bianchi a Torino, ha detto la portavoce.",
    "Anna Ferri è partita.",
]


def raw(size: int) -> RawArticle:
    return RawArticle(id=str(size), text="a" * size)


def sizes(given: list[int], most: int) -> list[list[int]]:
    return [[len(item.text) for item in batch] for batch in workflow._batches(map(raw, given), most)]


def test_batches_hold_so_many_articles_and_characters(monkeypatch):
    monkeypatch.setattr(workflow, "BATCH_CHARACTERS", 10)
    assert sizes([3, 3, 3, 3], 100) == [[3, 3, 3], [3]]
    assert sizes([3, 50, 3], 100) == [[3], [50], [3]]
    assert sizes([1] * 5, 2) == [[1, 1], [1, 1], [1]]
    failure = Failure(id="x", stage="read", reason="?")
    assert list(workflow._batches([failure, raw(10), raw(1)], 9)) == [[failure, raw(10)], [raw(1)]]


def test_a_full_batch_waits_for_no_other_article(nlp):
    def given() -> Iterator[str]:
        yield from TEXTS[:2]
        raise AssertionError("read ahead")

    stream = annotate_many(given(), nlp=nlp, batch_size=2)
    assert [type(next(stream)).__name__ for _ in range(2)] == ["Document", "Failure"]


@pytest.mark.parametrize("batch_size", [1, 3, 40])
@pytest.mark.parametrize("characters", [1, 150, 100_000])
def test_batches_do_not_matter(nlp, monkeypatch, batch_size, characters):
    expected = [item.model_dump_json() for item in annotate_many(TEXTS, nlp=nlp)]
    monkeypatch.setattr(workflow, "BATCH_CHARACTERS", characters)
    assert [item.model_dump_json() for item in annotate_many(TEXTS, nlp=nlp, batch_size=batch_size)] == expected
