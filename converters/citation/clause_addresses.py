"""The address of each clause, block and row of a plan, as it is written away from the plan."""

from __future__ import annotations

from dataclasses import dataclass

from converters.citation import places
from converters.citation.places import Place
from converters.models.plan import Plan
from converters.text import punctuation


@dataclass(frozen=True)
class Address:
    """`shown` is 二（四）, 三（三）表1行4, 引言; `heading` that of the clause, or empty."""

    shown: str
    heading: str = ""


def of(plan: Plan) -> dict[str, Address]:
    """The address of every unit, and every paragraph outside the clauses, by its id."""
    margins = [place.margin for place in places.of(plan)]
    found: dict[str, Address] = {}
    for unit in plan.units:
        margin = margins[unit.number]
        if unit.is_clause:
            found[unit.id] = Address(margin, punctuation.restore(unit.heading.text))
        elif unit.is_block:
            above = places.document(unit.document).margin
            above = above if unit.above is None else margins[unit.above]
            found[unit.id] = Address(above + margin)
            for number, part in enumerate(unit.parts, 1):
                if part.id and part.id != unit.id:
                    further = places.paragraph(Place(), number).margin
                    found[part.id] = Address(above + margin + further)
        elif unit.is_table:
            owner = found.get(unit.id.rpartition("-")[0])
            outer = owner.shown if owner else places.document(unit.document).margin
            found[unit.id] = Address(outer + margin, punctuation.restore(unit.caption.text))
        else:
            table = found[plan.units[int(unit.above or 0)].id]
            found[unit.id] = Address(table.shown + margin, table.heading)
    return found
