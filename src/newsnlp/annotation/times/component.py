"""The component that writes the time layer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Span

from newsnlp.annotation import keys, layers
from newsnlp.annotation.batches import Component
from newsnlp.annotation.layers import TimeItem
from newsnlp.annotation.times.expressions import Expression, Words, candidates, make_words
from newsnlp.annotation.times.tense import Gaze
from newsnlp.annotation.times.timeline import Timeline
from newsnlp.annotation.tokens import tokens_of
from newsnlp.lang.it.calendar import ALSO_NAMES

LABEL = "DATE"
# Kinds whose words may be part of a name: piazza 25 Aprile, Domenica Rossi, Expo 2015.
_NAMELIKE = frozenset({"date", "weekday", "month", "season", "holiday", "year", "part"})


class Times(Component):
    """Finds dates and times and gives them ISO 8601 values; writes the time layer and its span group."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the time layer of `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[TimeItem]:
        """Return the expressions of time of `doc` in text order; they do not overlap."""
        tokens = tokens_of(doc)
        words = make_words(tokens)
        found_by_grammar = list(candidates(words))
        names = _names(doc) if found_by_grammar else {}
        expressions = [e for e in found_by_grammar if not _in_name(e, words, names)]
        published = published_day(layers.published(doc))
        if not expressions:
            return []
        found = Timeline(words, published, Gaze(doc, tokens)).run(expressions)
        return [
            TimeItem(
                start=item.start,
                end=item.end,
                value=item.value,
                certainty=item.certainty,
                approximate=item.approximate,
                reason=item.reason,
            )
            for item in found
        ]

    def annotate(self, doc: Doc, found: Sequence[TimeItem]) -> None:
        """Write `found` on `doc`."""
        doc._.set(keys.TIME_LAYER, list(found))
        doc.spans[keys.TIMES] = [Span(doc, item["start"], item["end"], label=LABEL) for item in found]


def published_day(published: str | None) -> date | None:
    """Return the day of an ISO date or time stamp; None where it names no day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _names(doc: Doc) -> dict[int, tuple[int, int]]:
    """Return token -> span, for the tokens of names of more than one word."""
    spans = [(ent.start, ent.end) for ent in doc.ents if ent.end - ent.start > 1]
    return {index: span for span in spans for index in range(*span)}


def _in_name(expression: Expression, words: Words, names: dict[int, tuple[int, int]]) -> bool:
    """Return whether an expression is part of a name that goes beyond it."""
    if not names or expression.kind not in _NAMELIKE:
        return False
    start, end = words.place[expression.start], words.place[expression.end - 1] + 1
    first, stop = names.get(end - 1, (start, end))
    # Martedì Conte vola a Berlino: recognisers take the weekday into the name
    opens = first == start and end - start == 1 and words.lower[expression.start] not in ALSO_NAMES
    # "A Natale Guido Rossi vola a Vienna": a first name and a surname are left
    feast = expression.kind == "holiday" and start <= first and stop - end >= len(("first", "last"))
    return (first < start or stop > end) and not opens and not feast
