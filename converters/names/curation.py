"""What a person should look into among the names of a plan: not settled, or in no record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters import lexicon
from converters.models.located import FilePlace
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import proposals
from converters.names.plan_names import PlanNames

_KINDS = lexicon.glossary("mentions")


@dataclass(frozen=True)
class Finding:
    """Something to look into: where it is written, in which words, under which code."""

    place: FilePlace
    message: str
    code: str


def of_plan(plan: Plan, names: PlanNames) -> Iterator[Finding]:
    """Names of one plan that are not settled, and names that are in no record."""
    known = names.mentions
    for mention in known:
        if mention.candidates:
            meant = "、".join(mention.candidates)
            message = f"“{mention.surface}”可指 {meant}，未定"
            yield Finding(_place(plan, mention), message, "name-unresolved")
        elif not mention.is_resolved:
            message = f"《{mention.surface}》不在规范档中"
            yield Finding(_place(plan, mention), message, "name-unknown")
    for mention in proposals.find(plan, known, names.authority):
        shown = f"“{mention.surface}”"
        kind = _KINDS[mention.kind]
        message = f"{shown}像是{kind}名称，不在规范档中"
        yield Finding(_place(plan, mention), message, "name-unknown")


def _place(plan: Plan, mention: Mention) -> FilePlace:
    line, col = plan.source.position(mention.span.start)
    return FilePlace(plan.source.path, line, col + 1)
