"""Arrays of a network in a file: half precision on disk, single in memory where they are computed with."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from math import prod
from pathlib import Path

import numpy as np

from newsnlp.damage import fault_of
from newsnlp.errors import ModelMismatch
from newsnlp.neural.features import Floats

Arrays = dict[str, Floats]
# The names of the sizes of an array: "width", or a sum of products, as in "3*letter" and "word + 2*lists".
Shape = tuple[str, ...]
# What NumPy and the zip archive raise where bytes are missing or others than they were.
_DAMAGE = (ValueError, EOFError, KeyError, OSError, NotImplementedError, MemoryError, zipfile.BadZipFile, zlib.error)


def to_bytes(arrays: Mapping[str, Floats]) -> bytes:
    """Return the arrays as one NumPy archive in half precision."""
    target = io.BytesIO()
    # NumPy 2.0 takes any keyword for the name of an array, allow_pickle too
    np.savez(target, **{name: _half(value) for name, value in arrays.items()})  # type: ignore[arg-type]  # see above
    return target.getvalue()


def _half(array: Floats) -> Floats:
    """Return the array in half precision; whole numbers, as hashes are, stay what they are."""
    return array.astype(np.float16) if np.issubdtype(array.dtype, np.floating) else array


def from_bytes(data: bytes) -> Arrays:
    """Return the arrays of an archive that `to_bytes` made.

    Raises:
        ModelMismatch: the bytes are no such archive, or not all of it.
    """
    try:
        if not zipfile.is_zipfile(io.BytesIO(data)):
            raise ModelMismatch(f"{len(data):,} bytes are no weights of a network: expected is a whole NumPy archive")
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except _DAMAGE as error:
        raise ModelMismatch(f"the weights of a network are damaged ({type(error).__name__}: {error})") from error


def write(path: Path, arrays: Mapping[str, Floats]) -> None:
    """Write the arrays as one NumPy archive in half precision."""
    path.write_bytes(to_bytes(arrays))


def read(path: Path) -> Arrays:
    """Return the arrays of an archive that `write` made.

    Raises:
        ModelMismatch: the file is not there, no such archive, or not all of it.
    """
    fault = fault_of(path)
    if fault is not None:
        raise ModelMismatch(f"{path} holds no weights of a network: {fault}; then install the pipeline anew")
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ModelMismatch) as error:
        raise ModelMismatch(f"{path}: {error}; install the pipeline anew") from error


def single(arrays: Arrays, name: str) -> Floats:
    """Return an array in single precision, laid out row by row."""
    return np.ascontiguousarray(arrays[name], dtype=np.float32)


def check_shapes(arrays: Arrays, shapes: Mapping[str, Shape], sizes: dict[str, int]) -> None:
    """Check that arrays are there and fit each other; what the first ones tell of the sizes is put into `sizes`.

    Args:
        arrays: the weights.
        shapes: name of an array -> its sizes, by their names; of whole numbers where the name begins with "lists." or
            "packed.".
        sizes: what is known of the sizes from elsewhere.

    Raises:
        KeyError: an array is not there.
        ValueError: there are others, or one of them has another shape or another kind of numbers.
    """
    missing = [name for name in shapes if name not in arrays]
    if missing:
        raise KeyError(", ".join(missing))
    unknown = [name for name in arrays if name not in shapes]
    if unknown:
        raise ValueError(f"there is no use for {', '.join(unknown)}")
    for name, shape in shapes.items():
        _check_shape(name, arrays[name], shape, sizes)


def _check_shape(name: str, array: Floats, shape: Shape, sizes: dict[str, int]) -> None:
    kind = np.unsignedinteger if name.startswith(("lists.", "packed.")) else np.floating
    if not np.issubdtype(array.dtype, kind):
        raise ValueError(f"{name!r} has numbers of type {array.dtype}")
    if array.ndim != len(shape):
        raise ValueError(f"{name!r} has {array.ndim} dimensions, expected {len(shape)} ({', '.join(shape)})")
    for size, written in zip(array.shape, shape, strict=True):
        if written.isidentifier():
            sizes.setdefault(written, size)
    wanted = tuple(_size(written, sizes) for written in shape)
    if array.shape != wanted:
        raise ValueError(f"{name!r} has the shape {array.shape}, expected {wanted} ({', '.join(shape)})")


def _size(written: str, sizes: Mapping[str, int]) -> int:
    """Return the value of a sum of products such as "word + 2*filters"."""
    products = ([part.strip() for part in term.split("*")] for term in written.split("+"))
    return sum(prod(int(part) if part.isdecimal() else sizes[part] for part in product) for product in products)
