"""Events in the terminal: a table where there is room for one, else one paragraph each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from newsnlp.schema import Document, Event
from newsnlp.schema.meetings import carried_of, participants_of
from newsnlp.schema.mentioned import Mentioned
from newsnlp.viewing.safe import flat

STATUS_STYLES = {"happened": "green", "planned": "cyan", "possible": "yellow", "negated": "red"}
CARRIED = "~"
CARRIED_NOTE = f"{CARRIED} carried over from the text around the sentence: read these with more care"
# A narrower table breaks words; there events are paragraphs.
TABLE_WIDTH = 76
COLUMNS = ("id", "who", "where", "when", "status", "sentence")
COLUMNS_OF_MANY = ("when", "who", "where", "status", "sentence")
# As wide as a day; a status word is not much narrower.
WIDTHS = {"id": 3, "when": 10, "status": 10}
# Shares of what the other columns leave.
SHARES = {"who": 4, "where": 3, "sentence": 8}


@dataclass(frozen=True, slots=True)
class EventRow:
    """What is shown of an event, ready for a terminal; a carried party bears the mark `CARRIED`."""

    id: str
    type: str
    who: str
    where: str
    when: str
    status: str
    detail: str
    confidence: str
    source: str
    sentence: str
    article: str = ""

    @property
    def heading(self) -> Text:
        """Return id or day, status and confidence on one line."""
        first = Text(self.id or self.when or "?", "bold")
        return Text("  ").join([first, self.told_status(" "), Text(self.confidence)])

    def told_status(self, gap: str) -> Text:
        """Return the status with its finer value in its colour."""
        return Text(f"{self.status}{gap}({self.detail})" if self.detail else self.status, STATUS_STYLES[self.status])


def event_rows(document: Document, events: Iterable[Event]) -> list[EventRow]:
    """Return what is shown of events of a document, in their order."""
    mentioned = Mentioned(document)
    names = {entity.id: entity.name for entity in document.entities}
    return [_row(event, names, mentioned) for event in events]


def _row(event: Event, names: Mapping[str, str], mentioned: Mentioned) -> EventRow:
    finer = event.status_detail if event.status_detail != event.status else None
    carried = frozenset(carried_of(event))
    evidence = mentioned.evidence(event)
    parties = (
        named_in_a_row(((key, names[key]) for key in keys), carried) for keys in (participants_of(event), event.target)
    )
    return EventRow(
        id=flat(event.id),
        type=event.type,
        who=" → ".join(filter(None, parties)),
        where=named_in_a_row(((key, names[key]) for key in event.place), carried),
        when=shown_time(event.time.value, event.time.text) if event.time else "",
        status=event.status,
        detail=finer or "",
        confidence=f"{event.confidence:.2f}",
        source=", ".join(flat(said.text) for said in event.attribution),
        sentence=flat(evidence.text) if evidence else "",
    )


def shown_time(value: str | None, words: str | None) -> str:
    """Return a value so that it breaks between day and hour, and between the ends of an interval, alone."""
    return flat(value.replace("T", " ").replace("/", " / ")) if value else flat(words or "")


def named_in_a_row(entities: Iterable[tuple[str, str]], carried: Container[str]) -> str:
    """Return the names of pairs of id and name, with the mark `CARRIED` on those that were carried over."""
    return ", ".join((CARRIED if key in carried else "") + flat(name) for key, name in entities)


class EventTable:
    """Rows of events under a title, as wide as the console.

    Args:
        title: stands above the rows.
        rows: the events, of one article or of many.
        types: tell the type of each event too.
        articles: tell which article each is of, instead of its id.
    """

    def __init__(self, title: str, rows: list[EventRow], *, types: bool = False, articles: bool = False) -> None:
        self.title, self.rows, self.types, self.articles = title, rows, types, articles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.title:
            yield Text(self.title, "bold")
        yield self._table() if options.max_width >= TABLE_WIDTH else self._paragraphs()
        if any(CARRIED in row.who + row.where for row in self.rows):
            yield Text(CARRIED_NOTE, "dim")

    def _table(self) -> RenderableType:
        order = COLUMNS_OF_MANY if self.articles else COLUMNS
        table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, leading=1)
        for name in order:
            table.add_column(
                name, ratio=SHARES.get(name), width=WIDTHS.get(name), overflow="fold", no_wrap=name == "id"
            )
        for row in self.rows:
            table.add_row(*(self._cell(row, name) for name in order))
        return table

    def _cell(self, row: EventRow, name: str) -> Text:
        if name == "who":
            return Text(self._named(row))
        if name == "status":
            return Text("\n").join([row.told_status("\n"), Text(row.confidence)])
        return _sentence(row) if name == "sentence" else Text(getattr(row, name))

    def _paragraphs(self) -> RenderableType:
        return Group(*(part for row in self.rows for part in (row.heading, self._paragraph(row))))

    def _paragraph(self, row: EventRow) -> RenderableType:
        grid = Table.grid(Column(no_wrap=True, width=8), Column(overflow="fold"), padding=(0, 1))
        told = {"who": self._named(row), "where": row.where, "when": row.when, "source": row.source}
        for name, content in {**told, "sentence": row.sentence, "article": row.article}.items():
            if content:
                grid.add_row(Text(name, "dim"), Text(content))
        return Padding(grid, (0, 0, 1, 2))

    def _named(self, row: EventRow) -> str:
        return f"{row.type}: {row.who}" if self.types else row.who


def _sentence(row: EventRow) -> Text:
    """Return the sentence, who says so under it, and the article that it stands in."""
    text = Text(row.sentence)
    if row.source:
        text.append(f"\nsource: {row.source}", "italic")
    if row.article:
        text.append(f"\n[{row.article}]", "dim")
    return text
