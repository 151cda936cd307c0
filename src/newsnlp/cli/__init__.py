"""The front door on the command line: parse, call the function of the same name, print, tell by the exit code.

`main` is there at once and the rest when it is first used, so that a process heeds signals before it has loaded much.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsnlp.cli.process import main

if TYPE_CHECKING:
    from newsnlp.cli.commands import app
    from newsnlp.cli.output import Exit

__all__ = ["Exit", "app", "main"]
_HOMES = {"app": "newsnlp.cli.commands", "Exit": "newsnlp.cli.output"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
