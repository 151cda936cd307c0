"""The tables, and what newsnlp makes of all their sentences: annotated once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from newsnlp import Document
from phenomena import TABLES, Row, annotate_rows, read_table


@pytest.fixture(scope="session")
def tables() -> dict[str, list[Row]]:
    return {table: read_table(table) for table in TABLES}


@pytest.fixture(scope="session")
def records(nlp, tables) -> Mapping[str, Document]:
    """The record of every sentence by the id of its row."""
    return annotate_rows((row for rows in tables.values() for row in rows), nlp)
