"""A folder of values: what is kept, what is forgotten, what is made in vain."""

import contextlib
import sqlite3
from pathlib import Path

from converters.work.cache import Cache


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    first.put({"asked for": b"1", "kept": b"2", "unused": b"3"})
    first.close()
    second = Cache(tmp_path)
    assert second.get({"asked for"}) == {"asked for": b"1"}
    second.put({"new": b"4"})
    second.close()
    third = Cache(tmp_path)
    third.get({"asked for", "new"})
    third.drop_unused({"kept"})
    third.close()
    known = Cache(tmp_path).get({"asked for", "kept", "unused", "new"})
    assert known == {"asked for": b"1", "kept": b"2", "new": b"4"}


def test_without_a_folder_a_value_is_found_again_however_many_there_are() -> None:
    cache = Cache(None)
    made = {str(number): b"%d" % number for number in range(200)}
    for name, data in made.items():
        cache.put({name: data})
    assert cache.get(made.keys()) == made


def test_a_value_that_is_no_longer_what_was_kept_is_none(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put({"whole": b"1", "damaged": b"2"})
    kept.close()
    [file] = (path for path in tmp_path.iterdir() if path.is_file())
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE kept SET value = ? WHERE key = 'damaged'", (b"3",))
    assert Cache(tmp_path).get({"whole", "damaged"}) == {"whole": b"1"}
