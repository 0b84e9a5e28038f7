"""What counts as a blank: the space separators of Unicode, tabs, and the ends of lines.

Control characters that Python's `str.isspace` takes for blanks (U+001C and its kin) are not: they
are text that was received, and are shown.
"""

from __future__ import annotations

CHARS = (
    " \t\r\n\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Every blank, as `str.strip` takes it."""

IN_LINE = f"[{CHARS.replace(chr(10), '')}]"
"""Pattern of a blank inside a line."""

_SET = frozenset(CHARS)


def is_blank(char: str) -> bool:
    """Whether one character is a blank."""
    return char in _SET
