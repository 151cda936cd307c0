"""Who met whom over many articles: for the terminal, for spreadsheets (CSV) and for programs (JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsnlp.viewing.events import EventRow, EventTable, carried_names, shown_time
from newsnlp.viewing.safe import flat, json_text, label

if TYPE_CHECKING:
    from newsnlp.agenda import Encounter

# The columns of a CSV file, the names of JSON; new ones come last.
FIELDS = (
    "date",
    "participants",
    "places",
    "status",
    "status_detail",
    "confidence",
    "said_by",
    "sentence",
    "carried",
    "mode",
    "words",
    "article",
    "title",
    "published",
    "url",
    "source",
    "event",
)
BETWEEN = "; "
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULAS = ("=", "+", "-", "@")


def meeting_list(found: Sequence[Encounter]) -> EventTable:
    """Return the meetings for a terminal."""
    return EventTable("", [_row(meeting) for meeting in found], articles=True)


def to_csv(found: Iterable[Encounter]) -> str:
    """Return the meetings as CSV, a line each under a line of `FIELDS`; several names are parted by "; ".

    Texts stand on one line, without what steers a terminal, and with an apostrophe before what a spreadsheet
    would run as a formula.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([_cell(getattr(meeting, name)) for name in FIELDS] for meeting in found)
    return stream.getvalue()


def to_json(found: Iterable[Encounter]) -> str:
    """Return the meetings as a JSON array of objects with `FIELDS`, texts as they are in the records."""
    objects = [{name: getattr(meeting, name) for name in FIELDS} for meeting in found]
    return json_text(json.dumps(objects, ensure_ascii=False, indent=1, default=str)) + "\n"


def _row(meeting: Encounter) -> EventRow:
    finer = meeting.status_detail if meeting.status_detail != meeting.status else None
    carried = frozenset(meeting.carried)
    title = f": {flat(meeting.title)}" if meeting.title else ""
    return EventRow(
        id="",
        type="",
        who=carried_names(meeting.participants, carried),
        where=carried_names(meeting.places, carried),
        when=shown_time(meeting.date, meeting.words),
        status=meeting.status,
        detail=finer or "",
        confidence=f"{meeting.confidence:.2f}",
        source=", ".join(map(flat, meeting.said_by)),
        sentence=flat(meeting.sentence),
        article=f"{label(meeting.article)} {flat(meeting.event)}{title}",
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = flat(BETWEEN.join(value) if isinstance(value, tuple) else str(value))
    return f"'{text}" if text.startswith(FORMULAS) else text
