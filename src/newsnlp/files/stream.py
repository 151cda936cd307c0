"""Bytes on their way out: what goes wrong is told with the name of the file."""

from __future__ import annotations

import io
import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from newsnlp.files.names import cannot_write


class OutputStream(io.FileIO):
    """A descriptor that is open for writing, with the name to tell where writing fails."""

    def __init__(self, descriptor: int, shown: str, *, closefd: bool = True) -> None:
        super().__init__(descriptor, "wb", closefd=closefd)
        self.shown = shown

    def write(self, data: Any, /) -> int:
        """Write what the descriptor takes at once; return the number of bytes.

        Raises:
            OutputError: the disk is full, the device is gone, or the like.
        """
        try:
            while (written := cast("int | None", super().write(data))) is None:
                select.select([], [self], [])  # another program made the descriptor non-blocking
        except OSError as error:
            raise self.failure(error) from error
        return written

    def failure(self, error: OSError) -> BaseException:
        """Return what to raise where writing has failed."""
        return cannot_write(self.shown, error)


@contextmanager
def buffered(raw: OutputStream) -> Iterator[BinaryIO]:
    """Give a stream that collects small pieces; all of them are on their way when the block ends well.

    When the block fails, what is still collected is dropped.

    Raises:
        OutputError: writing fails.
    """
    stream = io.BufferedWriter(raw)
    try:
        yield stream
        if not stream.closed:
            stream.flush()
    finally:
        raw.close()  # not `stream`, which would try once more to write what could not be written
