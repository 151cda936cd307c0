"""An annotated article in the terminal: its text with entities marked, and its meetings."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text

from newsnlp.schema import Document, Event

ENTITY_STYLES = {"PER": "bold cyan", "ORG": "bold yellow", "LOC": "bold green", "MISC": "bold magenta"}
STATUS_STYLES = {"happened": "green", "planned": "cyan", "possible": "yellow", "negated": "red"}
EVENT_STYLE = "reverse"
COLUMNS = {"who": 4, "where": 3, "when": 3, "status": 3, "sentence": 10}  # with their shares of the width
Figures = Mapping[str, Mapping[str, float | int | None]]


def article_view(document: Document) -> RenderableType:
    """Return the article with its entities marked, its warnings and the table of its meetings."""
    title = Text(f"{document.id}  {document.published or ''}".strip())
    parts: list[RenderableType] = [Panel(marked_text(document), title=title, subtitle=_legend())]
    parts.extend(Text(f"warning: {warning}", style="yellow") for warning in document.warnings)
    found = [event for event in document.events if event.type == "MEETING"]
    parts.append(meeting_table(document, found) if found else Text("no meetings"))
    return Group(*parts)


def marked_text(document: Document) -> Text:
    """Return the text of the article with a style on every mention and on every trigger of an event."""
    text = Text(document.text)
    for entity in document.entities:
        for mention in entity.mentions:
            style = ENTITY_STYLES[entity.type]
            text.stylize(style if mention.kind == "name" else f"{style} italic", mention.start, mention.end)
    for event in document.events:
        for trigger in event.mentions:
            text.stylize(EVENT_STYLE, trigger.start, trigger.end)
    return text


def meeting_table(document: Document, events: list[Event]) -> Table:
    """Return a table of who met, where, when, with what status, and the sentence that says so."""
    table = Table(title="Meetings", show_lines=True, expand=True)
    for column, ratio in COLUMNS.items():
        table.add_column(column, ratio=ratio, overflow="fold")
    names = {entity.id: entity.name for entity in document.entities}
    for event in events:
        who, where, when, status, sentence = map(Text, meeting_row(event, names))
        status.stylize(STATUS_STYLES[event.status])
        table.add_row(who, where, when, status, sentence)
    return table


def meeting_row(event: Event, names: Mapping[str, str]) -> tuple[str, str, str, str, str]:
    """Return the cells of a meeting as plain text."""
    who = dict.fromkeys((*event.agent, *event.participants))
    when = (event.time.value or event.time.text) if event.time else ""
    status = f"{event.status} ({event.status_detail})" if event.status_detail else event.status
    sentence = " ".join(" ".join(span.text.split()) for span in event.evidence)
    return ", ".join(names[i] for i in who), ", ".join(names[i] for i in event.place), when, status, sentence


def score_table(figures: Figures) -> Table:
    """Return the figures of an evaluation; rows that are no precision and recall come last."""
    table = Table("layer", *(Column(name, justify="right") for name in ("P", "R", "F1", "gold")))
    for name in sorted(figures, key=lambda row: ("f" not in figures[row], row)):
        row = figures[name]
        keys = ("p", "r", "f") if "f" in row else ("", "", "accuracy" if "accuracy" in row else "share")
        table.add_row(name, *(_figure(row.get(key)) for key in keys), str(row["n"]))
    return table


def _figure(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _legend() -> Text:
    return Text("  ").join(
        [*(Text(name, style=style) for name, style in ENTITY_STYLES.items()), Text("event", EVENT_STYLE)]
    )
