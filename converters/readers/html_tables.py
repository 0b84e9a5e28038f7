"""Tables of a page: where their cells stand, and whether they only hold the layout."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from converters import lexicon
from converters.readers import html_parts, html_tokens
from converters.readers.html_parts import Page
from converters.readers.html_tokens import Text
from converters.readers.html_tree import Element
from converters.text import blanks, field_labels

_SECTIONS = frozenset(["thead", "tbody", "tfoot"])
_CELLS = frozenset(["td", "th"])
_MOST_SPANNED = 1000
"""Columns; the standard allows no more (WHATWG HTML, 4.9.11)."""
_MOST_PLACES = 100_000
_MANY_BLOCKS = 12
_LONG = 400
_LONGEST_LABEL = 12
_MIN_ROWS = _MIN_COLUMNS = 2
_MIN_FIELDS = 2
_COLONS = "：:"
_SHOWS_RULES = ("border", "msotablegrid", "msonormaltable")
_BLOCKS = frozenset(lexicon.words("web_pages")["blocks"])


class Placed(NamedTuple):
    """A cell at its place, row and column from 0, and what it spans."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Table:
    """A table of a page.

    Args:
        caption: what stands above it.
        cells: in their places, row by row.
        rows: how many.
        columns: how many.
        header: how many rows are its head.
        hidden: the parts that are not shown and take no place.
    """

    caption: Element | None
    cells: tuple[Placed, ...]
    rows: int
    columns: int
    header: int
    hidden: tuple[Element, ...]


def read(element: Element, page: Page) -> Table | None:
    """The grid of a table (WHATWG HTML, 4.9.12); None if it has more places than any plan."""
    caption: Element | None = None
    hidden: list[Element] = []
    cells: list[Placed] = []
    taken: dict[int, set[int]] = {}
    used = row = columns = header = 0
    for section in _sections(element):
        if not page.has_place(section):
            hidden.append(section)
            continue
        if section.name == "caption":
            caption = caption or section
            continue
        rows = [*_placed(section, ("tr",), page, hidden)]
        last = row + len(rows)
        for own in rows:
            column = 0
            for cell in _placed(own, _CELLS, page, hidden):
                filled = taken.setdefault(row, set())
                while column in filled:
                    column += 1
                wide = min(max(html_parts.integer(cell, "colspan", 1), 1), _MOST_SPANNED)
                high = html_parts.integer(cell, "rowspan", 1)
                high = min(max(high, 1) if high else last, last - row)
                used += wide * high
                if used > _MOST_PLACES:
                    return None
                for each in range(row, row + high):
                    taken.setdefault(each, set()).update(range(column, column + wide))
                cells.append(Placed(cell, row, column, high, wide))
                column += wide
                columns = max(columns, column)
            row += 1
        if section.name == "thead" and header == row - len(rows):
            header = row
    return Table(caption, tuple(cells), row, columns, header, tuple(hidden))


def _placed(
    parent: Element, names: Collection[str], page: Page, hidden: list[Element]
) -> Iterator[Element]:
    """The rows of a section or the cells of a row; those without a place are added to `hidden`."""
    for one in parent.children:
        if isinstance(one, Element) and one.name in names:
            if page.has_place(one):
                yield one
            else:
                hidden.append(one)


def _sections(table: Element) -> Iterator[Element]:
    """The parts of a table in order; rows that stand in none are one of their own."""
    loose = Element("tbody")
    for one in table.children:
        if not isinstance(one, Element):
            continue
        if one.name == "tr":
            loose.children.append(one)
            continue
        if loose.children:
            yield loose
            loose = Element("tbody")
        if one.name in _SECTIONS or one.name == "caption":
            yield one
    if loose.children:
        yield loose


def is_data(element: Element, table: Table, page: Page) -> bool:
    """Whether a table is one, and does not only set things side by side."""
    if element.attributes.get("role", "").lower() in ("presentation", "none"):
        return False
    if table.columns < _MIN_COLUMNS or table.rows < _MIN_ROWS:
        return False
    inside = [_inner(cell.element) for cell in table.cells]
    if any("h1" in names or "form" in names for names, _ in inside):
        return False
    is_named = table.caption is not None or table.header > 0
    if is_named or any(cell.element.name == "th" for cell in table.cells) or has_rules(element):
        return True
    if any(blocks > _MANY_BLOCKS for _, blocks in inside) and table.rows <= _MIN_ROWS + 1:
        return False
    sizes = sorted(page.size(cell.element).chars for cell in table.cells)
    return sizes[len(sizes) // 2] <= _LONG


def has_rules(element: Element) -> bool:
    """Whether lines are drawn round the cells, as far as the table itself says so."""
    if element.attributes.get("border", "0").strip() not in ("", "0"):
        return True
    said = f"{element.attributes.get('class', '')} {element.attributes.get('style', '')}".lower()
    return any(word in said for word in _SHOWS_RULES) and "border:0" not in said.replace(" ", "")


def _inner(cell: Element) -> tuple[set[str], int]:
    """The names of the elements in a cell, and how many of them stand on lines of their own."""
    names: set[str] = set()
    blocks = 0
    coming = [cell]
    while coming:
        for one in html_parts.content(coming.pop()):
            if isinstance(one, Element):
                names.add(one.name)
                blocks += one.name in _BLOCKS or one.name == "br"
                coming.append(one)
    return names, blocks


def are_fields(table: Table, page: str) -> bool:
    """Whether the cells of each row are labels and values by turns, as metadata is set.

    Args:
        table: of the page.
        page: the text of the page.
    """
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(_shown(cell.element, page))
    labels = [text for row in rows for text in row[::2] if text]
    values = [text for row in rows for text in row[1::2] if text]
    if len(labels) < _MIN_FIELDS or not all(map(_is_label, labels)):
        return False
    known = sum(_bare(text) in field_labels.FIELDS for text in labels)
    return known >= _MIN_FIELDS and not any(map(_is_label, values))


def _is_label(text: str) -> bool:
    bare = _bare(text)
    return bare in field_labels.FIELDS or (text[-1] in _COLONS and len(bare) <= _LONGEST_LABEL)


def _bare(text: str) -> str:
    return field_labels.without_blanks(text).strip(f"{_COLONS}[]【】")


def _shown(cell: Element, page: str) -> str:
    pieces: list[str] = []
    coming: list[Element | Text] = [cell]
    while coming:
        one = coming.pop()
        if isinstance(one, Text):
            pieces.append(page[one.start : one.end])
        elif not (html_parts.is_left_out(one) or html_parts.is_hidden(one)):
            coming += reversed([*html_parts.content(one)])
    return html_tokens.shown("".join(pieces)).strip(blanks.CHARS)
