"""Chinese numerals as official documents print them: 一 to 九百九十九, 〇 digits in years."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,7}"
"""Pattern of a counting numeral (not of a year)."""

_MAX = 999
_COUNT = re.compile(
    r"(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<ones>[一二三四五六七八九])?"
)


def parse(text: str) -> int | None:
    """The value of Arabic digits, a Han counting numeral or a circled digit; None if it is none.

    >>> parse("二十一"), parse("十"), parse("7"), parse("③"), parse("十十")
    (21, 10, 7, 3, None)
    """
    if text.isdecimal():  # half-width or full-width
        return int(text)
    if len(text) == 1 and text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    found = _COUNT.fullmatch(text)
    if not text or not found:
        return None
    tens = _VALUES[found["tens"]] if found["tens"] else int(bool(found["ten"]))
    hundreds, ones = (_VALUES.get(found[part] or "", 0) for part in ("hundreds", "ones"))
    return hundreds * 100 + tens * 10 + ones


def to_han(number: int) -> str:
    """The Han counting numeral of 1 to 999.

    >>> to_han(10), to_han(21), to_han(105)
    ('十', '二十一', '一百零五')

    Raises:
        ValueError: the number is out of range.
    """
    if not 1 <= number <= _MAX:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def year_digits(text: str) -> str:
    """A year printed digit by digit in Han, in Arabic digits: 二〇二三 -> 2023."""
    return "".join(str(_VALUES.get(char, char)) for char in text)
