"""Numbers that a conversion set on lines of their own: 2024 / 年 / 3 / 月 / 5 / 日.

A page that sets figures in a font of their own comes out so. A lone number may be a cell of a
table, too: the file must show at least once what no table has, a date or a 发文字号 torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks, labels

_WORDS = lexicon.words("document")
_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"\d{1,4}(?:[.．]\d{1,2})?[%％]?")
_YEAR = re.compile(r"\d{4}")
_OF_DATE = "年月日"
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_LONGEST_PIECE = 4
"""Of a date that was torn apart, a piece has so many characters: 年12月."""

_OPENING = "〔[（(《“‘"
_BRACKETS = re.compile(r"^[〕\]）)》”’，。；、：！？]")
_UNIT = re.compile(
    rf"号|年|月|日|(?:{lexicon.alternatives([*_WORDS['counters'], *_WORDS['measure_words']])})"
)
_CLOSED = re.compile(r"[。；：！？;:!?][”’」』）)]?$")
_STOP = re.compile("[，。；、]")
_NAME_ENDS = re.compile(
    rf"(?:{lexicon.alternatives([*_WORDS['title_endings'], *_WORDS['issuer_endings']])})$"
)
_NEW_SENTENCE = re.compile("年[，,]")
_ENDED = ("日", "号")
"""Alone on its line it ends a date or a 发文字号, and no year belongs to that."""
_MIN_YEARS = 2


class _Line(NamedTuple):
    """A line without the blanks at its ends, and where in the text it stands."""

    text: str
    start: int
    end: int


def find(text: str) -> Iterator[tuple[int, int]]:
    """The line ends, with the blanks about them, that part a number from what it belongs to."""
    lines = [line for line in map(_line, _LINE.finditer(text)) if line.text]
    numbers = [bool(_NUMBER.fullmatch(line.text)) for line in lines]
    if not any(numbers):
        return
    torn = _torn_dates(lines, numbers)
    is_proved = _is_proved(lines, numbers)
    for at, (line, following) in enumerate(pairwise(lines)):
        if at in torn:
            joins = True
        elif not is_proved:
            continue
        elif numbers[at]:
            joins = not numbers[at + 1] and _goes_on(following.text)
        else:
            joins = numbers[at + 1] and _leads_to(lines, at)
        if joins:
            yield line.end, following.start


def _line(found: re.Match[str]) -> _Line:
    bare = found[0].strip(blanks.CHARS)
    start = found.start() + (found[0].index(bare) if bare else 0)
    return _Line(bare, start, start + len(bare))


def _torn_dates(lines: Sequence[_Line], numbers: Sequence[bool]) -> frozenset[int]:
    """The lines, but for the last of each, that together are a date: 2024 / 年3 / 月5 / 日."""
    found: set[int] = set()
    for at, is_number in enumerate(numbers):
        if is_number and _YEAR.fullmatch(lines[at].text):
            pieces = [line.text for line in lines[at : at + 2 * len(_OF_DATE)]]
            pieces = [*takewhile(lambda piece: len(piece) <= _LONGEST_PIECE, pieces)]
            joined = accumulate(pieces)
            size = next((size for size, text in enumerate(joined) if _DATE.fullmatch(text)), 0)
            found |= {*range(at, at + size)}
    return frozenset(found)


def _is_proved(lines: Sequence[_Line], numbers: Sequence[bool]) -> bool:
    years = 0
    for at, is_number in enumerate(numbers):
        if not is_number or not _YEAR.fullmatch(lines[at].text) or at + 1 >= len(lines):
            continue
        following = lines[at + 1].text
        if at and lines[at - 1].text.endswith(tuple("〔[［")) and following[0] in "〕]］":
            return True
        if _is_date(lines, at):
            return True
        years += following.startswith(_OF_DATE[0])
    return years >= _MIN_YEARS


def _is_date(lines: Sequence[_Line], at: int) -> bool:
    """Whether a date begins at a line, each figure and each character on a line of its own."""
    texts = [line.text for line in lines[at : at + 2 * len(_OF_DATE)]]
    if len(texts) < 2 * len(_OF_DATE) or not all(text.isdecimal() for text in texts[::2]):
        return False
    return all(text.startswith(sign) for text, sign in zip(texts[1::2], _OF_DATE, strict=True))


def _goes_on(following: str) -> bool:
    """Whether what stands below a number is the rest of its line."""
    if labels.match(following):
        return False
    if _BRACKETS.match(following) or _UNIT.match(following):
        return True
    return bool(_STOP.search(following))


def _leads_to(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line breaks off before the number below it, which goes on below."""
    text, following = lines[at].text, lines[at + 2 : at + 3]
    if text.endswith(tuple(_OPENING)):
        return True
    if _CLOSED.search(text) or not following or not _goes_on(following[0].text):
        return False
    if (text in _ENDED or _NAME_ENDS.search(text)) and _YEAR.fullmatch(lines[at + 1].text):
        return False  # the year begins the line below a title, who signs, or a date
    label = labels.match(text)
    is_heading = label is not None and not _STOP.search(text, label.end)
    return not (is_heading and _NEW_SENTENCE.match(following[0].text))
