"""How wide text is set: in Han characters, of which Latin ones take half."""

from __future__ import annotations

import re

_NARROW = re.compile("[\x20-\x7e\xa0-\xb6\xb8-\xff]")
_TOKEN = re.compile(r"[!-~]+|[“‘（(《〈「『【〔]*[^!-~][，。；：、！？）》”’,.;:!?)]*")
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


def of_first_token(text: str) -> float:
    """Of what no line breaks in at the start of a text: a word, a character with its marks.

    >>> of_first_token("“安委办”运行"), of_first_token("2024年"), of_first_token("全面")
    (2.0, 2.0, 1.0)
    """
    found = _TOKEN.match(text)
    return of_text(found[0]) if found else 1.0
