"""Chinese numerals as official documents print them: 一 to 九百九十九, 〇 digits in years."""

from __future__ import annotations

import re
import unicodedata

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_ENCLOSED = re.compile("[①-⒛㈠-㈩]")
HAN_DIGITS = "一二三四五六七八九十百零〇"

HAN_NUMBER = f"[{HAN_DIGITS}]{{1,7}}"
"""Pattern of a counting numeral (not of a year)."""

_COUNT = re.compile(
    r"(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<ones>[一二三四五六七八九])?"
)


def parse(text: str) -> int | None:
    """The value of Arabic digits, a Han counting numeral or an enclosed one; None if it is none.

    >>> parse("二十一"), parse("十"), parse("7"), parse("③"), parse("⑿"), parse("十十")
    (21, 10, 7, 3, 12, None)
    """
    if text.isdecimal():  # half-width or full-width
        return int(text)
    if _ENCLOSED.fullmatch(text):
        return int(unicodedata.numeric(text))
    found = _COUNT.fullmatch(text)
    if not text or not found:
        return None
    tens = _VALUES[found["tens"]] if found["tens"] else int(bool(found["ten"]))
    hundreds, ones = (_VALUES.get(found[part] or "", 0) for part in ("hundreds", "ones"))
    return hundreds * 100 + tens * 10 + ones


def year_digits(text: str) -> str:
    """A year printed digit by digit in Han, in Arabic digits: 二〇二三 -> 2023."""
    return "".join(str(_VALUES.get(char, char)) for char in text)
