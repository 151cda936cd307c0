"""One meeting of many articles, and its life: announced, postponed, held, cancelled, denied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import meeting

from newsnlp.resolve import EventMerger, merge_events

MAY = "2024-05-12"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-20", value=MAY), True),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-13", value="2024-05-13"), True),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-20", value="2024-05-19"), False),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-13"), True),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-06-13", value="2024-05"), True),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2025-06-13", value="2024"), True),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2025-06-13", value="2023"), False),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-01", "planned", value=MAY), True),
        (
            meeting("a", "2024-05-13", value=MAY),
            meeting("b", "2024-05-14", "negated", value=MAY, detail="denied"),
            True,
        ),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-13", value=MAY, parties=("Q1", "Q3")), False),
        (
            meeting("a", "2024-05-13", value=MAY),
            meeting("b", "2024-05-13", value=MAY, parties=("Q1", "Q2", "Q3")),
            True,
        ),
        (
            meeting("a", "2024-05-13", value=MAY),
            meeting("b", "2024-05-13", value=MAY, parties=("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")),
            False,
        ),
        (meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-05-13", value=MAY, type="AGREEMENT"), False),
        (
            meeting("a", "2024-05-13", value=MAY, places=("Q90",)),
            meeting("b", "2024-05-13", value=MAY, places=("Q91",)),
            True,
        ),
    ],
)
def test_two_mentions_of_a_meeting(one, other, same):
    assert (len(merge_events([one, other])) == 1) is same
    assert merge_events([one, other]) == merge_events([other, one])


def test_a_year_that_fits_two_meetings_stays_alone():
    dated = [meeting("a", "2024-05-13", value=MAY), meeting("b", "2024-09-13", value="2024-09-12")]
    assert len(merge_events([*dated, meeting("c", "2025-01-10", value="2024")])) == 3


LIFE = [
    meeting("a", "2024-05-01", "planned", MAY),
    meeting("b", "2024-05-10", "planned", None, detail="postponed"),
    meeting("c", "2024-05-15", "planned", "2024-06-20"),
    meeting("d", "2024-06-20", "happened", "2024-06-20"),
]


def test_a_postponed_meeting_is_one_with_its_history():
    (found,) = merge_events(LIFE)
    assert [step.kind for step in found.history] == ["announced", "postponed", "announced", "held"]
    assert [step.doc_id for step in found.history] == ["a", "b", "c", "d"]
    assert [step.sentence for step in found.history] == [f"frase di {doc}" for doc in "abcd"]
    assert found.status == "held"
    assert found.value == "2024-06-20"


def test_a_cancelled_meeting_is_not_held():
    (found,) = merge_events([LIFE[0], meeting("b", "2024-05-10", "negated", None, detail="cancelled")])
    assert found.status == "cancelled"
    assert found.value == MAY


def test_a_meeting_told_twice_before_and_after_is_held():
    (found,) = merge_events(
        [LIFE[0], meeting("b", "2024-05-13", value=MAY), meeting("z", "2024-05-14", "planned", MAY)]
    )
    assert found.status == "held"


mentions = st.builds(
    meeting,
    doc=st.just("?"),
    day=st.sampled_from(["2024-05-01", "2024-05-11", "2024-05-13", "2024-06-02", "2025-01-01"]),
    status=st.sampled_from(["happened", "planned", "possible", "negated"]),
    value=st.sampled_from([None, MAY, "2024-05-13", "2024-05-16", "2024-05", "2024", "2024-06-20"]),
    detail=st.sampled_from([None, None, "postponed", "cancelled"]),
    parties=st.sampled_from([("Q1", "Q2"), ("Q1", "Q2", "Q3"), ("Q1", "Q3"), ("Q1",)]),
    places=st.sampled_from([(), ("L1",), ("L2",)]),
)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_any_order_and_any_detour_gives_the_same_events(data):
    found = data.draw(st.lists(mentions, min_size=2, max_size=12))
    rows = [replace(mention, doc_id=f"d{n:02}") for n, mention in enumerate(found)]
    expected = merge_events(rows)
    merger = EventMerger()
    for mention in data.draw(st.permutations(rows)):
        merger.add([mention])
        if data.draw(st.booleans()):
            merger.events()
    assert merger.events() == expected
    merger.add(LIFE)
    merger.events()
    for mention in LIFE:
        merger.remove(mention.doc_id)
    assert merger.events() == expected
