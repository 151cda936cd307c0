"""What the name of an output stands for: a file, a device, or a descriptor that is open already."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from newsnlp.errors import OutputError

STDIO = "-"
# As many links as Linux follows before it calls them a loop.
_MAX_LINKS = 40
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))
_KINDS = {stat.S_IFDIR: "it is a directory", stat.S_IFBLK: "it is a block device, as a disk is"}


class Destination(NamedTuple):
    """Where the bytes of an output go."""

    shown: str
    """The name that was given, fit for a message."""
    target: str
    """What is to be written, behind all symbolic links."""
    found: os.stat_result | None
    """The state of what is there already; None where a file is to be made."""
    descriptor: int | None
    """The descriptor of this process that the name stands for (/dev/stdout, /dev/fd/3)."""

    @property
    def is_streamed(self) -> bool:
        """Whether bytes go straight through: a terminal, a pipe, /dev/null; such a thing cannot be replaced."""
        return self.descriptor is not None or (self.found is not None and not stat.S_ISREG(self.found.st_mode))


def destination(path: str | Path) -> Destination:
    """Return where the bytes go that are written to `path`. Nothing is opened or made.

    Raises:
        OutputError: nothing can be written there.
    """
    name, told = os.fspath(path), shown(path)
    if not name:
        raise OutputError("cannot write a file without a name")
    if name.endswith(_SEPARATORS):
        raise OutputError(f"cannot write {told}: it names a directory")
    try:
        found = _state(name)
        descriptor = own_descriptor(name)
        target = os.path.realpath(name)
    except (OSError, ValueError) as error:  # ValueError: a NUL, or characters that no file name has here
        raise cannot_write(told, error) from error
    if found is not None and (refused := _KINDS.get(stat.S_IFMT(found.st_mode))):
        raise OutputError(f"cannot write {told}: {refused}")
    return Destination(told, target, found, descriptor)


def is_streamed(path: str | Path) -> bool:
    """Return whether what is written to `path` goes straight through, as to "-", /dev/null or a pipe.

    Raises:
        OutputError: nothing can be written there.
    """
    return str(path) == STDIO or destination(path).is_streamed


def shown(path: str | Path) -> str:
    """Return a name fit for a message: one line, and nothing in it that a terminal would obey."""
    name = os.fspath(path)
    return name if name.isprintable() and name.strip() else repr(name)


def cannot_write(name: str, error: OSError | ValueError) -> OutputError:
    """Return the error to raise where writing to what is called `name` has failed."""
    reason = error.strerror if isinstance(error, OSError) else None
    return OutputError(f"cannot write {name}: {reason or error}")


def _state(name: str) -> os.stat_result | None:
    """Return the state of what a name stands for, None where there is nothing, as behind a link that dangles."""
    try:
        return os.stat(name)
    except FileNotFoundError:
        return None


def own_descriptor(name: str) -> int | None:
    """Return the number of the descriptor of this process that a name leads to, None for any other file.

    Opened by name, such a file would begin anew: what `>>` should append to would be lost.
    """
    for _ in range(_MAX_LINKS):
        folder, last = os.path.split(os.path.abspath(name))
        folder = os.path.realpath(folder)
        if last.isdecimal() and re.fullmatch(rf"/dev/fd|/proc/{os.getpid()}/(task/\d+/)?fd", folder):
            return int(last)
        name = os.path.join(folder, last)
        if not os.path.islink(name):
            return None
        name = os.path.join(folder, os.readlink(name))
    return None
