"""Arrays of a network in a file: half precision on disk, single in memory where they are computed with."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from newsnlp.errors import ModelMismatch
from newsnlp.neural.features import Floats

Arrays = dict[str, Floats]


def to_bytes(arrays: Mapping[str, Floats]) -> bytes:
    """Return the arrays as one NumPy archive in half precision."""
    target = io.BytesIO()
    np.savez(target, allow_pickle=False, **{name: _half(value) for name, value in arrays.items()})
    return target.getvalue()


def _half(array: Floats) -> Floats:
    """Return the array in half precision; whole numbers, as hashes are, stay what they are."""
    return array.astype(np.float16) if np.issubdtype(array.dtype, np.floating) else array


def from_bytes(data: bytes) -> Arrays:
    """Return the arrays of an archive that `to_bytes` made."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def write(path: Path, arrays: Mapping[str, Floats]) -> None:
    """Write the arrays as one NumPy archive in half precision."""
    path.write_bytes(to_bytes(arrays))


def read(path: Path) -> Arrays:
    """Return the arrays of an archive that `write` made.

    Raises:
        ModelMismatch: the file is not there or no such archive.
    """
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelMismatch(f"{path} holds no weights of a network ({error}); install the pipeline anew") from error


def single(arrays: Arrays, name: str) -> Floats:
    """Return an array in single precision, laid out row by row."""
    return np.ascontiguousarray(arrays[name], dtype=np.float32)
