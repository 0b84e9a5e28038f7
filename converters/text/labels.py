"""Printed labels of clauses: which layer, which number.

Layers of official documents are GB/T 9704—2012, 7.3.3: 一、 / (一) / 1. / (1); ① below them by
custom. Regulations add 第一章, 第一节, 第一条, long plans 第一部分; emergency plans number by
decimals. Here a line is looked at alone; which numbers go on from one another is `numbering`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converters import lexicon
from converters.text import blanks, numerals

RANKS = {"part": -1, "ch": 0, "sec": 1, "art": 2, "a": 3, "b": 4, "c": 5, "d": 6, "e": 7, "u": 9}
"""A clause belongs under the nearest one before it of lower rank; decimals nest by length."""

_HAN = numerals.HAN_NUMBER
_ANY = rf"{_HAN}|\d{{1,3}}"
_GAP = f"{blanks.IN_LINE}{{0,2}}"
_OPEN, _SHUT = "[(（﹙]", "[)）﹚]"
_DOTS = ".．﹒"
_NO_MENTION = "(?![，。、的之至第])"
_NO_DECIMAL = r"(?!\d(?!\d{3}年))"
_NO_ITEM = "(?!项(?!目)|款(?!项|待)|至)"
"""第三条的规定, (一)项: a mention of a clause, not its label."""

_PATTERNS = tuple(
    (layer, re.compile(pattern))
    for layer, pattern in (
        ("part", rf"第{_GAP}({_ANY}){_GAP}部分{_NO_MENTION}"),
        ("ch", rf"第{_GAP}({_ANY}){_GAP}章{_NO_MENTION}"),
        ("sec", rf"第{_GAP}({_ANY}){_GAP}节{_NO_MENTION}"),
        ("art", rf"第{_GAP}({_ANY}){_GAP}条{_NO_MENTION}"),
        ("a", rf"({_HAN}){_GAP}(?:、|[{_DOTS}]{_NO_DECIMAL})"),
        ("b", rf"{_OPEN}{_GAP}({_HAN}){_GAP}{_SHUT}{_NO_ITEM}[、{_DOTS}]?"),
        ("b", rf"([㈠-㈩]){_NO_ITEM}"),
        ("b", rf"({_HAN}){_GAP}{_SHUT}{_NO_ITEM}(?![；;，,。])[、{_DOTS}]?"),
        ("c", rf"(\d{{1,3}}){_GAP}(?:[{_DOTS}]{_NO_DECIMAL}|、(?!\d{{1,3}}[、号]))"),
        ("c", r"([⒈-⒛])"),
        ("d", rf"{_OPEN}{_GAP}(\d{{1,3}}){_GAP}{_SHUT}{_NO_ITEM}[、{_DOTS}]?"),
        ("d", rf"(\d{{1,3}}){_GAP}{_SHUT}(?:、(?![\d(（])|(?![；;，,。、:：]))"),
        ("d", r"([⑴-⒇])"),
        ("e", r"([①-⑳])"),
    )
)
_FIRST = re.compile(rf"[第\d{numerals.HAN_DIGITS}(（﹙①-⒛㈠-㈩]")
"""Every label starts with one of these: a quick no for most lines."""

_PART = r"[1-9１-９]\d?"
_DECIMAL = re.compile(
    rf"(?:(?P<chain>{_PART}(?:[{_DOTS}]{blanks.IN_LINE}?{_PART}){{1,4}})[{_DOTS}、]?|(?P<root>{_PART}))"
    rf"(?={blanks.IN_LINE}+[^\s\d]|[^\W\da-zA-Z]|[“‘《（(]|$)"
)
_WORDS = lexicon.words("document")
_QUANTITY = re.compile(lexicon.alternatives(_WORDS["measure_words"]))
_COUNT = re.compile(lexicon.alternatives([*_WORDS["measure_words"], *_WORDS["counters"]]))
_MOST_REMEMBERED = 2**15
"""Lines are looked at more than once: for wraps, for documents, for clauses."""

_BROKEN = re.compile(
    rf"\d{{1,3}}[{_DOTS}]{blanks.IN_LINE}\d(?:{lexicon.alternatives(_WORDS['measure_words'])})"
)
"""A quantity with a stray blank: 1. 5米."""

_ARTICLE_INSIDE = re.compile(rf"(?<=\s)第{_GAP}(?:{_ANY}){_GAP}条(?=\s)")
_ABOVE_ARTICLES = re.compile(rf"第{_GAP}(?:{_ANY}){_GAP}[章节]")


@dataclass(frozen=True)
class Label:
    """A label at the start of a line: the letter of its layer, its number, its end.

    `rank` says how deep the layer is; smaller is higher.
    """

    layer: str
    numbers: tuple[int, ...]
    end: int
    rank: float

    @property
    def number(self) -> int:
        """The last number, which counts on from sibling to sibling."""
        return self.numbers[-1]

    def is_alone(self, line: str) -> bool:
        """Whether a line holds nothing but this label."""
        return self.end >= len(line)


@lru_cache(maxsize=_MOST_REMEMBERED)
def match(line: str) -> Label | None:
    """The label a line starts with, if it does; decimals of several numbers are `decimal`.

    Args:
        line: without blanks at its start.
    """
    if not _FIRST.match(line):
        return None
    for layer, pattern in _PATTERNS:
        if found := pattern.match(line):
            number = None if _BROKEN.match(line) else numerals.parse(found[1])
            return Label(layer, (number,), found.end(), RANKS[layer]) if number else None
    return None


@lru_cache(maxsize=_MOST_REMEMBERED)
def decimal(line: str) -> Label | None:
    """The decimal number a line starts with: 1, 1.2 or 1.2.3, with a heading after it.

    A number with a measure word (1.5米, 3个) is a quantity, no label. The rank is only the length.
    """
    found = _DECIMAL.match(line)
    if not found or (_QUANTITY if found["chain"] else _COUNT).match(line, found.end()):
        return None
    printed = found["chain"] or found["root"]
    numbers = tuple(int(part) for part in re.split(f"[{_DOTS}]", printed))
    return Label("s", numbers, found.end(), len(numbers))


def article_inside(line: str) -> int | None:
    """Where, in the line of a 第一章 or 第一节, its first 第一条 starts, if it does."""
    if not _ABOVE_ARTICLES.match(line):
        return None
    found = _ARTICLE_INSIDE.search(line)
    return found.start() if found else None
