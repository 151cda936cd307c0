"""Where the records of articles go, and the failures of the others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newsnlp.cli.output import tell_failure
from newsnlp.files import STDIO, is_streamed, refuse_overlap, shown, writing
from newsnlp.viewing.console import say
from newsnlp.viewing.safe import json_text

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure
    from newsnlp.workflow import FailureFile

# So many failures are told on stderr where a file has all of them.
TOLD = 20


class Results:
    """Takes records and failures as they come, and holds none of them but the first failures."""

    def __init__(self, stream: BinaryIO, failures: FailureFile | None, beside: Path | None) -> None:
        self.written = 0
        self.failed = 0
        self._stream = stream
        self._failures = failures
        self._beside = beside
        self._first: list[Failure] = []

    def add(self, result: Document | Failure) -> None:
        """Write a result where it belongs.

        A terminal is shown the same JSON, with an escape for what would steer it.

        Raises:
            OutputError: it cannot be written.
        """
        from newsnlp import workflow
        from newsnlp.schema import Failure

        if isinstance(result, Failure):
            self._add_failure(result)
            return
        line = workflow.to_line(result)
        self._stream.write((json_text(line) if self._stream.isatty() else line).encode("utf8"))
        self._stream.flush()
        self.written += 1

    def _add_failure(self, failure: Failure) -> None:
        self.failed += 1
        if self._failures is None:
            tell_failure(failure)  # nothing else will know of it
            return
        self._failures.add(failure)
        if self.failed <= TOLD:
            self._first.append(failure)

    def report(self) -> None:
        """List the first failures on stderr, and tell where all of them are."""
        for failure in self._first:
            tell_failure(failure)
        if self.failed > len(self._first) and self._beside is not None:
            more = f"failed: {self.failed - TOLD:,} more; all {self.failed:,} are listed in {shown(self._beside)}"
            say(more, style="red")


@contextmanager
def results_to(output: str) -> Iterator[Results]:
    """Give what takes the results of a run into `output`, "-" for stdout; files appear when the block ends well.

    Raises:
        OutputError: nothing can be written there.
    """
    from newsnlp import workflow

    with ExitStack() as stack:
        stream = stack.enter_context(_binary(output))
        if is_streamed(output):
            yield Results(stream, None, None)
        else:
            failures = stack.enter_context(workflow.failures_beside(output))
            yield Results(stream, failures, workflow.failures_path(output))


@contextmanager
def _binary(output: str) -> Iterator[BinaryIO]:
    if output == STDIO:
        yield sys.stdout.buffer
        return
    with writing(output) as stream:
        yield stream


def refuse_overwriting(inputs: Iterable[str], output: str = STDIO, *, model: str | None = None) -> None:
    """Check that nothing that is written or removed is read, by whatever name.

    Raises:
        OutputError: it is.
    """
    from newsnlp import workflow

    writes = {output: "the output"}
    if not is_streamed(output):
        writes[str(workflow.failures_path(output))] = "the list of failures"
    refuse_overlap(inputs, writes, folders=[model] if model else [])
