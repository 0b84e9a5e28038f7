"""The units of the full-text search: every clause, block, table and row of a plan.

A unit is found if its reading, or its text as received, holds what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converters.models.plan import Plan
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.search import folding
from converters.text import punctuation
from converters.text.mapped_text import MappedText


@dataclass(frozen=True)
class Text:
    """The pieces of a unit, in the order in which they are searched without anything between."""

    label: str = ""
    heading: str = ""
    separator: str = ""
    body: str = ""

    @property
    def whole(self) -> str:
        """What is searched."""
        return self.label + self.heading + self.separator + self.body


@dataclass(frozen=True)
class PartStart:
    """An address inside a unit: where in the body its text starts, or goes on, in code points."""

    id: str
    start: int


@dataclass(frozen=True)
class SearchUnit:
    """One unit; `received` is None where it reads as the reading once both are folded.

    `line` is that of the original (1-based) where the unit has no address on the page of its plan.
    """

    id: str
    reading: Text
    received: Text | None = None
    parts: tuple[PartStart, ...] = ()
    line: int | None = None


def of(plan: Plan) -> Iterator[SearchUnit]:
    """All units of a plan with ids, in the order of the page."""
    for unit in plan.units:
        if unit.is_clause or unit.is_block:
            yield _unit(unit, plan.source)
        else:
            yield _row(unit.id, unit.cells, plan.source)


def _parts(paragraphs: Iterable[Part], unit: str) -> Iterator[PartStart]:
    start = 0
    for paragraph in paragraphs:
        own = paragraph.id or unit
        if own and (own != unit or start):
            yield PartStart(own, start)
        ends = [*(item.start for item in paragraph.items[1:]), len(paragraph.text.text)]
        for item, following in zip(paragraph.items, ends, strict=False):
            yield PartStart(item.id, start + item.start)
            if own and item.end < following:
                yield PartStart(own, start + item.end)
        start += len(paragraph.text.text) + 1


def _unit(unit: Unit, source: Source) -> SearchUnit:
    """A clause or block: label, heading, separator and parts."""
    pieces = ([unit.label], [unit.heading], [unit.separator], unit.cells)
    line = unit.line if unit.kind == "noise" else None
    return _of_texts(
        unit.id,
        Text(*("\n".join(punctuation.restore(text.text) for text in piece) for piece in pieces)),
        Text(*("\n".join(text.received(source.text) for text in piece) for piece in pieces)),
        tuple(_parts(unit.parts, unit.id if unit.is_clause else "")),
        line,
    )


def _row(id_: str, cells: Iterable[MappedText], source: Source) -> SearchUnit:
    """The cells of a row, a tab between them."""
    solid = [cell for cell in cells if cell]
    return _of_texts(
        id_,
        Text(body="\t".join(punctuation.restore(cell.text) for cell in solid)),
        Text(body="\t".join(cell.received(source.text) for cell in solid)),
    )


def _of_texts(
    id_: str,
    reading: Text,
    received: Text,
    parts: tuple[PartStart, ...] = (),
    line: int | None = None,
) -> SearchUnit:
    is_same = folding.fold(received.whole) == folding.fold(reading.whole)
    return SearchUnit(id_, reading, None if is_same else received, parts, line)
