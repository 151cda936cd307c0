"""Warnings are told by their kind, with counts."""

from __future__ import annotations

import pytest

from newsnlp.schema import Document, Failure
from newsnlp.viewing.article import article_view
from newsnlp.viewing.console import make_console
from newsnlp.viewing.summary import KINDS, Summary, article_warnings


def article(*warnings: str, undated: int = 0, **more: object) -> Document:
    text = "Ieri. " * max(undated, 1)
    times = [
        {"start": 6 * place, "end": 6 * place + 4, "text": "Ieri", "reason": "no_publication_date"}
        for place in range(undated)
    ]
    return Document.model_validate({"id": "a", "text": text, "times": times, "warnings": warnings, **more})


def told(*results: Document | Failure) -> list[str]:
    summary = Summary()
    for result in results:
        summary.add(result)
    return list(summary.warnings())


@pytest.mark.parametrize(
    ("results", "lines"),
    [
        ([article(title="T")], []),
        ([article(), article(title="")], ["2 articles: no title"]),
        ([Failure(id="x", stage="clean", reason="empty")], []),
        (
            [article(undated=2, title="T"), article(undated=1, title="T"), article(title="T")],
            [
                "2 articles: no publication date: 3 expressions of time without a value; give it in the file or with "
                "--published"
            ],
        ),
        (
            [article(f"published left out: 'ieri {day}' is no date", title="T") for day in range(3)]
            + [article("not UTF-8: read as Windows-1252, accents may be wrong", title="T")],
            [
                "3 articles: published left out: ... is no date",
                "1 article: not UTF-8: read as Windows-1252, accents may be wrong",
            ],
        ),
    ],
)
def test_warnings_are_counted_by_kind(results, lines):
    assert told(*results) == lines


def test_many_kinds_are_told_in_part():
    words = [chr(letter) * 3 for letter in range(ord("a"), ord("a") + KINDS + 2)]
    lines = told(*(article(word, title="T") for word in words))
    assert len(lines) == KINDS + 1
    assert lines[-1] == '2 more kinds of warnings: the records have them under "warnings"'


def test_the_total_counts_articles_failures_and_meetings():
    summary = Summary()
    summary.add(Failure(id="x", stage="clean", reason="empty"))
    summary.add(article())
    assert summary.total(4.0) == "2 articles, 1 failed, 0 meetings, 4.0 s (0.5 articles/s)"
    assert Summary().total(0.0) == "0 articles, 0 failed, 0 meetings, 0.0 s"


def test_an_article_tells_what_a_day_of_publication_would_bring(capsys):
    assert list(article_warnings(article("a\x1bb", undated=1))) == [
        r"a\x1bb",
        "no publication date: 1 expression of time without a value",
    ]
    make_console().print(article_view(article(undated=1)))
    assert "warning: no publication date: 1 expression" in capsys.readouterr().out
