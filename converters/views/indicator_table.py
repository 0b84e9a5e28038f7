"""What is promised in numbers, as the rows of a table: of one plan, or of all."""

from __future__ import annotations

from collections.abc import Sequence

from converters.library.indicators import Indicator
from converters.models.phrase import Link, Marked, Phrase, to_part
from converters.text import punctuation
from converters.views.record_table import Cell

COLUMNS = {
    "什么": "title",
    "怎样": "short",
    "数": "number",
    "单位": "short",
    "到哪年": "number",
    "条款": "short",
}
"""The headers and the classes of what stands in every such table."""

_UNSAID = Marked("unseen", "未写")


def cells(one: Indicator, work: str, address: str) -> Sequence[Cell]:
    """The cells of one promise; `address` is that of its clause or row, as printed."""
    year: Phrase = str(one.year) if one.year else _UNSAID
    clause: Link = to_part(address, work, one.part_id)
    return [
        Cell(punctuation.restore(one.what)),
        Cell(punctuation.restore(one.operator)),
        Cell(one.value, one.value.partition("—")[0]),
        Cell(one.measure),
        Cell(year, one.year or ""),
        Cell(clause),
    ]
