"""The file under which an output grows until it is whole: its name, its lock, and what killed runs left behind.

A part lies beside its output (a rename works only inside one file system) and is locked while its run lives. A lock
ends with its process, however that ends, so a part that can be locked is one that nobody writes any more: unlike the
number of a process, a lock tells the truth when numbers are used again, and between containers that share a folder.
"""

from __future__ import annotations

import atexit
import errno
import os
import stat
from dataclasses import dataclass

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed: that is lock enough
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".newsnlp-part"
# Parts of so many runs may lie beside one output at the same time.
MOST_PARTS = 100
# Of a long name so many bytes are taken over: the strictest file systems allow 143.
_NAME_BYTES = 100
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


_NOT_OPEN = -1
# Parts that are being made or written. A signal may end a run at any step, also between the making of a file and the
# block that would remove it: what is in here is then removed all the same.
_unfinished: set[Part] = set()


@dataclass(eq=False)
class Part:
    """A part that this run makes."""

    path: str
    descriptor: int = _NOT_OPEN
    """Open for writing; holds the lock until it is closed."""
    renamed: bool = False
    """Whether it is the output by now; then its old name may be that of another run's part."""

    def remove(self) -> None:
        """Remove the part if it is still one. To be called under its lock, or another run may have made it anew."""
        if not self.renamed:
            if self.descriptor != _NOT_OPEN and _is_at(self.descriptor, self.path):
                os.unlink(self.path)
            else:  # not open yet, or no longer: then it has no lock
                remove_if_abandoned(self.path)
        _unfinished.discard(self)


@atexit.register
def remove_unfinished() -> None:
    """Remove the parts of this process that are not finished: it ends."""
    for part in list(_unfinished):
        part.remove()


def new_part(target: str, *, mode: int) -> Part:
    """Make the part of an output, and remove parts that killed runs into the same output left behind.

    Args:
        target: path of the output, behind all links.
        mode: permissions of the new file, less the umask.

    Raises:
        OSError: no file can be made in this folder, or it holds `MOST_PARTS` parts in use.
    """
    for number in range(1, MOST_PARTS + 1):
        path = part_path(target, number)
        remove_if_abandoned(path)
        part = Part(path)
        if _make(part, mode):
            _sweep(target, number + 1)
            return part
    raise FileExistsError(errno.EEXIST, f"{MOST_PARTS} files as {path} are in use, or cannot be removed")


def _make(part: Part, mode: int) -> bool:
    """Make and lock the file of a part; return whether it is ours.

    Raises:
        OSError: no file can be made here.
    """
    _unfinished.add(part)
    try:
        part.descriptor = os.open(part.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, mode)
    except FileExistsError:
        _unfinished.discard(part)
        return False  # of a run that lives
    except OSError:
        _unfinished.discard(part)
        raise
    if _claim(part.descriptor, part.path):
        return True
    os.close(part.descriptor)
    _unfinished.discard(part)
    return False  # another run has taken the new file, not yet locked, for an abandoned one


def part_path(target: str, number: int) -> str:
    """Return the path of a part of an output: hidden, and of a length that every file system allows."""
    folder, name = os.path.split(target)
    short = os.fsdecode(os.fsencode(name)[:_NAME_BYTES])
    return os.path.join(folder, f".{short}.{number}{SUFFIX}")


def remove_if_abandoned(path: str) -> bool:
    """Remove a part that no living run writes; return whether it was removed."""
    if fcntl is None:
        try:
            os.unlink(path)
        except OSError:
            return False
        return True
    try:
        descriptor = os.open(path, os.O_RDWR | _NO_FOLLOW | _BINARY)
    except OSError:
        return False  # not there, not ours, or no file: then it is not for us to remove
    try:
        if not (stat.S_ISREG(os.fstat(descriptor).st_mode) and _lock(descriptor) and _is_at(descriptor, path)):
            return False
        os.unlink(path)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _claim(descriptor: int, path: str) -> bool:
    """Lock a new part; return whether it still has its name then."""
    try:
        locked = _lock(descriptor)
    except OSError:
        return True  # this file system knows no locks; then nobody removes parts here
    return locked and _is_at(descriptor, path)


def _sweep(target: str, first: int) -> None:
    """Remove the abandoned parts of an output from a number on; numbers are taken in order."""
    for number in range(first, MOST_PARTS + 1):
        path = part_path(target, number)
        if not os.path.lexists(path):
            return
        remove_if_abandoned(path)


def _lock(descriptor: int) -> bool:
    """Lock an open file without waiting; return whether that went well.

    Raises:
        OSError: the file system knows no locks.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(descriptor: int, path: str) -> bool:
    """Return whether a path still leads to an open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False  # the file has no such name any more, or is not open
