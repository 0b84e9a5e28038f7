"""Printed labels of clauses: which layer, which number.

Layers of official documents are GB/T 9704—2012, 7.3.3: 一、 / (一) / 1. / (1); ① below them by
custom. Regulations add 第一章, 第一节, 第一条; emergency plans number by decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters import numerals

RANKS = {"ch": 0, "sec": 1, "art": 2, "a": 3, "b": 4, "c": 5, "d": 6, "e": 7, "u": 9}
"""A clause belongs under the nearest one before it of lower rank; decimals nest by length."""

_HAN = numerals.HAN_NUMBER
_PATTERNS = (
    ("ch", re.compile(rf"第({_HAN})章(?=\s|[^\s，。、的])")),
    ("sec", re.compile(rf"第({_HAN})节(?=\s|[^\s，。、的])")),
    ("art", re.compile(rf"第({_HAN})条(?=\s|[^\s，。、的])")),
    ("a", re.compile(rf"({_HAN})、")),
    ("b", re.compile(rf"[(（]({_HAN})[)）]、?")),
    ("c", re.compile(r"(\d{1,3})(?:[.．](?!\d)|、)")),
    ("d", re.compile(r"[(（](\d{1,3})[)）]、?")),
    ("e", re.compile(r"([①-⑳])")),
)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})(?=[\s\u3000]+[^\s\d]|[\u4e00-\u9fff])")

_ARTICLE_INSIDE = re.compile(rf"(?<=\s)第{_HAN}条(?=\s)")


@dataclass(frozen=True)
class Label:
    """A label at the start of a line: the letter of its layer, its number, its end."""

    layer: str
    numbers: tuple[int, ...]
    end: int

    @property
    def rank(self) -> int:
        """How deep the layer is; smaller is higher."""
        return len(self.numbers) if self.layer == "s" else RANKS[self.layer]


def match(line: str, *, decimals: bool = False) -> Label | None:
    """The label a line starts with, if it does.

    Args:
        line: without blanks at its start.
        decimals: whether `1`, `1.1` count as labels (see `uses_decimals`).
    """
    if decimals and (found := _DECIMAL.match(line)):
        return Label("s", tuple(map(int, found[1].split("."))), found.end())
    for layer, pattern in _PATTERNS:
        if found := pattern.match(line):
            number = numerals.parse(found[1])
            return Label(layer, (number,), found.end()) if number else None
    return None


def article_inside(line: str) -> int | None:
    """Where, in the line of a 第一章 or 第一节, its first 第一条 starts, if it does."""
    if not re.match(rf"第{_HAN}[章节]", line):
        return None
    found = _ARTICLE_INSIDE.search(line)
    return found.start() if found else None


def uses_decimals(lines: list[str]) -> bool:
    """Whether a text numbers by decimals: lines that start with 1.1 and 1.2, or 1.1 and 2.1."""
    found = {match[1] for line in lines if (match := _DECIMAL.match(line))}
    return "1.1" in found and bool(found & {"1.2", "2.1", "1.1.1"})
