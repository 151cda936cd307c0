"""What all commands share: exit codes, messages, where input and output go, progress."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newsnlp.cli.application import UsageError
from newsnlp.errors import LanguageDataError, ModelError, NewsnlpError
from newsnlp.files import shown
from newsnlp.viewing.console import make_console, say
from newsnlp.viewing.safe import json_text, label

if TYPE_CHECKING:
    from newsnlp.schema import Failure

Item = TypeVar("Item")
PROGRESS_AFTER_S = 2.0
DEBUG = "NEWSNLP_DEBUG"
# What ends a command without being a fault of it.
_OF_THE_PARSER = (typer.Exit, typer.Abort, UsageError)
SKIPPED_LISTED = 5


class Exit(IntEnum):
    """What the exit code says."""

    OK = 0
    SOME_FAILED = 1
    INPUT = 2
    MODEL = 3
    BUG = 70


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn what is raised into a line on stderr and an exit code."""
    try:
        yield
    except _OF_THE_PARSER:
        raise
    except (ModelError, LanguageDataError) as error:
        _fail(error, Exit.MODEL)
    except NewsnlpError as error:
        _fail(error, Exit.INPUT)
    except OSError as error:
        _fail(_unnamed(error), Exit.INPUT)
    except Exception as error:  # the last place where it can be told in a way that helps whoever sees it
        if os.environ.get(DEBUG):
            say("".join(traceback.format_exception(error)).rstrip("\n"))
        _fail(_bug(error), Exit.BUG)


def _fail(error: Exception | str, code: Exit) -> NoReturn:
    say(f"error: {error}", style="red")
    raise typer.Exit(code)


def _unnamed(error: OSError) -> str:
    """Return what to tell where the system refuses something, with the file where it names one."""
    return f"{shown(os.fsdecode(error.filename))}: {error.strerror}" if error.filename else str(error)


def _bug(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"this is a bug of newsnlp, please report it: {type(error).__name__}: {label(str(error))} "
        f"({os.path.basename(place.filename)}:{place.lineno}); with {DEBUG}=1 in the environment the trace is shown"
    )


def tell_failure(failure: Failure) -> None:
    """Tell on stderr of an article that failed."""
    say(label(f"failed: {failure.id} ({failure.stage}): {failure.reason}"), style="red")


def tell_skipped(paths: Sequence[str], *, quiet: bool) -> None:
    """Tell on stderr, in one line, of the files in folders that are not read."""
    if paths and not quiet:
        listed = ", ".join(paths[:SKIPPED_LISTED]) + (" ..." if len(paths) > SKIPPED_LISTED else "")
        say(label(f"skipped {len(paths)} files that hold no articles: {listed}"), style="yellow")


def report(failures: Iterable[Failure]) -> None:
    """List the articles that failed on stderr."""
    for failure in failures:
        tell_failure(failure)


def with_progress(items: Iterable[Item], *, quiet: bool = False) -> Iterator[Item]:
    """Yield the items; in a terminal, count them on stderr once it takes longer than two seconds."""
    console = make_console(stderr=True)
    if quiet or not console.is_terminal:
        yield from items
        return
    columns = (SpinnerColumn("line"), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task("articles", total=None)
    started = time.monotonic()
    try:
        for item in items:
            yield item
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - started > PROGRESS_AFTER_S:
                progress.start()
    finally:
        if progress.live.is_started:  # stopped all the same, it would print an empty line
            progress.stop()


def write_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8 whatever the terminal has; what would steer it is escaped."""
    write_text(json_text(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


def write_text(text: str) -> None:
    """Write what programs read to stdout, in UTF-8 whatever the terminal has."""
    sys.stdout.buffer.write(text.encode("utf8"))
    sys.stdout.buffer.flush()
