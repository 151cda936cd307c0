"""Raw text -> the text to annotate."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.clean.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text to annotate, the map back to the raw text, and what the reader should know."""

    text: str
    offsets: OffsetMap
    warnings: tuple[str, ...] = ()


def clean(raw: str) -> CleanText:
    """Return what of `raw` is to be annotated."""
    return CleanText(raw, OffsetMap.identity(len(raw)))
