"""Tables of the documentation hold what the code holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic.fields import FieldInfo

import newsnlp
from newsnlp import schema
from newsnlp.graph.links import EdgeData

DOCS = Path(__file__).parents[2] / "docs"
WORDS = re.compile(r"`([^`]+)`")


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table that follows a line of a page."""
    text = (DOCS / page).read_text(encoding="utf8").split(heading, 1)[1]
    table = text[text.index("\n|") :].split("\n\n", 1)[0].strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def how_many(field: FieldInfo) -> str:
    annotation: Any = field.annotation
    if get_origin(annotation) in (tuple, dict):
        return "any"
    return "optional" if type(None) in get_args(annotation) else "one"


CARDINALITIES = {WORDS.findall(row[0])[0]: row[1:] for row in rows("records.md", "## How many values a field has")}


@pytest.mark.parametrize("name", CARDINALITIES)
def test_fields_have_as_many_values_as_the_page_says(name):
    fields = getattr(schema, name).model_fields
    told = {
        kind: WORDS.findall(cell) for kind, cell in zip(("one", "optional", "any"), CARDINALITIES[name], strict=True)
    }
    for kind, names in told.items():
        assert names == [field for field, info in fields.items() if how_many(info) == kind]


def test_every_record_is_in_the_table():
    document = {"Document", "Failure", "PipelineInfo"}
    parts = {
        value.__name__
        for value in vars(schema).values()
        if isinstance(value, type) and value.__module__.endswith("document")
    }
    assert document < parts
    assert set(CARDINALITIES) == parts


def test_every_public_name_is_on_the_page():
    page = re.sub(r"^```.*?^```$", "", (DOCS / "python.md").read_text(encoding="utf8"), flags=re.MULTILINE | re.DOTALL)
    named = {word.split("(")[0].rsplit(".")[-1] for word in WORDS.findall(page)}
    assert set(newsnlp.__all__) - {"__version__"} <= named


def test_every_field_of_a_meeting_is_on_the_page():
    named = {name for row in rows("python.md", "A `Meeting` holds all") for name in WORDS.findall(row[0])}
    assert named == {*newsnlp.Meeting.model_fields, "carried_names"}


def test_every_attribute_of_an_edge_is_on_the_page():
    named = {name for row in rows("network.md", "Every edge has the same attributes") for name in WORDS.findall(row[0])}
    assert named == set(EdgeData.__annotations__)
