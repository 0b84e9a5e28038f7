"""How wide text is set: in Han characters, of which Latin ones take half."""

from __future__ import annotations

import re

_NARROW = re.compile("[\x20-\x7e\xa0-\xb6\xb8-\xff]")
_BLANKS = {
    **dict.fromkeys("\u3000\u2001\u2003", 1),  # ideographic space, em quad, em space
    **dict.fromkeys("\u200b\u2060\ufeff\x0b\x0c", 0),
    "\t": 2,
}
"""How wide a blank is, if not half a character."""


def of_text(text: str) -> float:
    """Of a text without blanks at its ends."""
    return len(text) - len(_NARROW.findall(text)) / 2


def of_blanks(text: str) -> float:
    """Of the blanks before a line."""
    return sum(_BLANKS.get(char, 0.5) for char in text)
