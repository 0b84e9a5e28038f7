"""A table as CSV (RFC 4180) that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_ACTIVE = re.compile("'*[=+\\-@\t\r\n]")
"""How a cell begins that a spreadsheet may take for a formula, or that looks as if guarded."""


def dump(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """The text of the file.

    Args:
        columns: the names in the first line.
        rows: the cells; one that a spreadsheet may run as a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _guarded(cell: str | int) -> str:
    text = str(cell)
    return f"'{text}" if _ACTIVE.match(text) else text
