"""Rows for a `.yml` that put right what the converter doubts: the editor adds the ground.

Each is valid as soon as it is no comment any more. What a row says is a proposal, no more: the
editor changes it, or leaves it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from converters import lexicon
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import labels

BLANK = "……"
"""Stands where the editor writes."""

_KINDS: dict[str, str] = lexicon.words("offers")["structure"]
_VALUES = {
    "addressees": f"[{BLANK}]",
    "kind": "yaodian",
}
_DATE = "2026-01-01"
_DATES = "日期"
_OTHER = "other"
_OUTERMOST = "a"
_FOLLOWING = frozenset({"kind", "period", "place"})
"""Two follow from the title; the place stands in every `.yml`, as far as it is known."""

_MOST_COLUMNS = 12


def structure(plan: Plan, problems: Sequence[Problem]) -> list[str]:
    """Rows of `structure:` for lines of which the structure is doubtful, in flow style.

    Args:
        plan: that was read.
        problems: what is doubtful.
    """
    units = {unit.start: unit for unit in plan.units if unit.kind == "unparsed"}
    begun = Counter(unit.line for unit in plan.units if unit.kind != "row")
    texts = Counter(part.line for unit in plan.units for part in unit.parts)
    owners = sorted((part.line, unit.number) for unit in plan.units for part in unit.parts)
    rows: dict[int, str] = {}
    for problem in problems:
        kind = _KINDS.get(problem.code) if problem.place is None else None
        unit = units.get(problem.span.start)
        if kind and unit:
            found = _of_unit(unit, kind, owners)
        elif kind:
            line = plan.source.position(problem.span.start).line
            # Of a file on one line, a row could not say which part it means.
            is_whole = begun[line] <= 1 and texts[line] <= 1
            found = [_row(line, line, kind, layer=_layer(plan, line, kind))] if is_whole else []
        else:
            continue
        rows |= {first: row for first, row in found if first not in rows}
    return [rows[line] for line in sorted(rows)]


def _of_unit(unit: Unit, kind: str, owners: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The rows of lines that nobody understood: one, unless other lines stand among them."""
    own = sorted({part.line for part in unit.parts})
    within = owners[bisect_left(owners, (own[0], 0)) : bisect_left(owners, (own[-1] + 1, 0))]
    others = {line for line, number in within if number != unit.number}
    columns = _columns(len(unit.parts)) if kind == "table" else 0
    if not others:
        return [_row(own[0], own[-1], kind, columns)]
    return [] if columns else [_row(line, line, kind) for line in own if line not in others]


def _layer(plan: Plan, line: int, kind: str) -> str:
    """The layer of a heading: that of its printed label, the outermost if it has none."""
    if kind != "heading":
        return ""
    start, end = plan.source.line_span(line)
    label = labels.match(plan.source.text[start:end].strip())
    return label.layer if label else _OUTERMOST


def _row(line: int, to: int, kind: str, columns: int = 0, layer: str = "") -> tuple[int, str]:
    """A row, and the line by which it is known."""
    parts = [f"line: {line}", f"to: {to}" if to > line else "", f"is: {kind}"]
    parts += [f"layer: {layer}" if layer else "", f"columns: {columns}" if columns else ""]
    parts.append(f"ground: {BLANK}")
    return line, f"{{{', '.join(filter(None, parts))}}}"


def _columns(cells: int) -> int:
    """The fewest columns that the cells fill; two if there are none such."""
    return next((width for width in range(2, _MOST_COLUMNS) if cells % width == 0), 2)


def metadata(plan: Plan, problems: Sequence[Problem]) -> dict[str, str]:
    """Rows of `metadata:` by field, for those that are stated on a doubtful line, in flow style."""
    lines = {plan.source.position(one.span.start).line for one in problems if one.place is None}
    record = plan.record
    doubted = [
        name for name, field in record.items() if field.line in lines and name not in _FOLLOWING
    ]
    if record.title.value and record.kind.value == _OTHER:
        doubted.append("kind")
    return {name: row(name) for name in doubted}


def row(name: str) -> str:
    """The row of one field, for the editor to fill in."""
    value = _DATE if name.endswith(_DATES) else _VALUES.get(name, BLANK)
    return f"{name}: {{value: {value}, ground: {BLANK}}}"
