"""The text of a plan in blocks, as it is read from its first line to its last.

Headings, paragraphs and tables, each with the addresses that lead to it, in the units of the plan
that they stand in. Noise is no text of the plan: of it a view knows only where it stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple

from converters.citation import places
from converters.citation.places import Place
from converters.edition import extents, grids
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.names import plan_names
from converters.names.plan_names import PlanNames
from converters.text.mapped_text import MappedText, Span
from converters.views.inline import (
    Inline,
    NoteMark,
    Ordinal,
    Reader,
    Run,
    Units,
    Words,
    entries_in,
)

_TITLE = 1
_DEEPEST = 6
_QUANTITY = re.compile(r"[^\d]{1,3}[\d.,]+\s?[^\s\d]{0,3}|[\d.,]+[^\s\d]{1,3}")
"""A few characters around digits."""


@dataclass(frozen=True)
class Paragraph:
    """Some text.

    Args:
        ids: its addresses, the one to cite first; none if it belongs to what stands before it.
        text: what stands in it, after the label.
        label: of a clause its printed number, or what stands for one in a run-in head.
        level: how deep it stands in the outline, if it is a heading; 1 is the title.
        role: what it is in a block outside the clauses.
        span: which part of the file it stands for.
        line: of the file where it begins (1-based); None if what stands before it says so.
        place: how its address is written.
        within: how the place of its items is written.
    """

    ids: tuple[str, ...]
    text: tuple[Inline, ...]
    span: Span
    place: Place
    within: Place
    label: tuple[Run, ...] = ()
    level: int = 0
    role: str = ""
    line: int | None = None


class Cell(NamedTuple):
    """What stands in a cell or caption, which part of the file it stands for, if it has any text.

    `is_quantity`: whether it states one; of a head, whether all below it do.
    """

    text: tuple[Run, ...]
    span: Span | None
    is_quantity: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table, its addresses, how the place is written."""

    ids: tuple[str, ...]
    cells: tuple[Cell, ...]
    place: Place


class Extent(NamedTuple):
    """How many rows and columns a cell fills.

    A place that another cell covers has `is_covered`, and the figures of that cell; 0 columns if it
    is not in its first one.
    """

    rows: int
    columns: int
    is_covered: bool = False


_ALONE = Extent(1, 1)


@dataclass(frozen=True)
class TableText:
    """A table or a 专栏; `caption` is None and `header` empty where it has none.

    `merged` are the cells that are merged and those that they cover, by row and column from 0; the
    header is row 0, if there is one.
    """

    ids: tuple[str, ...]
    caption: Cell | None
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    place: Place
    merged: Mapping[tuple[int, int], Extent] = field(default_factory=dict)

    @cached_property
    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of all rows, that of the header too."""
        return (*((self.header,) if self.header else ()), *(row.cells for row in self.rows))

    def extent(self, row: int, column: int) -> Extent:
        """How much a cell fills, by its place from 0."""
        return self.merged.get((row, column), _ALONE)

    def shown(self, row: int) -> Iterator[tuple[Cell, Extent]]:
        """The cells of a row that no other one covers; of a row that has none its first."""
        cells = [(cell, self.extent(row, at)) for at, cell in enumerate(self.grid[row])]
        yield from [one for one in cells if not one[1].is_covered] or [(cells[0][0], _ALONE)]


@dataclass(frozen=True)
class Noise:
    """What is no text of the plan: which parts of the file."""

    spans: tuple[Span, ...]


Block = Paragraph | TableText | Noise


class UnitText(NamedTuple):
    """Blocks of one unit that stand together; `is_further` if a unit has begun before them."""

    unit: Unit
    blocks: tuple[Block, ...]
    is_further: bool = False


@dataclass(frozen=True)
class PlanText:
    """All blocks, and the older or shorter addresses of each address."""

    units: tuple[UnitText, ...]
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def has_footnotes(self) -> bool:
        """Whether the file has notes of its own and the text the mark of each of them."""
        marks = [mark for block in self.blocks for mark in _marks(block)]
        own = {mark.note for mark in marks if mark.is_own}
        return bool(own) and own == {mark.note for mark in marks if not mark.is_own}

    @property
    def blocks(self) -> Iterator[Paragraph | TableText]:
        """The blocks of the text."""
        for unit in self.units:
            yield from (block for block in unit.blocks if not isinstance(block, Noise))

    @property
    def pieces(self) -> Counter[str]:
        """In how many pieces the place of each entry is shown, by its id: a name may end in it."""
        return Counter(entry.id for block in self.blocks for entry in _entries(block))

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the entries of which a place is shown."""
        return frozenset(self.pieces)


def of(
    plan: Plan,
    entries: Sequence[Entry],
    names: PlanNames = plan_names.NONE,
    *,
    is_restored: bool = True,
) -> PlanText:
    """The text of a plan with ids.

    Args:
        plan: the plan.
        entries: its apparatus.
        names: its mentions.
        is_restored: whether its punctuation is restored; if not, it is that of the file.
    """
    reader = _Reader(plan, Reader(plan, entries, names.linked, is_restored=is_restored))
    return PlanText(tuple(reader.units()), reader.aliases)


class _Reader:
    def __init__(self, plan: Plan, reader: Reader) -> None:
        self._plan = plan
        self._reader = reader
        self._places = places.of(plan)
        self.aliases: dict[str, list[str]] = {}
        for old, new in plan.aliases.items():
            self.aliases.setdefault(new, []).append(old)

    def units(self) -> Iterator[UnitText]:
        plan = self._plan
        for unit, part in plan.pieces:
            if part is None and unit.is_clause:
                yield UnitText(unit, tuple(self._clause(unit)))
            elif part is None and unit.is_table:
                yield UnitText(unit, (self._table(unit),))
            elif part is None and unit.is_block:
                yield UnitText(unit, tuple(self._block(unit)))
            elif part and unit.is_clause and part is not extents.lead_in(plan, unit):
                yield UnitText(unit, (self._further(unit, part),), is_further=True)

    def _ids(self, id_: str) -> tuple[str, ...]:
        return (id_, *self.aliases.get(id_, ())) if id_ else ()

    def _block(self, block: Unit) -> Iterator[Block]:
        if block.kind == "noise":
            yield Noise(tuple(self._reader.extent(part.text) for part in block.parts))
            return
        first = self._places[block.number]
        for number, part in enumerate(block.parts, 1):
            place = first if number == 1 else places.paragraph(first, number)
            yield Paragraph(
                self._ids(part.id),
                self._reader.paragraph(part),
                self._reader.extent(part.text),
                place,
                place,
                level=self._title_level(block) if part is block.title else 0,
                role=part.role,
                line=part.line,
            )

    def _title_level(self, block: Unit) -> int:
        is_further = block.document > 1 or block.kind == "attachment"
        return _TITLE + 1 if is_further else _TITLE

    def _clause(self, clause: Unit) -> Iterator[Block]:
        lead_in = extents.lead_in(self._plan, clause)
        head = self._reader.head(clause, lead_in)
        gap = (Words("\u3000"),) if head.is_apart else ()
        place = self._places[clause.number]
        yield Paragraph(
            self._ids(clause.id),
            (*gap, *head.rest),
            self._reader.extent(head.text),
            place,
            place,
            label=head.label,
            level=min(level(self._plan, clause), _DEEPEST) if clause.heading else 0,
            line=clause.line,
        )
        if lead_in and clause.heading:
            text = self._reader.paragraph(lead_in, head.text.text)
            line = None if lead_in.line == clause.line else lead_in.line
            yield Paragraph((), text, self._reader.extent(lead_in.text), place, place, line=line)

    def _further(self, clause: Unit, part: Part) -> Paragraph:
        """A paragraph after the first, or a first one that follows a table: then it has no id."""
        above = self._places[clause.number]
        text, span = self._reader.paragraph(part), self._reader.extent(part.text)
        if part.id == clause.id:
            return Paragraph((), text, span, above, above)
        place = places.paragraph(above, clause.parts.index(part) + 1)
        return Paragraph(self._ids(part.id), text, span, place, above, line=part.line)

    def _table(self, table: Unit) -> TableText:
        below = [*self._plan.below(table)]
        columns = [*zip(*(row.cells for row in below), strict=True)] or [()] * len(table.header)
        heads = zip(table.header, columns, strict=True) if table.header else ()
        return TableText(
            self._ids(table.id),
            self._cell(table.caption) if table.caption else None,
            tuple(self._cell(head, column) for head, column in heads),
            tuple(self._row(row) for row in below),
            self._places[table.number],
            _merged(table, below, self._plan),
        )

    def _row(self, row: Unit) -> Row:
        cells = tuple(self._cell(cell, [cell]) for cell in row.cells)
        return Row(self._ids(row.id), cells, self._places[row.number])

    def _cell(self, cell: MappedText, column: Iterable[MappedText] = ()) -> Cell:
        below = [*column]
        is_quantity = bool(below) and all(_QUANTITY.fullmatch(one.text) for one in below)
        span = self._reader.extent(cell) if cell else None
        return Cell(self._reader.text(cell), span, is_quantity)


def _merged(table: Unit, rows: Sequence[Unit], plan: Plan) -> Mapping[tuple[int, int], Extent]:
    """What cells fill that are merged; a cell stays one that would cover a text."""
    texts = [*([table.header] if table.header else ()), *(row.cells for row in rows)]
    found: dict[tuple[int, int], Extent] = {}
    for cell in grids.cells(table, plan.source):
        below, after = cell.row + cell.rows, cell.column + cell.columns
        if below > len(texts) or after > len(texts[0]):
            continue
        first, *covered = product(range(cell.row, below), range(cell.column, after))
        if covered and not any(texts[row][column] for row, column in covered):
            found[first] = Extent(cell.rows, cell.columns)
            for row, column in covered:
                columns = cell.columns if column == cell.column else 0
                found[row, column] = Extent(cell.rows, columns, is_covered=True)
    return found


def _entries(block: Paragraph | TableText) -> Iterator[Entry]:
    """The entries of which a block shows a place."""
    for text in _texts(block):
        yield from entries_in(text)


def _texts(block: Paragraph | TableText) -> Iterator[Iterable[Inline]]:
    """What stands in a block: a paragraph, or the caption and the cells of a table."""
    if isinstance(block, Paragraph):
        yield (*block.label, *block.text)
        return
    cells = [*block.header, *(cell for row in block.rows for cell in row.cells)]
    yield from (cell.text for cell in (*([block.caption] if block.caption else ()), *cells))


def _marks(block: Paragraph | TableText) -> Iterator[NoteMark]:
    """The marks of the file's own notes in a block."""
    coming: list[Inline] = [one for text in _texts(block) for one in text]
    for one in coming:
        if isinstance(one, NoteMark):
            yield one
        elif isinstance(one, Units):
            coming += one.inside
        elif isinstance(one, Ordinal):
            coming += (*one.label, *one.body)


def level(plan: Plan, clause: Unit) -> int:
    """How deep the heading of a clause stands in the outline, whose first level is the title."""
    level = 3 if clause.document in plan.titled else 2
    above = plan.above(clause)
    while above:
        level += 1
        above = plan.above(above)
    return level
