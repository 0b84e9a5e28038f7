"""Drawings: the text boxes in them, and what of them can't be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from converters.readers.wordprocessing import alternates
from converters.readers.wordprocessing.xml_tree import Node

_PICTURES = frozenset({"pic:pic", "v:imagedata", "a:blip"})
_OBJECTS = frozenset({"o:OLEObject"})
_SHAPES_WITH_TEXT = (
    "wordprocessingShape",
    "wordprocessingGroup",
    "wordprocessingCanvas",
    "picture",
)
"""How the kinds of graphics end that are read: by their text boxes, or as a picture."""


@dataclass
class Drawing:
    """What is in a drawing.

    Args:
        boxes: the text of each text box (`w:txbxContent`), in order.
        words: the elements of WordArt whose text is an attribute.
        is_picture: whether there is a picture in it.
        is_object: whether there is a chart, a diagram, an embedded file.
        unread: elements with text that is in no box.
        others: the branches that say it again for other programs.
    """

    boxes: list[Node] = field(default_factory=list)
    words: list[Node] = field(default_factory=list)
    is_picture: bool = False
    is_object: bool = False
    unread: list[Node] = field(default_factory=list)
    others: list[Node] = field(default_factory=list)


def read(drawing: Node) -> Drawing:
    """What is in `w:drawing`, `w:pict` or `w:object`."""
    found = Drawing()
    waiting = [drawing]
    while waiting:
        node = waiting.pop()
        if node.name == "w:txbxContent":
            found.boxes.append(node)
        elif node.name == alternates.NAME:
            taken, others = alternates.parted(node)
            found.others += others
            waiting += [taken] if taken else []
        elif node.text:
            found.unread.append(node)
        else:
            _note(node, found)
            waiting += reversed(node.children)
    return found


def _note(node: Node, found: Drawing) -> None:
    if node.name in _PICTURES:
        found.is_picture = True
    elif node.name in _OBJECTS:
        found.is_object = True
    elif node.name == "a:graphicData":
        kind = node.attributes.get("uri", "")
        found.is_object |= not kind.endswith(_SHAPES_WITH_TEXT)
    elif node.name == "v:textpath" and node.attributes.get("string", "").strip():
        found.words.append(node)
