"""The tables of the open data: mentions, topics, indicators, responsibility, `data/*.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.edition import row_ids
from converters.exports import csv_table, datapackage, dataset, edges, topic_grid
from converters.exports.dataset import PlanRows
from converters.exports.parquet import Row
from converters.exports.table_columns import tables
from converters.library import indicators
from converters.library.topical import Counted
from converters.models.page import Packed, Page
from converters.models.plan import Plan
from converters.names.assignments import Assignment
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.topics.scheme import Topics

MENTIONS = tables()["mentions"].names
TOPICS = tables()["topics"].names
INDICATORS = tables()["indicators"].names
RESPONSIBILITY = tables()["responsibility"].names

_Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of one plan in the tables of the library, as CSV without a header.

    Args:
        dataset: those of the tables for researchers.
    """

    mentions: str
    topics: str
    indicators: str
    responsibility: str
    dataset: PlanRows


def rows(
    plan: Plan, names: PlanNames, assigned: Sequence[Assignment], researched: PlanRows
) -> Rows:
    """What one plan adds to the tables.

    Args:
        plan: with its ids.
        names: what it names.
        assigned: who answers for what.
        researched: what it adds to the tables for researchers.
    """
    return Rows(
        csv_table.rows(_mentions(plan, names)),
        csv_table.rows(_topics(plan, names)),
        csv_table.rows(_indicators(plan)),
        csv_table.rows(_responsibility(assigned, names.authority)),
        researched,
    )


def of_plan(plan: Plan, found: Rows) -> Iterator[Page]:
    """The table of the assignments of one plan, if it has any."""
    if found.responsibility:
        text = csv_table.table(RESPONSIBILITY, [found.responsibility])
        yield Page(Path(f"data/responsibility/{plan.work}.csv"), text)


def pages(
    found: Sequence[Rows],
    across: Sequence[Iterable[Row]],
    topics: Topics,
    counted: Sequence[Counted],
) -> Iterator[Page | Packed]:
    """The tables of the library, those for researchers among them, and what says what they are.

    Args:
        found: the rows of all plans, in their order.
        across: the edges from each of them to others.
        topics: all of them.
        counted: how many clauses of each plan are about each.
    """
    grid = topic_grid.page(topics, counted)
    files = [*_files(found), grid, *dataset.pages([one.dataset for one in found], across)]
    yield from files
    yield Page(Path("data/datapackage.json"), datapackage.dump(files, topics))


def _files(found: Sequence[Rows]) -> Iterator[Page]:
    mentions = csv_table.table(MENTIONS, [one.mentions for one in found])
    yield Page(Path("data/mentions.csv"), mentions)
    topics = csv_table.table(TOPICS, [one.topics for one in found])
    yield Page(Path("data/topics.csv"), topics)
    numbers = csv_table.table(INDICATORS, [one.indicators for one in found])
    yield Page(Path("data/indicators.csv"), numbers)
    assigned = csv_table.table(RESPONSIBILITY, [one.responsibility for one in found])
    yield Page(Path("data/responsibility.csv"), assigned)


def _mentions(plan: Plan, names: PlanNames) -> Iterator[_Row]:
    work, mentions = plan.work, names.mentions
    targets = [edges.target(mention, work) for mention in mentions]
    ids = row_ids.numbered(
        (work, one.unit, one.kind, target or one.surface)
        for one, target in zip(mentions, targets, strict=True)
    )
    for id_, one, target in zip(ids, mentions, targets, strict=True):
        line, col = plan.source.position(one.span.start)
        canonical = edges.name(target, plan, names.authority)
        place = (work, one.unit, one.part, line, col)
        yield (id_, *place, one.kind, one.surface, target, canonical)


def _topics(plan: Plan, names: PlanNames) -> Iterator[_Row]:
    """The topics of each clause, and the words that make them."""
    found = [(id_, *one) for id_, about in names.topics.items() for one in about.items()]
    ids = row_ids.numbered((plan.work, clause, topic) for clause, topic, _ in found)
    for id_, (clause, topic, words) in zip(ids, found, strict=True):
        name = names.authority.topics[topic].name
        yield id_, plan.work, clause, topic, name, "；".join(words)


def _indicators(plan: Plan) -> Iterator[_Row]:
    """What the plan promises in numbers; a value is as printed, and nothing is converted."""
    found = indicators.of_plan(plan)
    ids = row_ids.numbered((plan.work, one.unit_id, one.operator, one.value) for one in found)
    for id_, one in zip(ids, found, strict=True):
        said = (one.what, one.operator, one.value, one.measure, one.year or "")
        yield id_, plan.work, one.unit_id, *said, one.text, one.sentence


def _responsibility(found: Sequence[Assignment], authority: Authority) -> Iterator[_Row]:
    for one in found:
        canonical = authority.records[one.key].pref if one.key else ""
        yield one.row_id, one.work, one.clause_id, one.role, one.unit, one.key, canonical
