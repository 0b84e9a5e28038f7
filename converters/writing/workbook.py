"""Tables as a workbook (ECMA-376, Part 1, 18: SpreadsheetML): heads that stay, links, no formula.

Every text is a string, which no program takes for a number, a date or a formula.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from converters.models.page import Page
from converters.text import escape
from converters.text.json_value import Json
from converters.writing import open_packaging, templates, xml_elements
from converters.writing.open_packaging import Link, Part
from converters.writing.xml_elements import NOTHING, element

_NAMESPACES = {
    "xmlns": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_KIND = "spreadsheetml"
_PLAIN, _HEAD, _LINK = "0", "1", "2"
"""The formats of cells, by their place in `xlsx_styles.xml`."""

_LONGEST = 32_767
"""A cell of Excel holds no more characters."""

_MOST_LINKS = 65_530
"""A sheet of Excel holds no more links."""

_LINE, _HIGHEST = 16, 409
"""The height of a line, and what a row of Excel has at most, in points."""


class Linked(NamedTuple):
    """A text that leads to an address; to none if that is empty."""

    text: str
    address: str


Cell = str | int | Linked


class Column(NamedTuple):
    """A column: its head, and how wide it is, in characters."""

    head: Cell
    width: int


class Sheet(NamedTuple):
    """A table.

    Args:
        name: of the sheet, at most 31 characters.
        columns: its columns.
        rows: as many cells each as there are columns; an empty text is an empty cell.
        heads: how many columns stay where they are, as the row of the heads does.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    heads: int = 1


_MAIN = "xl/workbook.xml"


def dump(sheets: Sequence[Sheet]) -> bytes:
    """The file, the same bytes each time."""
    strings: dict[str, int] = {}
    written = [_part(number, one, strings) for number, one in enumerate(sheets, 1)]
    return open_packaging.packed(_parts([one.name for one in sheets], written, strings), _MAIN)


def blank_page() -> Page:
    """`data/workbook-blank.js`: two sheets without any cell, part by part, which the browser fills.

    So what is chosen there, as a comparison, is a workbook like the others. A number in braces
    stands for the name of each sheet.
    """
    empty = xml_elements.dump(element("worksheet", _NAMESPACES))
    sheets = [_sheet_part(number, empty, {}) for number in (1, 2)]
    members = open_packaging.members(_parts(["{1}", "{2}"], sheets, ()), _MAIN)
    blank: dict[str, Json] = {
        "parts": [[one.path, one.data.decode()] for one in members],
        "plain": _PLAIN,
        "head": _HEAD,
        "link": _LINK,
        "longest": _LONGEST,
        "line": _LINE,
        "highest": _HIGHEST,
        "paper": {**_ON_PAPER},
    }
    text = f"library.workbookBlank = {escape.script(blank)};\n"
    return Page(Path("data/workbook-blank.js"), text)


def _parts(names: Sequence[str], sheets: Iterable[Part], strings: Iterable[str]) -> list[Part]:
    """The parts of a workbook.

    Args:
        names: of its sheets.
        sheets: their parts.
        strings: the texts of all cells, each once, in the order in which they were numbered.
    """
    named = [
        element("sheet", {"name": name, "sheetId": str(number), "r:id": f"rId{number}"})
        for number, name in enumerate(names, 1)
    ]
    book = element("workbook", _NAMESPACES, [element("sheets", NOTHING, named)])
    links = {
        f"rId{number}": Link("worksheet", f"worksheets/sheet{number}.xml")
        for number, _ in enumerate(names, 1)
    }
    links[f"rId{len(names) + 1}"] = Link("styles", "styles.xml")
    links[f"rId{len(names) + 2}"] = Link("sharedStrings", "sharedStrings.xml")
    styles = templates.render("xlsx_styles.xml").encode()
    return [
        Part(_MAIN, f"{_KIND}.sheet.main+xml", xml_elements.dump(book), links),
        Part("xl/styles.xml", f"{_KIND}.styles+xml", styles),
        Part("xl/sharedStrings.xml", f"{_KIND}.sharedStrings+xml", _shared(strings)),
        *sheets,
    ]


def _shared(strings: Iterable[str]) -> bytes:
    """The texts of all cells (18.4)."""
    inside = [
        element("si", NOTHING, [element("t", {"xml:space": "preserve"}, [text])])
        for text in strings
    ]
    return xml_elements.dump(element("sst", {"xmlns": _NAMESPACES["xmlns"]}, inside))


def _part(number: int, sheet: Sheet, strings: dict[str, int]) -> Part:
    links: dict[str, Link] = {}
    places: list[Element] = []
    every = [[column.head for column in sheet.columns], *sheet.rows]
    rows = [_row(at, cells, strings, links, places) for at, cells in enumerate(every, 1)]
    for row, cells in zip(rows, every, strict=True):
        row.set("ht", str(_height(cells, sheet.columns)))
    inside = [
        element("sheetPr", NOTHING, [element("pageSetUpPr", {"fitToPage": "1"})]),
        element("sheetViews", NOTHING, [_view(sheet)]),
        element("cols", NOTHING, _columns(sheet.columns)),
        element("sheetData", NOTHING, rows),
        element("autoFilter", {"ref": f"A1:{_name(len(sheet.columns) - 1)}{len(every)}"}),
        *([element("hyperlinks", NOTHING, places)] if places else []),
        element("pageSetup", _ON_PAPER),
    ]
    return _sheet_part(number, xml_elements.dump(element("worksheet", _NAMESPACES, inside)), links)


def _sheet_part(number: int, data: bytes, links: Mapping[str, Link]) -> Part:
    return Part(f"xl/worksheets/sheet{number}.xml", f"{_KIND}.worksheet+xml", data, links)


def _view(sheet: Sheet) -> Element:
    """The heads of rows and columns stay while the rest moves."""
    pane = {
        **({"xSplit": str(sheet.heads)} if sheet.heads else {}),
        "ySplit": "1",
        "topLeftCell": f"{_name(sheet.heads)}2",
        "activePane": "bottomRight" if sheet.heads else "bottomLeft",
        "state": "frozen",
    }
    return element("sheetView", {"workbookViewId": "0"}, [element("pane", pane)])


def _columns(columns: Iterable[Column]) -> Iterator[Element]:
    for number, column in enumerate(columns, 1):
        place = {"min": str(number), "max": str(number)}
        # A column is measured in digits, which are half as wide as a Han character.
        yield element("col", {**place, "width": str(2 * column.width + 1), "customWidth": "1"})


_ON_PAPER = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
"""A4 on its side, as many pages as there must be, all columns on each (18.3.1.63)."""


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How high a row is, in points, so that its texts are seen: not all programs reckon it."""
    texts = (str(cell.text if isinstance(cell, Linked) else cell) for cell in cells)
    lines = (
        sum(math.ceil(_width(line) / column.width) or 1 for line in text.split("\n"))
        for text, column in zip(texts, columns, strict=True)
    )
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _width(text: str) -> float:
    """In characters; those of ASCII take half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _row(
    number: int,
    cells: Sequence[Cell],
    strings: dict[str, int],
    links: dict[str, Link],
    places: list[Element],
) -> Element:
    made: list[Element] = []
    for at, cell in enumerate(cells):
        place = f"{_name(at)}{number}"
        value, address = cell if isinstance(cell, Linked) else (cell, "")
        is_linked = address and len(places) < _MOST_LINKS
        if is_linked:
            id_ = f"rId{len(links) + 1}"
            links[id_] = Link("hyperlink", address, is_outside=True)
            places.append(element("hyperlink", {"ref": place, "r:id": id_}))
        style = _HEAD if number == 1 else _LINK if is_linked else _PLAIN
        if value != "":
            made.append(_cell(place, value, style, strings))
    return element("row", {"r": str(number)}, made)


def _cell(place: str, value: str | int, style: str, strings: dict[str, int]) -> Element:
    """A number, or a text by its number among all of them."""
    attributes = {"r": place, "s": style}
    if isinstance(value, str):
        shown = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 2]}……"
        attributes["t"] = "s"
        value = strings.setdefault(shown, len(strings))
    return element("c", attributes, [element("v", NOTHING, [str(value)])])


def _name(at: int) -> str:
    """The letters of a column, counted from 0.

    >>> _name(0), _name(25), _name(26), _name(701), _name(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    high, low = divmod(at, 26)
    return (_name(high - 1) if high else "") + chr(ord("A") + low)
