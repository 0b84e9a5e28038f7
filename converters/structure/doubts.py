"""What the structure leaves open: lines of no known part, gaps in numbers, a `.yml` in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Unit
from converters.structure import responsibility, standing_duties
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
    clauses = [unit for unit in units if unit.is_clause]
    heads = {clause.line for clause in clauses if clause.layer == RUN_IN}
    lines = {part.line for clause in clauses for part in clause.parts}
    astray = [("run_in_heads", line) for line in edition.run_in_heads - heads]
    astray += [("not_run_in_heads", line) for line in edition.not_run_in_heads - lines]
    for name, line in sorted(astray, key=itemgetter(1)):
        message = f".yml 所说的第 {line} 行不是可作段首小标题的段落"
        place = edition.places.get((name, line))
        yield Problem("structure-misplaced", message, _line_span(source, line), "error", place)


def number_gaps(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each clause that does not count on; numbers may run on through the parts."""
    last: dict[tuple[int, str, int], Unit] = {}
    for clause in units:
        if not clause.is_clause or clause.layer == RUN_IN:
            continue
        key = (clause.document, clause.layer, len(clause.numbers))
        before = last.get(key)
        label = clause.label.text.strip()
        if before and before.numbers[-1] + 1 < clause.numbers[-1]:
            message = f"编号不连：{before.label.text.strip()}之后是{label}"
            yield Problem("number-missing", message, clause.label.span)
        elif _begins_late(clause, before):
            message = f"编号不从头起：第一个是{label}"
            yield Problem("number-missing", message, clause.label.span)
        last[key] = clause


def _begins_late(clause: Unit, before: Unit | None) -> bool:
    """Whether a series begins here, and not at 1: numbers that run on go up from part to part."""
    number = clause.numbers[-1]
    if not before:
        return number > 1 and len(clause.numbers) == 1
    return 1 < number <= before.numbers[-1] and _series(clause) != _series(before)


def _series(clause: Unit) -> tuple[int | None, tuple[int, ...]]:
    """What the clauses have in common that count on from one another."""
    return clause.above, clause.numbers[:-1]


def _line_span(source: Source, line: int) -> Span:
    return source.line_span(line) if line <= source.line_count else Span(0, 0)
