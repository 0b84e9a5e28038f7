"""What each clause of a plan names, as edges: the table `edges`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converters.edition import row_ids
from converters.exports.parquet import Row
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames

_EDGES = {
    "agency": "mention",
    "term": "mention",
    "instrument": "citation",
    "self": "reference",
    "clause": "reference",
}
"""What it is to a clause that it names something, by what that is."""


def of(plan: Plan, names: PlanNames) -> Iterator[Row]:
    """The edges of a plan, in the order in which each is first met.

    Args:
        plan: with its ids.
        names: what it names.
    """
    counts = Counter(
        (_EDGES[one.kind], one.unit, target(one, plan.work), one.surface) for one in names.mentions
    )
    ids = row_ids.numbered((plan.work, *key) for key in counts)
    for id_, ((kind, unit, to, words), count) in zip(ids, counts.items(), strict=True):
        source = f"plans/{plan.work}#{unit}"
        named = name(to, plan, names.authority)
        yield id_, kind, plan.work, unit, source, to, named, words, count


def target(mention: Mention, work: str) -> str:
    """The address of what a mention in a plan means; empty if that is not known."""
    if mention.kind == "self":
        return f"plans/{work}"
    if mention.kind == "clause":
        return f"plans/{work}#{mention.target}" if mention.target else ""
    return mention.target


def name(target: str, plan: Plan, authority: Authority) -> str:
    """What stands at an address that a plan names; empty if that has no name of its own."""
    if target == f"plans/{plan.work}":
        return plan.record.title.value or ""
    return authority.records[target].pref if target in authority.records else ""
