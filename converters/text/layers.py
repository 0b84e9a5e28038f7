"""The layers of clauses: one row has all that is known of each.

Layers of official documents are GB/T 9704—2012, 7.3.3: 一、 / (一) / 1. / (1); ① below them by
custom. Regulations add 第一章, 第一节, 第一条, long plans 第一部分; emergency plans number by
decimals; a paragraph with a run-in head has no number at all.

To add a numbering style: one row with its pattern, in `FIRST` what its labels start with if that is
new, one fixture in `tests/fixtures/structure/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from converters.text import blanks, numerals

_HAN = numerals.HAN_NUMBER
ANY = rf"{_HAN}|\d{{1,3}}"
"""A number in Han or in digits."""

GAP = f"{blanks.IN_LINE}{{0,2}}"
"""What may stand inside a label."""

DOTS = ".．﹒"
"""The dots after a number or between two."""

_OPEN, _SHUT = "[(（﹙]", "[)）﹚]"
_NO_MENTION = "(?![，。、的之至第])"
_NO_DECIMAL = r"(?!\d(?!\d{3}年))"
_NO_ITEM = "(?!项(?!目)|款(?!项|待)|至)"
"""第三条的规定, (一)项: a mention of a clause, not its label."""


Face = Literal["hei", "kai", "fang"]
"""黑体, 楷体, 仿宋."""


@dataclass(frozen=True)
class Layer:
    """One layer.

    Args:
        letter: what its segment of an id begins with.
        rank: how deep it stands; smaller is higher. Decimals nest by their length instead.
        words: how a citation says it, `{}` for the number as printed.
        patterns: how its label is printed, the number in the first group.
        begins_again: whether a heading without a number may begin its numbers again.
        holds_tables: whether tables and boxes hang under it, not under what stands deeper.
        stands_apart: whether a blank after its label is part of how it is read.
        is_outer: whether two of its labels in a line show that the line feeds of a file were lost.
        numbers_cells: whether its numbers may be those of the rows of a table.
        has_heading: whether a short first sentence is a heading.
        face: in which its headings are set (GB/T 9704—2012, 7.3.3); of decimals their length says.
        is_centred: whether its headings stand in the middle of the line.
        element: which it is in Akoma Ntoso 3; `hcontainer` is one without a name of its own.
    """

    letter: str
    rank: int
    words: str
    patterns: tuple[re.Pattern[str], ...] = ()
    begins_again: bool = False
    holds_tables: bool = False
    stands_apart: bool = False
    is_outer: bool = False
    numbers_cells: bool = False
    has_heading: bool = True
    face: Face = "fang"
    is_centred: bool = False
    element: str = "hcontainer"


def _of_division(name: str) -> tuple[re.Pattern[str], ...]:
    return (re.compile(rf"第{GAP}({ANY}){GAP}{name}{_NO_MENTION}"),)


def _any_of(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


DECIMAL = "s"
RUN_IN = "u"

FIRST = re.compile(rf"[第\d{numerals.HAN_DIGITS}(（﹙①-⒛㈠-㈩]")
"""Every label of the rows below starts with one of these: a quick no for most lines."""

LAYERS = (
    Layer(
        "part",
        -1,
        "第{}部分",
        _of_division("部分"),
        begins_again=True,
        holds_tables=True,
        stands_apart=True,
        is_outer=True,
        face="hei",
        is_centred=True,
        element="part",
    ),
    Layer(
        "ch",
        0,
        "第{}章",
        _of_division("章"),
        begins_again=True,
        holds_tables=True,
        stands_apart=True,
        is_outer=True,
        face="hei",
        is_centred=True,
        element="chapter",
    ),
    Layer(
        "sec",
        1,
        "第{}节",
        _of_division("节"),
        holds_tables=True,
        stands_apart=True,
        is_outer=True,
        face="kai",
        is_centred=True,
        element="section",
    ),
    Layer(
        "art",
        2,
        "第{}条",
        _of_division("条"),
        begins_again=True,
        holds_tables=True,
        stands_apart=True,
        is_outer=True,
        has_heading=False,
        face="hei",
        element="article",
    ),
    Layer(
        "a",
        3,
        "第{}部分",
        _any_of(rf"({_HAN}){GAP}(?:、|[{DOTS}]{_NO_DECIMAL})"),
        begins_again=True,
        holds_tables=True,
        is_outer=True,
        face="hei",
        element="division",
    ),
    Layer(
        "b",
        4,
        "第{}项",
        _any_of(
            rf"{_OPEN}{GAP}({_HAN}){GAP}{_SHUT}{_NO_ITEM}[、{DOTS}]?",
            rf"([㈠-㈩]){_NO_ITEM}",
            rf"({_HAN}){GAP}{_SHUT}{_NO_ITEM}(?![；;，,。])[、{DOTS}]?",
        ),
        holds_tables=True,
        face="kai",
        element="subdivision",
    ),
    Layer(
        "c",
        5,
        "第{}点",
        _any_of(
            rf"(\d{{1,3}}){GAP}(?:[{DOTS}]{_NO_DECIMAL}|、(?!\d{{1,3}}[、号]))",
            r"([⒈-⒛])",
        ),
        numbers_cells=True,
        element="paragraph",
    ),
    Layer(
        "d",
        6,
        "第{}小点",
        _any_of(
            rf"{_OPEN}{GAP}(\d{{1,3}}){GAP}{_SHUT}{_NO_ITEM}[、{DOTS}]?",
            rf"(\d{{1,3}}){GAP}{_SHUT}(?:、(?![\d(（])|(?![；;，,。、:：]))",
            r"([⑴-⒇])",
        ),
        numbers_cells=True,
        element="subparagraph",
    ),
    Layer("e", 7, "第{}小点", _any_of(r"([①-⑳])"), numbers_cells=True, element="point"),
    Layer(
        DECIMAL,
        8,
        "第{}节",
        begins_again=True,
        holds_tables=True,
        stands_apart=True,
        element="level",
    ),
    Layer(RUN_IN, 9, "“{}”一段"),
)
"""In the order in which their labels are tried."""

BY_LETTER: Mapping[str, Layer] = {layer.letter: layer for layer in LAYERS}


def face(letter: str, length: int) -> Face:
    """The face of the headings of a layer.

    Args:
        letter: of the layer.
        length: how many numbers a label has; decimals go through the faces by it.
    """
    if letter == DECIMAL and length <= len(_OF_DECIMALS):
        return _OF_DECIMALS[length - 1]
    return BY_LETTER[letter].face


_OF_DECIMALS: tuple[Face, ...] = ("hei", "kai")
