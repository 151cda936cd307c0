"""Read the treebanks: surface tokens (della, dirlo) are merged, near-copies of official test sentences are dropped."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs

# Near-copies of official test sentences, and one ISDT dev sentence that is also in train.
DROPPED_IDS = {
    "it_isdt-train": {"tut-995", "quest-334", "quest-1227", "test-28", "test-67"},
    "it_vit-dev": {f"VIT-{n}" for n in (4499, 4507, 4508, 4524, 4525, 4527, 4530, 4531, 4534)},
}
DROPPED_TEXT = "Incarcere a Santa Maria Capua Vetere"


def sentences(path: Path) -> list[str]:
    """Return the CoNLL-U blocks of `path` that may be trained on."""
    dropped = DROPPED_IDS.get(path.stem, set())
    kept = []
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        found = re.search(r"^# sent_id = (\S+)", block, re.MULTILINE)
        if found and found.group(1) in dropped:
            continue
        if path.stem.endswith("train") and DROPPED_TEXT in block:
            continue
        kept.append(block)
    return kept


def documents(path: Path, sentences_per_doc: int) -> list[Doc]:
    """Return the documents of a treebank with `sentences_per_doc` sentences each."""
    text = "\n\n".join(sentences(path)) + "\n\n"
    return list(conllu_to_docs(text, n_sents=sentences_per_doc, merge_subtokens=True, no_print=True))
