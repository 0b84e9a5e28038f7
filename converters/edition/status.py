"""Whether a plan is in force: by the years it covers, and by what has taken its place.

“Today” is the year of the edition of the library, never the clock: one commit says the same of a
plan on any day. That a plan is in force says no more than that; nobody has asked its issuer.
"""

from __future__ import annotations

from typing import Literal

from converters import lexicon
from converters.models.plan import Plan

State = Literal["ahead", "current", "over", "open", "superseded"]

WORDS = lexicon.glossary("states")
"""The states in words."""

_WITH_A_TERM = frozenset({"yaodian", "guihua", "jihua"})
"""The kinds that hold for the years they name; an emergency plan holds until the next."""


def of(plan: Plan) -> State | None:
    """The state of a plan; None if it is in no library, or nothing of that has been published."""
    standing, record = plan.standing, plan.record
    if standing.replaced_by:
        return "superseded"
    if not standing.year:
        return None
    period = record.period.value
    if period is None or record.kind.value not in _WITH_A_TERM:
        return "open"
    if standing.year < period.first:
        return "ahead"
    return "over" if standing.year > period.last else "current"
