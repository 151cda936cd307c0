"""The front door on the command line: parse, call the function of the same name, print, tell by the exit code."""

from newsnlp.cli.commands import app, main
from newsnlp.cli.output import Exit

__all__ = ["Exit", "app", "main"]
