"""Accuracy has a floor: every row of the score table on gold articles, and the gate itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import update_floors

import gate
from gate import ALL, CEILINGS, NAMES
from newsnlp import Document

FLOORS = gate.read_floors()
Records = Mapping[str, tuple[list[Document], list[Document]]]
FLIPPED = {"happened": "planned", "planned": "happened", "possible": "happened", "negated": "happened"}


@pytest.fixture(scope="session")
def records(nlp) -> Callable[[str], tuple[list[Document], list[Document]]]:
    """Gold and predicted records of a gold file, annotated once; of "all" those of the three together."""
    done: dict[str, tuple[list[Document], list[Document]]] = {}

    def of(name: str) -> tuple[list[Document], list[Document]]:
        if name == ALL:
            parts = [of(part) for part in NAMES]
            return [gold for part in parts for gold in part[0]], [pred for part in parts for pred in part[1]]
        if not gate.gold_path(name).is_file():
            pytest.skip(f"the gold file {name} is not here: it belongs to the folder ../shared")
        return done.setdefault(name, done.get(name) or gate.annotated(name, nlp))

    return of


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_is_that_of_the_floors(name):
    path = gate.gold_path(name)
    if not path.is_file():
        pytest.skip(f"the gold file {name} is not here: it belongs to the folder ../shared")
    assert gate.changed(name, path, FLOORS) is None


@pytest.mark.parametrize("name", [*NAMES, ALL])
def test_every_row_reaches_its_floor(records, name):
    table = gate.table_of(*records(name))
    if gate.faults(table, FLOORS.rows[name]):
        pytest.fail(gate.report(name, table, FLOORS.rows[name]), pytrace=False)


def test_what_was_promised_of_the_three_together_is_a_floor():
    assert all(FLOORS.rows[ALL][row] >= least for row, least in update_floors.PROMISED.items())


class TestTheGateFails:
    """A gate that lets everything through is worse than none."""

    def faults_after(self, records, change: Callable[[Document], Document]) -> str:
        golds, preds = records("dev_written")
        return "\n".join(gate.faults(gate.table_of(golds, map(change, preds)), FLOORS.rows["dev_written"]))

    def test_unchanged_control(self, records):
        assert self.faults_after(records, lambda record: record) == ""

    def test_without_meetings(self, records):
        def change(record: Document) -> Document:
            return record.model_copy(update={"events": tuple(e for e in record.events if e.type != "MEETING")})

        found = self.faults_after(records, change)
        assert "events.MEETING: 0.0000" in found
        assert "network: 0.0000" in found

    def test_with_other_statuses(self, records):
        def change(record: Document) -> Document:
            events = tuple(e.model_copy(update={"status": FLIPPED[e.status]}) for e in record.events)
            return record.model_copy(update={"events": events})

        found = self.faults_after(records, change)
        assert "meeting.status:" in found
        assert "meeting.false_happened:" in found

    def test_with_articles_lost(self, records):
        golds, preds = records("dev_written")
        assert gate.faults(gate.table_of(golds, preds[::2]), FLOORS.rows["dev_written"])

    def test_on_other_gold(self, tmp_path):
        path = tmp_path / "dev_written.jsonl"
        path.write_bytes(gate.gold_path("dev_written").read_bytes() + b"\n")
        assert "set them anew" in str(gate.changed("dev_written", path, FLOORS))

    def test_on_a_row_that_is_gone(self):
        assert gate.faults({}, {"network": 0.45}) == ["network: nothing to score, the floor is 0.45"]


# row, old floor, reached, gold items, new floor at a margin of 0.03
UPDATES = [
    ("network", None, 0.50, 200, 0.47),
    ("network", 0.45, 0.50, 200, 0.47),  # raised
    ("network", 0.49, 0.50, 200, 0.49),  # never lowered
    ("network", 0.60, 0.50, 200, 0.60),
    ("events.AID", None, 0.80, 10, 0.60),  # two items of ten weigh more than the margin
    ("meeting.false_happened", None, 0.10, 100, 0.13),
    ("meeting.false_happened", 0.20, 0.10, 100, 0.13),  # a ceiling falls
    ("meeting.false_happened", 0.11, 0.10, 100, 0.11),
    ("meeting.false_happened", 0.05, 0.10, 100, 0.05),
]


@pytest.mark.parametrize(("row", "old", "value", "count", "new"), UPDATES)
def test_floors_only_get_stricter(row, old, value, count, new):
    found = update_floors.raised(row, old, value, count, 0.03)
    assert found == pytest.approx(new, abs=0.0011)
    if old is not None:
        assert found <= old if row in CEILINGS else found >= old


def test_rows_of_few_items_have_no_floor():
    assert update_floors.new_rows({}, {"events.THREAT": (1.0, 9), "network": (0.5, 200)}, 0.03).keys() == {"network"}


def test_the_file_is_what_the_script_writes():
    assert gate.FLOORS.read_text(encoding="utf8") == update_floors.to_toml(FLOORS)
