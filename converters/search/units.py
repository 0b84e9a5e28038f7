"""The units of the full-text search: every clause, block, table and row of a plan.

A unit is found if its reading, or its text as received, holds what is looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from converters.models.plan import Plan
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.search import folding
from converters.text import punctuation
from converters.text.mapped_text import MappedText, Span

_DOUBTED = ("likely", "unknown")
"""How sure the readings are of which a hit tells."""


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
    `doubtful` are the places in the whole of the reading that the editor has conjectured or could
    not read, in code points, in order.
    """

    id: str
    reading: Text
    received: Text | None = None
    parts: tuple[PartStart, ...] = ()
    line: int | None = None
    doubtful: tuple[Span, ...] = ()


def of(plan: Plan) -> Iterator[SearchUnit]:
    """All units of a plan with ids, in the order of the page."""
    heads: tuple[MappedText, ...]
    doubted = frozenset(one.span for one in plan.emendations if one.confidence in _DOUBTED)
    for unit in plan.units:
        if unit.is_clause or unit.is_block:
            made = _unit(unit, plan.source)
            heads, cells = (unit.label, unit.heading, unit.separator), unit.cells
        else:
            made = _row(unit.id, unit.cells, plan.source)
            heads, cells = (), tuple(filter(None, unit.cells))
        yield replace(made, doubtful=tuple(_doubtful(heads, cells, doubted))) if doubted else made


def _doubtful(
    heads: Iterable[MappedText], cells: Iterable[MappedText], doubted: Collection[Span]
) -> Iterator[Span]:
    """Where in a unit the text is not to be relied on; a character parts each two of its cells."""
    at = 0
    for text in heads:
        yield from _doubtful_in(text, at, doubted)
        at += len(text)
    for text in cells:
        yield from _doubtful_in(text, at, doubted)
        at += len(text) + 1


def _doubtful_in(text: MappedText, offset: int, doubted: Collection[Span]) -> Iterator[Span]:
    spans = (Span(*one) for one in zip(text.starts, text.ends, strict=True))
    for is_doubtful, run in groupby(enumerate(spans), lambda one: one[1] in doubted):
        if is_doubtful:
            at = [number for number, _ in run]
            yield Span(offset + at[0], offset + at[-1] + 1)


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
