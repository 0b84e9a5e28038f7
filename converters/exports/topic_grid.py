"""The grid of plans and topics as a table, `data/topic-grid.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.exports import csv_table, table_columns
from converters.library.topical import Counted
from converters.models.page import Page
from converters.names import divisions
from converters.topics.scheme import Topics


def page(topics: Topics, found: Sequence[Counted]) -> Page:
    """A row a plan, a column a topic: how many clauses are about it."""
    text = csv_table.table(
        table_columns.of_topics(topics).names, [csv_table.rows(_rows(topics, found))]
    )
    return Page(Path("data/topic-grid.csv"), text)


def _rows(topics: Topics, found: Sequence[Counted]) -> Iterator[Sequence[str | int]]:
    for one in found:
        card = one.card
        place = ("".join(card.place_names), card.place_code, divisions.level(card.place_code))
        clauses = (one.clauses.get(topic, 0) for topic in topics)
        yield (
            f"plans/{card.work}",
            card.work,
            card.title,
            *place,
            *(card.period or ("", "")),
            card.kind,
            *clauses,
        )
