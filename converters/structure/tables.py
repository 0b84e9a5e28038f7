"""Tables and 专栏 boxes that a scraper flattened to one cell a line.

A table is rebuilt only where its cells can be counted: a column of serial numbers shows the
width, or every line is a row with tabs between its cells; and every row is whole. What cannot be
counted is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from converters import lexicon
from converters.models.line import Line
from converters.structure.tree import Row, Table
from converters.text.mapped_text import EMPTY, MappedText

_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_BOX = re.compile(rf"(?:{lexicon.alternatives(_WORDS['box_titles'])})\s*\d{{0,2}}(?:[:：\s].*)?$")
_CAPTION = re.compile(r"表\s*\d{1,2}(?:-\d{1,2})?[^\t]*$")
_STOP = "。；：，、;:,?？!！"
_MAX_CELL = 60
_MAX_TERM = 15
_MIN_ROWS = 2
_MIN_COLUMNS = 2


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
    if "\t" in text:
        return _tabbed(lines, at)
    if text in _SERIAL_HEADERS:
        return _serial_table(lines[at:])
    if is_caption(text) and at + 1 < len(lines):
        return _captioned(lines, at)
    return _box(lines[at:]) if _BOX.match(text) else None


def is_cell(text: str) -> bool:
    """Whether a line may be a cell: short, and no sentence ends in it."""
    return len(text) <= _MAX_CELL and text[-1] not in _STOP and "。" not in text


def is_caption(text: str) -> bool:
    """Whether a line may name a table: 表1 …."""
    return bool(_CAPTION.match(text)) and is_cell(text)


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


def _captioned(lines: Sequence[Line], at: int) -> Found | None:
    """A table below its caption."""
    header = lines[at + 1].text.text
    if "\t" not in header and header not in _SERIAL_HEADERS:
        return None
    found = find(lines, at + 1)
    if not found or found.table.caption:
        return None
    table = replace(found.table, caption=lines[at].text, line=lines[at].number)
    return Found(table, found.count + 1)


def _tabbed(lines: Sequence[Line], at: int) -> Found | None:
    """A table with one row a line, tabs between the cells; every row has the same number."""
    rows: list[tuple[MappedText, ...]] = []
    for line in islice(lines, at, None):
        cells = tuple(cells_of(line.text))
        if len(cells) < _MIN_COLUMNS or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if len(rows) < _MIN_ROWS:
        return None
    header, *body = rows
    return Found(Table("table", EMPTY, header, tuple(map(Row, body)), lines[at].number), len(rows))


def cells_of(text: MappedText) -> Iterator[MappedText]:
    """The cells of a line with tabs between them."""
    start = 0
    for end in (*(found.start() for found in re.finditer("\t", text.text)), len(text)):
        yield text[start:end].strip()
        start = end + 1


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
