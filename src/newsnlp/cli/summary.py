"""What is told on standard error once a run is over: warnings by kind, counts, the time it took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsnlp.cli.output import with_progress
from newsnlp.viewing.console import say

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure


class Run:
    """A run over articles that counts what comes out of it.

    Args:
        quiet: show neither progress nor summary.
        progress: show progress; not where the results themselves go to the terminal, of which it would erase lines.
    """

    def __init__(self, *, quiet: bool, progress: bool = True) -> None:
        from newsnlp.viewing.summary import Summary

        self._quiet = quiet
        self._progress = progress and not quiet
        self._summary = Summary()
        self._seconds = 0.0

    def over(self, results: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """Yield the results, counted; the clock starts here, when the pipeline is loaded."""
        started = time.monotonic()
        for result in with_progress(results, quiet=not self._progress):
            self._summary.add(result)
            yield result
        self._seconds = time.monotonic() - started

    def tell(self, *, total: bool = True) -> None:
        """Tell the warnings by kind and, if asked for, the counts."""
        if self._quiet:
            return
        for warning in self._summary.warnings():
            say(f"warning: {warning}", style="yellow")
        if total:
            say(self._summary.total(self._seconds))
