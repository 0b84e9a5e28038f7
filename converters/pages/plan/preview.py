"""What a link to a clause tells before it is followed: `plans/<work>/preview.js`.

The data is a script in the folder of the page that the link leads to: a page from disk may not
fetch. It is loaded when a reader first points at such a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converters.citation.quotations import Quoter
from converters.citation.titles import place_names, years_shown
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import escape
from converters.text.json_value import Json
from converters.text.mapped_text import MappedText, Span

_MOST_TEXT = 120
"""Characters of a clause that are shown."""

_Piece = tuple[MappedText, Span]
_Run = str | list[str]


def page(plan: Plan) -> Page:
    """The text of each address of a plan."""
    key = f"plans/{plan.source.work}"
    value = escape.script(_clauses(Quoter(plan)))
    return Page(Path(f"{key}/preview.js"), f'library.previews["{key}"] = {value};\n')


def _clauses(quoter: Quoter) -> dict[str, Json]:
    """The plan in few words; by address where it is, its heading, and its text in runs."""
    parts: dict[str, Json] = {}
    for id_, unit, heading, pieces in _addressed(quoter.plan):
        head = list(_runs(quoter, heading))
        parts[id_] = [quoter.address(unit).shown, head, list(_cut(_runs(quoter, pieces)))]
    return {"plan": _short(quoter.plan), "parts": parts}


def _addressed(plan: Plan) -> Iterator[tuple[str, str, list[_Piece], list[_Piece]]]:
    """Each address of a plan: the id of its unit, its heading, its text."""
    for unit, part in plan.pieces:
        heading = _heading(plan, unit)
        if part is None:
            if not unit.is_block:
                yield unit.id, unit.id, heading, _of_unit(plan, unit)
        elif unit.is_clause or unit.is_block:
            if part.id and (unit.is_block or part.id != unit.id):
                yield part.id, unit.id, heading, _whole(part.text)
            for item in part.items:
                yield item.id, unit.id, heading, [(part.text, Span(item.start, item.end))]


def _heading(plan: Plan, unit: Unit) -> list[_Piece]:
    """The heading of a clause; of a table and its rows the caption."""
    table = plan.above(unit) if unit.kind == "row" else unit
    return _whole(table.caption if table and table.is_table else unit.heading)


def _of_unit(plan: Plan, unit: Unit) -> list[_Piece]:
    """The text of a clause or, if it has none, the heads of those below; the cells of a row."""
    if unit.is_table:
        return _whole(*unit.header)
    if own := _whole(*unit.cells):
        return own
    return _whole(*(text for below in plan.children(unit) for text in (below.label, below.heading)))


def _whole(*texts: MappedText) -> list[_Piece]:
    return [(text, Span(0, len(text))) for text in texts if text]


def _runs(quoter: Quoter, pieces: Iterable[_Piece]) -> Iterator[_Run]:
    """Strings; with its classes if it is the editor's reading; a blank between pieces."""
    for number, (text, span) in enumerate(pieces):
        if number:
            yield " "
        for classes, run in quoter.runs(text, span):
            yield [run, classes] if classes else run


def _cut(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Not more than is shown."""
    left = _MOST_TEXT
    for run in runs:
        text, *classes = [run] if isinstance(run, str) else run
        if len(text) > left:
            yield [text[:left], *classes] if classes else text[:left]
            yield "……"
            return
        yield run
        left -= len(text)


def _short(plan: Plan) -> str:
    """A plan in few words: 东昌区 2021—2025."""
    return " ".join([*place_names(plan)[-1:], years_shown(plan)])
