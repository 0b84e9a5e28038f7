"""The number that a browser shows before an item of an ordered list (CSS Counter Styles 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from converters.readers import number_formats


class _Style(NamedTuple):
    """How a counter style writes: a format of `number_formats`, up to which value, what follows."""

    format: str
    last: int
    suffix: str = "."


_ANY = 10**7
_ROMAN, _HAN = 3999, 9999
_STYLES: Mapping[str, _Style] = {
    "decimal": _Style("decimal", _ANY),
    "decimal-leading-zero": _Style("decimalZero", _ANY),
    "lower-roman": _Style("lowerRoman", _ROMAN),
    "upper-roman": _Style("upperRoman", _ROMAN),
    "cjk-ideographic": _Style("chineseCountingThousand", _HAN, "、"),
    "simp-chinese-informal": _Style("chineseCountingThousand", _HAN, "、"),
    "trad-chinese-informal": _Style("chineseCountingThousand", _HAN, "、"),
}
_LETTERS = 26
_FIRST_LETTERS: Mapping[str, str] = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
}
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def style_of(kind: str, default: str) -> str:
    """The counter style of a list by its `type`; `default` if it has none."""
    return _TYPES.get(kind, default)


def marker(number: int, style: str) -> str:
    """What stands before an item; empty for a list with bullets or without any.

    >>> [marker(4, style) for style in ("decimal", "upper-roman", "cjk-ideographic", "disc")]
    ['4.', 'IV.', '四、', '']
    >>> marker(28, "lower-alpha"), marker(0, "lower-alpha"), marker(101, "cjk-ideographic")
    ('ab.', '0.', '一百零一、')
    """
    if first := _FIRST_LETTERS.get(style):
        return f"{_alphabetic(number, first)}."
    known = _STYLES.get(style)
    if known is None:
        return ""
    name = known.format if number <= known.last else "decimal"
    return f"{number_formats.written(number, name)}{known.suffix}"


def _alphabetic(number: int, first: str) -> str:
    """A value in letters, as columns of a sheet are named: z, aa, ab; decimal below 1."""
    text = "" if number > 0 else str(number)
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord(first) + rest) + text
    return text
