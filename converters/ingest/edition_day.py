"""The day of an edition of the library: the last on which anything of it was published.

It is what a build calls today, so that one commit gives the same bytes on any day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from converters.ingest import kept_files, works
from converters.ingest.works import Registered
from converters.models.located import InputError
from converters.text import dates

_DAY = re.compile(rb"^[^#\n]* (\d{4}-\d\d-\d\d)(?: |\r?$)", re.MULTILINE)
"""In a ledger of addresses: nothing else in its lines looks like a date."""


def of(docs: Path, every: Registered | None = None) -> str:
    """The day in ISO 8601; empty if nothing has been published.

    Args:
        docs: the folder of the library.
        every: its plans, where they are read already: then their ledgers are not read again.

    Raises:
        InputError: a ledger can't be read, or has a day that does not exist.
    """
    return max(_days(docs, every), default="")


def _days(docs: Path, every: Registered | None) -> Iterator[str]:
    folder = docs / "sources"
    plans = every.files.values() if every else ()
    read = {one.path.with_suffix(".ids"): one.ledger for one in plans if one.ledger is not None}
    of_plans = (path for path in kept_files.listed(folder) if path.suffix == ".ids")
    of_names = (path for path in kept_files.listed(docs / "authority") if path.name == works.NAME)
    for path in (*of_plans, *of_names):
        data = read[path] if path in read else kept_files.read(path)
        yield from _days_of(path, data)
    known = (every.works if every else works.ledger(folder)).entries.values()
    yield from (one.withdrawn.date for one in known if one.withdrawn)
    yield from (one.date for one in known)


def _days_of(path: Path, data: bytes) -> Iterator[str]:
    for found in _DAY.finditer(data):
        day = found[1].decode()
        if not dates.exists(day):
            line = data.count(b"\n", 0, found.start()) + 1
            raise InputError(path, line, 1, f"没有 {day} 这个日期")
        yield day
