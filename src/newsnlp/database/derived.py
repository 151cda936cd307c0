"""Rows that are worked out of single articles by another room: the store keeps them as current as its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from newsnlp.schema import Document

# What stands in `store_info` before the name of a derived table that is current.
PREFIX = "derived:"


@dataclass(frozen=True)
class Derived:
    """A table of rows that single articles support, as the keys by which candidates for a person are found.

    A store that is opened with it fills it from its records, where it is not there or of another version, and then
    keeps it with every article that is added, replaced or removed.

    Attributes:
        table: made by `derived_table`, so that its first column is `doc_id`.
        version: of the rows; another one, and they are worked out again.
        rows: gives the rows of an article, without `doc_id`, and without `n`, which is counted.
    """

    table: Table
    version: str
    rows: Callable[[Document], Iterable[Mapping[str, Any]]]

    @property
    def mark(self) -> str:
        """The name in `store_info` under which its version stands."""
        return PREFIX + self.table.name
