"""Page numbers that a text kept when its pages were lost.

A number that is set as a page number, `- 3 -` or 第3页, is one. A bare number is one only where
such numbers count on through the text a page apart, cells of a table stand closer, and where the
page numbers are not set in the other way. A Roman one needs no other where a page ends for certain:
below an entry of a list of contents, and between a sentence and the mark of an attachment, which
begins a page (GB/T 9704—2012, 7.3.8).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from converters import lexicon

_DASH = r"[-—–－―─﹣·•・]{1,2}"
_NUMBER = r"\d{1,4}"
_ROMAN_NUMBER = "[IVXivx]{1,6}"
_PRINTED = re.compile(
    rf"{_DASH}\s*(?:{_NUMBER}|{_ROMAN_NUMBER})\s*{_DASH}"
    rf"|第\s*{_NUMBER}\s*页(?:\s*[/／,，]?\s*[(（]?共\s*{_NUMBER}\s*页[)）]?)?"
    rf"|共\s*{_NUMBER}\s*页\s*[/／,，]?\s*第\s*{_NUMBER}\s*页"
    rf"|(?:page|Page|PAGE)\s*{_NUMBER}(?:\s*(?:of|/)\s*{_NUMBER})?"
)
_OF_TOTAL = re.compile(rf"({_NUMBER})\s*[/／]\s*({_NUMBER})")
_ARABIC = re.compile(r"\d(?:\s?\d){0,2}")
_ROMAN = re.compile(r"[IVX](?:\s?[IVX]){0,5}|[ivx]{1,6}")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_ENTRY = re.compile(rf"[.．·…]{{4,}}\s*{_NUMBER}\Z")
_MARK = re.compile(rf"(?:{lexicon.alternatives(_WORDS['attachment_words'])})\s*[\d—–-]*[:：]?")
_LONGEST = 30
_MIN_PAGE = 300
"""So many characters at least stand between two bare page numbers."""
_MIN_PAGES = 3
_HEADER_REACH = 15
"""So many lines at most stand between the head of a column of numbers and its first number."""


@dataclass(frozen=True)
class _Number:
    """A line that is nothing but a number, and how many characters stand before it."""

    at: int
    value: int
    before: int


def find(texts: Sequence[str]) -> frozenset[int]:
    """Which lines of a text, without blanks at their ends, are page numbers."""
    short = [(at, text) for at, text in enumerate(texts) if text and len(text) <= _LONGEST]
    before = [0, *accumulate(map(len, texts))]
    found = {at for at, text in short if _PRINTED.fullmatch(text)}
    found.update(_of_total(short, texts))
    roman = _numbers(short, before, _roman)
    ending = {number.at for number in roman if _ends_page(texts, number.at)}
    if len(found) >= _MIN_PAGES:  # bare numbers are something else: 2 above 2.1
        return frozenset(found | ending)
    arabic = _numbers(short, before, _arabic)
    found |= {number.at for number in _completed(_counted(arabic, texts), arabic)}
    if _counted(roman, texts):
        found |= {number.at for number in _lonely(roman)}
    return frozenset(found | ending)


def _ends_page(texts: Sequence[str], at: int) -> bool:
    """Whether a page surely ends with a line; of what stands below it, numbers are passed over."""
    above = texts[at - 1] if at else ""
    below = next((text for text in texts[at + 1 :] if text and not _ARABIC.fullmatch(text)), "")
    return bool(_ENTRY.search(above) or (above.endswith("。") and _MARK.fullmatch(below)))


def _arabic(text: str) -> int | None:
    return int("".join(text.split())) if _ARABIC.fullmatch(text) else None


def _roman(text: str) -> int | None:
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[char.upper()] for char in text if not char.isspace()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _numbers(
    short: Iterable[tuple[int, str]], before: Sequence[int], read: Callable[[str], int | None]
) -> list[_Number]:
    return [
        _Number(at, value, before[at]) for at, text in short if (value := read(text)) is not None
    ]


def _lonely(numbers: Sequence[_Number]) -> list[_Number]:
    """The numbers that no other stands closer to than a page is long."""
    near: set[int] = set()
    for first, second in pairwise(numbers):
        if second.before - first.before < _MIN_PAGE:
            near |= {first.at, second.at}
    return [number for number in numbers if number.at not in near]


def _counted(numbers: Sequence[_Number], texts: Sequence[str]) -> list[_Number]:
    """Lonely numbers of which three or more count on by one, but no column of a table."""
    chains: dict[int, list[_Number]] = {}
    every: list[list[_Number]] = []
    for number in _lonely(numbers):
        chain = chains.pop(number.value - 1, None)
        if chain is None:
            chain = []
            every.append(chain)
        chain.append(number)
        chains[number.value] = chain
    proved = [chain for chain in every if len(chain) >= _MIN_PAGES]
    pages = [chain for chain in proved if not _heads_column(texts, chain[0])]
    return sorted((number for chain in pages for number in chain), key=lambda number: number.at)


def _completed(proved: Sequence[_Number], numbers: Sequence[_Number]) -> Iterator[_Number]:
    """Proved page numbers, and those of short pages that are just what is wanting among them."""
    yield from proved
    places = [number.at for number in numbers]
    for first, second in pairwise(proved):
        between = numbers[bisect_right(places, first.at) : bisect_left(places, second.at)]
        if [number.value for number in between] == list(range(first.value + 1, second.value)):
            yield from between
    if proved:
        rest = numbers[bisect_right(places, proved[-1].at) :]
        counted = enumerate(rest, proved[-1].value + 1)
        yield from (number for _, number in takewhile(lambda one: one[0] == one[1].value, counted))


def _heads_column(texts: Sequence[str], number: _Number) -> bool:
    """Whether the head of a column of serial numbers stands shortly before a number 1."""
    reach = texts[max(0, number.at - _HEADER_REACH) : number.at]
    return number.value == 1 and not _SERIAL_HEADERS.isdisjoint(reach)


def _of_total(short: Iterable[tuple[int, str]], texts: Sequence[str]) -> Iterator[int]:
    """3/20: such lines of one total that count on, with a sentence between one and the next."""
    found = [(at, int(m[1]), int(m[2])) for at, text in short if (m := _OF_TOTAL.fullmatch(text))]
    for (at, page, total), (following, next_page, next_total) in pairwise(found):
        counts_on = next_page == page + 1 and total == next_total >= next_page
        if counts_on and any("。" in text for text in texts[at:following]):
            yield from (at, following)
