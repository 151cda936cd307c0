"""What may be wrong with a database: each fault is told, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text

import newsnlp
import postgres_server
from newsnlp import StoreError, StoreLockedError, StoreVersionError
from newsnlp.database import Store, making, open_store
from newsnlp.schema import Judgement, Named
from short_articles import articles, short_article

NOBODY = 65534
SAME = Judgement(
    left=Named(doc_id="a0000", name="Anna Neri"),
    right=Named(kb_id="Q1"),
    verdict="same",
    judged_at="2024-05-03T10:00:00Z",
)
# Adds three batches, and dies in the third, before the statement that begins with the second argument.
DIES = """
import os, signal, sys
sys.path[:0] = [sys.argv[3]]
from short_articles import articles
from sqlalchemy import event
from newsnlp.database import open_store

store = open_store(sys.argv[1])
seen = 0

def die(connection, cursor, statement, *_):
    global seen
    if statement.startswith(sys.argv[2]):
        seen += 1
        if seen == 3:
            os.kill(os.getpid(), signal.SIGKILL)

event.listen(store.engine, "before_cursor_execute", die)
if store.engine.dialect.name == "sqlite":  # half a transaction is to be in the file
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA cache_size = 5"))
    store.engine.dispose()
store.add(articles(60), batch_size=20)
"""


def dump(store: Store) -> str:
    return "".join(store.dump())


def sql(where: str | Path, *statements: str) -> None:
    """Change a database behind the back of the store."""
    url = str(where) if "://" in str(where) else f"sqlite:///{where}"
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@contextmanager
def before(store: Store, statement: str, act: Any) -> Iterator[None]:
    """Do something before each statement that begins so."""

    def listener(connection, cursor, found, *_):
        if found.startswith(statement):
            act(connection)

    event.listen(store.engine, "before_cursor_execute", listener)
    try:
        yield
    finally:
        event.remove(store.engine, "before_cursor_execute", listener)


@pytest.mark.parametrize("statement", ["INSERT INTO article ", "INSERT INTO evidence ", "INSERT INTO time_expression "])
def test_a_process_that_is_killed_leaves_no_half_article(database, statement):
    command = [sys.executable, "-c", DIES, database, statement, str(Path(__file__).parents[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_store(database) as store:
        assert list(store.documents()) == articles(40)
        left = dump(store)
        assert store.add(articles(60)) == (20, 0, 40)
        store.remove([f"a{number:04}" for number in range(40, 60)])
        assert dump(store) == left


def test_what_fails_in_the_middle_of_a_batch_leaves_nothing_of_it(store):
    store.add(articles(3))
    left = dump(store)

    def fail(_connection):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), before(store, "INSERT INTO quote", fail):
        store.add([*articles(5), short_article("a0001", version=0, title="x")])
    assert dump(store) == left


def test_a_connection_that_is_lost_in_a_batch_is_told_and_the_batch_undone(server):
    where = postgres_server.create_database(server)
    killer = create_engine(server.format("postgres").replace("postgresql:", "postgresql+psycopg:"))

    def kill(connection):
        pid = connection.connection.dbapi_connection.info.backend_pid
        with killer.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    with open_store(where) as store:
        store.add(articles(3))
        with pytest.raises(StoreError, match="connection was lost"), before(store, "INSERT INTO mention", kill):
            store.add(articles(6))
        assert list(store.documents()) == articles(3)
        assert store.add(articles(6)) == (3, 0, 3)
    killer.dispose()


def test_a_server_that_is_not_there_is_told_without_the_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store("postgresql://anna:segreto@/news?host=/nosuch")
    assert "segreto" not in str(caught.value)


def test_a_file_that_is_no_database(file):
    file.write_bytes(b"Anna Neri ha incontrato Ugo Bo. " * 100)
    before_bytes = file.read_bytes()
    with pytest.raises(StoreError, match="no SQLite database"):
        open_store(file)
    assert file.read_bytes() == before_bytes


def test_a_damaged_file(file):
    with open_store(file) as store:
        store.add(articles(50))
    content = bytearray(file.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(file) as store:
        store.add(articles(60))


def test_an_empty_file_becomes_a_store(file):
    file.touch()
    with open_store(file) as store:
        assert store.add(articles(1)) == (1, 0, 0)


def test_another_database_is_left_alone(file):
    sql(file, "CREATE TABLE photos (id INTEGER)")
    content = file.read_bytes()
    with pytest.raises(StoreError, match="holds other tables \\(photos\\)"):
        open_store(file)
    assert file.read_bytes() == content


def test_no_store_where_none_is_to_be_made(new_database):
    with pytest.raises(StoreError, match="there is no"):
        open_store(new_database(), create=False)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("", "needs a file"),
        (":memory:", "needs a file"),
        ("mysql://anna@host/news", "not mysql"),
        ("postgresql//x", "folder"),
        ("nosuch/store.db", "folder"),
        ("a://b://c", "newsnlp|address|not a"),
        (".", "a store is a file"),
        ("a\0b", "a store is a file"),
    ],
)
def test_what_is_no_store(where, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=told):
        open_store(where)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_store_is_refused_and_left_alone(database):
    with open_store(database) as store:
        store.add(articles(2))
        left = dump(store)
    sql(database, "UPDATE store_info SET value = '99' WHERE name = 'schema_version'")
    with pytest.raises(StoreVersionError, match=r"version 99.*update newsnlp"):
        open_store(database)
    sql(database, "UPDATE store_info SET value = '1' WHERE name = 'schema_version'")
    with open_store(database) as store:
        assert dump(store) == left


def age(database: str) -> None:
    """Make a store one of an older version: other tables, and rows that this version would not write."""
    sql(
        database,
        "DROP TABLE quote",
        "ALTER TABLE entity DROP COLUMN gender",
        "DELETE FROM mention",
        "UPDATE store_info SET value = '0' WHERE name = 'schema_version'",
    )


def test_an_older_store_is_built_again_from_its_records(database):
    with open_store(database) as store:
        store.add(articles(5))
        store.judge(SAME)
        left = dump(store)
    age(database)
    with open_store(database) as store:
        assert dump(store) == left
        assert [hit.doc_id for hit in store.search("visto", limit=2)] == ["a0000", "a0001"]
        assert store.add(articles(5)) == (0, 0, 5)


def test_a_building_that_is_interrupted_leaves_the_older_store(database, monkeypatch):
    with open_store(database) as store:
        store.add(articles(5))
        left = dump(store)
    age(database)

    def fail(_connection):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "create_fulltext", fail)
    with pytest.raises(KeyboardInterrupt):
        open_store(database)
    monkeypatch.undo()
    with open_store(database) as store:
        assert dump(store) == left


def with_version(version: str) -> str:
    """Return SQL for the record with another version."""
    return f"""replace(record, '"schema_version":"1.3"', '"schema_version":"{version}"')"""


def test_a_record_of_an_older_version_is_read(database):
    with open_store(database) as store:
        store.add(articles(2))
    sql(database, f"UPDATE article SET record = {with_version('1.1')}")  # noqa: S608
    with open_store(database) as store:
        assert list(store.documents()) == articles(2)


def test_a_record_of_an_unknown_version_is_told_with_its_article(database):
    with open_store(database) as store:
        store.add(articles(2))
    sql(database, f"UPDATE article SET record = {with_version('0.9')} WHERE doc_id = 'a0001'")  # noqa: S608
    with open_store(database) as store:
        assert store.document("a0000") == articles(1)[0]
        with pytest.raises(StoreError, match=r"record of article 'a0001' cannot be read .*'0\.9'"):
            list(store.documents())


def test_a_file_that_somebody_writes_into(file):
    with open_store(file, wait_s=0.05) as store:
        store.add(articles(2))
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError, match="somebody else writes"):
            store.add(articles(3))
        assert len(store) == 2  # reading goes on
        other.execute("COMMIT")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError):
            len(store)
        other.close()
        assert store.add(articles(3)) == (1, 0, 2)


def test_a_table_that_somebody_holds(server):
    where = postgres_server.create_database(server)
    with open_store(where, wait_s=0.2) as store, open_store(where) as other:
        with other.engine.begin() as connection:
            connection.execute(text("LOCK TABLE article IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(StoreLockedError, match="somebody else writes"):
                store.add(articles(1))
        assert store.add(articles(1)) == (1, 0, 0)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user without rights, where the tests run as root, whom nothing stops."""
    if os.name == "nt":
        pytest.skip("rights are others on Windows")
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_place_that_cannot_be_written():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        with open_store(file) as store:
            store.add(articles(3))
            store.search("visto")
        file.chmod(0o444)
        Path(folder).chmod(0o555)
        try:
            with somebody_else(), open_store(file) as store:
                assert len(store) == 3
                with pytest.raises(StoreError, match="cannot be written"):
                    store.add(articles(4))
            with somebody_else(), pytest.raises(StoreError, match="cannot be opened"):
                open_store(Path(folder) / "new.db")
        finally:
            Path(folder).chmod(0o755)


def test_a_server_that_takes_no_writes(server):
    where = postgres_server.create_database(server)
    with open_store(where) as store:
        store.add(articles(1))
    sql(where, f"ALTER DATABASE {where.partition('@/')[2].partition('?')[0]} SET default_transaction_read_only = on")
    with open_store(where) as store:
        assert len(store) == 1
        with pytest.raises(StoreError, match="read-only"):
            store.add(articles(2))


def test_a_full_disk(file):
    resource = pytest.importorskip("resource")
    with open_store(file) as store:
        store.add(articles(3))
        left = dump(store)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 8192, limits[1]))
        try:
            with pytest.raises(StoreError, match="full"):
                store.add(articles(400), batch_size=400)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert dump(store) == left
        assert store.add(articles(400)) == (397, 0, 3)


def test_two_who_add_the_same_articles_at_once(database):
    # Both are told what they did; together they have written every article once.
    with open_store(database) as store:
        with ThreadPoolExecutor(2) as threads:
            found = list(threads.map(lambda size: store.add(articles(60), batch_size=size), [7, 11]))
        assert sum(one.new for one in found) >= 60
        assert all(one.new + one.changed + one.same == 60 for one in found)
        left = dump(store)
        assert list(store.documents()) == articles(60)
        store.remove([one.id for one in articles(60)])
        store.add(articles(60))
        assert dump(store) == left


def test_the_errors_are_of_one_family():
    assert issubclass(StoreLockedError, StoreError)
    assert issubclass(StoreVersionError, StoreError)
    assert issubclass(StoreError, newsnlp.NewsnlpError)
