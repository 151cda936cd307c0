"""Stores to be tested: one in a file, one on a server, each empty and each test's own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import postgres_server
from newsnlp.database import Store, open_store

MakeDatabase = Callable[[], str]
_names = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server, with "{}" for the name of a database."""
    reason = postgres_server.why_not()
    if reason:
        pytest.skip(reason)
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
    with postgres_server.running_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request, tmp_path) -> MakeDatabase:
    """Makes empty databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(_names)}.db")
    server = request.getfixturevalue("server")
    return lambda: postgres_server.create_database(server)


@pytest.fixture
def database(new_database) -> str:
    """An empty database."""
    return new_database()


@pytest.fixture
def store(database) -> Iterator[Store]:
    """An empty store."""
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def file(tmp_path) -> Path:
    """Where a store in a file may be made."""
    return tmp_path / "store.db"
