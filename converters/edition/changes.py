"""What was published of a plan when: itself and each later change, by its ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from converters.edition.ledger import Ledger
from converters.models.standing import Change


@dataclass
class _Day:
    """The ids that were first published on a day, and those whose text was revised."""

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)


def of(ledger: Ledger) -> Iterator[Change]:
    """The changes of one plan, the first first."""
    days: dict[str, _Day] = defaultdict(_Day)
    for id_, entry in ledger.entries.items():
        days[entry.date].added.append(id_)
        for date in entry.revised:
            days[date].revised.append(id_)
    first = min(days, default="")
    for date, day in sorted(days.items()):
        added = () if date == first else tuple(day.added)
        yield Change(date, date == first, added, tuple(day.revised))
