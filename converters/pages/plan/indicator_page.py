"""写明的数字: what a plan promises in numbers, `indicators/<work>/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from converters.citation import cards, clause_addresses
from converters.citation.cards import Card
from converters.library import indicators
from converters.models.page import View
from converters.models.phrase import Phrase
from converters.models.plan import Plan
from converters.text import punctuation
from converters.views import indicator_table
from converters.views.record_table import Cell, Record, Table

_WHOLE = "原句"


@dataclass(frozen=True)
class _Page:
    """What the page says."""

    title: str
    card: Card
    where: str
    table: Table


def pages(plan: Plan) -> Iterator[View]:
    """The page of a plan; nothing if it promises nothing in numbers."""
    found = indicators.of_plan(plan)
    if not found:
        return
    card, addresses = cards.of(plan), clause_addresses.of(plan)
    records = [
        Record(
            [
                *indicator_table.cells(one, plan.work, addresses[one.unit_id].shown),
                Cell(_sentence(one.sentence)),
            ]
        )
        for one in found
    ]
    columns = {**indicator_table.COLUMNS, _WHOLE: "content"}
    says = _Page(
        f"{card.title}：写明的数字",
        card,
        "".join(card.place_names) or "地区未详",
        Table("写明的数字", columns, records),
    )
    yield View(Path(f"indicators/{plan.work}.md"), "indicator_page.md", says)


def _sentence(text: str) -> Phrase:
    return punctuation.restore(text)
