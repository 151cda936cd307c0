"""The way to a database: SQLite in a file or PostgreSQL by URL, transactions, and what is said when it fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from newsnlp.errors import StoreError, StoreLockedError
from newsnlp.files import shown

# How long is waited for somebody else who writes.
WAIT_S = 10.0
# So much of a database SQLite holds in memory, in KiB: the upper pages of its trees, so that adding stays a look-up.
_CACHE = 65_536
_WRITES = "newsnlp_writes"
_ADVICE_CORRUPT = (
    "restore it from a copy, or make a new one of the records (newsnlp store add); a damaged store is not written to"
)
# By the beginning of SQLite's name of an error; the first that fits.
_SQLITE = {
    "SQLITE_NOTADB": f"it is no SQLite database, or a damaged one; {_ADVICE_CORRUPT}",
    "SQLITE_CORRUPT": f"the database is damaged; {_ADVICE_CORRUPT}",
    "SQLITE_READONLY": "it cannot be written: give yourself the right to write the file and its folder",
    "SQLITE_FULL": "the disk is full; nothing of this batch was written, what was there before is",
    "SQLITE_IOERR": "the disk does not do what it is asked, or is full; nothing of this batch was written",
    "SQLITE_CANTOPEN": "it cannot be opened: the folder must be there, and you must have the right to use it",
    "SQLITE_PERM": "you have no right to use it",
}
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
# By the beginning of PostgreSQL's code of an error (its manual, appendix A).
_POSTGRESQL = {
    "25006": "the database is read-only here: connect to the server that takes writes",
    "42501": "this user has no right to do that: GRANT it, or connect as another",
    "53": "the server is out of disk or memory; nothing of this batch was written",
    "28": "the server does not let this user in: check user and password",
    "3D": "there is no such database on the server: make it (createdb)",
}
_LOCKED_SERVER = ("55P03", "40P01", "40001")


class Database:
    """One database, with its transactions."""

    def __init__(self, where: str | Path, *, wait_s: float = WAIT_S) -> None:
        self.url = _url(where)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.shown = shown(str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True))
        self._wait_s = wait_s
        self.engine = self._engine()

    @property
    def file(self) -> Path | None:
        """The file of the database, None where a server has it."""
        return Path(str(self.url.database)) if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose view of the database does not change in the block.

        Raises:
            StoreError: the database does not answer.
        """
        with self._telling(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection; what the block has written is there as a whole when it ends well, and else not at all.

        Raises:
            StoreError: the database does not take it.
        """
        with self._telling(), self.engine.connect() as connection:
            writer = connection.execution_options(**{_WRITES: True})
            with writer.begin():
                yield writer

    def _engine(self) -> Engine:
        if not self.is_sqlite:
            return self._server()
        engine = create_engine(self.url, connect_args={"timeout": self._wait_s})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _server(self) -> Engine:
        milliseconds = int(self._wait_s * 1000)
        options = {"options": f"-c lock_timeout={milliseconds}", "client_encoding": "utf8"}
        try:
            return create_engine(self.url, connect_args=options, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError(
                f"{self.shown}: the driver for PostgreSQL is not installed: pip install 'newsnlp[postgresql]'"
            ) from error

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what the driver raises into an error that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise self._told(error) from error

    def _told(self, error: DBAPIError) -> StoreError:
        cause = error.orig
        if isinstance(cause, sqlite3.Error):
            return self._told_by_file(cause)
        code = str(getattr(cause, "sqlstate", None) or "")
        if code.startswith(_LOCKED_SERVER):
            return self._locked()
        advice = next((text for start, text in _POSTGRESQL.items() if code.startswith(start)), None)
        if advice is None and (error.connection_invalidated or not code or code.startswith(("08", "57"))):
            advice = (
                "the server cannot be reached, does not let in, or the connection was lost; nothing of this batch was "
                "written, what was there before is: once the server answers, do the same again"
            )
        return StoreError(f"{self.shown}: {advice or 'the database refuses'} ({_first_line(cause)})")

    def _told_by_file(self, cause: sqlite3.Error) -> StoreError:
        name = str(getattr(cause, "sqlite_errorname", ""))
        if name.startswith(_LOCKED):
            return self._locked()
        advice = next((text for start, text in _SQLITE.items() if name.startswith(start)), "the database refuses")
        return StoreError(f"{self.shown}: {advice} ({_first_line(cause)})")

    def _locked(self) -> StoreLockedError:
        return StoreLockedError(
            f"{self.shown}: somebody else writes into it, for longer than {self._wait_s:g} s; nothing of this batch "
            "was written: do the same again when they are done"
        )


def _first_line(error: object) -> str:
    return str(error).strip().partition("\n")[0]


def _url(where: str | Path) -> URL:
    """Return the address of a database; what has no "://" is the path of a file.

    Raises:
        StoreError: it is neither, or leads to a database of another kind.
    """
    given = os.fspath(where)
    url = _parsed(given) if "://" in given else URL.create("sqlite", database=given)
    if url.get_backend_name() == "sqlite":
        return _file_url(url.database)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(
            f"a store is a file of SQLite (store.db) or a database of PostgreSQL (postgresql://user@host/name), not "
            f"{url.get_backend_name()}"
        )
    return url.set(drivername="postgresql+psycopg")


def _parsed(given: str) -> URL:
    try:
        return make_url(given)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:  # what was given may hold a password
        raise StoreError("this is no address of a database: write postgresql://user:password@host/name") from error


def _file_url(name: str | None) -> URL:
    if not name or name == ":memory:":
        raise StoreError("a store needs a file: give its path, as store.db")
    if "\0" in name or Path(name).is_dir():
        raise StoreError(f"{shown(name)}: a store is a file, this names none: give a path as store.db")
    return URL.create("sqlite", database=os.path.abspath(name))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver commits before every CREATE TABLE
    for pragma in ("foreign_keys = ON", f"cache_size = -{_CACHE}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its place at once: one that has read before it writes could not wait for another writer.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
