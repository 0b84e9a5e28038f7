"""Backlinks: for each record of the authority, where every plan mentions it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import authority
from converters.names.authority import Authority


@dataclass(frozen=True)
class InPlan:
    """What one plan says of one record: its mentions, in the order of the page, at least one."""

    plan: Plan
    mentions: tuple[Mention, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the clauses, blocks and rows, each once, in the order of the page."""
        return tuple(dict.fromkeys(mention.unit for mention in self.mentions))

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The forms of the name, each once, in the order of the page."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))


@dataclass(frozen=True)
class Index:
    """All mentions of a library. `mentions` has those of each plan, by its work id."""

    authority: Authority
    plans: tuple[Plan, ...]
    mentions: Mapping[str, tuple[Mention, ...]]

    def of_plan(self, plan: Plan) -> tuple[Mention, ...]:
        """All mentions of one plan, in the order of the page."""
        return self.mentions.get(str(plan.source.work), ())

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[InPlan, ...]]:
        found: dict[str, list[InPlan]] = defaultdict(list)
        for plan in sorted(self.plans, key=_order):
            for key, mentions in by_target(self.of_plan(plan)).items():
                found[key].append(InPlan(plan, mentions))
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the agencies of a type, and of the records below a broader one."""
        found: dict[str, list[str]] = defaultdict(list)
        for record in self.authority.records.values():
            if record.type:
                found[f"agency-types/{record.type}"].append(record.key)
            if record.broader:
                found[f"{record.scheme}/{record.broader}"].append(record.key)
            if record.place:
                found[f"places/{record.place}"].append(record.key)
        return {key: tuple(value) for key, value in found.items()}

    def of(self, key: str) -> tuple[InPlan, ...]:
        """Where a record is mentioned: the plans by place and time, none without a mention."""
        return self._by_key.get(key, ())

    def below(self, key: str) -> tuple[str, ...]:
        """The keys of the records of a type or place, or that have this one as the broader."""
        return self._narrower.get(key, ())


EMPTY = Index(authority.NONE, (), {})
"""The index of no plans."""


def by_target(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Resolved mentions of names, by the key of their record."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.target and mention.kind != "clause":
            found[mention.target].append(mention)
    return {key: tuple(value) for key, value in found.items()}


def _order(plan: Plan) -> tuple[str, str]:
    """By 成文日期, then work id; a plan without a date by the first year of its period."""
    record = plan.record
    year = str(record.period.value.first) if record.period.value else ""
    return record.date("成文日期").value or year, plan.work
