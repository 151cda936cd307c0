"""Docs as no sound parser makes them: any head, label, sentence start and entity on words that the rules know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

# word, lemma, part of speech, morphology
LEXICON = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "words.tsv").read_text(encoding="utf8").splitlines()
    if not line.startswith("#")
]
BREAK = ["\n\n", "\n\n", "SPACE", "_"]
DEPENDENCIES = (
    "ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "conj",
    "cop", "csubj", "dep", "det", "expl", "expl:impers", "flat", "flat:name", "iobj", "mark", "nmod", "nsubj",
    "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "parataxis", "punct", "vocative", "xcomp",
)  # fmt: skip
LABELS = ("PER", "LOC", "ORG", "MISC")


@st.composite
def odd_docs(draw: st.DrawFn, vocab: Vocab, *, longest: int = 40) -> Doc:
    """Return a Doc whose heads, labels, sentence starts and entities are drawn each for itself."""
    rows = draw(st.lists(st.sampled_from([*LEXICON, BREAK]), max_size=longest))
    size = len(rows)
    if not size:
        return Doc(vocab)
    places = st.integers(0, size - 1)
    labels = draw(st.lists(st.sampled_from(DEPENDENCIES), min_size=size, max_size=size))
    heads = draw(st.lists(places, min_size=size, max_size=size))
    doc = made(vocab, rows, heads=heads, deps=labels)
    starts = draw(st.lists(st.sampled_from([-1, -1, -1, 0, 1]), min_size=size, max_size=size))
    doc.from_array([SENT_START], np.array(starts, dtype=np.int64).view(np.uint64))
    doc.set_ents(_entities(doc, draw(st.lists(st.tuples(places, st.integers(1, 4), st.sampled_from(LABELS))))))
    return doc


def made(vocab: Vocab, rows: list[Any], *, heads: list[int], deps: list[str]) -> Doc:
    """Return a Doc of rows of the lexicon in which every name is a person."""
    words, lemmas, pos, morphs = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(vocab, words=words, lemmas=lemmas, pos=pos, morphs=morphs, heads=heads, deps=deps)
    doc.set_ents([Span(doc, token.i, token.i + 1, label="PER") for token in doc if token.pos_ == "PROPN"])
    return doc


def _entities(doc: Doc, drawn: list[tuple[int, int, str]]) -> list[Span]:
    taken: set[int] = set()
    found = []
    for start, size, label in drawn:
        places = set(range(start, min(start + size, len(doc))))
        if places.isdisjoint(taken):
            taken |= places
            found.append(Span(doc, start, max(places) + 1, label=label))
    return found
