"""What is said of whether an event took place."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.lang.it.status_words import Cue

HAPPENED, PLANNED, POSSIBLE, NEGATED = "happened", "planned", "possible", "negated"


@dataclass(frozen=True)
class Verdict:
    """A status with its detail and the words that decided it; `strong` tells that something said so."""

    status: str
    detail: str | None
    cues: tuple[str, ...] = ()
    strong: bool = True


DEFAULT = Verdict(HAPPENED, "held", strong=False)


def verdict_of(cue: Cue) -> Verdict:
    """Return what a cue says by itself."""
    return Verdict(cue.status, cue.detail, (cue.lemma,))


def denied(cue: Cue, words: tuple[str, ...]) -> Verdict:
    """Return what is left of a cue that is itself negated: a cancellation becomes a plan, a plan is off."""
    if cue.status != NEGATED:
        return Verdict(NEGATED, "denied", words)
    if cue.detail in {"cancelled", "postponed"}:
        return Verdict(PLANNED, "planned", words)
    return Verdict(POSSIBLE, "hypothetical", words)
