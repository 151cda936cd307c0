"""Maps positions of a cleaned text back to the raw text it was made from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsnlp.types import Part


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of clean text and the raw stretch behind it.

    Attributes:
        aligned: True where every character has its own raw character, False for a replacement ("&agrave;" -> "à").
    """

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int
    aligned: bool


class OffsetMap:
    """From half-open spans of a clean text to half-open spans of its raw text, in code points."""

    def __init__(self, segments: tuple[Segment, ...], inner: OffsetMap | None = None) -> None:
        self._segments = segments
        self._starts = [segment.clean_start for segment in segments]
        self._inner = inner

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text that was not changed."""
        return cls((Segment(0, length, 0, length, aligned=True),) if length else ())

    def through(self, inner: OffsetMap) -> OffsetMap:
        """Return this map followed by `inner`, whose clean text is this map's raw text."""
        return OffsetMap(self._segments, inner if self._inner is None else self._inner.through(inner))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of the clean span ``start:end``; what was dropped inside it is part of it.

        An empty span maps to an empty span.

        Raises:
            IndexError: the span does not lie in the clean text.
        """
        length = self._segments[-1].clean_end if self._segments else 0
        if not 0 <= start <= end <= length:
            raise IndexError(f"span {start}:{end} is not in a text of {length} characters")
        if start == end:
            first = self._first(start)
            span = (first, first)
        else:
            span = (self._first(start), self._last(end - 1))
        return span if self._inner is None else self._inner.to_raw(*span)

    def to_part(self, start: int, end: int) -> tuple[Part, int, int]:
        """Return that the clean span ``start:end`` is one of the text, and its raw span."""
        return ("text", *self.to_raw(start, end))

    def _first(self, position: int) -> int:
        """Return where the raw form of the clean character at `position` starts."""
        if not self._segments:
            return 0
        segment = self._segment(position)
        if position == segment.clean_end:
            return segment.raw_end
        return segment.raw_start + (position - segment.clean_start if segment.aligned else 0)

    def _last(self, position: int) -> int:
        """Return where the raw form of the clean character at `position` ends."""
        segment = self._segment(position)
        return segment.raw_start + position - segment.clean_start + 1 if segment.aligned else segment.raw_end

    def _segment(self, position: int) -> Segment:
        return self._segments[bisect_right(self._starts, position) - 1]


@dataclass(frozen=True, slots=True)
class PartedMap:
    """From spans of a headline and the text below it to spans of whichever of the two holds them.

    Attributes:
        title: map of the headline, whose clean text comes first.
        text: map of the text.
        title_end: where the headline ends, in code points of the clean text of both.
        text_start: where the text starts.
    """

    title: OffsetMap
    text: OffsetMap
    title_end: int
    text_start: int

    def to_part(self, start: int, end: int) -> tuple[Part, int, int]:
        """Return the part that holds the clean span ``start:end``, and its raw span there.

        A span that crosses the border is cut to the part that holds more of it.

        Raises:
            IndexError: the span does not lie in the clean text.
        """
        in_title, in_text = min(end, self.title_end) - start, end - max(start, self.text_start)
        if in_title > 0 and in_title >= in_text:
            return ("title", *self.title.to_raw(start, min(end, self.title_end)))
        first = max(start - self.text_start, 0)
        return ("text", *self.text.to_raw(first, max(end - self.text_start, first)))


class Cutter:
    """Builds a clean text from a raw one, left to right: `keep`, `replace`, and skip what is to be dropped."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """Take over ``raw[start:end]`` as it is."""
        self._add(self._raw[start:end], start, end, aligned=True)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of ``raw[start:end]``."""
        self._add(text, start, end, aligned=len(text) == end - start == 1)

    def result(self) -> tuple[str, OffsetMap]:
        """Return the clean text and its map."""
        return "".join(self._parts), OffsetMap(tuple(self._segments))

    def _add(self, text: str, start: int, end: int, *, aligned: bool) -> None:
        if not text:
            return
        segment = Segment(self._length, self._length + len(text), start, end, aligned)
        last = self._segments[-1] if self._segments else None
        if last and last.aligned and aligned and last.raw_end == start:
            segment = Segment(last.clean_start, segment.clean_end, last.raw_start, end, aligned)
            self._segments.pop()
        self._segments.append(segment)
        self._parts.append(text)
        self._length += len(text)
