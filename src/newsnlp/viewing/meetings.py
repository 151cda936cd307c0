"""Who met whom over many articles: for the terminal, for spreadsheets (CSV) and for programs (JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsnlp.schema import Meeting
from newsnlp.viewing.events import EventRow, EventTable, named_in_a_row, shown_time
from newsnlp.viewing.safe import flat, json_text, label

# The columns of a CSV file, the names of JSON; new ones come last.
FIELDS = (
    "date",
    "names",
    "place_names",
    "status",
    "status_detail",
    "confidence",
    "attribution",
    "evidence",
    "carried",
    "mode",
    "topic",
    "date_text",
    "article",
    "event",
    "title",
    "published",
    "url",
    "source",
    "meta",
    "participants",
    "places",
)
BETWEEN = "; "
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULAS = ("=", "+", "-", "@")


def meeting_list(found: Sequence[Meeting]) -> EventTable:
    """Return the meetings for a terminal."""
    return EventTable("", [_row(meeting) for meeting in found], articles=True)


def to_csv(found: Iterable[Meeting]) -> str:
    """Return the meetings as CSV, a line each under a line of `FIELDS`; several names are parted by "; ".

    Texts stand on one line, without what steers a terminal, and with an apostrophe before what a spreadsheet
    would run as a formula; ``meta`` is JSON.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([_cell(value) for value in _fields(meeting).values()] for meeting in found)
    return stream.getvalue()


def to_json(found: Iterable[Meeting]) -> str:
    """Return the meetings as a JSON array of objects with `FIELDS`, texts as they are in the records."""
    return json_text(json.dumps([_fields(meeting) for meeting in found], ensure_ascii=False, indent=1)) + "\n"


def _fields(meeting: Meeting) -> dict[str, Any]:
    """Return the fields as JSON has them; those who were carried over by their names."""
    told = {"meta": {}, **meeting.model_dump(mode="json"), "carried": list(meeting.carried_names)}
    return {name: told[name] for name in FIELDS}


def _row(meeting: Meeting) -> EventRow:
    finer = meeting.status_detail if meeting.status_detail != meeting.status else None
    carried = frozenset(meeting.carried)
    title = f": {flat(meeting.title)}" if meeting.title else ""
    return EventRow(
        id="",
        type="",
        who=named_in_a_row(zip(meeting.participants, meeting.names, strict=True), carried),
        where=named_in_a_row(zip(meeting.places, meeting.place_names, strict=True), carried),
        when=shown_time(meeting.date, meeting.date_text),
        status=meeting.status,
        detail=finer or "",
        confidence=f"{meeting.confidence:.2f}",
        source=", ".join(map(flat, meeting.attribution)),
        sentence=flat(meeting.evidence or ""),
        article=f"{label(meeting.article)} {flat(meeting.event)}{title}",
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return flat(json.dumps(value, ensure_ascii=False)) if value else ""
    text = flat(BETWEEN.join(value) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(FORMULAS) else text
