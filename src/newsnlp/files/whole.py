"""Files appear whole or not at all; what cannot be replaced, as a device or a pipe, is written through."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from newsnlp.files.keeping import copy_into, keep_attributes, put_in_place
from newsnlp.files.names import Destination, cannot_write, destination
from newsnlp.files.parts import Part, new_part
from newsnlp.files.stream import OutputStream, buffered

WINDOWS = os.name == "nt"
_NEW_FILE, _NOBODY_ELSE = 0o666, 0o600
_FOLDER_CANNOT_BE_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}


def writing(path: str | Path) -> AbstractContextManager[BinaryIO]:
    """Give a stream whose bytes are at `path` when the block ends well; when it fails, `path` stays as it was.

    Symbolic links are followed and stay, missing folders are made; a file that is there keeps its owner, mode and
    access list. Of a file with several names (hard links) the given one gets the new content, the others keep the
    old. What is no regular file, as /dev/null or a pipe, gets the bytes as they come.

    Raises:
        OutputError: nothing can be written there (raised before the block is entered), or writing fails.
    """
    where = destination(path)
    return _through(where) if where.is_streamed else _replacing(where)


@contextmanager
def _through(where: Destination) -> Iterator[BinaryIO]:
    try:
        own = where.descriptor
        descriptor = os.open(where.target, os.O_WRONLY) if own is None else os.dup(own)
    except OSError as error:
        raise cannot_write(where.shown, error) from error
    with buffered(OutputStream(descriptor, where.shown)) as stream:
        yield stream


@contextmanager
def _replacing(where: Destination) -> Iterator[BinaryIO]:
    part = _begin(where)
    with ExitStack() as stack:
        if WINDOWS:
            stack.callback(part.remove)  # after it is closed: Windows removes no file that is open
        stream = stack.enter_context(buffered(OutputStream(part.descriptor, where.shown)))
        if not WINDOWS:
            stack.callback(part.remove)  # before it is closed, which gives the lock away
        yield stream
        stream.flush()
        try:
            _finish(part, where, stream)
        except OSError as error:
            raise cannot_write(where.shown, error) from error


def _begin(where: Destination) -> Part:
    """Return the part of an output, with its folder.

    Raises:
        OutputError: the output may not be written, or no file can be made in its folder.
    """
    try:
        if where.found is not None:
            _check_permission(where.target)
        os.makedirs(os.path.dirname(where.target), exist_ok=True)
        return new_part(where.target, mode=_NEW_FILE if where.found is None else _NOBODY_ELSE)
    except OSError as error:
        raise cannot_write(where.shown, error) from error


def _check_permission(target: str) -> None:
    """Check that a file may be written; its folder may let it be replaced all the same.

    Raises:
        PermissionError: it may not.
    """
    effective = os.access in os.supports_effective_ids
    if not os.access(target, os.W_OK, effective_ids=effective):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)


def _finish(part: Part, where: Destination, stream: BinaryIO) -> None:
    """Give the part the name of the output, once its bytes are on the disk and not only on their way.

    Raises:
        OSError: the disk is full or broken, or the output cannot be replaced.
    """
    os.fsync(part.descriptor)
    replaceable = where.found is None or keep_attributes(part.descriptor, where.target, where.found)
    if WINDOWS:
        stream.close()  # Windows renames no file that is open
    if replaceable:
        part.renamed = put_in_place(part.path, where.target)
        _sync_folder(os.path.dirname(where.target))
    else:
        copy_into(part.path, where.target)


def _sync_folder(folder: str) -> None:
    """Have the new name on the disk too.

    Raises:
        OSError: the disk is broken.
    """
    if WINDOWS:
        return  # folders are no files there
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_CANNOT_BE_SYNCED:
            raise
