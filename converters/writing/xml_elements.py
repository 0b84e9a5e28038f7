"""XML as values: what stands in an element is text, and stays text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, tostring

from converters.text import escape

Inside = Element | str
"""What stands in an element."""

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
NOTHING: Mapping[str, str] = {}


def element(
    tag: str, attributes: Mapping[str, str] = NOTHING, inside: Iterable[Inside] = ()
) -> Element:
    """An element with its prefix as it is written, `w:p`.

    Control characters, which XML has no way to write (1.0, 2.2), are shown as their symbols.
    """
    made = Element(tag, {name: escape.visible(value) for name, value in attributes.items()})
    last: Element | None = None
    for one in inside:
        if isinstance(one, Element):
            made.append(one)
            last = one
        elif last is None:
            made.text = (made.text or "") + escape.visible(one)
        else:
            last.tail = (last.tail or "") + escape.visible(one)
    return made


def cell(tag: str, rows: int, columns: int, inside: Iterable[Inside]) -> Element:
    """A cell of a table, as XHTML and Akoma Ntoso have it.

    Args:
        tag: `td` or `th`.
        rows: how many it fills.
        columns: how many it fills.
        inside: what stands in its paragraph.
    """
    named = {"rowspan": rows, "colspan": columns}
    spans = {name: str(number) for name, number in named.items() if number > 1}
    return element(tag, spans, [element("p", NOTHING, inside)])


def dump(root: Element) -> bytes:
    """A whole document, in UTF-8."""
    # As one text it is written several times as fast as in pieces that are encoded each.
    return f"{_DECLARATION}\n{tostring(root, 'unicode')}\n".encode()
