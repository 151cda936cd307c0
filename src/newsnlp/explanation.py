"""Why an event stands in a record: the words, the rule and the sentences behind it, read off the record itself."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from newsnlp.errors import InputError
from newsnlp.schema import Argument, Document, Event, Span, reading_order, shown
from newsnlp.viewing.safe import flat

ROLES = ("participants", "agent", "target", "place")
WIDTH = 100
LABEL_WIDTH = 14
# A narrower text would be all indent.
LEAST_WIDTH = LABEL_WIDTH + 22
# Stands for the second column of a character that takes two; no text that is shown holds it.
_SECOND = "\0"
_CUES = " status:"
_BY = {
    "name": "by name",
    "nominal": 'described as "{text}"',
    "pronoun": 'pronoun "{text}"',
    "zero": 'subject left out at "{text}"',
    "adjective": 'by the adjective "{text}"',
    "context": "carried over, no word of the event's sentences stands for it",
    "time": '"{text}"',
}
# The status detail of what is likeliest to have happened, but shown as possible: its confidence is that it happened.
_UNSURE = "unsure"
# Where it was no rule that put somebody in.
_NETWORK = "network"
# Ways of standing for somebody that point to where the name was read.
_POINTING = frozenset({"nominal", "pronoun", "zero", "context"})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one event is there: labelled lines, in the order in which the event was read; `str` gives them as text."""

    event: Event
    lines: tuple[tuple[str, str], ...]

    def text(self, *, width: int = WIDTH) -> str:
        """Return the lines under a heading, none wider than `width` columns if its words allow it.

        Nothing in it steers a terminal: such characters of the article are replaced by U+FFFD.
        """
        rows = [f"{flat(self.event.id)} {self.event.type}, {_status(self.event)}"]
        for label, content in self.lines:
            first = f"  {label:<{LABEL_WIDTH}}"
            rows += _wrapped(flat(content), first, max(width, LEAST_WIDTH))
        return "\n".join(rows)

    def __str__(self) -> str:
        """Return the explanation as text."""
        return self.text()


def _wrapped(content: str, first: str, width: int) -> list[str]:
    """Return the lines of a content of which `first` opens the first; wide characters count two columns."""
    spaced = "".join(char + _SECOND if unicodedata.east_asian_width(char) in "WF" else char for char in content)
    lines = textwrap.wrap(spaced, width, initial_indent=first, subsequent_indent=" " * len(first)) or [first]
    return [line.replace(_SECOND, "") for line in lines]


def explain(document: Document, event: str | None = None) -> tuple[Explanation, ...]:
    """Return why the events of a record are there, in their order.

    Args:
        document: a record, just made or read back from a file.
        event: id of the one event to explain ("V3"); None for all of them.

    Raises:
        InputError: the record has no such event; the text lists those that it has. Or the record was altered
            after it was checked, and names an entity that it does not list.
    """
    if not isinstance(document, Document):
        raise InputError(f"a record (newsnlp.Document) is needed, not {shown(document)}: newsnlp.annotate makes one")
    found = [item for item in document.events if event in (None, item.id)]
    if event is not None and not found:
        ids = ", ".join(f"{item.id} ({item.type})" for item in document.events)
        raise InputError(f"article {document.id!r} has no event {event!r}; it has {ids or 'no events at all'}")
    try:
        return tuple(Explanation(item, tuple(_lines(document, item))) for item in found)
    except KeyError as error:
        raise InputError(f"article {document.id!r} names the entity {error}, which it does not list") from error


def _lines(document: Document, event: Event) -> Iterator[tuple[str, str]]:
    yield "trigger", ", ".join(_quoted(span.text) for span in event.mentions)
    rule, _, cues = event.rule.partition(_CUES)
    yield "rule", rule
    yield "status", f"{_status(event)}: {_cue_words(event, cues)}"
    for role in ROLES:
        for entity in getattr(event, role):
            yield from _filler(document, event, role, entity)
    yield from _when(event)
    for source in event.attribution:
        who = f"{document.entity(source.source).name} ({source.source}), " if source.source else ""
        yield "source", f"{who}{_quoted(source.text)}"
    for sentence in event.evidence:
        yield "sentence", _quoted(sentence.text)
    status = "happened" if event.status_detail == _UNSURE else event.status
    yield "confidence", f"{event.confidence:.2f}: probability that it is of type {event.type} and {status}"


def _status(event: Event) -> str:
    finer = event.status_detail not in (None, event.status)
    return f"{event.status} ({event.status_detail})" if finer else event.status


def _cue_words(event: Event, cues: str) -> str:
    if event.status_detail == _UNSURE:
        return "told as if it had happened, but too unsure to be shown so"
    if cues:
        return "decided by " + ", ".join(_quoted(cue) for cue in cues.split("+"))
    return "no word says otherwise" if event.status == "happened" else "no cue word was kept"


def _filler(document: Document, event: Event, role: str, entity: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of one entity in a role: how it was read, and the way to it in the parse."""
    name = f"{document.entity(entity).name} ({entity})"
    argument = next((a for a in event.arguments if (a.role, a.entity) == (role, entity)), None)
    if argument is None:
        yield role, f"{name}: the record does not say through which words"
        return
    yield role, f"{name}: {_how(document, argument)}"
    yield from _way(argument.path)
    yield from _sureness(argument)


def _how(document: Document, argument: Argument) -> str:
    told = _BY[argument.via].format(text=_flat(argument.text))
    named = _last_named(document, argument) if argument.via in _POINTING else None
    if named is None:
        return told
    where = f"{named.start}" if named.part == "text" else f"{named.start} of the title"
    return f"{told}; named {_quoted(named.text)} at {where}"


def _last_named(document: Document, argument: Argument) -> Span | None:
    """Return the last mention by name up to the words of an argument, else the first one of all."""
    names = [m for m in document.entity(argument.entity or "").mentions if m.kind == "name"]
    before = [mention for mention in names if reading_order(mention) <= reading_order(argument)]
    return before[-1] if before else names[0] if names else None


def _when(event: Event) -> Iterator[tuple[str, str]]:
    if event.time is None:
        return
    time = event.time
    known = (time.granularity, time.certainty, time.reason, "about" if time.approximate else None)
    how = ", ".join(word.replace("_", " ") for word in known if word)
    value = time.value or "not told"
    yield "time", f"{value} ({how}): {_quoted(time.text)}" if how else f"{value}: {_quoted(time.text)}"
    argument = next((a for a in event.arguments if a.role == "time"), None)
    if argument is not None:
        yield from _way(argument.path)
        yield from _sureness(argument)


def _way(path: str | None) -> Iterator[tuple[str, str]]:
    """Yield a path that leads somewhere; a trigger that is itself the words needs none."""
    if path is not None and " " in path:
        yield "", path


def _sureness(argument: Argument) -> Iterator[tuple[str, str]]:
    """Yield what put an argument in, and how probable it is; an earlier record does not tell."""
    if argument.rule is not None:
        by = "the network" if argument.rule == _NETWORK else f"the rule {argument.rule}"
        yield "", f"by {by}, probability {argument.confidence:.2f}"


def _flat(text: str) -> str:
    """Return words that a line break of the article parted on one line."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f'"{_flat(text)}"'
