"""All that a store holds, as text that is the same for two stores that hold the same, on whichever database."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, literal, select, tuple_

from newsnlp.database import tables
from newsnlp.database.derived import Derived

# Rows in memory at once.
CHUNK = 1000
# They tell when a row came, not what it says: left out.
_UNTOLD = frozenset({"number"})


def dump_lines(connection: Connection, derived: Sequence[Derived]) -> Iterator[str]:
    """Yield a line of JSON for every row, table by table, each by its key."""
    yield _line({"store": tables.STORE_VERSION})
    extra = sorted((one.table for one in derived), key=lambda table: table.name)
    for table in (tables.article, *tables.ARTICLE_TABLES, *extra, tables.judgement):
        for row in _rows(connection, table):
            yield _line({"table": table.name, **{name: _plain(value) for name, value in row.items()}})


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, read in pieces that begin after the last key."""
    columns = [column for column in table.c if column.name not in _UNTOLD]
    keys = list(table.primary_key.columns)
    last: tuple[Any, ...] | None = None
    while True:
        asked = select(*columns).order_by(*keys).limit(CHUNK)
        if last is not None:
            asked = asked.where(tuple_(*keys) > tuple_(*map(literal, last)))
        found = connection.execute(asked).mappings().all()
        yield from (dict(row) for row in found)
        if len(found) < CHUNK:
            return
        last = tuple(found[-1][key.name] for key in keys)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"
