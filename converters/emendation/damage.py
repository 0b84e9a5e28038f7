"""What the characters of a reading leave open: marks without a partner, code, signs of loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from converters.emendation import markup, ocr
from converters.models.line import Line
from converters.models.located import Problem
from converters.text import book_marks

_QUOTE = re.compile('[“”"]')
_STRAIGHT = '"'
_ARROWS = re.compile("[^《》]*(?:》[^《》]*){2,}")
_TITLE_MARKS = "书名号不成对：这个“{}”没有另一半，可能失去了；据上下文在 .yml 中校读"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OTHER_LINE_END = re.compile("[\r\u2028\u2029]")
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def check(lines: Sequence[Line]) -> Iterator[Problem]:
    """A Problem for each doubt, by kind.

    Args:
        lines: of the reading, those that noise is made of too.
    """
    for find in (
        _unbalanced_quotes,
        _unbalanced_title_marks,
        _controls,
        _lost,
        _leftovers,
        _misread,
        _other_line_ends,
    ):
        yield from find(lines)


def _unbalanced_quotes(lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        misfit = _misfit(line.text.text)
        if misfit is not None:
            span = line.text.origin(misfit, misfit + 1)
            message = "引号不成对，可能有引号失去；据上下文在 .yml 中校读"
            yield Problem("unbalanced-quotes", message, span)


def _unbalanced_title_marks(lines: Sequence[Line]) -> Iterator[Problem]:
    """书名号 without a partner; the arrows of a path, 首页》政务》通知, are none."""
    found = book_marks.unpartnered([line.text.text for line in lines])
    for at, marks in groupby(found, key=itemgetter(0)):
        text = lines[at].text
        if _ARROWS.fullmatch(text.text):
            continue
        for _, place in marks:
            message = _TITLE_MARKS.format(text.text[place])
            yield Problem("unbalanced-title-marks", message, text.origin(place, place + 1))


def _misfit(text: str) -> int | None:
    """Where the first quote stands that has no partner; a straight one may be either.

    Two straight ones are a pair; a lone one may be the sign of inches.
    """
    opened: int | None = None
    for quote in _QUOTE.finditer(text):
        at = quote.start()
        opens = opened is None if quote[0] == _STRAIGHT else quote[0] == "“"
        if opens == (opened is not None):
            return at if opened is None else opened
        opened = at if opens else None
    return opened if opened is not None and text[opened] != _STRAIGHT else None


def _controls(lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        for found in _CONTROL.finditer(line.text.text):
            message = f"控制字符 U+{ord(found[0]):04X}，页面上以符号代示"
            yield Problem("control-character", message, line.text.origin(*found.span()))


def _lost(lines: Sequence[Line]) -> Iterator[Problem]:
    """Characters that stand for others: U+FFFD, and those of the private use areas."""
    for line in lines:
        for found in _LOST.finditer(line.text.text):
            message = f"字符 U+{ord(found[0]):04X} 不表示任何字，原字已失去，照录"
            yield Problem("lost-character", message, line.text.origin(*found.span()))


def _other_line_ends(lines: Sequence[Line]) -> Iterator[Problem]:
    """Marks that end a line elsewhere, and that nothing here shows to be one; the first of each."""
    told: set[str] = set()
    for line in lines:
        for found in _OTHER_LINE_END.finditer(line.text.text):
            if found[0] not in told:
                told.add(found[0])
                message = (
                    f"U+{ord(found[0]):04X} 或是行末，程序没有据以分行，照录；若是，请换成换行符"
                )
                yield Problem("line-ends", message, line.text.origin(*found.span()))


def _leftovers(lines: Sequence[Line]) -> Iterator[Problem]:
    """What looks like code of a page and no rule has read."""
    for line in lines:
        for found in markup.leftovers(line.text.text):
            printed = line.text.text[found.start : found.end]
            message = f"“{printed}”像是网页代码或标记，照录未改"
            yield Problem("leftover-markup", message, line.text.origin(*found))


def _misread(lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        for start, end, suspected in ocr.find(line.text.text):
            printed = line.text.text[start:end]
            message = f"“{printed}”疑为“{suspected}”之误（文字识别有误），照录未改"
            yield Problem("ocr-suspect", message, line.text.origin(start, end))
