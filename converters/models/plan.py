"""A plan: the parts of one source, its record, and how its reading came about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from converters.models.emendation import Emendation
from converters.models.located import Problem
from converters.models.record import Record
from converters.models.source import Source
from converters.models.standing import ALONE, Change, Standing
from converters.models.unit import Part, Responsibility, Unit
from converters.text.mapped_text import MappedText


class Answer(NamedTuple):
    """Who answers for something, as printed in `text`.

    `id` is that of the clause, of the row of a table, or of the paragraph outside of both.
    """

    id: str
    text: MappedText
    entry: Responsibility


@dataclass(frozen=True)
class Plan:
    """One source read: every non-blank character in exactly one part of one unit.

    `units` are in document order; `published` is the day on which an address or a text of the plan
    was last published, or empty; `changes` are what was published of it when.
    """

    source: Source
    units: tuple[Unit, ...]
    record: Record
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    changes: tuple[Change, ...] = ()
    standing: Standing = ALONE

    @property
    def work(self) -> str:
        """The work id; empty for a text that is not registered."""
        return self.source.work or ""

    @cached_property
    def clauses(self) -> tuple[Unit, ...]:
        """All clauses, in document order."""
        return tuple(unit for unit in self.units if unit.is_clause)

    @cached_property
    def blocks(self) -> tuple[Unit, ...]:
        """All blocks, in document order, those inside clauses included."""
        return tuple(unit for unit in self.units if unit.is_block)

    @cached_property
    def tables(self) -> tuple[Unit, ...]:
        """All tables and boxes, in document order."""
        return tuple(unit for unit in self.units if unit.is_table)

    @cached_property
    def titled(self) -> frozenset[int]:
        """The documents after the first that have a title of their own."""
        return frozenset(
            block.document for block in self.blocks if block.document > 1 and block.title
        )

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """The units of a plan with ids, by their ids."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _below(self) -> Mapping[int | None, Sequence[Unit]]:
        found: defaultdict[int | None, list[Unit]] = defaultdict(list)
        for unit in self.units:
            found[unit.above].append(unit)
        return found

    def below(self, unit: Unit | None) -> Sequence[Unit]:
        """The units right below one, or those at the top, in document order."""
        return self._below.get(unit.number if unit else None, ())

    def children(self, unit: Unit | None) -> Iterator[Unit]:
        """The clauses right below a clause, or those at the top."""
        return (below for below in self.below(unit) if below.is_clause)

    def above(self, unit: Unit) -> Unit | None:
        """The clause or table that a unit stands in."""
        return None if unit.above is None else self.units[unit.above]

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Who answers for what, in the order of the document."""
        return tuple(answer for unit in self.units for answer in _answers(unit))

    @cached_property
    def pieces(self) -> tuple[tuple[Unit, Part | None], ...]:
        """The plan as it is read: each unit where it opens (with None), then part after part.

        A table stands among the paragraphs of its clause, where the file has it.
        """
        return tuple(piece for unit in self.below(None) for piece in self._pieces(unit))

    def _pieces(self, unit: Unit) -> Iterator[tuple[Unit, Part | None]]:
        yield unit, None
        inside = [*self.below(unit)]
        for number, part in enumerate(unit.parts):
            while inside and inside[0].after <= number:
                yield from self._pieces(inside.pop(0))
            yield unit, part
        for below in inside:
            yield from self._pieces(below)


def _answers(unit: Unit) -> Iterator[Answer]:
    for entry in unit.responsibilities:
        yield Answer(unit.id, unit.heading, entry)
    for part in unit.parts:
        for entry in part.responsibilities:
            yield Answer(part.id if unit.is_block else unit.id, part.text, entry)
