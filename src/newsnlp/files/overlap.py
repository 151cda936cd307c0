"""No command writes over what it reads, by whatever name."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from newsnlp.errors import OutputError
from newsnlp.files.names import STDIO, shown

Identity = tuple[int, int]
# Many may read and write a terminal or a socket at once; what is written to these comes back as input.
_COMES_BACK = {stat.S_IFREG, stat.S_IFIFO, stat.S_IFBLK}


def refuse_overlap(
    reads: Iterable[str | Path], writes: Mapping[str, str], *, folders: Iterable[str | Path] = ()
) -> None:
    """Check that nothing is written or removed that is read, also through links; nothing is opened.

    Args:
        reads: the files that are read; "-" is standard input.
        writes: the files that are written or removed, "-" is standard output, and what each of them is,
            for the message: "the output".
        folders: folders of which everything is read, as that of a trained pipeline.

    Raises:
        OutputError: one of `writes` is one of `reads`, or lies in one of `folders`.
    """
    written: dict[Identity, str] = {}
    for name in writes:
        identity = _identity(name, sys.stdout)
        if identity is not None and written.setdefault(identity, name) != name:
            raise OutputError(f"{shown(name)} and {shown(written[identity])} are one file, written twice")
    for read in reads:
        identity = _identity(str(read), sys.stdin)
        if identity in written:
            name = written[identity]
            told = "standard output" if name == STDIO else f"{writes[name]} {shown(name)}"
            source = "standard input" if str(read) == STDIO else shown(read)
            raise OutputError(f"{told} is one of the inputs ({source}): write to another file")
    for folder in folders:
        for name in writes:
            if name != STDIO and os.path.isdir(folder) and _lies_in(name, folder):
                raise OutputError(f"{writes[name]} {shown(name)} lies in {shown(folder)}, which is read")


def _identity(name: str, standard: TextIO | None) -> Identity | None:
    """Return what a file is known by under all its names; None where there is none, or nothing can come back."""
    try:
        if name != STDIO:
            state = os.stat(name)
        elif standard is None:
            return None
        else:
            state = os.fstat(standard.fileno())
    except (OSError, ValueError, io.UnsupportedOperation):
        return None  # not there, or no file of the system: reading or writing it will tell
    return (state.st_dev, state.st_ino) if stat.S_IFMT(state.st_mode) in _COMES_BACK else None


def _lies_in(name: str, folder: str | Path) -> bool:
    inside, outside = os.path.realpath(name), os.path.realpath(folder)
    return os.path.commonpath([inside, outside]) == outside
