"""Inputs that can be read only once: standard input, pipes, terminals."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import Any, BinaryIO

from newsnlp.files.names import own_descriptor

# Of the first line so many bytes are looked at; blank lines before it are no more than those after it.
_LOOKED_AT, _MOST_BLANKS = 512, 2**16


def is_pipe(path: str | Path) -> bool:
    """Return whether a file can be read only once: no regular file, or one that this process was given open.

    What the shell makes of ``<(zcat news.gz)`` is such a file; its name says nothing of what it holds.
    """
    try:
        mode = os.stat(path).st_mode
        return not stat.S_ISDIR(mode) and (not stat.S_ISREG(mode) or own_descriptor(os.fspath(path)) is not None)
    except (OSError, ValueError):
        return False


def standard_input() -> BinaryIO:
    """Return the bytes of standard input.

    Raises:
        OSError: it is closed, as a service manager may start a process.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed", "standard input")
    return sys.stdin.buffer


def start_of(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return how the first line of a stream that is not blank begins, and a stream that still has all of it.

    No more is waited for than this line: the rest of it may come hours later.

    Raises:
        OSError: the stream cannot be read.
    """
    taken = b""
    while (line := stream.readline(_LOOKED_AT)) and not line.strip() and len(taken) < _MOST_BLANKS:
        taken += line
    return line, rejoined(taken + line, stream)


def rejoined(taken: bytes, rest: BinaryIO) -> BinaryIO:
    """Return a stream of bytes that were taken from another, and the rest of it."""
    return io.BufferedReader(_Rejoined(taken, rest))


class _Rejoined(io.RawIOBase):
    """Bytes that were taken from a stream, and the rest of it."""

    def __init__(self, taken: bytes, rest: BinaryIO) -> None:
        self._taken = io.BytesIO(taken)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._taken.read(len(buffer)) or self._some(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _some(self, size: int) -> bytes:
        """Return what is there already, not waiting until `size` bytes are."""
        return self._rest.read1(size) if isinstance(self._rest, io.BufferedIOBase) else self._rest.read(size)
