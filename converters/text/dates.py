"""Dates: as documents print them, as ISO 8601, and whether the calendar has them.

In data X stands for a digit that cannot be read (EDTF, ISO 8601-2); in print it is □.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from converters.text import numerals

FIELDS = ("成文日期", "印发日期", "发布日期")
"""The dates of a document that the metadata knows (GB/T 9704—2012, 7.3.5.4 and 7.4.2)."""

PRINTED = re.compile(
    r"(?P<year>[\d□]{4}|[一二三四五六七八九〇○零]{4})\s*年\s*"
    r"(?P<month>[\d□]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>[\d□]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_NUMERIC = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
MONTH = re.compile(
    r"[\d□]{4}\s*年\s*[\d□]{1,2}\s*月|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,2}月"
)
"""A date that is printed without its day."""
_UNNAMED = re.compile(r"\?P<\w+>")
STATED = re.compile(
    "(?:{}|{}){}".format(
        *(_UNNAMED.sub("?:", one.pattern) for one in (PRINTED, _NUMERIC)),
        r"(?:\s{0,4}\d{1,2}:\d{2}(?::\d{2})?)?",
    )
)
"""A date in words or in figures, with the time of the day if that follows; it has no groups."""

CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?$")
"""The time of the day behind a date, which no document has and every page."""

_ISO = re.compile(r"([0-9X]{4})-([0-9X]{2})-([0-9X]{2})", re.ASCII)
BETWEEN_YEARS = "-—–－―─~～至一"
"""What stands between two years; a machine that reads a page off reads a dash as 一."""

_YEARS = re.compile(rf"(?<!\d)(\d{{4}})\s*年?\s*[{BETWEEN_YEARS}]{{1,2}}\s*(\d{{4}})(?!\d)年?")
_TORN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s{0,2}((?:19|20)\d{2})(?=\s*(?:年|[)）]))")
_YEAR = re.compile(r"(?<!\d)(\d{4})年")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The first and the last year of each span of years in a text, as they are printed."""
    return ((int(found[1]), int(found[2])) for found in _YEARS.finditer(text))


def years(text: str) -> tuple[int, int] | None:
    """The first and the last year of the first span of years in a text, as they are printed.

    >>> years("某县2021—2025年规划"), years("2025年至2021年"), years("2021年要点")
    ((2021, 2025), (2025, 2021), None)
    >>> years("某县方案（2021一2023年）"), years("档案12021-2025")
    ((2021, 2023), None)
    """
    return next(spans(text), None)


def torn_years(text: str) -> tuple[int, int] | None:
    """The years of the first span that lost what stood between them.

    >>> torn_years("某县方案(20212023年)"), torn_years("2021 2023年"), torn_years("20231231年")
    ((2021, 2023), (2021, 2023), None)
    """
    found = _TORN.search(text)
    return (int(found[1]), int(found[2])) if found and found[1] <= found[2] else None


def year(text: str) -> int | None:
    """The first year in a text that figures print by themselves, None if there is none.

    >>> year("某县2021年要点"), year("某县方案(20212023年)")
    (2021, None)
    """
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def exists(date: str) -> bool:
    """Whether a text is `YYYY-MM-DD` and the calendar has such a day, whatever X stands for.

    >>> exists("2024-02-29"), exists("2023-02-29"), exists("2022-0X-0X"), exists("20220101")
    (True, False, True, False)
    """
    if not _ISO.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date.replace("X", "1"))
    except ValueError:
        return False
    return True


def exists_in_part(date: str) -> bool:
    """Whether a text is a date, or one without its day, or a year alone.

    >>> exists_in_part("2018-10-30"), exists_in_part("2018-10"), exists_in_part("2018")
    (True, True, True)
    >>> exists_in_part("2018-13"), exists_in_part("2018-1X"), exists_in_part("2018/10")
    (False, False, False)
    """
    return "X" not in date and exists(date + "-01" * (2 - date.count("-")))


def from_printed(text: str) -> str | None:
    """The first printed date of a text as ISO 8601, None if the calendar has no such day.

    >>> from_printed("2023年3月30日"), from_printed("二〇二三年三月三十日")
    ('2023-03-30', '2023-03-30')
    >>> from_printed("2023/3/30 9:00"), from_printed("2023-03-30")
    ('2023-03-30', '2023-03-30')
    >>> from_printed("2022年□月□日"), from_printed("2023年2月30日")
    ('2022-0X-0X', None)
    """
    found = PRINTED.search(text) or _NUMERIC.search(text)
    if not found:
        return None
    year = numerals.year_digits(found["year"]).replace("□", "X")
    date = "-".join([year, _two_digits(found["month"]), _two_digits(found["day"])])
    return date if exists(date) else None


def is_impossible(text: str) -> bool:
    """Whether a text prints a date that no calendar has.

    >>> is_impossible("2023年2月30日"), is_impossible("2023年2月28日"), is_impossible("2023年")
    (True, False, False)
    """
    return bool(STATED.search(text)) and from_printed(text) is None


def to_printed(text: str) -> str:
    """An ISO 8601 date as documents print it; anything else as it is.

    >>> to_printed("2023-03-30"), to_printed("2022-0X-0X"), to_printed("某市")
    ('2023年3月30日', '2022年□月□日', '某市')
    """
    found = _ISO.fullmatch(text)
    if not found:
        return text
    year, month, day = (part.replace("X", "□") for part in found.groups())
    return f"{year}年{month.removeprefix('0')}月{day.removeprefix('0')}日"


def part_to_printed(text: str) -> str:
    """A date, or one without its day, or a year alone, as documents print it.

    >>> part_to_printed("2018-10-30"), part_to_printed("2018-10"), part_to_printed("2018")
    ('2018年10月30日', '2018年10月', '2018年')
    """
    return "".join(
        f"{figures.removeprefix('0')}{unit}"
        for figures, unit in zip(text.split("-"), "年月日", strict=False)
    )


def _two_digits(text: str) -> str:
    if "□" in text:
        return text.replace("□", "X").rjust(2, "0")
    return f"{numerals.parse(text) or 0:02}"
