"""The table of office holders: well formed, without two holders of one office at a time, and right."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from newsnlp.lang.it.names import fold
from newsnlp.lang.it.offices import (
    _HOLDERS,
    PACKAGE,
    holders,
    only_places,
    people_called,
    person_named,
    terms,
    terms_of,
)
from newsnlp.lang.it.organisations import organisations
from newsnlp.lang.it.places import cities, country_names
from newsnlp.lang.it.reference import _OFFICES
from newsnlp.lang.it.titles import title_forms
from newsnlp.lang.loader import cached_table

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
ROWS = cached_table(PACKAGE, "office_holders.tsv", _HOLDERS)


def test_dates_are_well_formed_and_in_order() -> None:
    assert [t for t in terms() if not DATE.fullmatch(t.start) or (t.end and not DATE.fullmatch(t.end))] == []
    assert [t for t in terms() if t.end and t.end < t.start] == []


def test_no_office_has_two_holders_at_a_time() -> None:
    by_office = defaultdict(list)
    for term in terms():
        by_office[term.office, term.of].append(term)
    clashes = []
    for group in by_office.values():
        ordered = sorted(group, key=lambda term: term.start)
        pairs = pairwise(ordered)
        clashes += [(a, b) for a, b in pairs if not a.end or a.end[: len(b.start)] > b.start]
    assert clashes == []


def test_cells_are_well_formed() -> None:
    assert {row["gender"] for row in ROWS} == {"m", "f"}
    assert [row["kb_id"] for row in ROWS if row["kb_id"] and not re.fullmatch(r"Q[1-9]\d*", row["kb_id"])] == []
    assert [row["person"] for row in ROWS if "" in row["person"].split("|")] == []


def test_a_person_has_one_item_and_an_item_one_person() -> None:
    rows = {(row["person"].partition("|")[0], row["kb_id"], row["gender"]) for row in ROWS}
    assert len(rows) == len(holders())
    items = [holder.kb_id for holder in holders().values() if holder.kb_id]
    assert len(items) == len(set(items))


def test_offices_are_known_titles() -> None:
    known = {row["title"] for row in cached_table(PACKAGE, "office_classes.tsv", _OFFICES)}
    known |= {fold(form) for form in title_forms()}
    assert {fold(row["office"]) for row in ROWS} - known <= {"segretario alla difesa", "consigliere di stato"}


def test_places_and_bodies_are_known() -> None:
    known = {country.name for country in country_names().values()} | {city.name for city in cities()}
    known |= {body.name for body in organisations()}
    assert {row["of"] for row in ROWS} - known == set()


def at(title: str, of: str, day: str) -> set[str]:
    return {t.person for t in terms_of(title, frozenset({of})) if t.covers(day)}


HELD = [
    ("presidente", "russia", "2010-03-01", {"Dmitrij Medvedev"}),
    ("presidente", "russia", "2013-03-01", {"Vladimir Putin"}),
    ("primo ministro", "russia", "2010-03-01", {"Vladimir Putin"}),
    ("premier", "italia", "2009-07-10", {"Silvio Berlusconi"}),
    ("presidente del Consiglio", "italia", "2012-01-10", {"Mario Monti"}),
    ("cancelliera", "germania", "2015-01-10", {"Angela Merkel"}),
    ("capo dello Stato", "regno unito", "2001-01-10", {"Elisabetta II"}),
    ("segretario generale", "nato", "2005-01-10", {"Jaap de Hoop Scheffer"}),
    ("Pontefice", "citta del vaticano", "2004-01-10", {"Giovanni Paolo II"}),
    ("ministro degli Esteri", "francia", "2015-01-10", {"Laurent Fabius"}),
    # Nobody between two popes, nobody before a state was founded.
    ("papa", "citta del vaticano", "2013-03-05", set()),
    ("presidente", "sudan del sud", "2009-01-01", set()),
]


@pytest.mark.parametrize(("title", "of", "day", "people"), HELD)
def test_holders_by_day(title: str, of: str, day: str, people: set[str]) -> None:
    assert at(title, of, day) == people


def test_chief_of_a_palace() -> None:
    found = terms_of("capo", frozenset({"eliseo", "francia"}))
    assert {t.person for t in found if t.covers("2008-01-10")} == {"Nicolas Sarkozy"}
    # The house of the head of government is not that of the queen.
    found = terms_of("inquilino", frozenset({"downing street", "regno unito"}))
    assert {t.person for t in found if t.covers("2008-01-10")} == {"Gordon Brown"}


def test_former_holders_end_before_the_day() -> None:
    former = {t.person for t in terms_of("premier", frozenset({"regno unito"})) if t.over_by("2008-01-01")}
    assert former == {"John Major", "Tony Blair"}


def test_names() -> None:
    assert people_called("Medvedev") == {"Dmitrij Medvedev"}
    assert people_called("Dmitry Medvedev") == {"Dmitrij Medvedev"}
    assert "Kim Jong-un" in people_called("Kim")
    assert people_called("Jong-un") == frozenset()
    # Another first name is another person.
    assert people_called("Anna Medvedev") == frozenset()


def test_only_full_names_tell_who_somebody_is() -> None:
    merkel = person_named("Angela Merkel")
    assert merkel is not None
    assert (merkel.kb_id, merkel.gender) == ("Q567", "f")
    assert person_named("Merkel") is None
    # Father and son.
    assert person_named("George Bush") is None


def test_places_of_offices_told_without_one() -> None:
    assert only_places("Papa") == {"citta del vaticano"}
    assert only_places("cancelliera") == {"germania"}
    assert only_places("presidente") == frozenset()
