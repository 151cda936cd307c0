"""Which rule put an argument into an event: told by looking at the events after every pass over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsnlp.annotation.events.frames import Roles
from newsnlp.annotation.events.merge import Draft

# An argument of an event: its role, and the index of the entity, or of the time expression.
Argument = tuple[str, int]
TIME = "time"
# Of an event that is told again with another fate: it has the parties of the first telling.
TOLD_BEFORE = "told_before"
# Places and times that stand beside a trigger.
BESIDE = "beside"


def arguments_of(event: Draft) -> Iterator[Argument]:
    """Yield the arguments that an event has now."""
    yield from _of_roles(event.roles)
    if event.time is not None:
        yield TIME, event.time


def _of_roles(roles: Roles) -> Iterator[Argument]:
    for role, entities in (
        ("participants", roles.participants),
        ("agent", roles.agent),
        ("target", roles.target),
        ("place", roles.place),
    ):
        for entity in entities:
            yield role, entity


class Credits:
    """The rule behind every argument of some events: the first pass after which it was there."""

    def __init__(self, events: Iterable[Draft]) -> None:
        """Note the arguments that events have from the syntax of their triggers."""
        self._of: dict[int, dict[Argument, str]] = {id(event): _of_triggers(event) for event in events}

    def note(self, rule: str, events: Iterable[Draft]) -> None:
        """Note `rule` for all arguments that were not there before."""
        for event in events:
            known = self._of.setdefault(id(event), {})
            for argument in arguments_of(event):
                known.setdefault(argument, rule)

    def of(self, event: Draft) -> list[tuple[str, int, str]]:
        """Return role, entity or time, and rule of every argument that the event has now."""
        known = self._of[id(event)]
        return [(role, filler, known[role, filler]) for role, filler in dict.fromkeys(arguments_of(event))]


def _of_triggers(event: Draft) -> dict[Argument, str]:
    found: dict[Argument, str] = {}
    for candidate in event.candidates:
        for argument in _of_roles(candidate.roles):
            found.setdefault(argument, candidate.entry.frame)
    for role, filler in arguments_of(event):
        found.setdefault((role, filler), BESIDE if role in ("place", TIME) else TOLD_BEFORE)
    return found
