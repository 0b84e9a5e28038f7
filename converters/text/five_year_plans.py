"""Five-year plans by their number: “十四五” is the fourteenth, of 2021 to 2025."""

from __future__ import annotations

import re
from typing import NamedTuple

from converters.text import numerals

_NAME = re.compile(rf"[“”\"]?(?P<number>{numerals.HAN_NUMBER})五(?:[“”\"]|规划|时期)")
_FIRST_REGULAR = 3
_FIRST_REGULAR_YEAR = 1966
"""The third five-year plan; every later one began five years after the one before it."""
_LATEST = 2100


class FiveYears(NamedTuple):
    """The years of a five-year plan, and its number in Han figures."""

    first: int
    last: int
    number: str

    @property
    def words(self) -> str:
        """Which plan it is, and of what years."""
        return f"“{self.number}五”，即第{self.number}个五年规划期（{self.first}—{self.last}年）"


def named(title: str) -> FiveYears | None:
    """The years of the one five-year plan that a title names; its quotes may be any.

    >>> named("某县应急管理“十四五“规划"), named("“十四五”和“十五五”"), named("第十五次会议")
    (FiveYears(first=2021, last=2025, number='十四'), None, None)
    """
    found = {one["number"] for one in _NAME.finditer(title)}
    said = found.pop() if len(found) == 1 else ""
    number = numerals.parse(said) if said else None
    if not number or number < _FIRST_REGULAR:
        return None
    start = _FIRST_REGULAR_YEAR + 5 * (number - _FIRST_REGULAR)
    return FiveYears(start, start + 4, said) if start + 4 <= _LATEST else None
