"""Spellings of names: floors of precision and recall, on the part looked at and on the part that was not."""

from __future__ import annotations

import pytest
from spelling_table import measure, spellings

from newsnlp.resolve import Likeness, likeness, same_name


@pytest.mark.parametrize(("part", "precision", "recall"), [("tune", 0.98, 0.98), ("held", 0.99, 0.96)])
def test_spellings_of_one_name_meet_and_lookalikes_do_not(part, precision, recall):
    found = measure(spellings(part), same_name)
    assert found.precision >= precision, found.wrong
    assert found.recall >= recall, found.missed


def test_the_table_is_as_large_as_it_says():
    people = spellings("tune") + spellings("held")
    assert len(people) >= 60
    assert sum(len(names) for _, names in people) >= 150


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Mario Rossi", "MARIO ROSSI", Likeness.EQUAL),
        ("Mario Rossi", "Maria Rossi", Likeness.DIFFERENT),
        ("Mario Rossi", "Mario Rosi", Likeness.UNRELATED),
        ("M. Rossi", "Mario Rossi", Likeness.INITIAL),
        ("M. Rossi", "Luca Rossi", Likeness.DIFFERENT),
        ("Rossi", "Mario Rossi", Likeness.SHORT),
        ("Rossi", "Rossi", Likeness.SHORT),
        ("George W. Bush", "George H. W. Bush", Likeness.DIFFERENT),
        ("George Bush", "George W. Bush", Likeness.SPELLING),
        ("Donald Trump", "Donald Trump Jr.", Likeness.DIFFERENT),
        ("Giovanni Paolo I", "Giovanni Paolo II", Likeness.DIFFERENT),
        ("Gianni Cortelli", "Gianni Cortello", Likeness.EDIT),
        ("", "Mario Rossi", Likeness.UNRELATED),
    ],
)
def test_how_two_names_stand(left, right, expected):
    assert likeness(left, right) == likeness(right, left) == expected
