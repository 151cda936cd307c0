"""The page for spaCy users names all that newsnlp puts on a Doc, in the order in which it comes."""

from __future__ import annotations

import re
from pathlib import Path

from newsnlp.annotation import keys
from newsnlp.annotation.pipeline import BREAKS, COMPONENTS

PAGE = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text(encoding="utf8")


def first_cells(heading: str) -> list[str]:
    """Return the names in code in the first column of the table under a heading."""
    return [name for row in rows(heading) for name in re.findall(r"`\"?([\w.]+)\"?`", row.split("|")[1])]


def rows(heading: str) -> list[str]:
    """Return the rows of the table under a heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| `") and not line.startswith("| `doc")]


def test_every_component_is_told_in_its_order() -> None:
    assert first_cells("Components") == [BREAKS, *COMPONENTS]


def test_every_component_of_the_base_pipeline_is_told(nlp) -> None:
    for name in nlp.pipe_names:
        assert f"`{name}`" in PAGE
        assert f"`{nlp.get_pipe_meta(name).factory}`" in PAGE or name == "ner"


def test_every_span_group_is_told() -> None:
    groups = [keys.MENTIONS, keys.EVENTS, keys.TIMES, keys.QUOTES]
    assert sorted(first_cells("Span groups")) == sorted(groups)


def test_every_extension_is_told() -> None:
    assert sorted(first_cells("Extensions")) == sorted([keys.PUBLISHED, *keys.LAYERS, keys.MAKING])


def test_every_field_of_a_layer_is_told(nlp) -> None:
    doc = nlp("Il ministro Carlo Ferri ha incontrato ieri a Mosca Ana Novak, moglie di Karl Huber. «Bene», ha detto.")
    for layer in keys.LAYERS:
        row = next(row for row in rows("Extensions") if f"`{layer}`" in row.split("|")[1])
        for item in doc._.get(layer) or ():
            assert set(item) <= set(re.findall(r"`(\w+)`", row)), layer
