"""How a query and a text are compared: the one folding of the search.

Full-width ASCII (U+FF01–FF5E) becomes ASCII, ASCII letters lose their case, and blanks between
Han characters, or between one and a digit, are dropped: a PDF gives `2024 年`. Nothing else is
changed: NFKC would make Ⅱ match I. The same folding in the browser is
`docs/assets/search/folding.js`; `tests/fixtures/search/folding.txt` holds both to it.
"""

from __future__ import annotations

import re

from converters.text import blanks

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_BLANKS = f"[{blanks.CHARS}]+"
_BLANKS_INSIDE = re.compile(
    f"(?<=[{_HAN}]){_BLANKS}(?=[{_HAN}0-9])|(?<=[0-9]){_BLANKS}(?=[{_HAN}])"
)
_UPPER = range(ord("A"), ord("Z") + 1)
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = (
    _TO_ASCII | {code: code + 32 for code in _UPPER} | {code + 0xFEE0: code + 32 for code in _UPPER}
)
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("应急 管理Ａ（７×24小时）")
    '应急管理a(7×24小时)'
    """
    # Few texts hold any, and to look is fifteen times as fast as to translate.
    plain = text.translate(_FOLD) if _FOLDED.search(text) else text
    return _BLANKS_INSIDE.sub("", plain)
