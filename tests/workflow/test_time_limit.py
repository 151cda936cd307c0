"""An article that takes too long becomes a failure: the others go on."""

from __future__ import annotations

import threading

import pytest

import newsnlp
from newsnlp import ArticleError, Document, Failure, InputError
from newsnlp.time_limit import check_time, timely, within

GOOD = "Mario Rossi ha incontrato Anna Bianchi a Roma."
LONG = "Ieri a Roma Mario Rossi ha incontrato Anna Bianchi e poi Carlo Neri. " * 1000


def spend(seconds: float) -> None:
    with within(seconds):
        while True:
            check_time()


def test_the_time_ends():
    with pytest.raises(ArticleError, match="max_seconds"):
        spend(0.01)


def test_without_a_limit_there_is_none():
    with within(None):
        check_time()
    check_time()


def test_an_inner_limit_ends_with_its_block():
    with within(None):
        with pytest.raises(ArticleError):
            spend(0.01)
        check_time()


def test_a_thread_has_the_limit_that_it_sets():
    reached = []
    with within(1e-9):
        thread = threading.Thread(target=lambda: reached.append(list(timely([1, 2]))))
        thread.start()
        thread.join()
    assert reached == [[1, 2]]


def test_one_article_that_takes_too_long_stops_no_other(nlp):
    newsnlp.annotate(GOOD, nlp=nlp)
    results = list(newsnlp.annotate_many([GOOD, LONG, GOOD + " "], nlp=nlp, max_seconds=0.8))
    assert [type(result) for result in results] == [Document, Failure, Document]
    failure = results[1]
    assert failure.stage == "annotate"
    assert "max_seconds" in failure.reason
    assert f"{len(LONG.strip()):,} characters" in failure.reason


def test_one_article_alone_raises(nlp):
    with pytest.raises(ArticleError, match="max_seconds"):
        newsnlp.annotate(LONG, nlp=nlp, max_seconds=0.05)


@pytest.mark.parametrize("value", [0, -1, "10", float("nan"), True])
def test_a_limit_that_is_none_is_told(nlp, value):
    with pytest.raises(InputError, match="max_seconds"):
        newsnlp.annotate_many([GOOD], nlp=nlp, max_seconds=value)
