"""Bytes kept from one build to the next, each under its key.

A database of one file: two builds may use it at once, and one that is cut short leaves it whole. A
value that cannot be read is as good as none: it is made again. What cannot be written is kept in
memory, so that one build always finds what it has made. A file that is damaged is removed, so that
the next build has a new one; one that is only in use, or full, or not to be written, is not.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from converters.work import keys

_FILE = "values.sqlite"
_PATIENCE = 60.0
"""Seconds that a build waits for another one to finish writing."""

_AT_ONCE = 500
"""Keys that one question names; SQLite takes at least 999."""

_PAGE = 65536
"""Bytes that SQLite reads and writes at a time; most values are larger than its usual 4096."""

_TOGETHER = 64
"""Values that are written in one go; a build that is killed has so many to make again."""


class Cache:
    """A folder of values."""

    def __init__(self, folder: Path | None) -> None:
        """A cache in a folder, which is made; without one values are kept in memory."""
        self._used: set[str] = set()
        self._unwritten: dict[str, bytes] = {}
        self._unwritable: dict[str, bytes] = {}
        self._folder = folder
        self._database = _open(folder / _FILE) if folder else None

    def close(self) -> None:
        """Write what is not written yet, and let go of the file."""
        self._write()
        self._let_go()

    def _let_go(self) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def get(self, wanted: Set[str]) -> dict[str, bytes]:
        """The values of those keys that are known."""
        self._used.update(wanted)
        at_hand = ChainMap(self._unwritten, self._unwritable)
        found = {name: at_hand[name] for name in wanted if name in at_hand}
        for part in _parts(sorted(wanted - found.keys())):
            rows = self._rows(part)
            found |= {name: data for name, check, data in rows if keys.digest(data) == check}
        return found

    def _rows(self, names: list[str]) -> Iterable[tuple[str, str, bytes]]:
        if self._database is None:
            return []
        marks = ",".join("?" * len(names))
        question = f"SELECT key, hash, value FROM kept WHERE key IN ({marks})"
        try:
            return list(self._database.execute(question, names))
        except sqlite3.DatabaseError as error:
            self._remove_if_damaged(error)
            return []

    def put(self, made: Mapping[str, bytes]) -> None:
        """Keep some values."""
        self._used.update(made)
        self._unwritten.update(made)
        if len(self._unwritten) >= _TOGETHER:
            self._write()

    def _write(self) -> None:
        made, self._unwritten = self._unwritten, {}
        if made and not self._could_write(made):
            self._unwritable.update(made)

    def _could_write(self, made: Mapping[str, bytes]) -> bool:
        if self._database is None:
            return False
        rows = [(name, keys.digest(data), data) for name, data in made.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            self._remove_if_damaged(error)
            return False
        return True

    def _remove_if_damaged(self, error: sqlite3.DatabaseError) -> None:
        if self._folder and not isinstance(error, sqlite3.OperationalError):
            self._let_go()
            _remove(self._folder / _FILE)

    def drop_unused(self, kept: Set[str]) -> None:
        """Forget every value that was not asked for since the cache was opened, but some."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.DatabaseError), self._database:
            known = {name for (name,) in self._database.execute("SELECT key FROM kept")}
            gone = [(name,) for name in known - self._used - kept]
            self._database.executemany("DELETE FROM kept WHERE key = ?", gone)


def _parts(names: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(names), _AT_ONCE):
        yield names[at : at + _AT_ONCE]


def _open(path: Path) -> sqlite3.Connection | None:
    """A database; a file that is none is made anew. None where none can be had."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            return _connected(path)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            _remove(path)
    return None


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to a database that has the table.

    Raises:
        sqlite3.DatabaseError: the file is none; an OperationalError if it cannot be had now.
    """
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        database.execute(f"PRAGMA page_size={_PAGE}")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        with database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, hash TEXT, value BLOB)"
            )
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _remove(path: Path) -> None:
    """Remove a database and the files beside it: a new one must find nothing of it."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
