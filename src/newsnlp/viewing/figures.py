"""The figures of a trained pipeline in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Column, Table

# In the order of the table, with what each counts.
LABELS = {
    "uas": "UAS: heads",
    "las": "LAS: heads and relations",
    "upos": "UPOS: parts of speech",
    "morph": "morphological features",
    "lemma": "lemmas",
    "verb_lemma": "lemmas of finite verbs",
    "sentences": "sentences, F1",
    "ents_p": "entities, precision",
    "ents_r": "entities, recall",
    "ents_f": "entities, F1",
    "ents_f_per": "entities PER, F1",
    "ents_f_loc": "entities LOC, F1",
    "ents_f_org": "entities ORG, F1",
    "tokens_f": "tokens, F1",
    "tokens_f_per": "tokens PER, F1",
    "tokens_f_loc": "tokens LOC, F1",
    "tokens_f_org": "tokens ORG, F1",
}


def pipeline_table(figures: Mapping[str, float]) -> Table:
    """Return a table of name and share; a figure without a label stands under its own name."""
    table = Table("figure", Column("share", justify="right"))
    for name in sorted(figures, key=lambda name: list(LABELS).index(name) if name in LABELS else len(LABELS)):
        table.add_row(LABELS.get(name, name), f"{figures[name]:.4f}")
    return table
