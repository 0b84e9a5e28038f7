"""What the structure leaves open: lines of no known part, unread duties, a `.yml` that misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Unit
from converters.structure import (
    responsibility,
    rulings,
    standing_duties,
)
from converters.text.layers import RUN_IN
from converters.text.mapped_text import Span

_UNPARSED = {
    "unparsed": "这 {} 行不知属于哪一部分，照录备查",
    "flat-table": "这 {} 行像是压平的表格，格数对不上，不能还原，照录备查",
}

_WITH_DUTIES = ("attachment", "preamble")
_SHOWN = 40


def unparsed(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each block that nobody understood."""
    for unit in units:
        if unit.kind == "unparsed":
            code = "flat-table" if unit.is_flat_table else "unparsed"
            message = _UNPARSED[code].format(len(unit.parts))
            yield Problem(code, message, unit.parts[0].text.span)


def unread_duties(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each list of units, or cell of a column for them, that gives no duty."""
    yield from standing_duties.unread(units)
    for unit in units:
        if unit.is_clause or unit.kind in _WITH_DUTIES:
            for text in (unit.heading, *unit.cells):
                for start, end in responsibility.unread(text.text):
                    message = f"像是责任单位的写法，却没有读出职责：{text.text[start:end][:_SHOWN]}"
                    yield Problem("duties-unread", message, text.origin(start, end))


def misplaced(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """What the editor wrote in the `.yml` and that points at nothing."""
    edition = source.edition
    for number, slip in enumerate(edition.slips):
        span = _line_span(source, slip.line)
        if slip.received not in source.text[span.start : span.end]:
            message = f".yml 所注“{slip.received}”不在第 {slip.line} 行"
            place = edition.places.get(("slips", number))
            yield Problem("slip-misplaced", message, span, "error", place)
    heads = {unit.line for unit in units if unit.is_clause and unit.layer == RUN_IN}
    for number, ruling in enumerate(edition.rulings):
        if ruling.kind == "run-in-head" and ruling.line not in heads:
            message = f".yml 所说的第 {ruling.line} 行不在任何条款之内，不能作段首小标题"
            place = edition.places.get(("structure", number))
            span = _line_span(source, ruling.line)
            yield Problem("structure-misplaced", message, span, "error", place)


def ragged(source: Source) -> Iterator[Problem]:
    """A Problem for each table of the editor whose cells do not fill its rows."""
    for number, ruling in enumerate(source.edition.rulings):
        if ruling.columns and (said := rulings.misfit(source, ruling)):
            place = source.edition.places.get(("structure", number))
            span = _line_span(source, ruling.line)
            yield Problem("structure-ragged", said, span, place=place)


def _line_span(source: Source, line: int) -> Span:
    return source.line_span(line) if line <= source.line_count else Span(0, 0)
