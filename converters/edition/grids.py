"""Which cells of a table are merged, as the file received says."""

from __future__ import annotations

from converters.models.derived import Grid
from converters.models.source import Source
from converters.models.unit import Unit


def of(table: Unit, source: Source) -> Grid | None:
    """The grid that a table was read from; None if none of its cells are merged."""
    grids = source.derived.marks.grids if source.derived else ()
    first = min((text.starts[0] for text in (*table.header, *table.cells) if text), default=-1)
    grid = next((one for one in grids if one.start <= first < one.end), None)
    if not grid or all(cell.rows == cell.columns == 1 for cell in grid.cells):
        return None
    return grid
