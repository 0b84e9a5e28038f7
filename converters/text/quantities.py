"""Where a text promises something in numbers: 不少于30人, 下降13%, 每季度至少编制一期, 完成3户.

A number counts with what is counted or measured, and with the words that make it a promise: a bound
(不少于, 以上), a frequency (每年…一次), or what is to be done to so many. The words are those of
`data/indicators.yml` and `data/frequencies.yml`. Nothing is converted: a value is as printed, but
for Han numerals, which are written in digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks, numerals

_WORDS = lexicon.words("indicators")
_FREQUENCIES = lexicon.words("frequencies")


def _any(name: str) -> str:
    return f"(?:{lexicon.alternatives(_WORDS[name])})"


_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = "[一两二三四五六七八九十百]{1,5}"
_RANGE = r"[-—–~～至]{1,2}"
_NUMBER = (
    rf"(?P<value>{_DIGITS}|{_HAN})(?P<to>{_RANGE}(?:{_DIGITS}|{_HAN}))?"
    rf"(?P<scale>(?:(?!{_any('units')}){_any('scales')})*)"
)
_UNIT = rf"(?P<unit>{_any('units')})"
_NOT_AFTER = r"(?<![\d.第〔［\[“‘（(×〇零一两二三四五六七八九十百A-Za-z\-—])"
_NOT_BEFORE = "(?![”’])"
_QUANTITY = re.compile(rf"{_NOT_AFTER}{_NUMBER}{_UNIT}{_NOT_BEFORE}")
_BARE = re.compile(rf"{_NOT_AFTER}{_NUMBER}(?:{_UNIT})?{_NOT_BEFORE}")
"""In the cell of a table the unit may stand in the head of its row."""

_PERIOD = rf"每隔?(?:{_DIGITS}|{_HAN})?(?:{lexicon.alternatives(_FREQUENCIES['periods'])})"
_BREATH = r"[^\s、“”‘’（）()]"
_BOUND = re.compile(rf"(?P<said>{_any('bounds')})\Z|(?P<least>{_any('least')}){_BREATH}{{0,10}}\Z")
_THRESHOLD = re.compile(rf"(?P<said>{_any('thresholds')})\Z")
_FREQUENCY = re.compile(rf".*(?P<said>{_PERIOD})")
_DOING = re.compile(rf".*?(?P<said>{_any('verbs')})(?P<between>.*)\Z")
_BINDING = re.compile(
    rf"{_PERIOD}|{_any('bounds')}|{_any('least')}|{_any('thresholds')}|{_any('sums')}"
)
_AFTER = re.compile(_any("after"))
_EVERY = re.compile(_any("every"))
_EACH = re.compile(_any("each"))
_NAME = re.compile(_any("names"))
_PAUSE = re.compile(r"[，。；;：:！!？?（(\n]|,(?!\d{3}(?!\d))")
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’|《[^《》]*》")
_REACH = 120
"""So far before and after a number its words are looked for."""
_DIGITS_OF_YEAR = 4
_NEAR = 8
"""Between what is to be done and a Han numeral, which is more often part of a name."""


class Quantity(NamedTuple):
    """A promise in numbers: `start:end` of the text, from its first word to the last.

    `operator` are the words that bind it, as printed, with … between those before and those after;
    `value` is the number in digits, a range with its dash, which begins at `number`; `unit` is what
    is counted, as printed, 万 before it.
    """

    start: int
    end: int
    operator: str
    value: str
    unit: str
    number: int = 0


def find(text: str) -> Iterator[Quantity]:
    """The quantities of a running text, in order.

    >>> [one[2:5] for one in find("每年至少演练1次,分别组建一支不少于30人的队伍")]
    [('每年至少', '1', '次'), ('组建', '1', '支'), ('不少于', '30', '人')]
    """
    quoted = [bound for found in _QUOTED.finditer(text) for bound in found.span()]
    start = 0
    for pause in (*_PAUSE.finditer(text), None):
        stop = pause.start() if pause else len(text)
        for one in _of_phrase(text[start:stop]):
            number = start + one.number
            if not bisect_right(quoted, number) % 2:
                yield one._replace(start=start + one.start, end=start + one.end, number=number)
        start = pause.end() if pause else stop


def without_words(text: str, one: Quantity) -> str:
    """What stands between the first word of a quantity and its number, without what binds it."""
    if one.operator in _WORDS["verbs"]:
        return text.removeprefix(one.operator)
    return _BINDING.sub("", text)


def in_cell(text: str) -> Quantity | None:
    """The quantity that a cell of a table is, if it is one."""
    found = _BARE.search(text)
    if not found:
        return None
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    measure = found["scale"] + (found["unit"] or "")
    return Quantity(0, len(text), before + after, _value(found), measure)


def _of_phrase(phrase: str) -> Iterator[Quantity]:
    """The quantities between two pauses."""
    last: Quantity | None = None
    for number in _QUANTITY.finditer(phrase):
        if made := _made(phrase, number, last):
            yield made
            last = made


def _made(phrase: str, number: re.Match[str], last: Quantity | None) -> Quantity | None:
    """The quantity of a number, if something makes it a promise.

    Args:
        phrase: the whole.
        number: in it.
        last: the promise before it, whose words go on in a list: 不少于30人、10人.
    """
    at, end = number.span()
    reach = max(0, at - _REACH)
    before, rest = phrase[reach:at].rstrip(blanks.CHARS), phrase[end : end + _REACH]
    after = _AFTER.match(rest)
    is_limit = after is not None and after[0] in _WORDS["limits"]
    said = _said(before, number, rest)
    measure = number["scale"] + number["unit"]
    if last and before.endswith("、") and (last.end, last.unit) == (at - 1, measure):
        said = _Said(len(before), last.operator)
    elif after and not (said and said.is_bound):
        said = None if _is_han(number) and not is_limit else _Said(len(before), "")
    elif not said and number["to"]:
        said = _Said(len(before), "")
    is_time = number["unit"] in _WORDS["times"]
    if not said or (is_time and not (is_limit and len(number["value"]) < _DIGITS_OF_YEAR)):
        return None
    operator = "…".join(filter(None, [said.words, after[0] if after else ""]))
    stop = end + (after.end() if after else 0)
    return Quantity(reach + said.start, stop, operator, _value(number), measure, at)


class _Said(NamedTuple):
    """The words that bind a number, and where they begin; whether they are more than a verb."""

    start: int
    words: str
    is_bound: bool = True


def _said(before: str, number: re.Match[str], rest: str) -> _Said | None:
    """What makes a number a promise, by what stands before it and after it up to a pause."""
    bound = _BOUND.search(before) or (not rest.startswith("的") and _THRESHOLD.search(before))
    words = (bound["said"] or bound["least"]) if bound else ""
    if frequency := _FREQUENCY.match(before[: bound.start()] if bound else before):
        return _Said(frequency.start("said"), frequency["said"] + words)
    if bound:
        is_ordinal = _is_ordinal(number) and words not in _WORDS["least"]
        return None if is_ordinal else _Said(bound.start(), words)
    return _undertaken(before, number, rest)


def _undertaken(before: str, number: re.Match[str], rest: str) -> _Said | None:
    """What is to be done to so many, or to every one of them."""
    is_han = _is_han(number)
    is_one = number["value"] == "一" and not _EACH.search(before)
    if is_one or _is_ordinal(number) or _NAME.match(number[0] + rest):
        return None
    if doing := _DOING.match(before):
        is_near = len(doing["between"]) <= _NEAR or before.endswith("等")
        if is_near or not is_han:
            return _Said(doing.start("said"), doing["said"], is_bound=False)
    every = None if is_han else _EVERY.search(rest)
    return _Said(len(before), every[0], is_bound=False) if every else None


def _is_han(number: re.Match[str]) -> bool:
    return not number["value"][0].isdecimal()


def _is_ordinal(number: re.Match[str]) -> bool:
    """Whether it mostly puts things in a row: 二次开发, 三期工程."""
    return _is_han(number) and number["unit"] in _WORDS["rounds"]


def _value(number: re.Match[str]) -> str:
    """A number as printed, a Han one in digits."""
    value, to = number["value"], number["to"] or ""
    if _is_han(number):
        value = str(numerals.parse(value.replace("两", "二")) or value)
    return f"{value}{to}"
