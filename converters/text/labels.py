"""Printed labels of clauses: which layer, which number.

Here a line is looked at alone; which numbers go on from one another is `numbering`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks, numerals
from converters.text.layers import ANY, DECIMAL, DOTS, FIRST, GAP, LAYERS

_PART = r"[1-9１-９]\d?"
_DECIMAL = re.compile(
    rf"(?:(?P<chain>{_PART}(?:[{DOTS}]{blanks.IN_LINE}?{_PART}){{1,4}})[{DOTS}、]?|(?P<root>{_PART}))"
    rf"(?={blanks.IN_LINE}+[^\s\d]|[^\W\da-zA-Z]|[“‘《（(]|$)"
)
_BULLET = re.compile(rf"[•●◆■▪◇▶►➢❖★☆∙◎]{blanks.IN_LINE}{{0,2}}(?=[^\s•●◆■▪◇▶►➢❖★☆∙◎])")
_WORDS = lexicon.words("document")
_QUANTITY = re.compile(lexicon.alternatives(_WORDS["measure_words"]))
_COUNT = re.compile(lexicon.alternatives([*_WORDS["measure_words"], *_WORDS["counters"]]))
_MOST_REMEMBERED = 2**15
"""Lines are looked at more than once: for wraps, for documents, for clauses."""

_BROKEN = re.compile(
    rf"\d{{1,3}}[{DOTS}]{blanks.IN_LINE}\d(?:{lexicon.alternatives(_WORDS['measure_words'])})"
)
"""A quantity with a stray blank: 1. 5米."""

_ARTICLE_INSIDE = re.compile(rf"(?<=\s)第{GAP}(?:{ANY}){GAP}条(?=\s)")
_ABOVE_ARTICLES = re.compile(rf"第{GAP}(?:{ANY}){GAP}[章节]")


class Label(NamedTuple):
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
    if not FIRST.match(line):
        return _behind_bullet(line, match)
    for layer in LAYERS:
        for pattern in layer.patterns:
            if found := pattern.match(line):
                number = None if _BROKEN.match(line) else numerals.parse(found[1])
                return Label(layer.letter, (number,), found.end(), layer.rank) if number else None
    return None


@lru_cache(maxsize=_MOST_REMEMBERED)
def decimal(line: str) -> Label | None:
    """The decimal number a line starts with: 1, 1.2 or 1.2.3, with a heading after it.

    A number with a measure word (1.5米, 3个) is a quantity, no label. The rank is only the length.
    """
    found = _DECIMAL.match(line)
    if not found:
        return _behind_bullet(line, decimal)
    if (_QUANTITY if found["chain"] else _COUNT).match(line, found.end()):
        return None
    printed = found["chain"] or found["root"]
    numbers = tuple(int(part) for part in re.split(f"[{DOTS}]", printed))
    return Label(DECIMAL, numbers, found.end(), len(numbers))


def _behind_bullet(line: str, read: Callable[[str], Label | None]) -> Label | None:
    """The label behind a mark of a list, which belongs to it: ●一、, • 1.2."""
    bullet = _BULLET.match(line)
    label = read(line[bullet.end() :]) if bullet else None
    return label._replace(end=label.end + bullet.end()) if bullet and label else None


def article_inside(line: str) -> int | None:
    """Where, in the line of a 第一章 or 第一节, its first 第一条 starts, if it does."""
    if not _ABOVE_ARTICLES.match(line):
        return None
    found = _ARTICLE_INSIDE.search(line)
    return found.start() if found else None
