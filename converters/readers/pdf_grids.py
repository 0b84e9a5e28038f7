"""Tables of a PDF file over several pages: one grid, its head once, rows whole that a page cuts."""

from __future__ import annotations

from dataclasses import dataclass

from converters.readers.pdf_layout import PlacedRow, PlacedTable
from converters.readers.pdf_lines import Row
from converters.readers.pdf_pages import Page
from converters.readers.pdf_tables import DrawnTable

_SAME_PLACE = 4.0
"""Points by which the columns of two pages may differ."""

_CELL_PADDING = 12.0
_FULL = 1.4


@dataclass
class GridCell:
    """A cell of a table that may go on over pages.

    Args:
        rows: that it spans.
        columns: that it spans.
        width: in points.
        lines: each with its page.
    """

    rows: int
    columns: int
    width: float
    lines: list[tuple[Row, Page]]

    def is_filled_by(self, row: Row) -> bool:
        """Whether a line has no room for one more character."""
        return row.right - row.left > self.width - _CELL_PADDING - _FULL * row.size


GridRow = dict[int, GridCell]
"""The cells that begin in a row, by their column, from 0."""


class DrawnGrid:
    """The rows of a table, of all pages that it stands on."""

    def __init__(self, table: DrawnTable) -> None:
        """A grid without rows.

        Args:
            table: the first part of it, whose columns are those of all.
        """
        self.columns = table.columns
        self.rows: list[GridRow] = []
        self._across = table.across
        self._page = 0

    def goes_on_with(self, one: PlacedTable) -> bool:
        """Whether a table is the rest of this one: on the next page, with the same columns."""
        if len(one.table.across) != len(self._across):
            return False
        pairs = zip(self._across, one.table.across, strict=True)
        is_same = all(abs(here - there) <= _SAME_PLACE for here, there in pairs)
        return is_same and one.page.number == self._page + 1

    def add(self, one: PlacedTable) -> PlacedRow | None:
        """Take the rows of a page; the head that is printed again is given back, as noise."""
        added: list[GridRow] = [{} for _ in range(one.table.rows)]
        for cell, rows in zip(one.table.cells, one.cells, strict=True):
            lines = [(row, one.page) for row in rows]
            wide = cell.right - cell.left
            added[cell.row][cell.column] = GridCell(cell.rows, cell.columns, wide, lines)
        self._page = one.page.number
        repeated: PlacedRow | None = None
        if self.rows and len(added) > 1 and _said(added[0]) == _said(self.rows[0]):
            pieces = [
                piece for row in one.cells[: len(added[0])] for line in row for piece in line.pieces
            ]
            repeated = PlacedRow(one.top, one.page, Row(tuple(pieces)), "running-head")
            added = added[1:]
        if self.rows and added and self._is_rest(added[0]):
            for column, rest in added[0].items():
                self.rows[-1][column].lines += rest.lines
            added = added[1:]
        self.rows += added
        return repeated

    def _is_rest(self, row: GridRow) -> bool:
        """Whether a row is the rest of the last one, which the end of the page cut."""
        last = self.rows[-1]
        spans = [[(at, one.rows, one.columns) for at, one in each.items()] for each in (row, last)]
        if spans[0] != spans[1] or row[0].lines:
            return False
        filled = [at for at, cell in row.items() if cell.lines]
        return bool(filled) and all(
            last[at].lines and last[at].is_filled_by(last[at].lines[-1][0]) for at in filled
        )


def _said(row: GridRow) -> list[str]:
    return [" ".join(line.text for line, _ in row[at].lines) for at in sorted(row)]
