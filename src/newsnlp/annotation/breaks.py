"""Paragraph ends are sentence ends: headlines and datelines have no final stop, and write two names as one word."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.annotation.pairs import part_pairs
from newsnlp.annotation.stops import part_stops


def paragraph_starts(doc: Doc) -> list[int]:
    """Return the tokens that open a paragraph: the first word after a line break."""
    starts = []
    after_break = False
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text
        elif after_break:
            starts.append(token.i)
            after_break = False
    return starts


class Breaks:
    """Sets `is_sent_start` on the first word of every paragraph; runs before the parser, which keeps it."""

    def declare(self, vocab: Vocab) -> None:
        """Add to a vocabulary the strings of which the component writes only the hashes: here none."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the paragraph starts of `doc` as sentence starts; part pairs of names ("Rossi-Verdi") and final stops.

        The word after is marked as none: left to itself the parser, which has seen no line breaks in
        training, often cuts a paragraph's first word off ("Mario | Rossi è a Roma"), and the entity
        recogniser then loses the name. Neither does a line break open a sentence.
        """
        part_pairs(doc)
        part_stops(doc)
        starts = paragraph_starts(doc)
        if not starts:
            return doc
        # set in one go: for every single `is_sent_start` spaCy looks through the whole Doc for a parse
        marks = doc.to_array([SENT_START]).astype(np.int64)
        for index in starts:
            marks[index] = 1
        opened = set(starts)
        for index in (after for start in starts for after in (start - 1, start + 1)):
            if 0 < index < len(doc) and index not in opened:
                marks[index] = -1
        doc.from_array([SENT_START], marks.astype(np.uint64))  # type: ignore[arg-type]  # one column is 1-d
        return doc
