"""A batch of articles into a store, or out of it. What is derived from an article comes and goes with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, column, delete, func, insert, select, table
from sqlalchemy.dialects import postgresql, sqlite

from newsnlp.database import tables
from newsnlp.database.derived import PREFIX, Derived
from newsnlp.database.rows import Row, article_row, article_rows, storable
from newsnlp.errors import StoreError
from newsnlp.schema import Document, shown

# A page of PostgreSQL holds at least three keys; a longer id would fit SQLite alone.
MAX_ID_BYTES = 2000
_NUMBERED = (tables.article, tables.evidence)


class Added(NamedTuple):
    """What became of the articles that were added.

    Attributes:
        new: how many were not there before.
        changed: how many took the place of another record of the same id.
        same: how many were there already, exactly so.
    """

    new: int
    changed: int
    same: int


class Batches:
    """Articles in batches, each id once in a batch, sorted by it.

    Two articles of one id and different texts in one run are two articles, of which one would be lost: that is told.
    Over several runs the later one is a correction.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        # 16 bytes for an id and 16 for a text: a run of a million articles takes some 200 MB
        self._texts: dict[bytes, bytes] = {}

    def of(self, documents: Iterable[Document]) -> Iterator[list[Document]]:
        """Yield the batches.

        Raises:
            StoreError: an id comes with two texts, or is none that a database can hold.
        """
        batch: dict[str, Document] = {}
        for document in documents:
            self._check(document)
            batch[document.id] = document
            if len(batch) == self._size:
                yield _sorted(batch)
                batch = {}
        if batch:
            yield _sorted(batch)

    def _check(self, document: Document) -> None:
        check_id(document.id)
        key, digest = _short_digest(document.id), _short_digest(document.text)
        if self._texts.setdefault(key, digest) != digest:
            raise StoreError(
                f"two articles with different texts have the id {shown(document.id)}: give them different ids, or add "
                "the corrected one in a run of its own, and it takes the place of the other; nothing of this batch was "
                "written"
            )


def check_id(doc_id: str) -> None:
    """Check that a database can hold an id.

    Raises:
        StoreError: it cannot.
    """
    if "\0" in doc_id or len(doc_id.encode("utf8")) > MAX_ID_BYTES:
        raise StoreError(
            f"the id {shown(doc_id)} of an article cannot be stored: it may have {MAX_ID_BYTES:,} bytes, and no NUL"
        )


def write_articles(connection: Connection, documents: Sequence[Document], derived: Sequence[Derived]) -> Added:
    """Write articles that are new or changed, each id once, with all that is read out of them."""
    rows = {document.id: article_row(document) for document in documents}
    known = set(connection.scalars(select(tables.article.c.doc_id).where(tables.article.c.doc_id.in_(list(rows)))))
    written = _upsert(connection, list(rows.values()))
    if not written:
        return Added(0, 0, len(rows))
    _delete_rows(connection, written, derived)
    _insert_rows(connection, [document for document in documents if document.id in written], derived)
    changed = len(written & known)
    return Added(len(written) - changed, changed, len(rows) - len(written))


def remove_articles(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Remove articles, and with them all that they support; return which of them were there."""
    found = delete(tables.article).where(tables.article.c.doc_id.in_(ids)).returning(tables.article.c.doc_id)
    return sorted(connection.scalars(found))


def derived_rows(one: Derived, document: Document) -> list[Row]:
    """Return the rows that an article supports in a derived table."""
    counted = "n" in one.table.c
    return [
        storable({"doc_id": document.id, **({"n": n} if counted else {}), **row})
        for n, row in enumerate(one.rows(document))
    ]


def _upsert(connection: Connection, rows: list[Row]) -> set[str]:
    """Write the rows of articles whose digest is new; return their ids."""
    rows = _numbered(connection, tables.article, rows)
    insert_or_update: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    adding = insert_or_update(tables.article).values(rows)
    changes = {c.name: adding.excluded[c.name] for c in tables.article.c if c.name not in ("doc_id", "number")}
    differing = tables.article.c.digest != adding.excluded.digest
    upsert = adding.on_conflict_do_update(index_elements=["doc_id"], set_=changes, where=differing)
    return set(connection.scalars(upsert.returning(tables.article.c.doc_id)))


def _delete_rows(connection: Connection, ids: set[str], derived: Sequence[Derived]) -> None:
    """Delete what the old selves of articles supported, also in derived tables that this store does not keep."""
    kept = {one.mark for one in derived}
    marks = connection.scalars(select(tables.info.c.name).where(tables.info.c.name.startswith(PREFIX))).all()
    others = [mark for mark in marks if mark not in kept]
    names = [t.name for t in tables.ARTICLE_TABLES] + [mark.removeprefix(PREFIX) for mark in {*marks, *kept}]
    for name in names:
        rows = table(name, column("doc_id"))
        connection.execute(delete(rows).where(rows.c.doc_id.in_(sorted(ids))))
    if others:  # no longer current: whoever opens the store with them has them built again
        connection.execute(delete(tables.info).where(tables.info.c.name.in_(others)))


def _insert_rows(connection: Connection, documents: Sequence[Document], derived: Sequence[Derived]) -> None:
    found: dict[Table, list[Row]] = {}
    for document in documents:
        for rows_of, rows in article_rows(document):
            found.setdefault(rows_of, []).extend(rows)
        for one in derived:
            found.setdefault(one.table, []).extend(derived_rows(one, document))
    for rows_of, rows in found.items():
        if rows:
            connection.execute(insert(rows_of), _numbered(connection, rows_of, rows))


def _numbered(connection: Connection, rows_of: Table, rows: list[Row]) -> list[Row]:
    """Return rows with a number for the full text of SQLite, where there is one writer at a time."""
    if rows_of not in _NUMBERED or connection.dialect.name != "sqlite":
        return rows
    last = connection.scalar(select(func.max(rows_of.c.number))) or 0
    return [{**row, "number": number} for number, row in enumerate(rows, start=last + 1)]


def _sorted(batch: Mapping[str, Document]) -> list[Document]:
    """Return the articles by id: two who write the same ones do not wait for each other in a circle."""
    return [batch[doc_id] for doc_id in sorted(batch)]


def _short_digest(words: str) -> bytes:
    return hashlib.blake2b(words.encode("utf8"), digest_size=16).digest()


def set_info(connection: Connection, values: Mapping[str, str]) -> None:
    """Write what the store says about itself."""
    connection.execute(delete(tables.info).where(tables.info.c.name.in_(list(values))))
    rows: list[dict[str, Any]] = [{"name": name, "value": value} for name, value in values.items()]
    connection.execute(insert(tables.info).values(name=bindparam("name"), value=bindparam("value")), rows)
