"""Tables that a copy kept one row a line, or flattened to one cell a line.

A table is rebuilt only where its cells can be counted: a column of serial numbers shows the
width, or every line is a row with as many cells as the header; and every row is whole. What cannot
be counted is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from converters.models.line import Line
from converters.structure import captions, cells
from converters.structure.captions import is_serial_header, name_columns
from converters.structure.cells import TAB, is_cell
from converters.structure.tree import Row, Table
from converters.text.mapped_text import EMPTY, MappedText

_DOTS = ".．、"
_MIN_ROWS = 2
_MIN_COLUMNS = 2


_Cells = tuple[MappedText, ...]


@dataclass(frozen=True)
class Found:
    """A table, and how many of the lines it takes."""

    table: Table
    count: int


def find(lines: Sequence[Line], at: int) -> Found | None:
    """The table that starts with `lines[at]`, if one does.

    Args:
        lines: up to the next label; no table goes on past one.
        at: index of the line to start with.
    """
    if captions.is_caption(lines[at].text.text):
        return captioned(lines, at)
    return _tabbed(lines, at) or _serial(lines, at) or _spaced(lines, at)


def captioned(lines: Sequence[Line], at: int) -> Found | None:
    """The table below the caption that is `lines[at]`; one row below a header is enough."""
    if at + 1 >= len(lines):
        return None
    below = at + 1
    found = (
        _tabbed(lines, below)
        or _serial(lines, below, is_captioned=True)
        or _spaced(lines, below, is_captioned=True)
    )
    if not found:
        return None
    table = replace(found.table, caption=lines[at].text, line=lines[at].number)
    return Found(table, found.count + 1)


def _serial(lines: Sequence[Line], at: int, *, is_captioned: bool = False) -> Found | None:
    """A table of one cell a line whose first column counts its rows.

    It ends where the next number does not come; one line more may be its caption, if none stands
    above it.
    """
    if not is_serial_header(lines[at].text.text):
        return None
    end = _next_header(lines, at)
    width = next((i - at for i in range(at + 2, end) if lines[i].text.text == "1"), 0)
    found = _of_width(lines, at, end, width) or _of_width(lines, at, end, width - 1)
    if not found:
        return None
    header, rows, stop = found
    rest = stop
    while rest < end and _may_end(lines, rest):
        rest += 1
    if rest - stop > 1 or (rest > stop and lines[stop].text.text.isdecimal()):
        return None
    if is_captioned:
        rest = stop
    caption = lines[stop].text if rest > stop else EMPTY
    return Found(Table("table", caption, header, tuple(rows), lines[at].number), rest - at)


def _of_width(
    lines: Sequence[Line], at: int, end: int, width: int
) -> tuple[_Cells, list[Row], int] | None:
    """Header and rows of a table so many columns wide, and where it ends."""
    header = tuple(line.text for line in lines[at : at + width])
    if width < _MIN_COLUMNS or not all(is_cell(cell.text) for cell in header):
        return None
    rows, stop = _serial_rows(lines, at + width, end, width)
    whole = sum(bool(row.cells[1]) for row in rows)
    groups = len(rows) - whole  # as many as there are rows would be cells astray
    return (header, rows, stop) if whole >= _MIN_ROWS and whole > groups else None


def _may_end(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may still be a cell or the caption of the table above it."""
    text = lines[at].text.text
    if captions.is_box_title(text) or captions.is_row(text):
        return False
    following = lines[at + 1].text.text if at + 1 < len(lines) else ""
    heads = is_serial_header(following) or captions.is_row(following)
    return is_cell(text) and not (captions.is_caption(text) and heads)


def _next_header(lines: Sequence[Line], at: int) -> int:
    """Where the next table begins: none reaches past the head of another."""
    following = (i for i in range(at + 1, len(lines)) if is_serial_header(lines[i].text.text))
    return next(following, len(lines))


def _serial_rows(lines: Sequence[Line], start: int, end: int, width: int) -> tuple[list[Row], int]:
    """The rows from a line on, each `width` lines, and where they end.

    The name of a group of rows stands between two of them, on a line of its own; its numbers may
    begin again. A sentence is a cell where more rows follow, or where its column has sentences.
    """
    rows: list[Row] = []
    at, number = start, 1
    sentences: set[int] = set()
    while at + width <= end:
        is_group = lines[at].text.text != str(number) and _opens_group(lines, at, number)
        if is_group:
            rows.append(Row((lines[at].text, *[EMPTY] * (width - 1))))
            number = int(lines[at + 1].text.text)
            at += 1
        if at + width > end or lines[at].text.text != str(number):
            break
        row = lines[at : at + width]
        long = {i for i, line in enumerate(row) if not is_cell(line.text.text)}
        goes_on = at + width < end and lines[at + width].text.text == str(number + 1)
        if not goes_on and not long <= sentences:
            break
        sentences |= long
        rows.append(Row(tuple(line.text for line in row)))
        at += width
        number += 1
    if rows and not rows[-1].cells[1]:
        rows.pop()
        at -= 1
    return rows, at


def _opens_group(lines: Sequence[Line], at: int, number: int) -> bool:
    """Whether a line names the rows below it: it is short, and their numbers follow at once."""
    is_name = is_cell(lines[at].text.text) and not lines[at].text.text.isdecimal()
    return is_name and lines[at + 1].text.text in ("1", str(number))


def _tabbed(lines: Sequence[Line], at: int) -> Found | None:
    """A table with one row a line, tabs between the cells; every row has the same number.

    Tabs at the ends of lines part empty cells from the others, or they are nothing but an indent.
    """
    if "\t" not in lines[at].text.text:
        return None
    whole = _without_empty_ends(_of_one_width(map(_tabbed_cells, islice(lines, at, None))))
    bare = [*_rows(lines, at, TAB, cells.count(lines[at].text.text, TAB))]
    rows = max(bare, whole, key=len)
    return _of_rows(lines, at, rows) if len(rows) >= _MIN_ROWS else None


def _tabbed_cells(line: Line) -> _Cells:
    """The cells of a row, those too that are empty at its ends."""
    before, after = line.tabs
    return (*[EMPTY] * before, *cells.parted(line.text, TAB), *[EMPTY] * after)


def _of_one_width(rows: Iterable[_Cells]) -> list[_Cells]:
    """The first rows, as many as have the same number of cells."""
    return [*next((group for _, group in groupby(rows, key=len)), ())]


def _without_empty_ends(rows: Sequence[_Cells]) -> list[_Cells]:
    """The rows without the columns at both sides in which nothing stands."""
    filled = [at for at, column in enumerate(zip(*rows, strict=True)) if any(column)]
    return [row[filled[0] : filled[-1] + 1] for row in rows]


def _spaced(lines: Sequence[Line], at: int, *, is_captioned: bool = False) -> Found | None:
    """A table with one row a line, blanks between the cells.

    Blanks prove little: the header has the name of a column of numbers, or of other columns that
    tables have, or stands below a caption; and each row has as many cells.
    """
    header = lines[at].text.text
    if not cells.PARTINGS[-1].search(header):
        return None
    for parting in cells.PARTINGS[1:]:
        if not cells.may_be_header(header, parting):
            continue
        names = parting.split(header)
        counts = is_serial_header(names[0])
        if not (is_captioned or (counts and len(names) > _MIN_ROWS) or name_columns(names)):
            continue
        every = _rows(lines, at, parting, len(names))
        rows = list(_counted(every) if counts else every)
        if len(rows) > (1 if is_captioned or counts else _MIN_ROWS):
            return _of_rows(lines, at, rows)
    return None


def _counted(rows: Iterator[_Cells]) -> Iterator[_Cells]:
    """The header, and the rows below it whose first cells count from 1."""
    for number, row in enumerate(rows):
        if number and row[0].text.rstrip(_DOTS) != str(number):
            return
        yield row


def _rows(lines: Sequence[Line], at: int, parting: re.Pattern[str], width: int) -> Iterator[_Cells]:
    """The lines from one on that have so many cells."""
    for line in islice(lines, at, None):
        if cells.count(line.text.text, parting) != width:
            return
        yield cells.parted(line.text, parting)


def _of_rows(lines: Sequence[Line], at: int, rows: Sequence[_Cells]) -> Found:
    header, *body = rows
    return Found(Table("table", EMPTY, header, tuple(map(Row, body)), lines[at].number), len(rows))
