"""An annotated article in the terminal: its text with entities marked, its meetings, its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text

from newsnlp.schema import Document, Quote, Span
from newsnlp.viewing.events import EventTable, event_rows
from newsnlp.viewing.safe import flat, label, prose_with_starts
from newsnlp.viewing.summary import article_warnings

ENTITY_STYLES = {"PER": "bold cyan", "ORG": "bold yellow", "LOC": "bold green", "MISC": "bold magenta"}
EVENT_STYLE = "reverse"
MEETING = "MEETING"


def article_view(document: Document, *, events: bool = False, quotes: bool = False) -> RenderableType:
    """Return the article with its entities marked, its warnings and the table of its meetings.

    Args:
        document: a record.
        events: show the events of all types, not the meetings alone.
        quotes: show who says what.
    """
    parts: list[RenderableType] = [_ArticleText(document)]
    parts.extend(Text(f"warning: {warning}", style="yellow") for warning in article_warnings(document))
    found = [event for event in document.events if events or event.type == MEETING]
    rows = event_rows(document, found)
    if rows:
        parts.append(EventTable("Events" if events else "Meetings", rows, types=events))
    else:
        parts.append(Text("no events" if events else "no meetings"))
    if quotes:
        parts.extend(_quotes(document))
    return Group(*parts, Text())


class _ArticleText:
    """The text in a frame, with a legend where the console has the styles that it explains."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        title = Text(f"{label(self.document.id)}  {self.document.published or ''}".strip())
        legend = _legend() if console.color_system else None
        yield Panel(marked_text(self.document), title=title, subtitle=legend)


def marked_text(document: Document) -> Text:
    """Return the text of the article as it is shown, with a style on every mention and every trigger of an event.

    A headline that was given apart stands above it, where anything was found there.
    """
    parts = {"title": _Marked(document.title or ""), "text": _Marked(document.text)}
    for entity in document.entities:
        for mention in entity.mentions:
            style = ENTITY_STYLES[entity.type]
            parts[mention.part].mark(mention, style if mention.kind == "name" else f"{style} italic")
    for event in document.events:
        for trigger in event.mentions:
            parts[trigger.part].mark(trigger, EVENT_STYLE)
    title, text = parts["title"], parts["text"]
    return Text("\n\n").join([title.text, text.text]) if title.is_marked else text.text


class _Marked:
    """A string as it is shown, with styles on spans of the string itself."""

    def __init__(self, whole: str) -> None:
        shown, self._starts = prose_with_starts(whole)
        self.text = Text(shown)
        self.is_marked = False

    def mark(self, span: Span, style: str) -> None:
        self.text.stylize(style, self._starts[span.start], self._starts[span.end])
        self.is_marked = True


def _legend() -> Text:
    return Text("  ").join(
        [*(Text(name, style=style) for name, style in ENTITY_STYLES.items()), Text("event", EVENT_STYLE)]
    )


def _quotes(document: Document) -> Iterator[RenderableType]:
    if not document.quotes:
        yield Text("no quotes")
        return
    names = {entity.id: flat(entity.name) for entity in document.entities}
    grid = Table.grid(Column(ratio=1, overflow="fold"), Column(ratio=3, overflow="fold"), padding=(0, 1), expand=True)
    for quote in document.quotes:
        said = flat(quote.content.text)
        grid.add_row(Text(_speaker(quote, names)), Text(f"«{said}»" if quote.direct else said))
    yield Text("Quotes", "bold")
    yield grid


def _speaker(quote: Quote, names: dict[str, str]) -> str:
    if quote.speaker is not None:
        return names.get(quote.speaker, flat(quote.speaker))
    return flat(quote.source.text) if quote.source else "?"
