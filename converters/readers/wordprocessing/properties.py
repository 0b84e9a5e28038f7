"""Values of properties as elements write them: switches, whole numbers (ECMA-376 Part 1, 22.9)."""

from __future__ import annotations

import re

from converters.readers.wordprocessing.xml_tree import Node

_OFF = frozenset({"0", "false", "off"})
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)


def switch(properties: Node | None, name: str) -> bool | None:
    """Whether a switch is on, as `<w:vanish/>` is; None where nothing is said of it."""
    found = properties.child(name) if properties else None
    return found.attributes.get("w:val", "").lower() not in _OFF if found else None


def whole(text: str | None, without: int = 0) -> int:
    """A whole number; `without` where none is written, or what is written is none."""
    return int(text) if text and _WHOLE.fullmatch(text.strip()) else without
