"""The address of each clause, block and row of a plan, as it is written away from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.models import Block, Clause, Plan, Table
from converters.pages import places
from converters.pages.places import Place
from converters.text import punctuation


@dataclass(frozen=True)
class Address:
    """`shown` is 二（四）, 三（三）表1行4, 引言; `heading` that of the clause, or empty."""

    shown: str
    heading: str = ""


def of(plan: Plan) -> dict[str, Address]:
    """The address of every unit that a mention may stand in, by its id."""
    found: dict[str, Address] = {}
    for node in plan.body:
        outer = places.document(node.document)
        if isinstance(node, Clause):
            _add_clause(node, outer, found)
        else:
            found |= _of_part(node, outer.margin, found)
    return found


def _add_clause(clause: Clause, above: Place, found: dict[str, Address]) -> None:
    place = places.clause(above, clause)
    found[clause.id] = Address(place.margin, punctuation.restore(clause.heading.text))
    for part in clause.content:
        if isinstance(part, (Block, Table)):
            found |= _of_part(part, place.margin, found)
    for child in clause.children:
        _add_clause(child, place, found)


def _of_part(
    part: Block | Table, above: str, found: dict[str, Address]
) -> Iterator[tuple[str, Address]]:
    if isinstance(part, Block):
        yield part.id, Address(above + places.block(part).margin)
        return
    owner = found.get(part.clause_id)
    table = places.table(part, Place())
    shown = (owner.shown if owner else above) + table.margin
    caption = punctuation.restore(part.caption.text)
    yield part.id, Address(shown, caption)
    for row in part.rows:
        yield row.id, Address(shown + places.row(table, row).margin, caption)
