"""The number that a browser shows before an item of an ordered list (CSS Counter Styles 3)."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26
_LARGEST_ROMAN = 3999
_LARGEST_HAN = 99
_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_HAN = frozenset(["cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"])
_ALPHA = frozenset(f"{case}-{kind}" for case in ("lower", "upper") for kind in ("alpha", "latin"))
_UPPER = "upper"


def style_of(kind: str, default: str) -> str:
    """The counter style of a list by its `type`; `default` if it has none."""
    return _TYPES.get(kind, default)


def marker(number: int, style: str) -> str:
    """What stands before an item; empty for a list with bullets or without any.

    >>> [marker(4, style) for style in ("decimal", "upper-roman", "cjk-ideographic", "disc")]
    ['4.', 'IV.', '四、', '']
    """
    if style in _HAN:
        return f"{_han(number)}、"
    if style == "decimal-leading-zero":
        return f"{number:02d}."
    if style in _ALPHA and number > 0:
        return f"{_cased(_alphabetic(number), style)}."
    if style in ("lower-roman", "upper-roman") and 0 < number <= _LARGEST_ROMAN:
        return f"{_cased(_roman(number), style)}."
    is_counted = style == "decimal" or style in _ALPHA or style.endswith("-roman")
    return f"{number}." if is_counted else ""


def _cased(letters: str, style: str) -> str:
    return letters.upper() if style.startswith(_UPPER) else letters


def _alphabetic(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _han(number: int) -> str:
    if not 0 < number <= _LARGEST_HAN:
        return str(number)
    tens, ones = divmod(number, _TEN)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
