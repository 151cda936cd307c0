"""What all commands share: exit codes, messages, where input and output go, progress."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newsnlp.errors import InputError, LanguageDataError, ModelError, NewsnlpError
from newsnlp.viewing.console import make_console, say
from newsnlp.viewing.safe import json_text, label

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
    say(f"error: {error}", style="red")
    raise typer.Exit(code) from error


def report(failures: list[Failure], output: Path | None) -> None:
    """List the articles that failed on stderr, and in a file beside the output."""
    from newsnlp import workflow

    for failure in failures:
        say(label(f"failed: {failure.id} ({failure.stage}): {failure.reason}"), style="red")
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
    """Write the records as they come; yield the failures.

    A terminal is shown the same JSON, with an escape for what would steer it.
    """
    from newsnlp import workflow
    from newsnlp.schema import Failure

    for result in results:
        if isinstance(result, Failure):
            yield result
        else:
            line = workflow.to_line(result)
            stream.write((json_text(line) if stream.isatty() else line).encode("utf8"))
            stream.flush()


def with_progress(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items; in a terminal, count them on stderr once it takes longer than two seconds."""
    columns = (SpinnerColumn("line"), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    progress = Progress(*columns, console=make_console(stderr=True), transient=True)
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


def write_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8 whatever the terminal has; what would steer it is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    sys.stdout.buffer.write(json_text(text).encode("utf8"))
    sys.stdout.buffer.flush()
