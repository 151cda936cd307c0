"""The articles that failed, in a file beside the records of the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsnlp.errors import OutputError
from newsnlp.files import cannot_write, shown, writing
from newsnlp.schema import Failure

ENDING = ".failures.jsonl"
# No line of a file of failures is longer: a reason is a sentence or two.
_MAX_LINE = 2**20
_FIELDS = Failure.model_fields.keys()


class FailureFile:
    """Takes failures as they come."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.count = 0

    def add(self, failure: Failure) -> None:
        """Write a failure as a line.

        Raises:
            OutputError: it cannot be written.
        """
        self.stream.write(failure.model_dump_json().encode("utf8") + b"\n")
        self.count += 1


def failures_path(output: str | Path) -> Path:
    """Return where the failures of an output are listed: beside it."""
    path = Path(output)
    return path.with_name(path.name.removesuffix(".jsonl") + ENDING)


@contextmanager
def failures_beside(output: str | Path) -> Iterator[FailureFile]:
    """Give the file of failures of an output; it appears when the block ends well and there are any.

    The file of an earlier run goes when the block ends well.

    Raises:
        OutputError: it cannot be written, or something else of this name is there, which is left alone.
    """
    path = failures_path(output)
    _refuse_other_content(path)
    try:
        with writing(path) as stream:
            failures = FailureFile(stream)
            yield failures
            if not failures.count:
                raise _NothingFailedError
    except _NothingFailedError:
        _remove(path)


class _NothingFailedError(Exception):
    """There is nothing to be written after all."""


def _refuse_other_content(path: Path) -> None:
    """Check that what stands at the path of a file of failures is one, and not an input of the same name.

    Raises:
        OutputError: it is something else, or cannot be read.
    """
    try:
        if not path.is_file():  # nothing, or a device or a folder, about which `writing` decides
            return
        with path.open("rb") as lines:
            others = any(not _is_failure(line) for line in iter(lambda: lines.readline(_MAX_LINE), b""))
    except (OSError, ValueError) as error:
        raise cannot_write(shown(path), error) from error
    if others:
        raise OutputError(
            f"{shown(path)}, where articles that fail are listed, holds something else: "
            "move it away, or choose another output"
        )


def _is_failure(line: bytes) -> bool:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and fields.keys() == _FIELDS


def _remove(path: Path) -> None:
    """Remove the list of an earlier run; a link to it stays, as where it is written.

    Raises:
        OutputError: it cannot be removed.
    """
    try:
        if path.is_file():
            os.unlink(os.path.realpath(path))
    except OSError as error:
        raise cannot_write(shown(path), error) from error
