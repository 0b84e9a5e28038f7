"""What stands on a page of a PDF file, from the top: lines, and tables with the lines in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters.readers import pdf_lines, pdf_tables
from converters.readers.pdf_lines import Row
from converters.readers.pdf_pages import Char, Page
from converters.readers.pdf_tables import DrawnTable

_OF_PAGE = 0.7
"""A frame that is more of the page is drawn round all of it."""


@dataclass
class PlacedRow:
    """A line on a page.

    Args:
        top: points from the upper edge.
        page: where it stands.
        row: the line.
        rule: of noise, if it recurs on other pages, or numbers its own.
    """

    top: float
    page: Page
    row: Row
    rule: str = ""


@dataclass(frozen=True)
class PlacedTable:
    """A table on a page; `top` as of a line, `cells` the lines of each of its cells."""

    top: float
    page: Page
    table: DrawnTable
    cells: list[list[Row]]


Placed = PlacedRow | PlacedTable


def of_page(page: Page) -> list[Placed]:
    """What stands on a page, from the top."""
    tables = [table for table in pdf_tables.find(page.rules) if not _is_border(table, page)]
    inside: list[list[list[Char]]] = [[[] for _ in table.cells] for table in tables]
    outside: list[Char] = []
    for char in page.chars:
        x, y = (char.left + char.right) / 2, char.base - char.size / 3
        for table, cells in zip(tables, inside, strict=True):
            if (at := table.cell_at(x, y)) is not None:
                cells[at].append(char)
                break
        else:
            outside.append(char)
    found: list[Placed] = []
    for table, chars in zip(tables, inside, strict=True):
        rows = [*map(_in_cell, chars)]
        if any(rows):
            found.append(PlacedTable(table.down[0], page, table, rows))
    tops = sorted(one.top for one in found)
    pieces = pdf_lines.pieces(outside)
    edges = [float("-inf"), *tops, float("inf")]
    for low, high in pairwise(edges):
        between = [piece for piece in pieces if low <= piece.base < high]
        # Lines keep the order of their columns: each stands where the first of them does.
        top = low
        for row in pdf_lines.rows(between):
            top = max(top, row.base - row.size)
            found.append(PlacedRow(top, page, row))
    return sorted(found, key=lambda one: one.top)


def _in_cell(chars: Sequence[Char]) -> list[Row]:
    return pdf_lines.rows(pdf_lines.pieces(chars))


def _is_border(table: DrawnTable, page: Page) -> bool:
    """Whether a frame is that of the page, or of nothing."""
    wide, high = table.across[-1] - table.across[0], table.down[-1] - table.down[0]
    return len(table.cells) == 1 and wide * high > _OF_PAGE * page.width * page.height
