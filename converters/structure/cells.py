"""Cells that stand side by side on one line, as a table has them that was copied row by row.

What parts them is, in this order: tabs, runs of blanks, single blanks. A line is parted as the
header of its table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converters.text import blanks
from converters.text.mapped_text import MappedText

TAB = re.compile(r"\t")
PARTINGS = (
    TAB,
    re.compile(rf"(?:{blanks.IN_LINE}{{2,}}|\u3000)"),
    re.compile(rf"{blanks.IN_LINE}+"),
)
"""What may part the cells of a row, the surest first."""

MAX_CELL = 60
_STOP = "。；：，、;:,?？!！"
_SPEAKS = re.compile("[:：]")


def is_cell(text: str) -> bool:
    """Whether a text may be a cell: short, and no sentence ends in it."""
    return 0 < len(text) <= MAX_CELL and text[-1] not in _STOP and "。" not in text


def parted(text: MappedText, parting: re.Pattern[str]) -> tuple[MappedText, ...]:
    """The cells of a line; an empty one where two marks of parting stand side by side."""
    return tuple(_parted(text, parting))


def count(text: str, parting: re.Pattern[str]) -> int:
    """How many cells a line has."""
    return 1 + sum(1 for _ in parting.finditer(text))


def may_be_header(text: str, parting: re.Pattern[str]) -> bool:
    """Whether a line may name the columns of a table: each cell short, none a label or a stop."""
    return is_cell(text) and not _SPEAKS.search(text) and count(text, parting) > 1


def _parted(text: MappedText, parting: re.Pattern[str]) -> Iterator[MappedText]:
    start = 0
    for found in parting.finditer(text.text):
        yield text[start : found.start()].strip()
        start = found.end()
    yield text[start:].strip()
