"""The life of an event, article by article: announced, postponed, held, cancelled, denied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType

from newsnlp.resolve.output import id_of
from newsnlp.resolve.rows import EventMention, MergedEvent, Step, StepKind
from newsnlp.schema.iso import granularity

_DETAILS = MappingProxyType(
    {
        "postponed": StepKind.POSTPONED,
        "cancelled": StepKind.CANCELLED,
        "refused": StepKind.REFUSED,
        "denied": StepKind.DENIED,
        "proposed": StepKind.PROPOSED,
        "requested": StepKind.PROPOSED,
    }
)
_STATUSES = MappingProxyType(
    {
        "happened": StepKind.HELD,
        "planned": StepKind.ANNOUNCED,
        "possible": StepKind.REPORTED,
        "negated": StepKind.DENIED,
    }
)
# What settles whether it took place goes before what only speaks of it; within a row the later article counts.
_SETTLING = (
    frozenset({StepKind.HELD, StepKind.CANCELLED, StepKind.DENIED, StepKind.REFUSED, StepKind.POSTPONED}),
    frozenset({StepKind.ANNOUNCED}),
)
_EXACTNESS = ("time", "day", "interval", "week", "month", "season", "quarter", "half", "year")


def step_kind(mention: EventMention) -> StepKind:
    """Return what an article says of an event."""
    return _DETAILS.get(mention.detail or "", _STATUSES[mention.status])


def history(mentions: Iterable[EventMention]) -> tuple[Step, ...]:
    """Return the steps of an event by day of publication, those without one first."""
    steps = (Step(m.published, step_kind(m), m.value, m.doc_id, m.event_id, m.sentence) for m in mentions)
    return tuple(sorted(steps, key=lambda step: (step.day or date.min, step.doc_id, step.event_id)))


def outcome(steps: Sequence[Step]) -> StepKind:
    """Return what the last article says that settles it; a plan told after it was held changes nothing."""
    for kinds in _SETTLING:
        settling = [step.kind for step in steps if step.kind in kinds]
        if settling:
            postponed_last = settling[-1] == StepKind.POSTPONED and steps[-1].kind == StepKind.ANNOUNCED
            return StepKind.ANNOUNCED if postponed_last else settling[-1]
    return steps[-1].kind


def merged(mentions: Iterable[EventMention]) -> MergedEvent:
    """Return one event of all its mentions."""
    ordered = sorted(mentions, key=lambda mention: mention.key)
    steps = history(ordered)
    return MergedEvent(
        id=id_of(ordered[0].key),
        type=ordered[0].type,
        status=outcome(steps),
        parties=tuple(sorted({party for m in ordered for party in m.parties})),
        places=tuple(sorted({place for m in ordered for place in m.places})),
        value=_value(steps),
        mentions=tuple(m.key for m in ordered),
        history=steps,
    )


def _value(steps: Sequence[Step]) -> str | None:
    """Return the date of an event: that on which it was held, or the last plan; the most exact, the most frequent."""
    dated = [step for step in steps if step.value]
    held = [step for step in dated if step.kind == StepKind.HELD]
    moved = [n for n, step in enumerate(dated) if step.kind == StepKind.POSTPONED]
    counted = held or dated[moved[-1] :] if moved else held or dated
    tally = Counter(step.value for step in counted if step.value)
    return min(tally, key=lambda value: (_exactness(value), -tally[value], value), default=None)


def _exactness(value: str) -> int:
    return _EXACTNESS.index(granularity(value) or "year")
