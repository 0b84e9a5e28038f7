"""Tables that the file itself has: each cell is known, nothing is counted.

The first row is the header, as in a table that is read from text. A line above it that is a caption
or the title of a box names it, and so does a first row that is one cell with such a text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from converters.models.derived import Cell, Grid
from converters.models.line import Line
from converters.structure import captions
from converters.structure.tree import Row, Table
from converters.text.mapped_text import EMPTY, MappedText


def named_by(lines: Sequence[Line]) -> Line | None:
    """The line that names the table below these lines, if the last of them does."""
    if not lines or lines[-1].ruling:
        return None
    text = lines[-1].text.text
    return lines[-1] if captions.is_caption(text) or captions.is_box_title(text) else None


def table(grid: Grid, lines: Sequence[Line], name: Line | None = None) -> Table:
    """The table of some lines.

    Args:
        grid: as the file has it.
        lines: its rows, those left out that hold nothing.
        name: the line above it that names it.
    """
    rows = _rows(grid, lines)
    caption = name.text if name else EMPTY
    if not name and len(rows) > 1 and _names(rows[0]):
        caption, rows = rows[0][0], rows[1:]
    is_box = bool(caption) and captions.is_box_title(caption.text)
    header = () if is_box and len(rows) == 1 else rows[0]
    body = tuple(map(Row, rows[1:] if header else rows))
    line = name.number if name else lines[0].number
    return Table("box" if is_box else "table", caption, header, body, line)


def _names(row: Sequence[MappedText]) -> bool:
    """Whether a row is one cell, and that a caption or the title of a box."""
    text = row[0].text
    is_alone = bool(text) and not any(row[1:])
    return is_alone and (captions.is_caption(text) or captions.is_box_title(text))


def _rows(grid: Grid, lines: Sequence[Line]) -> list[tuple[MappedText, ...]]:
    """The rows that hold something, each with all its cells."""
    found: dict[int, list[MappedText]] = {}
    starts = [line.text.starts[0] for line in lines]
    for cell in grid.cells:
        first = max(bisect_right(starts, cell.start) - 1, 0)
        last = bisect_left(starts, cell.end) if cell.start < cell.end else first
        # A tag that was damaged may stand in a cell as text, and end a line there.
        pieces = [_within(line.text, cell) for line in lines[first:last]]
        if any(pieces):
            row = found.setdefault(cell.row, [EMPTY] * grid.columns)
            row[cell.column] = MappedText.joined(*pieces)
    return [tuple(found[row]) for row in sorted(found)]


def _within(text: MappedText, cell: Cell) -> MappedText:
    """What of a line stands in a cell."""
    first = bisect_left(text.starts, cell.start)
    return text[first : bisect_left(text.starts, cell.end, first)].strip()
