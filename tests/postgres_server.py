"""A PostgreSQL server of the tests' own: started from the system's package, gone with all its data afterwards."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

# Debian keeps the programs of the server off the path.
PLACES = "/usr/lib/postgresql/*/bin"
START_S = 60
# From this version on, a database can sort as a language does on any system: keys must not follow it.
WITH_ICU = 15
_names = itertools.count()


def why_not() -> str | None:
    """Return why no server can be started here, None where one can."""
    if not programs():
        return "PostgreSQL is not installed (Debian: apt install postgresql)"
    if os.name == "nt":
        return "the server is started for Unix sockets"
    if os.geteuid() == 0 and not _other_user():
        return "PostgreSQL does not run as root, and there is no user 'postgres'"
    return None


def programs() -> Path | None:
    """Return the folder of the server's programs."""
    found = sorted(Path("/").glob(PLACES.lstrip("/")), key=lambda path: float(path.parent.name))
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def running_server() -> Iterator[str]:
    """Give the address of a server without the name of a database: "postgresql://postgres@/{}?host=..."."""
    folder = Path(tempfile.mkdtemp(prefix="newsnlp-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        yield from _served(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str) -> str:
    """Return the address of a new, empty database on a server."""
    name = f"test{next(_names)}"
    engine = create_engine(server.format("postgres").replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.format(name)


def _served(folder: Path) -> Iterator[str]:
    data = folder / "data"
    options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", *_icu()]
    _run(folder, "initdb", "-D", str(data), *options)
    settings = ("listen_addresses=", "fsync=off", "max_connections=40", "shared_buffers=64MB")
    command = [str(_program("postgres")), "-D", str(data), "-k", str(folder), *(f"-c{one}" for one in settings)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **_as_user())
    try:
        _wait(folder, server)
        yield f"postgresql://postgres@/{{}}?host={folder}"
    finally:
        server.terminate()
        server.wait(START_S)


def _icu() -> list[str]:
    told = subprocess.run([_program("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    number = re.search(r"\d+", told)
    return ["--locale-provider=icu", "--icu-locale=it-IT"] if number and int(number[0]) >= WITH_ICU else []


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    ready = [str(_program("pg_isready")), "-q", "-h", str(folder)]
    for _ in range(START_S * 10):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        assert server.poll() is None, (folder / "log").read_text()
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text())


def _run(folder: Path, program: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(_program(program)), *arguments], capture_output=True, text=True, cwd=folder, check=False, **_as_user()
    )
    assert done.returncode == 0, done.stderr


def _program(name: str) -> Path:
    folder = programs()
    assert folder is not None
    return folder / name


def _other_user() -> bool:
    import pwd

    return any(entry.pw_name == "postgres" for entry in pwd.getpwall())


def _as_user() -> dict[str, Any]:
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
