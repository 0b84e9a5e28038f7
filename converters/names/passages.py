"""The running text of a plan, piece by piece, each with the addresses it stands under."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from converters.models.plan import Plan
from converters.models.unit import Item, Part, Responsibility, Unit
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
    for unit, part in plan.pieces:
        if part is None:
            if unit.heading:
                yield Passage(
                    unit.heading,
                    unit.id,
                    unit.id,
                    responsibilities=unit.responsibilities,
                    is_heading=True,
                )
            if unit.is_table:
                head = sorted(filter(None, unit.cells), key=lambda text: text.starts[0])
                yield from (Passage(text, unit.id, unit.id) for text in head)
        elif part.text and not (unit.is_table or unit.kind == "noise"):
            yield _passage(unit, part)


def _passage(unit: Unit, part: Part) -> Passage:
    return Passage(
        part.text,
        unit.id,
        part.id or unit.id,
        part.items,
        part.responsibilities,
        is_title=unit.kind == "title" and part.role == "title",
    )
