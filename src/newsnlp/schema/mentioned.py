"""Who is named where in an article, and which sentence tells most of an event."""

from __future__ import annotations

from bisect import bisect_left

from newsnlp.schema.document import Document, Event, Span, TimeExpression, reading_order


class Mentioned:
    """Where each entity of a document is mentioned, an omitted subject aside: it is no word."""

    def __init__(self, document: Document) -> None:
        found = [
            (*reading_order(m), entity.id) for entity in document.entities for m in entity.mentions if m.kind != "zero"
        ]
        self._mentions = sorted(found)

    def inside(self, span: Span) -> list[str]:
        """Return the entities that words inside `span` name, by their first mention."""
        part, start, end = reading_order(span)
        first = bisect_left(self._mentions, (part, start))
        last = bisect_left(self._mentions, (part, end))
        return list(dict.fromkeys(entity for *_, stop, entity in self._mentions[first:last] if stop <= end))

    def evidence(self, event: Event) -> Span | None:
        """Return the sentence that tells most: the headline says who, the sentence below also where and when."""
        sides = {*event.participants, *event.agent, *event.target, *event.place}

        def told(sentence: Span) -> int:
            timed = event.time is not None and holds(sentence, event.time)
            return len(sides.intersection(self.inside(sentence))) + timed

        return max(event.evidence, key=told, default=None)


def holds(outer: Span, inner: Span | TimeExpression) -> bool:
    """Tell whether `inner` stands inside `outer`."""
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end
