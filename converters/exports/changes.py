"""What was published when, `data/changes.json`: each plan and each later change, by the ledgers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from converters.edition.ledger import Ledger
from converters.models import Plan
from converters.pages.titles import citation


@dataclass
class _Day:
    """The ids of a plan that were first published on a day, and those whose text was revised."""

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)


def dump(plans: Iterable[tuple[Plan, Ledger]]) -> str:
    """The file: changes, the latest first.

    A plan that was published that day is `new`, and all its ids with it; of any other the ids that
    were `added` or `revised` are told.
    """
    changes = [change for plan, ledger in plans for change in _of(plan, ledger)]
    changes.sort(key=itemgetter("work"))
    changes.sort(key=itemgetter("date"), reverse=True)
    return json.dumps({"changes": changes}, ensure_ascii=False, indent=1) + "\n"


def _of(plan: Plan, ledger: Ledger) -> Iterator[dict[str, object]]:
    days: dict[str, _Day] = defaultdict(_Day)
    for id_, entry in ledger.entries.items():
        days[entry.date].added.append(id_)
        for date in entry.revised:
            days[date].revised.append(id_)
    first = min(days, default="")
    for date in sorted(days):
        yield {
            "date": date,
            "work": plan.source.work,
            "title": citation(plan),
            "new": date == first,
            "added": [] if date == first else days[date].added,
            "revised": days[date].revised,
        }
