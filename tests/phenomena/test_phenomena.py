"""Linguists' tables through the shipped pipeline: each phenomenon and its controls reach their floor."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import phenomena_report
import pytest
from phenomena_checks import CHECKS, faults_of

from phenomena import ALL, CONTROLS, NOT_TOLD_AS_HELD, TABLES, Row, below, read_floors, read_table, report, shares

FLOORS = read_floors()
NOBODY = "Nessuno Qualunque"
STATUSES = ("happened", "planned", "possible", "negated")


@pytest.mark.parametrize("table", TABLES)
def test_every_phenomenon_reaches_its_floor(table, tables, records):
    faults = faults_of(table, tables[table], records)
    if lines := below(shares(tables[table], faults), FLOORS[table]):
        pytest.fail("\n".join([report(tables[table], faults), *lines]), pytrace=False)


class TestTheTables:
    @pytest.mark.parametrize("table", TABLES)
    def test_every_phenomenon_has_sentences_and_controls(self, table, tables):
        by_phenomenon: dict[str, set[bool]] = {}
        for row in tables[table]:
            by_phenomenon.setdefault(row.phenomenon, set()).add(row.control)
        assert [name for name, kinds in by_phenomenon.items() if kinds != {True, False}] == []

    def test_ids_are_distinct(self, tables):
        ids = [row.id for rows in tables.values() for row in rows]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("table", TABLES)
    def test_rows_ask_about_words_of_their_text(self, table, tables):
        for row in tables[table]:
            assert datetime.date.fromisoformat(row.published), row.id
            assert all(row.span(word) for word in row.words), row.id

    def test_a_word_is_found_by_its_number(self):
        row = Row("x", "y", False, "2024-03-14", "Li vide Li Wenhai, li salutò.", {})
        assert (row.span("Li"), row.span("Li#2"), row.span("li")) == ((0, 2), (8, 10), (19, 21))
        with pytest.raises(ValueError, match="no 'Li'"):
            row.span("Li#3")


def wrong(table: str, row: Row) -> Row:
    """Return the row with something else expected."""
    if table == "traps":
        return replace(row, control=not row.control)
    return replace(row, expected={**row.expected, **WRONG[table](row)})


def other_status(row: Row) -> dict[str, Any]:
    return {"status": next(status for status in STATUSES if status not in row.choice("status")), "detail": ""}


def other(column: str, value: str) -> Any:
    return lambda row: {column: value if row.expected[column] == "-" else "-"}


def other_quotes(row: Row) -> dict[str, Any]:
    said = [{"speaker": [NOBODY], "cue": None, "content": row.text, "direct": True}]
    return {"quotes": [] if row.expected["quotes"] else said}


WRONG: Mapping[str, Any] = {
    "coreference": other("refers_to", NOBODY),
    "status": other_status,
    "times": other("value", "1999-01-01"),
    "quotes": other_quotes,
    "meetings": other("who", NOBODY),
    "attribution": other("source", NOBODY),
    "roles": other("roles", "re @ -"),
}


class TestTheRunner:
    """A runner that lets everything through is worse than none."""

    @pytest.mark.parametrize("table", TABLES)
    def test_notices_every_wrong_expectation(self, table, tables, records):
        right = [row for row in tables[table] if not CHECKS[table](row, records[row.id])]
        assert len(right) > len(tables[table]) / 2
        assert [row.id for row in right if not CHECKS[table](wrong(table, row), records[row.id])] == []

    @pytest.mark.parametrize("table", TABLES)
    def test_fails_where_everything_expected_is_wrong(self, table, tables, records):
        rows = [wrong(table, row) for row in tables[table]]
        lines = below(shares(rows, faults_of(table, rows, records)), FLOORS[table])
        assert any(line.startswith(f"{ALL}:") for line in lines)
        assert any(line.startswith(f"{CONTROLS}:") for line in lines)

    @pytest.mark.parametrize("table", TABLES)
    def test_fails_where_nothing_is_found(self, table, tables, records):
        empty = {"entities": (), "events": (), "quotes": (), "times": ()}
        nothing = {row.id: records[row.id].model_copy(update=empty) for row in tables[table]}
        assert below(shares(tables[table], faults_of(table, tables[table], nothing)), FLOORS[table])

    def test_fails_where_what_did_not_happen_is_told_as_held(self, tables, records):
        def held(row: Row) -> Any:
            events = records[row.id].events
            return records[row.id].model_copy(
                update={"events": tuple(event.model_copy(update={"status": "happened"}) for event in events)}
            )

        faults = faults_of("status", tables["status"], {row.id: held(row) for row in tables["status"]})
        lines = below(shares(tables["status"], faults), FLOORS["status"])
        assert any(line.startswith(NOT_TOLD_AS_HELD) for line in lines)

    def test_fails_on_a_phenomenon_without_floor_or_sentences(self):
        assert below({"clitics": (1, 1)}, {}) == ["clitics: no floor"]
        assert below({}, {"clitics": 0.5}) == ["clitics: 0 of 0 right, the floor is 0.5"]
        assert below({"clitics": (1, 2)}, {"clitics": 0.5}) == []


def test_the_report_shows_what_is_wrong(tables):
    rows = read_table("status")[:2]
    text = report(rows, {rows[0].id: [], rows[1].id: ["no event found"]})
    assert "## held: past tenses: 1 of 2" in text
    assert rows[1].text in text
    assert rows[0].text not in text


@pytest.mark.parametrize(
    ("old", "reached", "new"),
    [
        ({}, (8, 10), 0.6),  # two sentences of ten
        ({"clitics": 0.4}, (8, 10), 0.6),
        ({"clitics": 0.7}, (8, 10), 0.7),  # never lowered
        ({}, (180, 200), 0.88),  # four of two hundred
        ({}, (1, 10), 0.0),
    ],
)
def test_floors_only_rise(old, reached, new):
    assert phenomena_report.new_floors(old, {"clitics": reached}) == {"clitics": pytest.approx(new)}


def test_the_floors_are_what_the_script_writes():
    assert phenomena_report.FLOORS.read_text(encoding="utf8") == phenomena_report.to_toml(FLOORS)
