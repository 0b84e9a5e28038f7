"""The elements of a Word document (ECMA-376, Part 1, 17): paragraphs, runs of text, measures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from converters.text.layers import Face
from converters.writing import official_layout
from converters.writing.xml_elements import NOTHING, element

NAMESPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

_LONGEST_BOOKMARK = 40
"""Word keeps no longer names."""

_BREAKS = re.compile(r"([\t\n])")


def bookmark(id_: str) -> str:
    """The bookmark of an address: letters, digits and low lines, at most 40 (17.13.6.2).

    >>> bookmark("a4-b1-c1-u1"), bookmark("a2_2")
    ('a4_b1_c1_u1', 'a2__2')
    """
    name = id_.replace("_", "__").replace("-", "_")
    if len(name) <= _LONGEST_BOOKMARK:
        return name
    end = hashlib.sha256(id_.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_BOOKMARK - len(end) - 1]}_{end}"


def paragraph(style: str, inside: Iterable[Element], own: Sequence[Element] = ()) -> Element:
    """A paragraph.

    Args:
        style: its id in `docx_styles.xml`.
        inside: runs and what stands among them.
        own: properties in which it departs from its style, in the order of the schema.
    """
    properties = element("w:pPr", NOTHING, [valued("w:pStyle", style), *own])
    return element("w:p", NOTHING, [properties, *inside])


def runs(text: str, properties: Sequence[Element] = ()) -> list[Element]:
    """Some text as a run with these properties; an empty one as none."""
    return [_run(text, properties)] if text else []


def _run(text: str, properties: Sequence[Element]) -> Element:
    """Text, all of which is Chinese: so are its quotation marks, dots and dashes (17.3.2.26)."""
    own = {one.tag: one for one in properties}
    style = [own.pop("w:rStyle")] if "w:rStyle" in own else []
    hint = element("w:rFonts", {"w:hint": "eastAsia"})
    described = element("w:rPr", NOTHING, [*style, hint, *own.values()])
    pieces = (_piece(one) for one in _BREAKS.split(text) if one)
    return element("w:r", NOTHING, [described, *pieces])


def _piece(text: str) -> Element:
    if text == "\t":
        return element("w:tab")
    return element("w:br") if text == "\n" else element("w:t", {"xml:space": "preserve"}, [text])


def in_face(face: Face) -> list[Element]:
    """The property of a run that is set in a face."""
    return [valued("w:rStyle", f"Face{face.capitalize()}")]


def note_number() -> Element:
    """The properties of a run that is the number of a note."""
    return element("w:rPr", NOTHING, [valued("w:rStyle", "NoteNumber")])


def valued(tag: str, value: str) -> Element:
    """A property that is one value."""
    return element(tag, {"w:val": value})


def indent(side: tuple[str, str], characters: float) -> Element:
    """An indent in hundredths of a character, and in twips for who does not know those.

    Args:
        side: the attributes of both measures (17.3.1.12).
        characters: how wide it is, in characters of the text.
    """
    hundredths, length = round(characters * 100), round(characters * official_layout.EM)
    return element("w:ind", {side[0]: str(hundredths), side[1]: str(length)})


def width_in_twips(tag: str, twips: int) -> Element:
    """The width of a table or of a cell."""
    return element(tag, {"w:w": str(twips), "w:type": "dxa"})


def table_properties() -> Element:
    """Of every table: as wide as the text, a line round each cell, columns that stay (17.4.59)."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "auto"}
    borders = element("w:tblBorders", NOTHING, [element(f"w:{side}", line) for side in sides])
    inside = [
        width_in_twips("w:tblW", official_layout.WIDTH),
        valued("w:jc", "center"),
        borders,
        element("w:tblLayout", {"w:type": "fixed"}),
    ]
    return element("w:tblPr", NOTHING, inside)
