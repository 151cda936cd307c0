"""What displaCy, spaCy's visualiser, draws of a record: pass it to ``displacy.render(..., manual=True)``.

displaCy escapes the text that it is given, but not the title, which comes from the article too: that is escaped here.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from newsnlp.schema import Document, Span

WIKIDATA = "https://www.wikidata.org/wiki/"
QUOTE = "QUOTE"
TIME = "TIME"
ZERO = "zero"
# Of marks that overlap the first in this order stays where only one can be drawn.
FIRST_TO_LAST = ("name", "trigger", "nominal", "pronoun")
_WORD = re.compile(r"\w+|[^\w\s]")


class Mark(NamedTuple):
    """A stretch of the text, in code points, with what is written on it; `kind` tells what it is."""

    start: int
    end: int
    label: str
    kb_id: str
    kind: str


def ents(document: Document) -> dict[str, Any]:
    """Return names, descriptions, pronouns and the triggers of events, none of which overlap, for ``style="ent"``.

    Labels are types of entities ("PER"), and type and status of events ("MEETING planned"). Left-out subjects have no
    words of their own and are not drawn; neither are spans of a headline that was given apart.
    """
    taken: set[int] = set()
    drawn = []
    for mark in sorted(_marks(document), key=lambda mark: FIRST_TO_LAST.index(mark.kind)):
        places = range(mark.start, mark.end)
        if taken.isdisjoint(places):
            taken.update(places)
            drawn.append(mark)
    listed = [_drawn(mark) | {"start": mark.start, "end": mark.end} for mark in sorted(drawn)]
    return {"text": document.text, "ents": listed, "title": _title(document)}


def spans(document: Document) -> dict[str, Any]:
    """Return the same for ``style="span"``, which draws marks over each other: quotes and times are in it too."""
    marks = [*_marks(document), *_quotes_and_times(document)]
    starts, tokens = _tokens(document.text, marks)
    listed = [
        _drawn(mark) | {"start_token": bisect_left(starts, mark.start), "end_token": bisect_left(starts, mark.end)}
        for mark in sorted(marks)
    ]
    return {"text": document.text, "spans": listed, "tokens": tokens, "title": _title(document)}


def _marks(document: Document) -> Iterator[Mark]:
    for entity in document.entities:
        for mention in entity.mentions:
            if mention.kind != ZERO and _in_text(mention):
                yield Mark(mention.start, mention.end, entity.type, entity.kb_id or "", mention.kind)
    for event in document.events:
        for trigger in filter(_in_text, event.mentions):
            yield Mark(trigger.start, trigger.end, f"{event.type} {event.status}", "", "trigger")


def _quotes_and_times(document: Document) -> Iterator[Mark]:
    for quote in document.quotes:
        if _in_text(quote.content):
            yield Mark(quote.content.start, quote.content.end, QUOTE, "", "quote")
    for time in document.times:
        if time.part == "text":
            yield Mark(time.start, time.end, f"{TIME} {time.value or '?'}", "", "time")


def _in_text(span: Span) -> bool:
    return span.part == "text" and span.start < span.end


def _drawn(mark: Mark) -> dict[str, Any]:
    return {"label": mark.label, "kb_id": mark.kb_id, "kb_url": WIKIDATA + mark.kb_id if mark.kb_id else "#"}


def _title(document: Document) -> str | None:
    return html.escape(document.title) if document.title else None


def _tokens(text: str, marks: Iterable[Mark]) -> tuple[list[int], list[str]]:
    """Return where words and marks of punctuation start, and what they are; words are parted where a mark begins."""
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)})
    starts, tokens = [], []
    for word in _WORD.finditer(text):
        inside = cuts[bisect_left(cuts, word.start() + 1) : bisect_left(cuts, word.end())]
        edges = [word.start(), *inside, word.end()]
        for start, end in pairwise(edges):
            starts.append(start)
            tokens.append(text[start:end])
    return starts, tokens
