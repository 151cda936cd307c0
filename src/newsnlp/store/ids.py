"""The ids of a stream of articles: no two that go out are the same, and none is held in memory."""

from __future__ import annotations

import sqlite3
import tempfile
from types import TracebackType

from newsnlp.errors import OutputError

# What SQLite holds in memory of them, in KiB; the rest goes to a temporary file.
CACHE = 2048
TABLE = "CREATE TABLE taken (id BLOB PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID"


class TakenIds:
    """The ids that were given out.

    They are in a temporary database, which has no name and goes with the process. It may be used from different threads
    one after the other, as a generator may be.
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", f"PRAGMA cache_size = -{CACHE}"):
            self._base.execute(statement)
        self._base.execute(TABLE)

    def __enter__(self) -> TakenIds:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def unique(self, wanted: str) -> str:
        """Return an id that was not given out before: the one that is wanted, else "wanted#2", "wanted#3" and so on.

        Raises:
            OutputError: there is no room for the temporary file.
        """
        try:
            return self._unique(wanted)
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"the ids of the articles do not go into a temporary file in {tempfile.gettempdir()} ({error}); "
                "make room there, or let TMPDIR name another folder"
            ) from error

    def _unique(self, wanted: str) -> str:
        if self._take(wanted):
            return wanted
        key = _key(wanted)
        ((number,),) = self._base.execute("SELECT next FROM taken WHERE id = ?", (key,)).fetchall()
        # "x#2" may be an id that an article came with
        while not self._take(f"{wanted}#{number}"):
            number += 1
        self._base.execute("UPDATE taken SET next = ? WHERE id = ?", (number + 1, key))
        return f"{wanted}#{number}"

    def _take(self, name: str) -> bool:
        """Take an id; return False where it is taken already."""
        return self._base.execute("INSERT OR IGNORE INTO taken VALUES (?, 2)", (_key(name),)).rowcount == 1


def _key(name: str) -> bytes:
    """Return an id as bytes; half a surrogate pair, which no text should have, is as good as any character."""
    return name.encode("utf8", "surrogatepass")
