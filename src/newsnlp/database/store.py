"""A store: the records of many articles in a database, all that is read out of them, and users' judgements."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, get_args

from sqlalchemy import Engine, Executable, func, select

from newsnlp.database import tables
from newsnlp.database.connection import WAIT_S, Database
from newsnlp.database.derived import Derived
from newsnlp.database.dump import dump_lines
from newsnlp.database.fulltext import Among, Hit, search
from newsnlp.database.judgements import is_there, read_judgements, record_judgements, stored_judgements
from newsnlp.database.making import prepare, read_record
from newsnlp.database.writing import Added, Batches, remove_articles, write_articles
from newsnlp.files import writing
from newsnlp.schema import Document
from newsnlp.schema.given import choice, count, records_only
from newsnlp.schema.judgement import Judgement

# Articles of one transaction: more gain next to nothing, and an interrupted run loses no more than these.
BATCH_SIZE = 200
# One statement names them all, and a database takes so many values in one.
MAX_BATCH = 1000
LIMIT = 20


class Status(NamedTuple):
    """What a store holds.

    Attributes:
        where: file or address, without a password.
        version: of its tables.
        rows: how many rows each table has, by name.
        meetings: how many of the events are meetings.
        sources: how many sources the articles name.
        first: day of publication of the oldest article.
        last: of the newest.
        lost: how many judgements point at what no article of the store has any more.
        bytes: size of the file; None where a server has it.
    """

    where: str
    version: int
    rows: dict[str, int]
    meetings: int
    sources: int
    first: datetime.date | None
    last: datetime.date | None
    lost: int
    bytes: int | None


class Store:
    """The records of many articles in a database; made by `open_store`, closed by ``with`` or `close`.

    Every method is one transaction, or one for each batch: what is interrupted leaves whole articles only. A store may
    be used by several threads and processes; with SQLite one of them writes at a time, and the others wait.
    """

    def __init__(self, database: Database, derived: Sequence[Derived] = ()) -> None:
        self._database = database
        self._derived = tuple(derived)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self._database.shown!r})"

    @property
    def where(self) -> str:
        """The file, or the address without its password, fit for a message."""
        return self._database.shown

    @property
    def engine(self) -> Engine:
        """The engine of SQLAlchemy, for SQL of one's own; `newsnlp.database.tables` has the tables."""
        return self._database.engine

    def close(self) -> None:
        """Close the connections."""
        self._database.engine.dispose()

    def add(self, documents: Iterable[Document], *, batch_size: int = BATCH_SIZE) -> Added:
        """Add articles, in any order; return how many were new, changed, and there already.

        A record that is there exactly so changes nothing. Another one of the same id takes its place, with all that
        was read out of the old one.

        Args:
            documents: records, as a list or a stream.
            batch_size: how many are written in one transaction, at most `MAX_BATCH`.

        Raises:
            InputError: `documents` holds something else than records, or `batch_size` is no such number.
            StoreError: the database does not take them, an id comes with two different texts, or is too long. Batches
                that were written before stay.
        """
        count("batch_size", batch_size)
        total = Added(0, 0, 0)
        for batch in Batches(min(batch_size, MAX_BATCH)).of(records_only(documents, "documents")):
            with self._database.writing() as connection:
                found = write_articles(connection, batch, self._derived)
            total = Added(*map(sum, zip(total, found, strict=True)))
        return total

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Remove articles: the store is as if it had never read them. Return the ids of those that were there.

        Judgements on their names stay, and hold again when the article comes back.

        Raises:
            StoreError: the database does not let them go.
        """
        removed: list[str] = []
        for batch in _batched([ids] if isinstance(ids, str) else ids):
            with self._database.writing() as connection:
                removed += remove_articles(connection, batch)
        return removed

    def __len__(self) -> int:
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(tables.article)) or 0

    def __contains__(self, doc_id: object) -> bool:
        with self._database.reading() as connection:
            asked = select(tables.article.c.doc_id).where(tables.article.c.doc_id == doc_id)
            return connection.scalar(asked) is not None

    def document(self, doc_id: str) -> Document:
        """Return the record of an article.

        Raises:
            KeyError: there is none of this id.
            StoreError: the database does not answer, or this newsnlp cannot read the record.
        """
        with self._database.reading() as connection:
            record = connection.scalar(select(tables.article.c.record).where(tables.article.c.doc_id == doc_id))
        if record is None:
            raise KeyError(doc_id)
        return read_record(record, doc_id)

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the records of all articles, or of those with these ids that are there, each batch sorted by id.

        Articles may be added and removed meanwhile; what comes later in the order is seen.

        Raises:
            StoreError: the database does not answer, or this newsnlp cannot read a record.
        """
        key, asked = tables.article.c.doc_id, select(tables.article.c.doc_id, tables.article.c.record)
        if ids is not None:
            for batch in _batched(ids):
                yield from self._read(asked.where(key.in_(batch)).order_by(key))
            return
        last = ""  # no id is empty
        while True:
            found = list(self._read(asked.where(key > last).order_by(key).limit(BATCH_SIZE)))
            yield from found
            if not found:
                return
            last = found[-1].id

    def search(self, words: str, *, among: Among = "articles", limit: int = LIMIT) -> list[Hit]:
        """Return articles, or sentences of evidence, that have all these words, the newest article first.

        Args:
            words: case and accents do not matter; "words in a row" between quotation marks; ``presid*`` for what
                begins so. PostgreSQL finds other forms of an Italian word too, SQLite the form alone.
            among: "articles" looks into titles and texts, "evidence" into the sentences behind events.
            limit: how many at most.

        Raises:
            InputError: there is no word in `words`, or an option is not what it should be.
            StoreError: the database does not answer.
        """
        choice("among", among, get_args(Among))
        count("limit", limit)
        with self._database.reading() as connection:
            return search(connection, words, among=among, limit=limit)

    def status(self) -> Status:
        """Return what the store holds.

        Raises:
            StoreError: the database does not answer.
        """
        article, event, file = tables.article, tables.event, self._database.file
        all_tables = (article, *tables.ARTICLE_TABLES, *(one.table for one in self._derived), tables.judgement)
        span = select(func.min(article.c.published), func.max(article.c.published))
        with self._database.reading() as connection:
            rows = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in all_tables}
            first, last = connection.execute(span).one()
            meetings = connection.scalar(select(func.count()).where(event.c.type == "MEETING")) or 0
            sources = connection.scalar(select(func.count(article.c.source.distinct()))) or 0
            judged = list(stored_judgements(connection, withdrawn=False))
            lost = sum(not all(is_there(connection, side) for side in one.pair) for one in judged)
        return Status(
            where=self._database.shown,
            version=tables.STORE_VERSION,
            rows=rows,
            meetings=meetings,
            sources=sources,
            first=first,
            last=last,
            lost=lost,
            bytes=file.stat().st_size if file else None,
        )

    def dump(self) -> Iterator[str]:
        """Yield all that the store holds as lines of JSON: the same for two stores that hold the same.

        Raises:
            StoreError: the database does not answer.
        """
        with self._database.reading() as connection:
            yield from dump_lines(connection, self._derived)

    def judge(self, *judgements: Judgement) -> int:
        """Write judgements of users; return how many of them were not there. Of several on one pair the latest holds.

        To take one back: ``store.judge(judgement.model_copy(update={"withdrawn_at": now}))``.

        Raises:
            StoreError: the database does not take them; then none is written.
        """
        with self._database.writing() as connection:
            return record_judgements(connection, judgements)

    def judgements(self, *, withdrawn: bool = False) -> list[Judgement]:
        """Return the judgements that hold, by the time at which they were made; the others too, if `withdrawn`.

        Raises:
            StoreError: the database does not answer.
        """
        with self._database.reading() as connection:
            return list(stored_judgements(connection, withdrawn=withdrawn))

    def lost_judgements(self) -> list[Judgement]:
        """Return the judgements that hold and point at what no article of the store has any more; none is deleted.

        Raises:
            StoreError: the database does not answer.
        """
        with self._database.reading() as connection:
            judged = list(stored_judgements(connection, withdrawn=False))
            return [one for one in judged if not all(is_there(connection, side) for side in one.pair)]

    def save_judgements(self, path: str | Path) -> int:
        """Write all judgements, withdrawn ones too, as JSON lines; return how many.

        Raises:
            OutputError: the file cannot be written.
            StoreError: the database does not answer.
        """
        found = self.judgements(withdrawn=True)
        with writing(path) as stream:
            for one in found:
                stream.write(one.model_dump_json(exclude_none=True).encode("utf8") + b"\n")
        return len(found)

    def load_judgements(self, path: str | Path) -> int:
        """Read judgements from JSON lines; return how many were not there. All of the file goes in, or nothing.

        Raises:
            FormatError: it cannot be read, or a line is no judgement.
            StoreError: the database does not take them.
        """
        return self.judge(*read_judgements(path))

    def _read(self, asked: Executable) -> Iterator[Document]:
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()
        return (read_record(record, doc_id) for doc_id, record in rows)


def _batched(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH_SIZE)):
        yield batch


def open_store(
    where: str | os.PathLike[str],
    *,
    create: bool = True,
    derived: Sequence[Derived] = (),
    wait_s: float = WAIT_S,
) -> Store:
    """Return the store in a file of SQLite or in a database of PostgreSQL.

    Args:
        where: the path of a file, "sqlite:///store.db", or "postgresql://user:password@host/name".
        create: makes a store where there is none.
        derived: further tables that are kept with every article.
        wait_s: how long to wait, in seconds, while somebody else writes.

    Raises:
        StoreError: there is no store and `create` is false, the database is damaged or something else, or it cannot be
            reached.
        StoreLockedError: somebody else has been writing for longer than `wait_s`.
        StoreVersionError: a newer newsnlp has made it.
    """
    database = Database(os.fspath(where), wait_s=wait_s)
    store = Store(database, derived)
    try:
        prepare(database, derived, create=create)
    except BaseException:
        store.close()
        raise
    return store
