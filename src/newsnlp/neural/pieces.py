"""Words cut into the pieces that a transformer reads: the likeliest way under a unigram model.

Source: Kudo 2018, "Subword Regularization"; the pieces and their scores are those of XLM-R (Conneau et al. 2020).
Training and the shipped pipeline both cut words through this file, so that they see the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# What a piece begins with where a blank stands before it.
BLANK = "\u2581"
# Marks that are written as one with the word before them; they are pieces without a blank.
CLOSING = frozenset(",.;:!?)]}%")
# Longer words are read by their first and last characters.
LONGEST = 40
# Cuts of so many words are kept between documents.
MOST_KNOWN = 40_000
# How much worse than the worst piece a character is that is no piece.
UNKNOWN_COST = 10.0


class Pieces:
    """Cuts words into pieces, by their numbers."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        """Take the pieces.

        Args:
            pieces: the pieces, in the order of their numbers.
            scores: the logarithm of the probability of each.
            unknown: number of the piece for characters that are none.

        Raises:
            ValueError: there are more or fewer scores than pieces, or no piece has the number `unknown`.
        """
        if len(pieces) != len(scores) or not 0 <= unknown < len(pieces):
            raise ValueError(f"{len(pieces)} pieces, but {len(scores)} scores, and the unknown one is {unknown}")
        self.unknown = unknown
        self._found = {piece: (number, score) for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))}
        self._longest = max(map(len, pieces))
        self._cost = min(scores) - UNKNOWN_COST
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of a word, at least one."""
        known = self._known  # another thread may put an empty one in its place meanwhile
        cut = known.get(word)
        if cut is None:
            if len(known) >= MOST_KNOWN:
                known = self._known = {}
            cut = known[word] = self._cut(_written(word))
        return cut

    def _cut(self, text: str) -> tuple[int, ...]:
        """Return the likeliest cut of a text of at least one character (Viterbi 1967)."""
        count = len(text)
        best = [0.0] + [-float("inf")] * count
        came: list[tuple[int, int]] = [(0, self.unknown)] * (count + 1)
        for start in range(count):
            here = best[start]
            for end in range(start + 1, min(count, start + self._longest) + 1):
                piece = self._found.get(text[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece = self.unknown, self._cost
                if here + piece[1] > best[end]:
                    best[end], came[end] = here + piece[1], (start, piece[0])
        numbers: list[int] = []
        end = count
        while end:
            end, number = came[end]
            numbers.append(number)
        return tuple(reversed(numbers))


def _written(word: str) -> str:
    """Return the text that is cut for a word: with a blank before it, unless it is a mark that closes."""
    word = unicodedata.normalize("NFKC", word)
    if len(word) > LONGEST:
        word = word[: LONGEST // 2] + word[-LONGEST // 2 :]
    return word if CLOSING.issuperset(word) and word else BLANK + word
