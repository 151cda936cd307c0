"""What all commands share: exit codes, messages, where input and output go, progress."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newsnlp.errors import InputError, LanguageDataError, ModelError, NewsnlpError

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure

Item = TypeVar("Item")
STDIO = "-"
PROGRESS_AFTER_S = 2.0


class Exit(IntEnum):
    """What the exit code says."""

    OK = 0
    SOME_FAILED = 1
    INPUT = 2
    MODEL = 3


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn what newsnlp raises on purpose into a line on stderr and an exit code."""
    try:
        yield
    except (ModelError, LanguageDataError) as error:
        _fail(error, Exit.MODEL)
    except NewsnlpError as error:
        _fail(error, Exit.INPUT)


def _fail(error: NewsnlpError, code: Exit) -> None:
    stderr().print(f"error: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code) from error


def stderr() -> Console:
    """Return a console that writes messages to standard error."""
    return Console(stderr=True)


def report(failures: list[Failure], output: Path | None) -> None:
    """List the articles that failed on stderr, and in a file beside the output."""
    from newsnlp import workflow

    for failure in failures:
        line = f"failed: {failure.id} ({failure.stage}): {failure.reason}"
        stderr().print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    if output is None:
        return
    beside = output.with_name(f"{output.name.removesuffix('.jsonl')}.failures.jsonl")
    if failures:
        with workflow.replacing(beside) as unfinished:
            unfinished.write_text("".join(map(workflow.to_line, failures)), encoding="utf8")
    else:
        beside.unlink(missing_ok=True)  # of an earlier run into the same output


def refuse_overwriting(inputs: list[str], output: str) -> None:
    """Check that the output is none of the inputs.

    Raises:
        InputError: it is.
    """
    same = [name for name in inputs if STDIO not in (name, output) and Path(name).resolve() == Path(output).resolve()]
    if same:
        raise InputError(f"the output {output} is one of the inputs")


@contextmanager
def binary_output(output: str) -> Iterator[BinaryIO]:
    """Open stdout, or a file that appears when all is written."""
    from newsnlp import workflow

    if output == STDIO:
        yield sys.stdout.buffer
        return
    with workflow.replacing(Path(output)) as unfinished, unfinished.open("wb") as stream:
        yield stream


def write(results: Iterable[Document | Failure], stream: BinaryIO) -> Iterator[Failure]:
    """Write the records as they come; yield the failures."""
    from newsnlp import workflow
    from newsnlp.schema import Failure

    for result in results:
        if isinstance(result, Failure):
            yield result
        else:
            stream.write(workflow.to_line(result).encode("utf8"))
            stream.flush()


def with_progress(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items; in a terminal, count them on stderr once it takes longer than two seconds."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    progress = Progress(*columns, console=stderr(), transient=True)
    task = progress.add_task("articles", total=None)
    started = time.monotonic()
    try:
        for item in items:
            yield item
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - started > PROGRESS_AFTER_S:
                progress.start()
    finally:
        progress.stop()
