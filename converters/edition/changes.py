"""What was published when: each plan and each later change of it, by the ledgers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from converters.edition.ledger import Ledger
from converters.models.plan import Plan


@dataclass(frozen=True)
class Change:
    """What was published of a plan on one day, an ISO date.

    A plan that was published that day is new, and all its ids with it; of any other the ids that
    were `added` or `revised` are told.
    """

    date: str
    plan: Plan
    is_new: bool
    added: tuple[str, ...]
    revised: tuple[str, ...]


@dataclass
class _Day:
    """The ids that were first published on a day, and those whose text was revised."""

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)


def latest_first(plans: Iterable[tuple[Plan, Ledger]]) -> list[Change]:
    """The changes of registered plans, those of one day by work id."""
    found = [change for plan, ledger in plans for change in _of(plan, ledger)]
    found.sort(key=lambda change: str(change.plan.source.work))
    return sorted(found, key=attrgetter("date"), reverse=True)


def _of(plan: Plan, ledger: Ledger) -> Iterator[Change]:
    days: dict[str, _Day] = defaultdict(_Day)
    for id_, entry in ledger.entries.items():
        days[entry.date].added.append(id_)
        for date in entry.revised:
            days[date].revised.append(id_)
    first = min(days, default="")
    for date, day in sorted(days.items()):
        added = () if date == first else tuple(day.added)
        yield Change(date, plan, date == first, added, tuple(day.revised))
