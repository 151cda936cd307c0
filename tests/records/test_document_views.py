"""A record made readable: meetings in words, tables, a line, a page of a notebook."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsnlp
from newsnlp import Document, InputError, Meeting
from newsnlp.schema.rows import meeting_row

sys.path.append(str(Path(__file__).parents[1] / "store"))
from rich_record import TEXT, rich_record


@pytest.fixture
def document() -> Document:
    return Document.model_validate(rich_record())


def test_meetings_tell_all_that_is_known(document):
    first, second = document.meetings()
    assert first == Meeting(
        article="ricco",
        event="V1",
        participants=("E1", "E2"),
        names=("Anna Neri", "Ugo Bo"),
        places=("E3",),
        place_names=("Roma",),
        date="2024-05-02",
        date_text="Ieri",
        status="happened",
        status_detail="held",
        mode="bilateral",
        topic="dazi",
        confidence=0.8,
        attribution=("Fonti", "Neri"),
        carried=("E3",),
        evidence=TEXT[: TEXT.index(" Assente")],
        title="La Neri a Roma",
        published="2024-05-03",
        url="https://example.org/1",
        source="Prova",
        meta={"section": "esteri", "words": 12},
    )
    assert first.carried_names == ("Roma",)
    assert (second.names, second.date, second.date_text) == (("Ugo Bo",), None, "domani")


def test_meetings_of_little_confidence_are_left_out(document):
    assert [meeting.event for meeting in document.meetings(min_confidence=0.9)] == ["V2"]


@pytest.mark.parametrize("share", [-0.1, 1.1, "0.5", None, True, float("nan")])
def test_confidence_is_a_share(document, share):
    with pytest.raises(InputError, match="min_confidence must be a number from 0 to 1"):
        document.meetings(min_confidence=share)


def test_hosts_come_first(document):
    event = document.events[0].model_copy(update={"agent": ("E2",)})
    assert document.model_copy(update={"events": (event,)}).meetings()[0].names == ("Ugo Bo", "Anna Neri")


def test_whoever_is_also_named_is_not_carried():
    record = rich_record()
    record["events"][0]["arguments"].append({**record["events"][0]["arguments"][2], "via": "name"})
    assert Document.model_validate(record).meetings()[0].carried == ()


def test_a_dict_is_the_record(document):
    assert Document.model_validate(document.to_dict()) == document
    assert json.loads(json.dumps(document.to_dict())) == json.loads(document.model_dump_json())


@pytest.mark.parametrize("table", ["meetings", "entities", "events"])
def test_rows_are_flat_and_alike(document, table):
    rows = document.rows(table)
    assert len(rows) == {"meetings": 2, "entities": 5, "events": 2}[table]
    assert len({tuple(row) for row in rows}) == 1
    values = [value for row in rows for value in row.values()]
    assert not any(isinstance(value, list | tuple | dict | set) for value in values)


def test_rows_hold_names(document):
    row = document.rows()[0]
    assert (row["names"], row["carried"], row["meta.section"]) == ("Anna Neri; Ugo Bo", "Roma", "esteri")
    assert document.rows("entities")[0]["roles"] == "ministra"
    assert document.rows("events")[0]["absent"] == "Lea Po"
    assert document.rows()[0] == meeting_row(document.meetings()[0])


def test_there_is_no_other_table(document):
    with pytest.raises(InputError, match="table must be one of meetings, entities, events, not 'quotes'"):
        document.rows("quotes")


def test_records_are_a_short_line_each(document):
    assert repr(document) == (
        "Document('ricco', 'La Neri a Roma', 231 characters, 5 entities, 2 events, 2 of them meetings)"
    )
    assert repr(document.entities[0]) == "Entity('E1', PER, 'Anna Neri', 2 mentions)"
    assert repr(document.events[0]) == (
        "Event('V1', MEETING, happened, 'visto', time='2024-05-02', "
        "participants=['E1', 'E2'], agent=['E1'], place=['E3'])"
    )
    assert repr(document.meetings()[0]) == "Meeting('ricco' V1, happened 2024-05-02, 'Anna Neri, Ugo Bo (Roma)')"
    assert repr(newsnlp.Failure(id="a", stage="clean", reason="empty")) == "Failure('a', 'clean', 'empty')"
    for record in (document, document.entities[0], document.events[0], document.meetings()[0]):
        assert str(record) == repr(record)


class Page(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_text_marks_and_meetings(document):
    page = Page(document._repr_html_())
    assert TEXT in page.text
    assert "Anna Neri, Ugo Bo" in page.text
    assert "~Roma" in page.text
    marks = [attributes["title"] for tag, attributes in page.tags if tag == "mark"]
    assert marks.count("PER Anna Neri") == 2
    assert marks.count("LOC Roma") == 2
    assert "no meetings" in Document(id="a", text="Piove.")._repr_html_()


HARMLESS = {"div", "p", "b", "i", "code", "mark", "table", "thead", "tbody", "tr", "th", "td"}
hostile = st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=x>', "</div>", "&lt;", "\u202e", "\x1b[2J"]
)
words = st.text(max_size=8) | hostile


@settings(deadline=None)
@given(name=words.filter(bool), title=words, key=words.filter(bool), warning=words, said=words)
def test_nothing_of_a_record_becomes_part_of_the_page(name, title, key, warning, said):
    record = rich_record()
    for entity in record["entities"][:2]:
        entity["name"] = name
    record["events"][0]["attribution"] = []
    record |= {"text": TEXT + said, "id": key, "warnings": [warning]}
    if not title.startswith(record["title"]):
        record["title"] += title
    page = Page(Document.model_validate(record)._repr_html_())
    assert {tag for tag, _ in page.tags} <= HARMLESS
    assert {name for _, attributes in page.tags for name in attributes} <= {"style", "title"}
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text


def test_a_long_text_is_cut():
    page = Page(Document(id="a", text="parola " * 10_000)._repr_html_())
    assert len(page.text) < 6_000
    assert "... 65,000 more characters" in page.text
