"""Whether the places that records of the authority give as their evidence are there."""

from __future__ import annotations

from collections.abc import Iterator

from converters.models.located import Problem
from converters.names import passages
from converters.names.index import Index
from converters.text.mapped_text import Span


def check(index: Index) -> Iterator[Problem]:
    """A Problem for each place in a plan of the library that the plan does not have."""
    units = {
        str(plan.source.work): {
            id_ for passage in passages.of(plan) for id_ in (passage.unit, passage.part)
        }
        for plan in index.plans
    }
    for record in index.authority.records.values():
        for at in record.at:
            work, _, unit = at.partition("#")
            if work in units and unit not in units[work]:
                message = f"{record.id}：依据 {at} 不存在"
                yield Problem("evidence-lost", message, Span(0, 0), "error", record.written)
