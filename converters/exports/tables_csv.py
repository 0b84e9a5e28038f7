"""The tables of the open data: `data/mentions.csv`, `data/responsibility.csv` and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from converters.edition import row_ids
from converters.exports import csv_table
from converters.models.mention import Mention
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import assignments
from converters.names.assignments import Assignment
from converters.names.authority import Authority
from converters.names.index import Index

MENTIONS = (
    "row_id",
    "work",
    "clause_id",
    "part_id",
    "line",
    "col",
    "kind",
    "surface",
    "record_id",
    "canonical",
)
RESPONSIBILITY = ("row_id", "work", "clause_id", "role", "unit", "record_id", "canonical")

_Row = tuple[str | int, ...]


def pages(index: Index) -> Iterator[Page]:
    """The mentions and the assignments of the library, and the assignments of each plan."""
    mentions = (row for plan in index.plans for row in _mentions(plan, index))
    yield Page(Path("data/mentions.csv"), csv_table.dump(MENTIONS, mentions))
    found = list(assignments.find(index))
    yield _responsibility("data/responsibility.csv", found, index.authority)
    for work, of_plan in groupby(found, key=attrgetter("work")):
        yield _responsibility(f"data/responsibility/{work}.csv", list(of_plan), index.authority)


def _mentions(plan: Plan, index: Index) -> Iterator[_Row]:
    work = str(plan.source.work)
    mentions = index.mentions[work]
    targets = [_target(mention, work) for mention in mentions]
    ids = row_ids.numbered(
        (work, one.unit, one.kind, target or one.surface)
        for one, target in zip(mentions, targets, strict=True)
    )
    for id_, one, target in zip(ids, mentions, targets, strict=True):
        line, col = plan.source.position(one.span.start)
        canonical = _canonical(one, target, plan, index.authority)
        place = (work, one.unit, one.part, line, col)
        yield (id_, *place, one.kind, one.surface, target, canonical)


def _target(mention: Mention, work: str) -> str:
    """The address of what is meant; empty if that is not known."""
    if mention.kind == "self":
        return f"plans/{work}"
    if mention.kind == "clause":
        return f"plans/{work}#{mention.target}" if mention.target else ""
    return mention.target


def _canonical(mention: Mention, target: str, plan: Plan, authority: Authority) -> str:
    if mention.kind == "self":
        return plan.record.title.value or ""
    return authority.records[target].pref if target in authority.records else ""


def _responsibility(path: str, found: list[Assignment], authority: Authority) -> Page:
    rows = (
        (
            one.row_id,
            one.work,
            one.clause_id,
            one.role,
            one.unit,
            one.key,
            authority.records[one.key].pref if one.key else "",
        )
        for one in found
    )
    return Page(Path(path), csv_table.dump(RESPONSIBILITY, rows))
