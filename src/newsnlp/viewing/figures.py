"""Figures in the terminal: of records against gold, and of a trained pipeline."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Column, Table

Figures = Mapping[str, Mapping[str, float | int | None]]
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


def score_table(figures: Figures) -> Table:
    """Return the figures of an evaluation; rows that are no precision and recall come last."""
    table = Table("layer", *(Column(name, justify="right") for name in ("P", "R", "F1", "gold")))
    for name in sorted(figures, key=lambda row: ("f" not in figures[row], row)):
        row = figures[name]
        keys = ("p", "r", "f") if "f" in row else ("", "", "accuracy" if "accuracy" in row else "share")
        table.add_row(name, *(_figure(row.get(key)) for key in keys), str(row["n"]))
    return table


def _figure(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}"
