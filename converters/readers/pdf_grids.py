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
_OPEN = "，、；：,;:"


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
        if self.rows and added:
            is_rest = self._is_rest(added[0])
            self._go_on_merged(added[0], is_rest=is_rest)
            if is_rest:
                for column, rest in added[0].items():
                    if rest.lines:
                        self.rows[-1][column].lines += rest.lines
                added = added[1:]
        self.rows += added
        return repeated

    def _go_on_merged(self, row: GridRow, *, is_rest: bool) -> None:
        """The empty cells that a page begins with go on with those that the page before cut."""
        for column, cell in [*row.items()]:
            above = self._above(column)
            if cell.lines or above is None or not above.lines:
                return
            if is_rest and cell.rows == 1:
                continue
            above.rows += cell.rows - is_rest
            del row[column]

    def _above(self, column: int) -> GridCell | None:
        """The cell of a column that reaches the last row."""
        for back, row in enumerate(reversed(self.rows), 1):
            if cell := row.get(column):
                return cell if cell.rows >= back else None
        return None

    def _is_rest(self, row: GridRow) -> bool:
        """Whether a row is the rest of the last one, which the end of the page cut.

        Its first cell is empty, and what goes on in the others did not end above: its lines have no
        more room or their last mark is open; or other cells of the row have nothing more to say.
        """
        last = self.rows[-1]
        filled = [at for at, cell in row.items() if cell.lines]
        cut = {at: last[at] for at in filled if at in last and last[at].lines}
        if not filled or len(cut) < len(filled) or row[0].lines:
            return False
        if any(last[at].columns != row[at].columns for at in filled):
            return False
        after = [last[at] for at in row if at > filled[0] and at not in cut and at in last]
        return any(cell.lines for cell in after) or all(map(_is_open, cut.values()))


def _is_open(cell: GridCell) -> bool:
    """Whether the text of a cell can not end with its last line."""
    row, _ = cell.lines[-1]
    return cell.is_filled_by(row) or row.text[-1] in _OPEN


def _said(row: GridRow) -> list[str]:
    return [" ".join(line.text for line, _ in row[at].lines) for at in sorted(row)]
