"""A table as CSV (RFC 4180) that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_ACTIVE = re.compile("'*[=+\\-@\t\r\n]")
"""How a cell begins that a spreadsheet may take for a formula, or that looks as if guarded."""


def table(columns: Sequence[str], parts: Iterable[str]) -> str:
    """The text of the file.

    Args:
        columns: the names in the first line.
        parts: its rows, as `rows` writes them.
    """
    return "".join([_BYTE_ORDER_MARK, _written([columns]), *parts])


def rows(found: Iterable[Sequence[str | int]]) -> str:
    """Some rows; a cell that a spreadsheet may run as a formula gets an apostrophe before it."""
    return _written([_guarded(cell) for cell in row] for row in found)


def _written(found: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(found)
    return out.getvalue()


def _guarded(cell: str | int) -> str:
    text = str(cell)
    return f"'{text}" if _ACTIVE.match(text) else text
