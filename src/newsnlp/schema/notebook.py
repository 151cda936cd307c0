"""A record in a notebook: its text with the entities marked, and its meetings; whatever it holds is shown, not run."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator

from newsnlp.schema.document import Document, Entity, Mention
from newsnlp.schema.meetings import Meeting, meetings_of
from newsnlp.types import Part

# So many characters of a text, and so many meetings, are shown.
SHOWN_CHARACTERS = 5_000
SHOWN_MEETINGS = 100
COLOURS = {"PER": "#cfe8ff", "ORG": "#ffe9b8", "LOC": "#d3f2d0", "MISC": "#ecd9f7"}
COLUMNS = ("who", "where", "when", "status", "confidence", "source", "sentence")
# Controls and what turns the direction of writing: they change what a reader sees of the text around them.
_STEERING = frozenset({"Cc", "Cf"})


def notebook_html(document: Document) -> str:
    """Return a record as HTML without scripts and links."""
    heading = _safe(" ".join(filter(None, (document.id, str(document.published or "")))))
    title = f"<p><b>{_marked(document, 'title')}</b></p>" if document.title else ""
    warnings = "".join(f"<p><i>warning: {_safe(warning)}</i></p>" for warning in document.warnings)
    text = f'<div style="white-space: pre-wrap; text-align: left">{_marked(document, "text")}</div>'
    return f"<div><p><code>{heading}</code></p>{title}{text}{warnings}{_meetings(document)}</div>"


def _marked(document: Document, part: Part) -> str:
    text = (document.title or "") if part == "title" else document.text
    pieces, position = [], 0
    for mention, entity in _apart(document, part):
        if mention.end > SHOWN_CHARACTERS:
            break
        pieces += [_safe(text[position : mention.start]), _mark(mention, entity)]
        position = mention.end
    rest = text[position : max(position, SHOWN_CHARACTERS)]
    more = len(text) - max(position, SHOWN_CHARACTERS)
    return "".join([*pieces, _safe(rest), f" <i>... {more:,} more characters</i>" if more > 0 else ""])


def _apart(document: Document, part: Part) -> Iterator[tuple[Mention, Entity]]:
    """Yield the mentions in text order; of those that overlap, the first, and of two that begin together the longer."""
    found = [(m, entity) for entity in document.entities for m in entity.mentions if m.part == part and m.end > m.start]
    end = 0
    for mention, entity in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if mention.start >= end:
            yield mention, entity
            end = mention.end


def _mark(mention: Mention, entity: Entity) -> str:
    style = f"background: {COLOURS[entity.type]}" + ("" if mention.kind == "name" else "; font-style: italic")
    return f'<mark style="{style}" title="{_safe(f"{entity.type} {entity.name}")}">{_safe(mention.text)}</mark>'


def _meetings(document: Document) -> str:
    found = meetings_of(document)
    if not found:
        return "<p>no meetings</p>"
    body = "".join(_row(_cells(meeting)) for meeting in found[:SHOWN_MEETINGS])
    more = len(found) - SHOWN_MEETINGS
    rest = f"<p><i>... {more:,} more meetings</i></p>" if more > 0 else ""
    return f"<table><thead>{_row(COLUMNS, cell='th')}</thead><tbody>{body}</tbody></table>{rest}"


def _cells(meeting: Meeting) -> tuple[str, ...]:
    finer = meeting.status_detail if meeting.status_detail != meeting.status else None
    return (
        _names(meeting.names, meeting.participants, meeting.carried),
        _names(meeting.place_names, meeting.places, meeting.carried),
        meeting.date or meeting.date_text or "",
        f"{meeting.status} ({finer})" if finer else meeting.status,
        f"{meeting.confidence:.2f}",
        ", ".join(meeting.attribution),
        " ".join((meeting.evidence or "").split()),
    )


def _names(names: Iterable[str], keys: Iterable[str], carried: tuple[str, ...]) -> str:
    """Return names in a row; ~ before one that was carried over from the text before."""
    return ", ".join(f"~{name}" if key in carried else name for name, key in zip(names, keys, strict=True))


def _row(cells: Iterable[str], *, cell: str = "td") -> str:
    written = "".join(f'<{cell} style="text-align: left">{_safe(text)}</{cell}>' for text in cells)
    return f"<tr>{written}</tr>"


def _safe(text: str) -> str:
    """Return text as HTML shows it: nothing of it is markup, nothing of it steers."""
    shown = "".join("\ufffd" if unicodedata.category(c) in _STEERING and c not in "\n\t" else c for c in text)
    return html.escape(shown, quote=True)
