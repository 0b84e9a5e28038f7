"""Bars that a copy drew a table with and that no row of dashes proves: its header must.

Either a row stands on each line, a bar at both its ends, or one cell, a bar before it. The first
line names columns as tables have them. A line of nothing but bars is what is left of a table that
only laid out a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks

_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_COLUMNS = frozenset([*_WORDS["column_headers"], *_SERIAL_HEADERS])
_BAR = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_DASHES = re.compile(r"[|\s:]*-[|\s:-]*")
_MIN_ROWS = 2
_MIN_CELLS = 4
_MIN_KNOWN = 2


class _Line(NamedTuple):
    """A line with bars: where it starts, its bars, how many cells stand between and after them."""

    start: int
    text: str
    bars: tuple[tuple[int, int], ...]
    shape: int


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every bar of such a table; a `cell` parts two cells, a `bar` none."""
    for shape, run in groupby(_lines(text), key=lambda line: line.shape):
        lines = list(run)
        least = _MIN_CELLS if shape == _ONE_CELL else _MIN_ROWS
        if shape == _BARS_ALONE or (shape and len(lines) >= least and _opens(lines[0])):
            yield from (mark for line in lines for mark in _marks(line, shape))


_NONE, _BARS_ALONE, _ONE_CELL = 0, 1, 2


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        bars: tuple[tuple[int, int], ...] = ()
        if "|" in line:
            found = _BAR.finditer(line)
            bars = tuple((start + bar.start(), start + bar.end()) for bar in found)
        yield _Line(start, line, bars, _shape(line.strip(blanks.CHARS), len(bars)))
        start += len(line) + 1


def _shape(line: str, bars: int) -> int:
    """What a line may be part of; of a whole row, the number of its bars."""
    if not bars or not line.startswith("|") or _DASHES.fullmatch(line):
        return _NONE
    if not line.strip(f"|{blanks.CHARS}"):
        return _BARS_ALONE
    is_closed = line.endswith("|")
    if bars == 1 + is_closed:
        return _ONE_CELL
    return bars if is_closed else _NONE


def _opens(line: _Line) -> bool:
    """Whether a line is the header of a table, or the first cell of one."""
    names = [name.strip(blanks.CHARS) for name in line.text.strip(f"|{blanks.CHARS}").split("|")]
    known = sum(name in _COLUMNS for name in names)
    return names[0] in _SERIAL_HEADERS or known >= _MIN_KNOWN


def _marks(line: _Line, shape: int) -> Iterator[tuple[int, int, str]]:
    first, last = line.bars[0], line.bars[-1]
    if shape == _BARS_ALONE:
        yield first[0], last[1], "bar"
        return
    for bar in line.bars:
        is_edge = shape == _ONE_CELL or bar in (first, last)
        yield *bar, "bar" if is_edge else "cell"
