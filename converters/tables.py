"""Tables and 专栏 boxes that a scraper flattened to one cell a line.

A table is rebuilt only where its cells can be counted: a column of serial numbers shows the
width, and every row is whole. What cannot be counted is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters import lexicon
from converters.mapped_text import EMPTY
from converters.models import Line, Row, Table

_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_BOX = re.compile(rf"(?:{lexicon.alternatives(_WORDS['box_titles'])})\s*\d{{0,2}}(?:[:：\s].*)?$")
_STOP = "。；：，、;:,?？!！"
_MAX_CELL = 60
_MAX_TERM = 15
_MIN_ROWS = 2


@dataclass(frozen=True)
class Found:
    """A table, and how many of the lines it takes."""

    table: Table
    count: int


def find(lines: Sequence[Line], at: int) -> Found | None:
    """The table or box that starts with `lines[at]`, if one does.

    Args:
        lines: up to the next label; no table goes on past one.
        at: index of the line to start with.
    """
    text = lines[at].text.text
    if text in _SERIAL_HEADERS:
        return _serial_table(lines[at:])
    return _box(lines[at:]) if _BOX.match(text) else None


def is_cell(text: str) -> bool:
    """Whether a line may be a cell: short, and no sentence ends in it."""
    return len(text) <= _MAX_CELL and text[-1] not in _STOP and "。" not in text


def _serial_table(lines: Sequence[Line]) -> Found | None:
    cells = 0
    while cells < len(lines) and is_cell(lines[cells].text.text):
        cells += 1
    width = next((i for i in range(2, cells) if lines[i].text.text == "1"), 0)
    if not width:
        return None
    rows: list[Row] = []
    at = width
    while at + width <= cells and lines[at].text.text == str(len(rows) + 1):
        rows.append(Row(tuple(line.text for line in lines[at : at + width])))
        at += width
    if len(rows) < _MIN_ROWS or cells - at > 1:
        return None
    caption = lines[at].text if cells > at else EMPTY
    header = tuple(line.text for line in lines[:width])
    return Found(Table("table", caption, header, tuple(rows), lines[0].number), cells)


def _box(lines: Sequence[Line]) -> Found | None:
    rows: list[Row] = []
    at = 1
    while at + 1 < len(lines):
        term, text = lines[at].text, lines[at + 1].text
        if len(term) > _MAX_TERM or not is_cell(term.text) or text.text[-1] not in "。；":
            break
        rows.append(Row((term, text)))
        at += 2
    if len(rows) < _MIN_ROWS or at < len(lines):
        return None
    return Found(Table("box", lines[0].text, (), tuple(rows), lines[0].number), at)
