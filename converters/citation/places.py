"""How a place of a document is written: in the margin as 二（四）, in a citation in words."""

from __future__ import annotations

from dataclasses import dataclass

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import punctuation
from converters.text.layers import BY_LETTER, DECIMAL, RUN_IN

BLOCKS = lexicon.glossary("blocks")
"""The parts outside the clauses, in words (GB/T 9704—2012, 7.2 and 7.3)."""

_BY_ROLE = lexicon.glossary("roles")
_TABLES = lexicon.glossary("tables")


@dataclass(frozen=True)
class Place:
    """One place: what the margin prints, and the end of a citation."""

    margin: str = ""
    words: str = ""


def document(number: int) -> Place:
    """The documents of a file after the first: 文2, 第2份文件; nothing for the first."""
    return Place(f"文{number}·", f"第{number}份文件") if number > 1 else Place()


def clause(above: Place, clause: Unit) -> Place:
    """二、 below nothing is 二, 第二部分; (四) below it 二（四）, 第二部分第（四）项."""
    if clause.layer == RUN_IN:
        heading = punctuation.restore(clause.heading.text)
        return Place(
            f"{above.margin}·{clause.numbers[0]}",
            above.words + BY_LETTER[RUN_IN].words.format(heading),
        )
    label = clause.label.text.strip("第章节条、.．﹒ ") or str(clause.numbers[-1])
    printed = punctuation.to_full_width(label)
    outer = above if clause.layer != DECIMAL else Place()
    words = BY_LETTER[clause.layer].words.format(printed)
    return Place(outer.margin + printed, outer.words + words)


def paragraph(above: Place, number: int) -> Place:
    """The second and further paragraphs of a clause or block."""
    return Place(f"第{number}段", f"{above.words}第{number}段")


def item(above: Place, label: str) -> Place:
    """一是, 二是 inside a clause."""
    return Place(f"{above.margin}{label}", f"{above.words}“{label}”")


def block(above: Place, block: Unit) -> Place:
    """A part outside the clauses: in a citation with the document or clause it stands in."""
    name = _BY_ROLE.get(block.parts[0].role) or BLOCKS[block.kind]
    return Place(name, above.words + name)


def table(above: Place, table: Unit) -> Place:
    """A table or box, numbered as its id is."""
    name = _TABLES[table.kind] + table.id.rsplit("-", 1)[-1].lstrip("tx")
    return Place(name, above.words + name)


def row(table: Place, row: Unit) -> Place:
    """A row of a table or box."""
    number = row.id.rsplit("-r", 1)[-1]
    return Place(f"行{number}", f"{table.words}第{number}行")


def of(plan: Plan) -> list[Place]:
    """The place of every unit of a plan, by its number."""
    found: list[Place] = []
    for unit in plan.units:
        above = document(unit.document) if unit.above is None else found[unit.above]
        if unit.is_clause:
            found.append(clause(above, unit))
        elif unit.kind == "row":
            found.append(row(above, unit))
        else:
            found.append(table(above, unit) if unit.is_table else block(above, unit))
    return found
