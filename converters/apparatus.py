"""The critical apparatus: every place where the editor did or noted something, in order.

Emendations and slips are numbered, given an address that is their place in the file (which never
changes) and the clause, block or row they stand in. Pages and data all take them from here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from converters.mapped_text import Span
from converters.models import Emendation, Plan, Position, Source

Verdict = Literal["certain", "likely", "unknown", "slip"]


@dataclass(frozen=True)
class Entry:
    """One place. `reading` is None where nothing can be read; for a slip it is what was received.

    `number` is what the page prints: `4`, or `疑1` for a slip of the source that stays.
    """

    id: str
    number: str
    span: Span
    position: Position
    received: str
    reading: str | None
    verdict: Verdict
    kind: str
    rule: str
    ground: str
    unit: str | None

    @property
    def is_omission(self) -> bool:
        """Whether the reading leaves out what was received, so that nothing is there to mark."""
        return self.reading == ""


def entries(plan: Plan) -> tuple[Entry, ...]:
    """All emendations and slips of a plan with ids, in the order of the file."""
    unit_at = Units(plan)
    made = [_emended(emendation, plan.source, unit_at) for emendation in plan.emendations]
    made += [_slip(span, note, plan.source, unit_at) for span, note in _slips(plan)]
    made.sort(key=lambda entry: (entry.span.start, entry.span.end))
    seen: Counter[str] = Counter()
    return tuple(_numbered(entry, seen) for entry in made)


class Units:
    """Which clause, block or row a place of the original belongs to."""

    def __init__(self, plan: Plan) -> None:
        found = sorted(_unit_starts(plan))
        self._starts = [start for start, _ in found]
        self._ids = [id_ for _, id_ in found]

    def __call__(self, span: Span) -> str | None:
        """The id of the unit that a span lies in or, between two, of the one before it."""
        at = bisect_right(self._starts, span.start) - 1
        return self._ids[max(at, 0)] if self._ids else None


def _emended(made: Emendation, source: Source, unit_at: Units) -> Entry:
    return Entry(
        "",
        "",
        made.span,
        source.position(made.span.start),
        made.damaged,
        made.reading,
        made.confidence,
        made.kind,
        made.rule,
        made.ground,
        unit_at(made.span),
    )


def _slip(span: Span, note: str, source: Source, unit_at: Units) -> Entry:
    received = source.text[span.start : span.end]
    position = source.position(span.start)
    unit = unit_at(span)
    return Entry("", "", span, position, received, received, "slip", "slip", "slip", note, unit)


def _numbered(entry: Entry, seen: Counter[str]) -> Entry:
    """The entry with its number among its like, and its id."""
    line, col = entry.position
    id_ = f"L{line}C{col}"
    series = "疑" if entry.verdict == "slip" else ""
    seen.update([id_, series])
    shown = id_ if seen[id_] == 1 else f"{id_}_{seen[id_]}"
    return replace(entry, id=shown, number=f"{series}{seen[series]}")


def _slips(plan: Plan) -> Iterator[tuple[Span, str]]:
    source = plan.source
    for slip in source.edition.slips:
        if slip.line <= source.line_count:
            line = source.line_span(slip.line)
            at = source.text.find(slip.received, line.start, line.end)
            if at >= 0:
                yield Span(at, at + len(slip.received)), slip.note


def _unit_starts(plan: Plan) -> Iterator[tuple[int, str]]:
    for block in plan.blocks:
        if block.kind != "noise":  # it has no address
            yield from ((part.text.starts[0], block.id) for part in block.paragraphs)
    for table in plan.tables:
        yield from ((part.starts[0], table.id) for part in (table.caption, *table.header) if part)
        yield from ((cell.starts[0], row.id) for row in table.rows for cell in row.cells)
    for clause in plan.clauses:
        own = (clause.label, clause.heading, *(part.text for part in clause.paragraphs))
        yield from ((part.starts[0], clause.id) for part in own if part)
