"""Every id goes out once, whatever the ids are, and the same ids in the same order get the same names."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnlp import annotate_many
from newsnlp.errors import OutputError
from newsnlp.store import TakenIds

# names that are apt to collide, and any characters, half surrogate pairs among them
NAMES = st.text("x#23", max_size=4) | st.text(st.characters(exclude_categories=()), max_size=3)


def unique(names: list[str]) -> list[str]:
    with TakenIds() as taken:
        return [taken.unique(name) for name in names]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["x", "y", "x"], ["x", "y", "x#2"]),
        (["x", "x", "x"], ["x", "x#2", "x#3"]),
        (["x", "x#2", "x"], ["x", "x#2", "x#3"]),
        (["x", "x", "x#2"], ["x", "x#2", "x#2#2"]),
        (["x", "x#3", "x", "x", "x"], ["x", "x#3", "x#2", "x#4", "x#5"]),
        (["", "", "\ud800", "\ud800"], ["", "#2", "\ud800", "\ud800#2"]),
    ],
)
def test_a_second_article_of_an_id_is_renamed(given, expected):
    assert unique(given) == expected


@given(st.lists(NAMES, max_size=40))
@settings(deadline=None)
def test_no_two_are_the_same_and_the_first_keeps_its_name(names):
    found = unique(names)
    assert len(set(found)) == len(found)
    assert found == unique(names)
    assert all(new == old or new.startswith(f"{old}#") for old, new in zip(names, found, strict=True))
    taken: set[str] = set()
    for old, new in zip(names, found, strict=True):
        assert (new == old) == (old not in taken)
        taken.add(new)


def test_a_thousand_of_one_id_are_numbered_in_one_go():
    assert unique(["x"] * 1000) == ["x", *(f"x#{number}" for number in range(2, 1001))]


def test_the_stream_may_go_on_in_another_thread():
    with TakenIds() as taken, ThreadPoolExecutor(1) as pool:
        assert taken.unique("x") == "x"
        assert pool.submit(taken.unique, "x").result() == "x#2"


def test_no_room_is_told():
    with TakenIds() as taken:
        taken._base.execute("PRAGMA max_page_count = 3")
        with pytest.raises(OutputError, match=r"temporary file in .*TMPDIR"):
            list(map(taken.unique, map(str, range(10_000))))


def test_records_have_different_ids(nlp):
    text = "Il premier ha incontrato la regina a Roma."
    given = [{"id": name, "text": text} for name in ("x", "x#2", "x")]
    found = list(annotate_many(given, nlp=nlp))
    assert [record.id for record in found] == ["x", "x#2", "x#3"]
    assert [bool(record.warnings) for record in found][2]
