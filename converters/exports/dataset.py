"""The tables for researchers: a row for each clause, plan and relation, the same in every form.

What one plan adds is made of that plan alone, in each form: a file is laid together of parts that
are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.edition.apparatus import Entry
from converters.exports import clause_rows, csv_table, edges, parquet, work_rows
from converters.exports.doubts import Doubts
from converters.exports.parquet import Group, Row
from converters.exports.table_columns import tables
from converters.models.page import Packed, Page
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames


@dataclass(frozen=True)
class PlanRows:
    """What one plan adds to the tables: as CSV and as JSON lines without a head, and as a group."""

    clauses: str
    clauses_jsonl: str
    clauses_parquet: Group
    works: str
    edges: str


def of_plan(
    plan: Plan, entries: Sequence[Entry], names: PlanNames, site: str | None = None
) -> PlanRows:
    """The rows of one registered plan.

    Args:
        plan: with its ids.
        entries: its apparatus.
        names: what it names.
        site: the address of the site, with a slash at its end, if it has one.
    """
    doubts = Doubts(entries)
    clauses = [*clause_rows.of(plan, doubts, names, site or "")]
    return PlanRows(
        csv_table.rows(clauses),
        _json_lines(clauses),
        parquet.group(tables()["clauses"].typed, clauses),
        csv_table.rows([work_rows.of(plan, doubts, site or "")]),
        csv_table.rows(edges.of(plan, names)),
    )


def pages(found: Sequence[PlanRows], across: Sequence[Iterable[Row]]) -> Iterator[Page | Packed]:
    """The files of the tables.

    Args:
        found: the rows of all plans, in their order.
        across: the edges from each of them to others.
    """
    for name in ("clauses", "works", "edges"):
        rows = [getattr(one, name) for one in found]
        rows += map(csv_table.rows, across) if name == "edges" else ()
        yield Page(Path(f"data/{name}.csv"), csv_table.table(tables()[name].names, rows))
    lines = "".join(one.clauses_jsonl for one in found)
    yield Page(Path("data/clauses.jsonl"), lines)
    groups = (one.clauses_parquet for one in found)
    yield Packed(Path("data/clauses.parquet"), parquet.file(tables()["clauses"].typed, groups))


def _json_lines(rows: Iterable[Row]) -> str:
    names = tables()["clauses"].names
    objects = (dict(zip(names, row, strict=True)) for row in rows)
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)
