"""The day of publication in the forms of exports; what is not understood is named."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.errors import ArticleError
from newsnlp.reading.dates import publication_day

DAY = datetime.date(2024, 6, 19)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime(2024, 6, 19, 23, 30, tzinfo=datetime.UTC),
        *("2024-06-19", " 2024-06-19 ", "20240619", "2024/06/19", "2024-06-19 08:30:00 CEST"),
        # The day is the one that was written, wherever the clock stood.
        *("2024-06-19T23:30:00-05:00", "2024-06-19T00:30:00+0200", "2024-06-19T08:30:00.000Z"),
        *("Wed, 19 Jun 2024 23:30:00 +0200", "Wed, 19 Jun 2024 08:30:00 GMT", "19 Jun 2024 08:30"),
        *(1718784000, 1718784000.5, 1718784000000, "1718784000", "1718784000123"),
        *("19/06/2024", "19/6/2024 08:30", "19.06.2024", "19-06-2024, ore 8"),
        *("19 giugno 2024", "Mercoledì 19 Giugno 2024, ore 8:30", "mercoledì, 19 giu. 2024", "19 GIU 2024"),
    ],
)
def test_days(value):
    assert publication_day(value) == DAY


def test_the_first_of_a_month():
    assert publication_day("1° giugno 2024") == publication_day("1º giugno, 2024") == datetime.date(2024, 6, 1)


@pytest.mark.parametrize("value", [None, "", float("nan")])
def test_nothing_is_no_day(value):
    assert publication_day(value) is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("ieri", "'ieri' is no date"),
        # An Italian writes the day first: there is no month 19, and no 31 February.
        ("06/19/2024", "'06/19/2024' is no date"),
        ("31/02/2024", "'31/02/2024' is no date"),
        ("19/06/24", "'19/06/24' is no date"),
        ("19 juin 2024", "'19 juin 2024' is no date"),
        ("0000-00-00 00:00:00", "is no date"),
        ("1" * 5000, "is no date"),
        (20240619, "20240619 is no date"),
        pytest.param(10**5000, "a value of type int is no date", id="long"),
        pytest.param(-(10**400), "is no date", id="negative"),
        (float("inf"), "inf is no date"),
        (True, "True is no date"),
        ([2024], "a value of type list is no date"),
    ],
)
def test_what_is_not_understood_is_named(value, told):
    with pytest.raises(ArticleError) as error:
        publication_day(value)
    assert told in str(error.value)
    assert "YYYY-MM-DD" in str(error.value)


numbers = st.integers() | st.floats() | st.integers(10**8, 10**14)
written = st.text(st.sampled_from("0123456789-/.,:+TZ WedJungiu°"), max_size=30) | st.text(max_size=20)


@given(numbers | written | st.dates().map(str) | st.datetimes().map(str))
def test_any_value_gives_a_day_or_is_refused(value):
    try:
        day = publication_day(value)
    except ArticleError:
        return
    assert day is None or type(day) is datetime.date
