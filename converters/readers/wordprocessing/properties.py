"""Values of properties as elements write them: switches, whole numbers (ECMA-376 Part 1, 22.9)."""

from __future__ import annotations

import re

from converters.readers.wordprocessing.xml_tree import Node

_OFF = frozenset({"0", "false", "off"})
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)


def switch(properties: Node | None, name: str) -> bool | None:
    """Whether a switch is on, as `<w:vanish/>` is; None where nothing is said of it."""
    found = properties.child(name) if properties else None
    return is_on(found.attributes.get("w:val"), without=True) if found else None


def is_on(value: str | None, *, without: bool) -> bool:
    """Whether an attribute says on; `without` where it is not written."""
    return without if value is None else value.lower() not in _OFF


def whole(text: str | None, without: int = 0) -> int:
    """A whole number; `without` where none is written, or what is written is none."""
    return int(text) if text and _WHOLE.fullmatch(text.strip()) else without
