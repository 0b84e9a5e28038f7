"""What stands in brackets beside a document: 附注, and how and when the text came about."""

from __future__ import annotations

import re

from converters import lexicon
from converters.text import blanks, dates

_WORDS = lexicon.words("document")
_NOTES = lexicon.alternatives(_WORDS["notes"])
NOTE = re.compile(rf"[(（](?:{_NOTES})[^()（）]*[)）]|(?:{_NOTES})")
_IN_BRACKETS = re.compile(r"[(（][^()（）。]{1,300}[)）]")


def is_note(text: str) -> bool:
    """(此件公开发布), or how and when a text came about: (2004年12月29日市政府第8次会议通过)."""
    is_dated = _IN_BRACKETS.fullmatch(text) and dates.PRINTED.search(text)
    return bool(NOTE.fullmatch(text) or is_dated)


def dated(text: str) -> str | None:
    """The date that a line in brackets is, as below a title: （2024年3月5日）; None for any other.

    >>> dated("（2024年3月5日）"), dated("（2024年3月5日县政府会议通过）")
    ('2024年3月5日', None)
    """
    found = _IN_BRACKETS.fullmatch(text)
    bare = text[1:-1].strip(blanks.CHARS) if found else ""
    return bare if dates.PRINTED.fullmatch(bare) else None
