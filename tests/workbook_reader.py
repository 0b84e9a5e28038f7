"""What a workbook says: the cells of its sheets, their links, what of them stays in its place."""

import io
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Read(NamedTuple):
    """A sheet: its cells by their places, as text, and where they lead."""

    cells: dict[str, str]
    links: dict[str, str]
    frozen: dict[str, str]

    @property
    def by_column(self) -> list[dict[str, str]]:
        """Each row: its cells that are not empty, by their columns."""
        found: dict[int, dict[str, str]] = {}
        for place, text in self.cells.items():
            column = place.rstrip("0123456789")
            found.setdefault(int(place.removeprefix(column)), {})[column] = text
        return [row for _, row in sorted(found.items())]

    @property
    def rows(self) -> list[list[str]]:
        """Each row: its cells that are not empty."""
        return [[*row.values()] for row in self.by_column]


def read(data: bytes) -> list[Read]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist()}
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    return [_sheet(parts, name) for name in sorted(sheets)]


def _sheet(parts: dict[str, ElementTree.Element], name: str) -> Read:
    sheet = parts[name]
    assert [*sheet.iter(f"{S}f")] == []
    texts = ["".join(one.itertext()) for one in parts["xl/sharedStrings.xml"]]
    cells = {}
    for cell in sheet.iter(f"{S}c"):
        (value,) = (one.text or "" for one in cell)
        cells[cell.get("r", "")] = texts[int(value)] if cell.get("t") == "s" else value
    relations = parts.get(name.replace("worksheets/", "worksheets/_rels/") + ".rels", ())
    outside = {one.get("Id"): one.get("Target", "") for one in relations}
    links = {one.get("ref", ""): outside[one.get(f"{R}id")] for one in sheet.iter(f"{S}hyperlink")}
    (pane,) = sheet.iter(f"{S}pane")
    return Read(cells, links, dict(pane.attrib))
