"""Cut the vocabulary of the pretrained transformer to Italian text and to what foreign names need.

Kept are the marked pieces, every single character of the scripts that news prints, every piece that the corpora use
often enough, and, up to the wanted number, the likeliest other pieces of Latin letters: names of people and places all
over the world are cut into those.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import srsly

from newsnlp.neural.features import plain
from newsnlp.neural.pieces import BLANK, Pieces
from packed_encoder import MARKED, Packed, packed_bytes, read_packed
from vector_text import REPEATS, STRAIGHTEN, paragraphs

WORD = re.compile(r"\w+['’]?|[^\w\s]+")
RAREST_WORD, RAREST_PIECE = 2, 3
MOST_PIECES = 40_000
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
LAYER_PARTS = {
    "q": ("width", "width"), "k": ("width", "width"), "v": ("width", "width"), "ao": ("width", "width"),
    "fi": ("inner", "width"), "fo": ("width", "inner"),
}  # fmt: skip


def words(corpora: Path, limit: int) -> Iterator[str]:
    """Yield the words of all corpora, as plainly as the pipeline reads them; `limit` paragraphs of each, 0 for all."""
    for name in REPEATS:
        for number, text in enumerate(paragraphs(corpora / name)):
            if limit and number >= limit:
                break
            yield from WORD.findall(text.translate(STRAIGHTEN))


def used_pieces(counts: Counter[str], pieces: Pieces) -> Counter[int]:
    """Return how often each piece is used for words with these counts."""
    used: Counter[int] = Counter()
    for word, count in counts.items():
        if count >= RAREST_WORD:
            for piece in pieces.of(plain(word, word.lower())):
                used[piece] += count
    return used


def is_of(letter: str, scripts: tuple[str, ...]) -> bool:
    """Say whether a character is a letter of the scripts, or none of any script."""
    return not letter.isalpha() or unicodedata.name(letter, "").startswith(scripts)


def kept(packed: Packed, used: Counter[int], most: int) -> list[int]:
    """Return the numbers of the pieces that are kept, in rising order."""
    found = set(packed.marked.values())
    bodies = [piece.removeprefix(BLANK) for piece in packed.pieces]
    found |= {n for n, body in enumerate(bodies) if len(body) <= 1 and all(is_of(c, SCRIPTS) for c in body)}
    often = [n for n, count in used.most_common() if count >= RAREST_PIECE]
    likely = np.argsort(-packed.scores, kind="stable").tolist()
    latin = (n for n in likely if bodies[n].isalpha() and all(is_of(c, SCRIPTS[:1]) for c in bodies[n]))
    for number in (*often, *latin):
        if len(found) >= most:
            break
        found.add(number)
    return sorted(found)


def arrays(packed: Packed, numbers: list[int]) -> dict[str, np.ndarray]:
    """Return the weights in half precision, matrices from input to output, with the rows of the kept pieces."""
    sizes = packed.sizes
    width = sizes["width"]
    result = {
        "words": packed.array("emb.word", sizes["vocabulary"], width)[numbers],
        # every text is of the first type
        "positions": packed.array("emb.pos", sizes["positions"], width) + packed.array("emb.type", -1, width)[0],
        "gain": packed.array("emb.ln.w", width),
        "shift": packed.array("emb.ln.b", width),
    }
    for number in range(sizes["layers"]):
        for part, (out, into) in LAYER_PARTS.items():
            result[f"layer{number}.{part}"] = packed.array(f"l{number}.{part}.w", sizes[out], sizes[into]).T
            result[f"layer{number}.{part}.bias"] = packed.array(f"l{number}.{part}.b", sizes[out])
        for part in ("aln", "oln"):
            result[f"layer{number}.{part}.gain"] = packed.array(f"l{number}.{part}.w", width)
            result[f"layer{number}.{part}.shift"] = packed.array(f"l{number}.{part}.b", width)
    halved = {name: value.astype(np.float16) for name, value in result.items()}
    # the rows are not trained, and stay packed in the pipeline
    rows, scales = (found.reshape(sizes["vocabulary"], -1)[numbers] for found in packed.packed("emb.word"))
    return {**halved, "packed.words": rows, "scales": scales}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path, help="folder for the wheel of encoder.tsv, or a file as it holds")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path, help="folder for encoder.npz and pieces.json")
    parser.add_argument("--most", type=int, default=MOST_PIECES, help="how many pieces are kept")
    parser.add_argument("--limit", type=int, default=0, help="paragraphs per source, for the smoke run")
    args = parser.parse_args()
    packed = read_packed(packed_bytes(args.packed))
    counts = Counter(words(args.corpora, args.limit))
    whole = Pieces(packed.pieces, packed.scores.tolist(), packed.marked["unknown"])
    used = used_pieces(counts, whole)
    numbers = kept(packed, used, args.most)
    held = set(numbers)
    covered = sum(count for number, count in used.items() if number in held) / max(1, used.total())
    args.output.mkdir(parents=True, exist_ok=True)
    np.savez(args.output / "encoder.npz", **arrays(packed, numbers))
    place = {number: row for row, number in enumerate(numbers)}
    srsly.write_json(
        args.output / "pieces.json",
        {
            "pieces": [packed.pieces[n] for n in numbers],
            "scores": [round(float(packed.scores[n]), 4) for n in numbers],
            "marked": {name: place[packed.marked[name]] for name in MARKED},
            "heads": packed.sizes["heads"],
            "width": packed.sizes["width"],
        },
    )
    often = sum(count >= RAREST_PIECE for count in used.values())
    print(f"{len(used):,} pieces used, {often:,} often enough; {len(numbers):,} kept, {covered:.4%} of all uses")


if __name__ == "__main__":
    main()
