"""What a plan's page says of its time: its state, what replaces it, what was revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation import clause_addresses, titles
from converters.edition import status
from converters.models.plan import Plan
from converters.text import dates

_MOST_SHOWN = 12
"""Addresses that are told of one day; the feed and the data have all of them."""


class Related(NamedTuple):
    """Another plan: what it is, and its work id."""

    name: str
    work: str


class Revision(NamedTuple):
    """What was changed on one day after the first.

    Args:
        day: as printed.
        parts: some of the addresses, each with how it is written.
        size: how many there are.
        added: how many of them are new.
    """

    day: str
    parts: Sequence[tuple[str, str]]
    size: int
    added: int


@dataclass(frozen=True)
class StandingText:
    """What the page says.

    Args:
        state: whether the plan is in force, in words; empty if that is not known.
        year: in which.
        newer: what takes its place.
        older: whose place it takes.
        former: whose place it takes of those that were taken down.
        revisions: what was changed after it was first published, the latest first.
    """

    state: str
    year: int
    newer: Sequence[Related]
    older: Sequence[Related]
    former: Sequence[Related]
    revisions: Sequence[Revision]


def of(plan: Plan) -> StandingText:
    """What the page of a plan says."""
    standing = plan.standing
    state = status.of(plan)
    later = [change for change in plan.changes if not change.is_new]
    known = clause_addresses.of_every_id(plan) if later else {}
    revisions = []
    for change in reversed(later):
        every = (*change.revised, *change.added)
        parts = [(id_, known[id_]) for id_ in every if id_ in known][:_MOST_SHOWN]
        day = dates.to_printed(change.date)
        revisions.append(Revision(day, parts, len(every), len(change.added)))
    return StandingText(
        status.WORDS[state] if state else "",
        standing.year,
        _related(standing.replaced_by),
        _related(standing.replaces),
        _related(standing.former),
        revisions,
    )


def _related(works: Sequence[str]) -> list[Related]:
    return [Related(titles.of_work(work), work) for work in works]
