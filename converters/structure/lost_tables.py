"""Signs of a table that no table came of: each is told at its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from converters.models.located import Problem
from converters.models.unit import Unit
from converters.structure import captions
from converters.structure.cells import is_cell
from converters.text import blanks

_TITLE, _ROW = "title", "row"
_WORDS = {
    _TITLE: "这一行像是表格或专栏的标题，下面没有读出表格，照录备查",
    _ROW: "这一行像是表格的表头或一行，没有读成表格，照录备查",
}
_NEXT_ROW = re.compile(rf"\d{{1,3}}{blanks.IN_LINE}+\D")
_MAY_HOLD = frozenset(["clause", "preamble", "attachment", "unparsed"])


def find(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each 专栏, caption, header or row that stands as text.

    Of rows that follow one another only the first is told. A table whose cells can't be counted is
    told as such already, with the line above its header.
    """
    ends: defaultdict[int | None, set[int]] = defaultdict(set)
    for unit in units:
        if unit.is_table:
            ends[unit.above].add(unit.after)
    for unit in units:
        before = None
        for at, part in enumerate(unit.parts if unit.kind in _MAY_HOLD else ()):
            text = part.text.text
            sign = _sign(text) if part.role in ("text", "cell") else None
            if at in ends[unit.number] and _NEXT_ROW.match(text) and is_cell(text):
                sign = _ROW
            is_told = sign == before == _ROW
            if unit.is_flat_table:
                is_told = at == 0 or sign == _ROW
            if sign and not is_told:
                yield Problem("table-lost", _WORDS[sign], part.text.span)
            before = sign


def _sign(text: str) -> str | None:
    if captions.is_box_title(text) or captions.is_caption(text):
        return _TITLE
    return _ROW if captions.is_serial_header(text) or captions.is_row(text) else None
