"""The critical apparatus: every place where the editor did or noted something, in order.

Emendations and slips are numbered, given an address that is their place in the file (which never
changes) and the clause, block or row they stand in. Pages and data all take them from here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from converters.models import acyclic
from converters.models.emendation import Emendation
from converters.models.located import Position
from converters.models.plan import Plan
from converters.models.source import Slip, Source
from converters.text.mapped_text import Span

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


@acyclic.without_collector()
def entries(plan: Plan) -> tuple[Entry, ...]:
    """All emendations and slips of a plan with ids, in the order of the file."""
    found: list[tuple[Span, Emendation | Slip]] = [(made.span, made) for made in plan.emendations]
    found += _slips(plan.source)
    if not found:
        return ()
    found.sort(key=itemgetter(0))
    unit_at = _Units(plan)
    seen: Counter[str] = Counter()
    return tuple(_entry(span, what, plan.source, unit_at(span), seen) for span, what in found)


class _Units:
    """Which clause, block or row a place of the original belongs to."""

    def __init__(self, plan: Plan) -> None:
        found = sorted(_unit_starts(plan))
        self._starts = [start for start, _ in found]
        self._ids = [id_ for _, id_ in found]

    def __call__(self, span: Span) -> str | None:
        """The id of the unit that a span lies in or, between two, of the one before it."""
        at = bisect_right(self._starts, span.start) - 1
        return self._ids[max(at, 0)] if self._ids else None


def _entry(
    span: Span, what: Emendation | Slip, source: Source, unit: str | None, seen: Counter[str]
) -> Entry:
    """The entry of a place; `seen` counts the ids and, of emendations and slips, the numbers."""
    position = source.position(span.start)
    place = f"L{position.line}C{position.col}"
    series = "疑" if isinstance(what, Slip) else ""
    seen.update([place, series])
    id_ = place if seen[place] == 1 else f"{place}_{seen[place]}"
    number = f"{series}{seen[series]}"
    if isinstance(what, Slip):
        received, note = what.received, what.note
        return Entry(
            id_, number, span, position, received, received, "slip", "slip", "slip", note, unit
        )
    return Entry(
        id_,
        number,
        span,
        position,
        what.damaged,
        what.reading,
        what.confidence,
        what.kind,
        what.rule,
        what.ground,
        unit,
    )


def _slips(source: Source) -> Iterator[tuple[Span, Slip]]:
    for slip in source.edition.slips:
        if slip.line <= source.line_count:
            line = source.line_span(slip.line)
            at = source.text.find(slip.received, line.start, line.end)
            if at >= 0:
                yield Span(at, at + len(slip.received)), slip


def _unit_starts(plan: Plan) -> Iterator[tuple[int, str]]:
    for unit in plan.units:
        if unit.kind != "noise":  # it has no address
            own = (unit.label, unit.heading, *unit.cells)
            yield from ((text.starts[0], unit.id) for text in own if text)
