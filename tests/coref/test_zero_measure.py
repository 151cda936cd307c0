"""How well left-out subjects are found and understood, through the shipped pipeline, on the table of snippets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language

from newsnlp.annotation.coref.parse import read_parse
from newsnlp.annotation.coref.zero import zero_verbs
from newsnlp.annotation.layers import entities, zero_subjects

TABLE = Path(__file__).parent / "zero_subjects.tsv"
OPEN = frozenset({"?", "-"})
# A little below what was measured; they only move up.
DETECTION_FLOOR = 0.93
ANTECEDENT_FLOOR = 0.88
RESOLVED_FLOOR = 0.93
_MARK = re.compile(r"\[([^=\]]+)=([^\]]+)\]")


class Snippet(NamedTuple):
    """A text without its marks, and the offset of each marked verb -> the names that are meant, empty for open."""

    phenomenon: str
    text: str
    verbs: dict[int, frozenset[str]]


class Measure(NamedTuple):
    """Detection F1; share of the marked verbs with the right people; share of the verbs given people that are right."""

    detection: float
    antecedents: float
    resolved: float


def unmark(phenomenon: str, marked: str) -> Snippet:
    """Return the snippet that a row of the table gives."""
    text, verbs, at = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        names = mark[2].split(" & ")
        verbs[len(text)] = frozenset(names) - OPEN
        text, at = text + mark[1], mark.end()
    return Snippet(phenomenon, text + marked[at:], verbs)


def snippets() -> Iterator[Snippet]:
    """Yield the snippets of the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            phenomenon, _, marked = line.partition("\t")
            yield unmark(phenomenon, marked)


def measure(rows: list[tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]]) -> Measure:
    """Return the figures of pairs of marked and found verbs."""
    marked = sum(len(gold) for gold, _ in rows)
    found = sum(len(answer) for _, answer in rows)
    hits = sum(len(gold.keys() & answer.keys()) for gold, answer in rows)
    right = sum(answer.get(verb) == who for gold, answer in rows for verb, who in gold.items())
    given = [(verb, who, gold) for gold, answer in rows for verb, who in answer.items() if who]
    sure = sum(gold.get(verb) == who for verb, who, gold in given)
    return Measure(2 * hits / (marked + found), right / marked, sure / len(given))


def answer_of(nlp: Language, snippet: Snippet) -> dict[int, frozenset[str]]:
    """Return offset of each verb that is found to lack a subject -> names of the people who are meant."""
    doc = nlp(snippet.text)
    names = [item["name"] for item in entities(doc)]
    people = zero_subjects(doc)
    return {doc[v].idx: frozenset(names[i] for i in people.get(v, ())) for v in zero_verbs(read_parse(doc))}


def test_the_table_is_large_and_has_controls() -> None:
    rows = list(snippets())
    assert len(rows) >= 100
    assert sum(not row.verbs for row in rows) >= 20
    assert any(row.verbs and not any(row.verbs.values()) for row in rows)


def test_marks_are_read() -> None:
    row = unmark("x", "Ada Neri [vede=Ada Neri] tutti e [tace=?].")
    assert row.text == "Ada Neri vede tutti e tace."
    assert row.verbs == {9: frozenset({"Ada Neri"}), 22: frozenset()}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({5: frozenset("A")}, Measure(1.0, 1.0, 1.0)),
        ({5: frozenset("B")}, Measure(1.0, 0.0, 0.0)),
        ({5: frozenset("A"), 9: frozenset("A")}, Measure(2 / 3, 1.0, 0.5)),
    ],
)
def test_the_measure_counts_errors(answer: dict[int, frozenset[str]], expected: Measure) -> None:
    assert measure([({5: frozenset("A")}, answer)]) == expected


def test_left_out_subjects_reach_the_floors(nlp: Language) -> None:
    found = measure([(row.verbs, answer_of(nlp, row)) for row in snippets()])
    assert found.detection >= DETECTION_FLOOR, found
    assert found.antecedents >= ANTECEDENT_FLOOR, found
    assert found.resolved >= RESOLVED_FLOOR, found
