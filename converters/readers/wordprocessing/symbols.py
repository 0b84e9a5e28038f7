"""Signs of symbol fonts, which stand at places of their own, as characters that look alike.

Word writes such a sign as `w:sym`, as a character from U+F020 to U+F0FF, or as any character below
U+0100 that is set in such a font (ECMA-376 Part 1, 17.3.3.30).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from converters import lexicon

UNKNOWN = "\ufffd"
"""Stands for a sign that is in no table."""

_PRIVATE = range(0xF000, 0xF100)
_PRIVATE_SIGN = re.compile("[\uf000-\uf0ff]")
_FONTS: Mapping[str, Mapping[int, str]] = {
    name.lower(): {
        code: sign
        for first, signs in rows.items()
        for code, sign in enumerate(signs, int(first, 16))
        if sign != " "
    }
    for name, rows in lexicon.words("symbol_fonts").items()
}


def is_symbol_font(font: str) -> bool:
    """Whether a font is one whose signs are known here."""
    return font.lower() in _FONTS


def holds_private(text: str) -> bool:
    """Whether a text has a character of the places that symbol fonts use."""
    return bool(_PRIVATE_SIGN.search(text))


def sign(code: int, font: str) -> str:
    """What stands at a place of a font: `UNKNOWN` if that is not known.

    Args:
        code: below 0x100, or from 0xF000 on.
        font: its name; for one that is no symbol font the code is that of Unicode.

    >>> sign(0xF0FE, "Wingdings"), sign(0xB7, "Symbol"), sign(0x41, "SimSun")
    ('☑', '•', 'A')
    """
    known = _FONTS.get(font.lower())
    if known is None:
        is_plain = code not in _PRIVATE and chr(code).isprintable()
        return chr(code) if is_plain else UNKNOWN
    return " " if code & 0xFF == ord(" ") else known.get(code & 0xFF, UNKNOWN)


def read(text: str, font: str) -> str:
    """A text in which the signs of a symbol font are the characters that look alike.

    Args:
        text: characters as they are in the file; the same number comes back.
        font: the one that Latin characters are set in.
    """
    in_symbols = is_symbol_font(font)
    return "".join(
        sign(ord(char), font)
        if ord(char) in _PRIVATE or (in_symbols and not char.isspace() and char < "\u0100")
        else char
        for char in text
    )
