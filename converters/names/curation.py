"""What a person should look into among the names of a plan: what may mean several records.

Names in no record need nobody: they are linked as they are (`unreviewed`), and `make names` offers
records for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.models.located import FilePlace
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames


@dataclass(frozen=True)
class Finding:
    """Something to look into: where it is written, in which words, under which code."""

    place: FilePlace
    message: str
    code: str


def of_plan(plan: Plan, names: PlanNames) -> Iterator[Finding]:
    """Names of one plan that are not settled."""
    for mention in names.mentions:
        if mention.candidates:
            meant = "、".join(mention.candidates)
            message = f"“{mention.surface}”可指 {meant}，未定"
            yield Finding(_place(plan, mention), message, "name-unresolved")


def _place(plan: Plan, mention: Mention) -> FilePlace:
    line, col = plan.source.position(mention.span.start)
    return FilePlace(plan.source.path, line, col + 1)
