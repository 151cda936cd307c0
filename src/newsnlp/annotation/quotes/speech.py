"""Words that somebody says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """Reported words: content span, cue token span, speaker (an entity), all in tokens."""

    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: int | None
    direct: bool
