"""What a link tells before it is followed: the text of a clause, or who mentions a name.

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
from converters.names import authority
from converters.names.authority import AuthorityRecord
from converters.names.index import InPlan
from converters.pages.names.cross_references import CrossReferences
from converters.pages.plan.plan_names import SECTIONS
from converters.text import escape, punctuation
from converters.text.json_value import Json
from converters.text.mapped_text import MappedText, Span

_KINDS = SECTIONS | {"agency-types": "机构类型"}
_MOST_PLANS = 8
_MOST_FORMS = 6
_MOST_TEXT = 160
"""Characters of a clause that are shown."""

_Piece = tuple[MappedText, Span]
_Run = str | list[str]


def pages(references: CrossReferences) -> Iterator[Page]:
    """`preview.js` of every plan and of every name that has a page."""
    for plan in references.index.plans:
        yield _page(f"plans/{plan.source.work}", _clauses(references.quoter(plan)))
    for key, record in references.records.items():
        if record.scheme in _KINDS:
            yield _page(key, _name(record, references.of(key)))


def _page(key: str, value: dict[str, Json]) -> Page:
    text = f'library.previews["{key}"] = {escape.script(value)};\n'
    return Page(Path(f"{key}/preview.js"), text)


def _name(record: AuthorityRecord, found: tuple[InPlan, ...]) -> dict[str, Json]:
    """Kind, name, other forms; by plan where it stands first and how often; the sums.

    A type of agency stands where its agencies do: their names are no forms of its own.
    """
    kind = authority.KINDS.get(record.scheme, {}).get(record.kind)
    surfaces = (form for one in found for form in one.surfaces if record.scheme in SECTIONS)
    forms = dict.fromkeys(form for form in surfaces if form != record.pref)
    return {
        "kind": " · ".join(filter(None, (_KINDS[record.scheme], kind))),
        "name": punctuation.restore(record.pref),
        "forms": [punctuation.restore(form) for form in list(forms)[:_MOST_FORMS]],
        "plans": [
            [
                _short(one.plan),
                len(one.mentions),
                f"plans/{one.plan.source.work}/#{one.mentions[0].part}",
            ]
            for one in found[:_MOST_PLANS]
        ],
        "more": max(0, len(found) - _MOST_PLANS),
        "total": sum(len(one.mentions) for one in found),
    }


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
    return _whole(unit.heading if unit.is_clause or table is None else table.caption)


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
