"""Which cells of a table are merged, as the file received says."""

from __future__ import annotations

from bisect import bisect_left

from converters.models.derived import Cell, Grid
from converters.models.source import Source
from converters.models.unit import Unit


def of(table: Unit, source: Source) -> Grid | None:
    """The grid that a table was read from; None if none of its cells are merged."""
    grids = source.derived.marks.grids if source.derived else ()
    starts = [text.starts[0] for text in (*table.header, *table.cells) if text]
    # The caption is one of these, and it may stand above the grid.
    held = (one for one in grids if any(one.start <= at < one.end for at in starts))
    grid = next(held, None)
    if not grid or all(cell.rows == cell.columns == 1 for cell in grid.cells):
        return None
    return grid


def cells(table: Unit, source: Source) -> list[Cell]:
    """The cells of that grid by the rows of the table; row 0 is its header or, without, its first.

    Rows of the grid that hold nothing, and the one that names the table, are none of the table.
    """
    grid = of(table, source)
    if not grid:
        return []
    said = {cell.row for cell in grid.cells if source.text[cell.start : cell.end].strip()}
    name = table.caption.starts[0] if table.caption else -1
    rows = sorted(said - {cell.row for cell in grid.cells if cell.start <= name < cell.end})
    found = []
    for cell in grid.cells:
        first, after = (bisect_left(rows, edge) for edge in (cell.row, cell.row + cell.rows))
        if first < after:
            found.append(cell._replace(row=first, rows=after - first))
    return found
