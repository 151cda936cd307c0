"""Whether a database is a store, and which: made where there is none, built again where it is an older one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from sqlalchemy import Connection, FromClause, MetaData, Table, column, inspect, select, table, text

from newsnlp.database import tables
from newsnlp.database.connection import Database
from newsnlp.database.derived import PREFIX, Derived
from newsnlp.database.fulltext import create_fulltext, drop_fulltext
from newsnlp.database.writing import derived_rows, set_info, write_articles
from newsnlp.errors import StoreError, StoreVersionError
from newsnlp.schema import Document, shown

VERSION = "schema_version"
# Articles in work at once where a store is built again.
BATCH = 200
# One who makes or builds keeps the others out; any number will do, as long as all take the same.
_LOCK = 5_401_202
_KEPT_RECORDS = "kept_record"


def prepare(database: Database, derived: Sequence[Derived], *, create: bool) -> None:
    """Make sure that a database is a store of this version, with the derived tables that are asked for.

    Raises:
        StoreError: there is no store and none is to be made, or the database is something else.
        StoreVersionError: a newer newsnlp has made it.
    """
    _check_file(database, create=create)
    with database.reading() as connection:
        version = version_of(connection, database.shown)
        stale = _stale(connection, derived) if version == tables.STORE_VERSION else ()
    if version is None and not create:
        raise StoreError(f"{database.shown}: there is no store: newsnlp store add makes one")
    if version != tables.STORE_VERSION or stale:
        with database.writing() as connection:
            _bring_up(connection, derived, database.shown)


def version_of(connection: Connection, shown_as: str) -> int | None:
    """Return the version of the tables of a store, None where the database is empty.

    Raises:
        StoreError: the database holds something else, or the version is no number.
        StoreVersionError: it is newer than this newsnlp.
    """
    names = set(inspect(connection).get_table_names())
    if tables.info.name not in names:
        if (names and connection.dialect.name == "sqlite") or names & {t.name for t in tables.metadata.sorted_tables}:
            raise StoreError(
                f"{shown_as}: this database holds other tables ({', '.join(sorted(names)[:5])}) and is no store of "
                "newsnlp: choose another file or database"
            )
        return None
    value = connection.scalar(select(tables.info.c.value).where(tables.info.c.name == VERSION))
    if value is None or not value.isdecimal():
        raise StoreError(f"{shown_as}: the store says no version: it is damaged, restore it from a copy")
    if int(value) > tables.STORE_VERSION:
        raise StoreVersionError(
            f"{shown_as}: the store has version {value}, this newsnlp knows those up to {tables.STORE_VERSION}: update "
            "newsnlp, or make a store of your own of the records"
        )
    return int(value)


def read_record(record: str, doc_id: str) -> Document:
    """Return the record that a store has kept, brought to the present version of records.

    Raises:
        StoreError: this newsnlp cannot read it.
    """
    try:
        return Document.model_validate_json(record, strict=True)
    except ValidationError as error:
        raise StoreError(
            f"the record of article {shown(doc_id)} cannot be read ({error.errors()[0]['msg']}): remove the article "
            "(newsnlp store remove), annotate it again and add it"
        ) from error


def _check_file(database: Database, *, create: bool) -> None:
    if database.file is None:
        return
    if not create and not database.file.exists():
        raise StoreError(f"{database.shown}: there is no such file: newsnlp store add makes a store")
    if not database.file.parent.is_dir():
        raise StoreError(f"{database.shown}: the folder {database.file.parent} is not there: make it first")


def _bring_up(connection: Connection, derived: Sequence[Derived], shown_as: str) -> None:
    """Make the store, or build it again; all in one transaction, so that it is done or not done."""
    if connection.dialect.name == "postgresql":
        _check_encoding(connection, shown_as)
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    version = version_of(connection, shown_as)  # another process may have done it meanwhile
    if version is None:
        _create(connection)
    elif version < tables.STORE_VERSION:
        _rebuild(connection)
    for one in _stale(connection, derived):
        _fill(connection, one)


def _check_encoding(connection: Connection, shown_as: str) -> None:
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StoreError(f"{shown_as}: the database is in {encoding}: make one in UTF8 (createdb -E UTF8 -T template0)")


def _create(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    create_fulltext(connection)
    set_info(connection, {VERSION: str(tables.STORE_VERSION)})


def _rebuild(connection: Connection) -> None:
    """Build the tables again from the records; judgements stay as they are.

    Every version has `article.doc_id`, `article.record`, `store_info` and `judgement`, so that this can be done.
    """
    connection.exec_driver_sql(f"CREATE TABLE {_KEPT_RECORDS} AS SELECT doc_id, record FROM article")  # noqa: S608
    connection.exec_driver_sql(f"CREATE UNIQUE INDEX {_KEPT_RECORDS}_doc_id ON {_KEPT_RECORDS} (doc_id)")
    _drop_articles(connection)
    _create(connection)
    kept = table(_KEPT_RECORDS, column("doc_id"), column("record"))
    for batch in _batches(connection, kept):
        write_articles(connection, batch, ())
    connection.exec_driver_sql(f"DROP TABLE {_KEPT_RECORDS}")


def _drop_articles(connection: Connection) -> None:
    """Drop all that articles support, and derived tables, which are filled again when they are next asked for."""
    drop_fulltext(connection)
    marks = connection.scalars(select(tables.info.c.name).where(tables.info.c.name.startswith(PREFIX))).all()
    kept = {*(t.name for t in tables.KEPT), _KEPT_RECORDS}
    old = MetaData()
    old.reflect(connection, only=lambda name, _: name not in kept and _is_ours(name, marks))
    old.drop_all(connection)
    connection.execute(tables.info.delete().where(tables.info.c.name != VERSION))


def _is_ours(name: str, marks: Sequence[str]) -> bool:
    return name in tables.metadata.tables or PREFIX + name in marks


def _stale(connection: Connection, derived: Sequence[Derived]) -> list[Derived]:
    """Return the derived tables that are not there, or hold rows of another version."""
    marks = {row.name: row.value for row in connection.execute(select(tables.info.c.name, tables.info.c.value))}
    return [one for one in derived if marks.get(one.mark) != one.version]


def _fill(connection: Connection, one: Derived) -> None:
    old = Table(one.table.name, MetaData())
    old.drop(connection, checkfirst=True)
    one.table.create(connection)
    for batch in _batches(connection, tables.article):
        rows = [row for document in batch for row in derived_rows(one, document)]
        if rows:
            connection.execute(one.table.insert(), rows)
    set_info(connection, {one.mark: one.version})


def _batches(connection: Connection, source: FromClause) -> Iterator[list[Document]]:
    """Yield the records of a table of articles, a batch at a time; what is written meanwhile does not disturb it."""
    last: str | None = None
    while True:
        asked = select(source.c.doc_id, source.c.record).order_by(source.c.doc_id).limit(BATCH)
        if last is not None:
            asked = asked.where(source.c.doc_id > last)
        rows = connection.execute(asked).all()
        if not rows:
            return
        yield [read_record(record, doc_id) for doc_id, record in rows]
        last = rows[-1][0]
