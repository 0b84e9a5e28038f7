"""写明的数字: what all plans promise in numbers, `indicators/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.citation.cards import Card
from converters.library.indicators import Indicator
from converters.models.page import View
from converters.models.phrase import Link
from converters.views import indicator_table, plan_facets
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table

_ROWS = 200

OfPlan = tuple[Card, Sequence[tuple[Indicator, str]]]
"""A plan, what it promises, and the address of each as printed."""


@dataclass(frozen=True)
class _List:
    """What one page says; `size` counts the rows of all pages, `plans` the plans that have any."""

    title: str
    size: int
    plans: int
    table: Table
    leaf: Leaf
    provinces: Sequence[Link]


def pages(found: Sequence[OfPlan]) -> Iterator[View]:
    """The list, so many rows a page.

    Args:
        found: the plans that promise anything, by work id.
    """
    rows = [(card, one, address) for card, of in found for one, address in of]
    columns = {"规划": "short", **indicator_table.COLUMNS}
    listed = plan_facets.by_province(rows, _ROWS, Path("indicators/index.md"), lambda row: row[0])
    for leaf, shown, provinces in listed:
        records = [_record(*row, id_) for row, id_ in shown]
        table = Table("各份规划写明的数字", columns, records, plan_facets.FACETS)
        says = _List(f"写明的数字{leaf.suffix}", len(rows), len(found), table, leaf, provinces)
        yield View(leaf.path, "indicator_list.md", says)


def _record(card: Card, one: Indicator, address: str, id_: str) -> Record:
    plan = Link(card.short, f"indicators/{card.work}.md")
    cells = [Cell(plan, card.work), *indicator_table.cells(one, card.work, address)]
    return Record(cells, id_, plan_facets.of(card))
