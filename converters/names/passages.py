"""The running text of a plan, piece by piece, each with the addresses it stands under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from converters.models import Block, Clause, Item, Paragraph, Plan, Responsibility, Table
from converters.text.mapped_text import MappedText


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, caption or cell.

    `unit` is the id of the deepest clause, block or row, `part` that of the paragraph. `is_title`
    is for the lines of the plan's own title.
    """

    text: MappedText
    unit: str
    part: str
    items: tuple[Item, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    is_title: bool = False
    is_heading: bool = False

    def part_at(self, at: int) -> str:
        """The id of the item that holds the character, or of the paragraph."""
        before = bisect_right(self.items, at, key=lambda item: item.start)
        if before and at < self.items[before - 1].end:
            return self.items[before - 1].id
        return self.part

    def role_at(self, at: int) -> str:
        """The role of the list of units that holds the character; empty outside lists."""
        before = bisect_right(self.responsibilities, at, key=lambda entry: entry.start)
        if before and at < self.responsibilities[before - 1].end:
            return self.responsibilities[before - 1].role
        return ""


def of(plan: Plan) -> Iterator[Passage]:
    """All passages in the order of the page; noise is none of them."""
    for node in plan.body:
        if isinstance(node, Clause):
            for clause in node.walk():
                yield from _of_clause(clause)
        elif isinstance(node, Table):
            yield from _of_table(node)
        else:
            yield from _of_block(node)


def _of_clause(clause: Clause) -> Iterator[Passage]:
    if clause.heading:
        yield Passage(clause.heading, clause.id, clause.id, is_heading=True)
    for part in clause.content:
        if isinstance(part, Table):
            yield from _of_table(part)
        elif isinstance(part, Block):
            yield from _of_block(part)
        else:
            yield _of_paragraph(part, clause.id)


def _of_paragraph(part: Paragraph, unit: str) -> Passage:
    return Passage(part.text, unit, part.id, part.items, part.responsibilities)


def _of_block(block: Block) -> Iterator[Passage]:
    if block.kind == "noise":
        return
    for part in block.paragraphs:
        is_title = block.kind == "title" and part.role == "title"
        yield Passage(part.text, block.id, part.id or block.id, part.items, is_title=is_title)


def _of_table(table: Table) -> Iterator[Passage]:
    yield from (Passage(text, table.id, table.id) for text in table.head)
    for row in table.rows:
        yield from (Passage(cell, row.id, row.id) for cell in row.cells if cell)
