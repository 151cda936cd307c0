"""A new file in the place of an old one: whose it is and who may read it stay as they were."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import stat

log = logging.getLogger("newsnlp.files")
# The folder or the file system does not let the old file be replaced, though the file itself may be written:
# a mount point (a file that a container is given), a folder where everyone may remove only files of his own.
_IN_PLACE = {errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES}


def keep_attributes(descriptor: int, target: str, old: os.stat_result) -> bool:
    """Give a new file the owner, the permissions and the extended attributes (access lists) of an old one.

    Returns:
        Whether the owner could be kept; where not, the new file may not take the place of the old one.
    """
    if hasattr(os, "fchown"):
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            try:
                os.fchown(descriptor, old.st_uid, old.st_gid)
            except PermissionError:
                return False
    _copy_attributes(descriptor, target)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    return True


def _copy_attributes(descriptor: int, target: str) -> None:
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(target)
    except OSError:
        return  # the file system has none
    for name in names:
        try:
            os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError as error:
            log.warning("%r loses the attribute %s: %s", target, name, error.strerror)


def put_in_place(part: str, target: str) -> bool:
    """Rename a finished part to its output; where the folder forbids that, copy it into the old file.

    Returns:
        Whether it was renamed.

    Raises:
        OSError: neither can be done.
    """
    try:
        os.replace(part, target)
    except OSError as error:
        if error.errno not in _IN_PLACE or not os.path.isfile(target):
            raise
        copy_into(part, target)
        return False
    return True


def copy_into(part: str, target: str) -> None:
    """Overwrite an old file with the bytes of a finished part. Room for them is made before anything is overwritten.

    Raises:
        OSError: the file cannot be written, or there is no room.
    """
    with open(part, "rb") as source, open(target, "r+b", buffering=0) as sink:
        size = os.fstat(source.fileno()).st_size
        if size and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(sink.fileno(), 0, size)
        shutil.copyfileobj(source, sink)
        sink.truncate(size)
        os.fsync(sink.fileno())
