"""The address of each clause, block and row of a plan, as it is written away from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.citation import places
from converters.citation.places import Place
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import punctuation


@dataclass(frozen=True)
class Address:
    """`shown` is 二（四）, 三（三）表1行4, 引言; `heading` that of the clause, or empty.

    `words` are what a citation says of it after the title: 第二部分第（四）项.
    """

    shown: str
    heading: str = ""
    words: str = ""


def of(plan: Plan) -> dict[str, Address]:
    """The address of every unit, and every paragraph outside the clauses, by its id."""
    every = places.of(plan)
    margins = [place.margin for place in every]
    found: dict[str, Address] = {}
    for unit in plan.units:
        margin, words = margins[unit.number], every[unit.number].words
        if unit.is_clause:
            found[unit.id] = Address(margin, punctuation.restore(unit.heading.text), words)
        elif unit.is_block:
            above = places.document(unit.document).margin
            above = above if unit.above is None else margins[unit.above]
            found[unit.id] = Address(above + margin, words=words)
            for number, part in enumerate(unit.parts, 1):
                if part.id and part.id != unit.id:
                    further = places.paragraph(Place(words=words), number)
                    found[part.id] = Address(above + margin + further.margin, words=further.words)
        elif unit.is_table:
            owner = found.get(unit.id.rpartition("-")[0])
            outer = owner.shown if owner else places.document(unit.document).margin
            caption = punctuation.restore(unit.caption.text)
            found[unit.id] = Address(outer + margin, caption, words)
        else:
            table = found[plan.units[int(unit.above or 0)].id]
            found[unit.id] = Address(table.shown + margin, table.heading, words)
    return found


def of_every_id(plan: Plan) -> dict[str, str]:
    """How each id is written, also of paragraphs and items in a clause, and ids that lead on."""
    found = {id_: one.shown for id_, one in of(plan).items()}
    for unit in plan.units:
        if unit.is_clause:
            found.update(_within(unit, found[unit.id]))
    led = {old: found[new] for old, new in plan.aliases.items() if new in found}
    return {**led, **found}


def _within(clause: Unit, shown: str) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(clause.parts, 1):
        if part.id and part.id != clause.id:
            yield part.id, shown + places.paragraph(Place(), number).margin
        for item in part.items:
            label = part.text.text[item.start :].partition("是")[0]
            yield item.id, places.item(Place(shown), f"{label}是").margin
