"""专栏: a box of a plan that was set in a frame, and what its frame held.

It is rebuilt where its rows show themselves: a table below the title, numbers or bullets that each
row begins with, a term and what is said of it by turns, or rows that all begin with what they are
about. What shows no rows is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from converters.models.line import Line
from converters.structure import tables
from converters.structure.captions import is_box_title
from converters.structure.cells import is_cell
from converters.structure.tables import Found
from converters.structure.tree import Row, Table
from converters.text import labels
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import EMPTY, MappedText

_BULLET = re.compile(r"[-•●■◆◇▪·*○□☆★➢]|——")
_MAX_TERM = 15
_LONGEST_HEAD = 25
_HEAD = re.compile(rf"[^，,。；：:]{{2,{_LONGEST_HEAD}}}([：:。])\s*[^\s].*[。；;]")
_MIN_ROWS = 2
_SENTENCE_ENDS = "。；;！？"


def find(lines: Sequence[Line], at: int) -> Found | None:
    """The box that starts with `lines[at]`, if one does.

    Args:
        lines: up to the next label; no box goes on past one.
        at: index of the line to start with.
    """
    if not is_box_title(lines[at].text.text):
        return None
    if table := tables.captioned(lines, at):
        return replace(table, table=replace(table.table, kind="box"))
    following = range(at + 1, len(lines))
    end = next((i for i in following if is_box_title(lines[i].text.text)), len(lines))
    for read in (_numbered, _bulleted, _terms, _headed):
        rows, stop = read(lines, at + 1, end)
        if len(rows) >= _MIN_ROWS:
            box = Table("box", lines[at].text, (), _even(rows), lines[at].number)
            return Found(box, stop - at)
    return None


_Cells = tuple[MappedText, ...]
_Rows = tuple[list[_Cells], int]


def _even(rows: Sequence[_Cells]) -> tuple[Row, ...]:
    """The rows, each with as many cells as the longest."""
    width = max(map(len, rows))
    return tuple(Row((*row, *[EMPTY] * (width - len(row)))) for row in rows)


def _numbered(lines: Sequence[Line], start: int, end: int) -> _Rows:
    """Rows that begin with numbers that count on from 1."""
    first = labels.match(lines[start].text.text) if start < end else None
    if not first or first.number != 1 or not BY_LETTER[first.layer].numbers_cells:
        return [], start
    layer = first.layer

    def begins(text: str, number: int) -> bool:
        label = labels.match(text)
        return bool(label and (label.layer, label.number) == (layer, number))

    return _marked(lines, start, end, begins)


def _bulleted(lines: Sequence[Line], start: int, end: int) -> _Rows:
    """Rows that begin with one bullet."""
    bullet = _BULLET.match(lines[start].text.text) if start < end else None
    if not bullet:
        return [], start
    return _marked(lines, start, end, lambda text, _: text.startswith(bullet[0]))


def _marked(
    lines: Sequence[Line], start: int, end: int, begins: Callable[[str, int], bool]
) -> _Rows:
    """Rows that begin with a mark; a bare heading has its text on the next line."""
    rows: list[_Cells] = []
    at = start
    while at < end and begins(lines[at].text.text, len(rows) + 1):
        row = [lines[at].text]
        is_heading = is_cell(lines[at].text.text)
        at += 1
        if is_heading and at < end and not begins(lines[at].text.text, len(rows) + 2):
            if lines[at].text.text[-1] not in _SENTENCE_ENDS:
                return [], start
            row.append(lines[at].text)
            at += 1
        rows.append(tuple(row))
    return rows, at


def _terms(lines: Sequence[Line], start: int, end: int) -> _Rows:
    """Terms and what is said of each, by turns; they reach to the end, or it is not even."""
    rows: list[_Cells] = []
    at = start
    while at + 1 < end:
        term, text = lines[at].text, lines[at + 1].text
        if len(term) > _MAX_TERM or not is_cell(term.text) or text.text[-1] not in "。；":
            break
        rows.append((term, text))
        at += 2
    return (rows, at) if at == end else ([], start)


def _headed(lines: Sequence[Line], start: int, end: int) -> _Rows:
    """Rows that all begin with what they are about, and one mark after it: 指挥中心工程：."""
    rows: list[_Cells] = []
    at = start
    mark = ""
    while at < end and (found := _HEAD.fullmatch(lines[at].text.text)):
        if mark and found[1] not in mark:
            break
        mark = "：:" if found[1] in "：:" else found[1]
        rows.append((lines[at].text,))
        at += 1
    return (rows, at) if mark != "。" or at == end else ([], start)
