"""The text of a plan in blocks, as it is read from its first line to its last.

Headings, paragraphs and tables, each with the addresses that lead to it. What is no text of the
plan (noise) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from converters.edition import extents
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names import plan_names
from converters.names.plan_names import PlanNames
from converters.views.inline import Inline, Reader, Run, Words

_TITLE = 1
_DEEPEST = 6


@dataclass(frozen=True)
class Paragraph:
    """Some text.

    Args:
        ids: its addresses, the one to cite first; none if it belongs to what stands before it.
        text: what stands in it.
        level: how deep it stands in the outline, if it is a heading; 1 is the title.
    """

    ids: tuple[str, ...]
    text: tuple[Inline, ...]
    level: int = 0


@dataclass(frozen=True)
class Row:
    """A row of a table, and its addresses."""

    ids: tuple[str, ...]
    cells: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class TableText:
    """A table or a 专栏; `caption` and `header` are empty where it has none."""

    ids: tuple[str, ...]
    caption: tuple[Run, ...]
    header: tuple[tuple[Run, ...], ...]
    rows: tuple[Row, ...]


Block = Paragraph | TableText


@dataclass(frozen=True)
class PlanText:
    """All blocks, and the older or shorter addresses of each address."""

    blocks: tuple[Block, ...]
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)


def of(plan: Plan, entries: Sequence[Entry], names: PlanNames = plan_names.NONE) -> PlanText:
    """The text of a plan with ids.

    Args:
        plan: the plan.
        entries: its apparatus.
        names: its mentions.
    """
    writer = _Blocks(plan, Reader(plan, entries, names.mentions))
    return PlanText(tuple(writer.all()), writer.aliases)


class _Blocks:
    def __init__(self, plan: Plan, reader: Reader) -> None:
        self._plan = plan
        self._reader = reader
        self.aliases: dict[str, list[str]] = {}
        for old, new in plan.aliases.items():
            self.aliases.setdefault(new, []).append(old)

    def all(self) -> Iterator[Block]:
        plan = self._plan
        for unit, part in plan.pieces:
            if part is None and unit.is_clause:
                yield from self._clause(unit)
            elif part is None and unit.is_table:
                yield self._table(unit)
            elif part is None and unit.is_block and unit.kind != "noise":
                yield from self._block(unit)
            elif part and unit.is_clause and part is not extents.lead_in(plan, unit):
                ids = self._ids(part.id) if part.id != unit.id else ()
                yield Paragraph(ids, self._reader.paragraph(part))

    def _ids(self, id_: str) -> tuple[str, ...]:
        return (id_, *self.aliases.get(id_, ())) if id_ else ()

    def _block(self, block: Unit) -> Iterator[Block]:
        for part in block.parts:
            level = self._title_level(block) if part is block.title else 0
            yield Paragraph(self._ids(part.id), self._reader.paragraph(part), level)

    def _title_level(self, block: Unit) -> int:
        is_further = block.document > 1 or block.kind == "attachment"
        return _TITLE + 1 if is_further else _TITLE

    def _clause(self, clause: Unit) -> Iterator[Block]:
        lead_in = extents.lead_in(self._plan, clause)
        head = self._reader.head(clause, lead_in)
        gap = (Words("\u3000"),) if head.is_apart else ()
        text = (*head.label, *gap, *head.rest)
        ids = self._ids(clause.id)
        if not clause.heading:
            yield Paragraph(ids, text)
            return
        yield Paragraph(ids, text, min(level(self._plan, clause), _DEEPEST))
        if lead_in:
            yield Paragraph((), self._reader.paragraph(lead_in, head.text.text))

    def _table(self, table: Unit) -> TableText:
        rows = tuple(Row(self._ids(row.id), self._texts(row)) for row in self._plan.below(table))
        caption = self._reader.text(table.caption) if table.caption else ()
        header = tuple(self._reader.text(head) for head in table.header)
        return TableText(self._ids(table.id), caption, header, rows)

    def _texts(self, row: Unit) -> tuple[tuple[Run, ...], ...]:
        return tuple(self._reader.text(cell) for cell in row.cells)


def level(plan: Plan, clause: Unit) -> int:
    """How deep the heading of a clause stands in the outline, whose first level is the title."""
    level = 3 if clause.document in plan.titled else 2
    above = plan.above(clause)
    while above:
        level += 1
        above = plan.above(above)
    return level
