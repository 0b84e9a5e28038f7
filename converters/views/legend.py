"""What the marks of a plan's page mean: only those that the page has."""

from __future__ import annotations

from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.names.authority import MENTION_KINDS
from converters.names.plan_names import PlanNames
from converters.views import names_of_plan
from converters.views.plan_text import Paragraph, PlanText


class Marks(NamedTuple):
    """What there is to be explained.

    Args:
        names: the kinds of names, each by the kind of its mentions and in words.
        unreviewed: what is said of names that no person has looked at; empty if there are none.
        address: how the margin writes the place of one clause; empty if it writes none.
    """

    names: tuple[tuple[str, str], ...]
    unreviewed: str
    address: str


def of(plan: Plan, names: PlanNames, text: PlanText) -> Marks:
    """The marks of a plan."""
    kinds = [(MENTION_KINDS[kind.scheme], kind.word) for kind in names_of_plan.of(plan, names)]
    sign = lexicon.glossary("plan")["unreviewed"] if names.unreviewed else ""
    return Marks(tuple(kinds), sign, _address(text))


def _address(text: PlanText) -> str:
    """The first with two numbers, as most have; else the first."""
    shown = [
        block.place.margin
        for one in text.units
        if one.unit.is_clause
        for block in one.blocks
        if isinstance(block, Paragraph) and block.ids
    ]
    return next((one for one in shown if len(one) > 1), shown[0] if shown else "")
