"""How names and texts are folded so that a name is found however it is set.

Blanks, quotation marks and book-title marks are left out, full-width ASCII becomes half-width, and
ASCII letters lose their case. Nothing else: Ⅱ stays Ⅱ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.text import blanks

OPENING = "“‘「『"
CLOSING = "”’」』"
_LEFT_OUT = frozenset(f'{OPENING}{CLOSING}"《》〈〉<>＜＞{blanks.CHARS}\n')
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_CHANGED = re.compile(f"[A-Z\uff01-\uff5e{re.escape(''.join(sorted(_LEFT_OUT)))}]")
_BOTH = _FOLD | {code + 0xFEE0: code + 32 for code in _LOWER} | _LOWER


@dataclass(frozen=True)
class Folded:
    """A folded text; `places[i]` is where its character i stands in the text it was made of."""

    text: str
    places: list[int]


def folded(text: str) -> Folded:
    """Fold a text and keep the places."""
    plain = text.translate(_BOTH)
    places = [at for at, char in enumerate(text) if char not in _LEFT_OUT]
    return Folded("".join(plain[at] for at in places), places)


def fold(name: str) -> str:
    """Fold a name."""
    if not _CHANGED.search(name):  # most names are as they were, and to look is ten times as fast
        return name
    return "".join(char for char in name if char not in _LEFT_OUT).translate(_BOTH)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is all that stands in a pair of quotation marks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and after) and (
        (before in OPENING and after in CLOSING) or before == after == '"'
    )


def whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name `start:end` with the quotation mark right outside whose pair is inside it.

    “天眼”卫星系统 is one name, from its first mark on; 天眼”“卫星系统 is cut out of two: None.
    """
    depth = closed = 0
    for char in text[start:end]:
        depth += (char in OPENING) - (char in CLOSING)
        closed = max(closed, -depth)
    opened = depth + closed
    before, after = text[start - 1 : start], text[end : end + 1]
    fits_before = not closed or (closed == 1 and before and before in OPENING)
    fits_after = not opened or (opened == 1 and after and after in CLOSING)
    if (closed and opened) or not fits_before or not fits_after:
        return None
    return start - closed, end + opened
