"""Who answers for what in a plan, as a workbook: the matrix, each assignment, the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation import clause_addresses
from converters.models.page import Packed
from converters.models.plan import Plan
from converters.names.assignments import Assignment
from converters.names.plan_names import PlanNames
from converters.pages.plan import matrix_page
from converters.text import punctuation
from converters.views import plan_print
from converters.writing import workbook
from converters.writing.workbook import Cell, Column, Linked, Sheet

_NARROW, _MIDDLE, _WIDE = 8, 14, 24


def files(
    plan: Plan, assigned: Sequence[Assignment], names: PlanNames, site: str | None = None
) -> Iterator[Packed]:
    """The file `data/responsibility/<work>.xlsx`; none if the plan does not say who answers.

    Args:
        plan: the plan.
        assigned: who answers for what in it.
        names: its names, with the records of the bodies.
        site: the address of the site, with a slash at its end; without one nothing leads there.
    """
    if assigned:
        sheets = [
            _matrix(plan, assigned, names, site),
            _list(plan, assigned, names, site),
            _version(plan, site),
        ]
        path = Path(f"data/responsibility/{plan.work}.xlsx")
        yield Packed(path, workbook.dump(sheets))


def _matrix(
    plan: Plan, assigned: Sequence[Assignment], names: PlanNames, site: str | None
) -> Sheet:
    table = matrix_page.whole(plan, assigned, names)
    heads = [
        Column(
            Linked(f"{head.where} {head.heading}".strip(), _clause(plan, head.id, site)), _NARROW
        )
        for head in table.heads
    ]
    rows: list[list[Cell]] = [
        [
            Linked(row.name, _record(row.key, site)),
            *(cell.roles for cell in row.cells),
            row.clauses,
        ]
        for row in table.rows
    ]
    columns = [Column("责任单位", _WIDE), *heads, Column("合计", _NARROW)]
    return Sheet(table.caption, columns, rows)


def _list(plan: Plan, assigned: Sequence[Assignment], names: PlanNames, site: str | None) -> Sheet:
    addresses, records = clause_addresses.of(plan), names.authority.records
    columns = [
        Column("条款", _MIDDLE),
        Column("标题", _WIDE),
        Column("角色", _NARROW),
        Column("责任单位", _WIDE),
        Column("正名", _WIDE),
        Column("地址", _MIDDLE),
        Column("行号", _MIDDLE),
    ]
    rows: list[list[Cell]] = []
    for one in assigned:
        address = addresses[one.clause_id]
        rows.append(
            [
                Linked(address.shown, _clause(plan, one.clause_id, site)),
                address.heading,
                one.role,
                punctuation.restore(one.unit),
                Linked(records[one.key].pref, _record(one.key, site)) if one.key else "",
                one.clause_id,
                one.row_id,
            ]
        )
    return Sheet("逐处", columns, rows)


def _version(plan: Plan, site: str | None) -> Sheet:
    """Whence it comes, as the Word document of the plan says at its end."""
    rows = [[name, told] for name, told in plan_print.version(plan, site).items()]
    return Sheet("版本说明", [Column("版本说明", _MIDDLE), Column("", 80)], rows)


def _clause(plan: Plan, id_: str, site: str | None) -> str:
    return f"{site}plans/{plan.work}/#{id_}" if site else ""


def _record(key: str, site: str | None) -> str:
    return f"{site}{key}/" if site and key else ""
