"""What stands around the commands: safe messages of wrong usage, streams that can write every text, last words."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import Any

import typer
from typer.core import TyperGroup

from newsnlp.viewing.console import say, write_nearest
from newsnlp.viewing.safe import label

# Of click, or of the copy of it that typer brings.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]


class Commands(TyperGroup):
    """The commands, none of which lets an argument that it repeats steer the terminal."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command, on streams that write the nearest that their encoding has."""
        write_nearest(sys.stdout, sys.stderr)
        return super().main(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise _made_safe(error) from error.__cause__

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read the arguments that stand before the command."""
        try:
            return super().make_context(*args, **more)
        except UsageError as error:
            raise _made_safe(error) from error.__cause__


def _made_safe(error: Exception) -> Exception:
    """Return the error, its message made safe: it repeats the arguments as they were given.

    One that only says which argument is missing says what the argument is.
    """
    given = str(getattr(error, "message", "") or "")
    wanted = getattr(getattr(error, "param", None), "help", None)
    error.__dict__["message"] = label(given or wanted or "")
    return error


def show_exceptions_safely() -> None:
    """Make what Python itself prints of an exception or a warning as harmless as what newsnlp prints."""
    import warnings

    sys.excepthook = _print_exception
    # Where a warning was raised says nothing to a user.
    warnings.showwarning = _print_warning  # type: ignore[assignment]


def _print_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    say("".join(traceback.format_exception(kind, error, trace)).rstrip("\n"))


def _print_warning(message: Warning | str, category: type[Warning], *_place: Any) -> None:
    say(f"{category.__name__}: {label(str(message))}")
