"""What a Word document says: its parts, its paragraphs, its properties."""

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NOT_OF_THE_TEXT = {"Supplied", "Colophon", "ColophonHead"}
"""The styles of what the edition adds, before the text of a plan and after it."""


class Document(NamedTuple):
    """The parts of a file, parsed, by their paths."""

    parts: dict[str, Element]

    @property
    def body(self) -> Element:
        return self.parts["word/document.xml"]

    @property
    def paragraphs(self) -> Iterator[Element]:
        """Those of the text of the plan, those of its tables too."""
        for paragraph in self.body.iter(f"{W}p"):
            if style_of(paragraph) not in NOT_OF_THE_TEXT:
                yield paragraph

    @property
    def text(self) -> str:
        return "".join(map(shown, self.paragraphs))

    def links(self) -> dict[str, str]:
        """What the document leads to outside, by the ids of the links."""
        found = self.parts["word/_rels/document.xml.rels"]
        return {
            one.attrib["Id"]: one.attrib["Target"] for one in found if "TargetMode" in one.attrib
        }

    def style(self, id_: str) -> Element:
        (found,) = (
            one
            for one in self.parts["word/styles.xml"].iter(f"{W}style")
            if one.get(f"{W}styleId") == id_
        )
        return found


def read(data: bytes) -> Document:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return Document({name: ElementTree.fromstring(file.read(name)) for name in file.namelist()})


def style_of(paragraph: Element) -> str:
    return value(paragraph, "pPr/pStyle")


def value(element: Element, path: str, name: str = "val") -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}{name}", "")


def shown(element: Element) -> str:
    """What is read in an element."""
    said = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else said.get(one.tag, "") for one in element.iter()
    )
