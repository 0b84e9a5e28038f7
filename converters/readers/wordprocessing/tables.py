"""Tables: from rows of cells with spans to a grid (ECMA-376 Part 1, 17.4).

A row says how many columns of the grid it skips and how many each of its cells spans; a cell that
goes on with the one above it says so (`w:vMerge`). Columns at whose edge no cell begins are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from converters.readers.wordprocessing import alternates
from converters.readers.wordprocessing.content import Block, TableBlock, TableCell
from converters.readers.wordprocessing.properties import switch, whole
from converters.readers.wordprocessing.xml_tree import Node

_MAX_SPAN = 1000
"""Columns that one cell may span; Word has at most 63 in a table."""

_CONTAINERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_MARKS_OF_LINKS = ("w:vMerge", "w:hMerge")


@dataclass(frozen=True)
class Reading:
    """What is asked of who reads the table: the blocks of a cell, to leave out a row or a cell."""

    blocks: Callable[[Node], list[Block]]
    leave_out: Callable[[Node], None]


@dataclass
class _Placed:
    """A cell, the column where it ends, and whether cells below may go on with it."""

    cell: TableCell
    end: int
    is_open: bool


def read(table: Node, reading: Reading) -> TableBlock:
    """A table; the cells of it are read in the order of the file."""
    cells: list[TableCell] = []
    above: dict[int, _Placed] = {}
    header, rows = 0, 0
    for row in _parts(table, "w:tr", reading):
        properties = row.child("w:trPr")
        if properties and (properties.child("w:del") or switch(properties, "w:hidden")):
            reading.leave_out(row)
            continue
        header += header == rows and bool(switch(properties, "w:tblHeader"))
        above = _row(row, rows, above, cells, reading)
        rows += 1
    return _without_idle_columns(cells, rows, header)


def _row(
    row: Node, at: int, above: dict[int, _Placed], cells: list[TableCell], reading: Reading
) -> dict[int, _Placed]:
    """Read a row, add its cells; what stands in it, by the column where that begins."""
    properties = row.child("w:trPr")
    column = _span(properties.value("w:gridBefore") if properties else None, 0)
    placed: dict[int, _Placed] = {}
    last: _Placed | None = None
    for node in _parts(row, "w:tc", reading):
        said = node.child("w:tcPr")
        if said and said.child("w:cellDel"):
            reading.leave_out(node)
            continue
        end = column + _span(said.value("w:gridSpan") if said else None, 1)
        over = above.get(column) if _goes_on(said, "w:vMerge") else None
        over = over if over and over.is_open else None
        beside = last if _goes_on(said, "w:hMerge") else None
        blocks = reading.blocks(node)
        if joined := over or beside:
            last = joined
            _join(joined.cell, blocks, at, end if beside else joined.end)
            joined.end = max(joined.end, end)
        else:
            is_open = said is not None and said.child("w:vMerge") is not None
            last = _Placed(TableCell(blocks, at, column, 1, end - column), end, is_open)
            cells.append(last.cell)
        placed[column] = last
        column = end
    return placed


def _join(cell: TableCell, blocks: list[Block], row: int, end: int) -> None:
    """Let a cell go on into another place, whose text is added to its own."""
    cell.rows = row + 1 - cell.row
    cell.columns = max(cell.columns, end - cell.column)
    cell.blocks += [
        one for one in blocks if isinstance(one, TableBlock) or one.pieces or one.frames
    ]


def _goes_on(properties: Node | None, name: str) -> bool:
    found = properties.child(name) if properties else None
    return found is not None and found.attributes.get("w:val", "continue") == "continue"


def is_covered(cell: Node) -> bool:
    """Whether a cell says that it goes on with the one above it or beside it."""
    properties = cell.child("w:tcPr")
    return any(_goes_on(properties, name) for name in _MARKS_OF_LINKS)


def _span(text: str | None, without: int) -> int:
    return min(max(whole(text, without), without), _MAX_SPAN)


def _parts(node: Node, name: str, reading: Reading) -> Iterator[Node]:
    """The rows of a table or the cells of a row, whatever they are wrapped in."""
    for one in node.children:
        if one.name == name:
            yield one
        elif one.name == alternates.NAME:
            taken, others = alternates.parted(one)
            for other in others:
                reading.leave_out(other)
            if taken:
                yield from _parts(taken, name, reading)
        elif one.name in _CONTAINERS:
            yield from _parts(one, name, reading)
        elif one.holds_content:
            reading.leave_out(one)


def _without_idle_columns(cells: list[TableCell], rows: int, header: int) -> TableBlock:
    edges = sorted({one.column for one in cells})
    for one in cells:
        first = bisect_left(edges, one.column)
        one.columns = bisect_left(edges, one.column + one.columns) - first
        one.column = first
    return TableBlock(cells, rows, len(edges), header if header < rows else 0)
