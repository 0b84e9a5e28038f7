"""What the pages of names are made from: the index, and what is computed from it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from converters.citation.quotations import Quoter
from converters.citation.titles import Headline, headline, place_code
from converters.models.plan import Plan
from converters.names import lookalikes
from converters.names.authority import AuthorityRecord
from converters.names.companions import Companions
from converters.names.index import Index, InPlan
from converters.text import escape, punctuation
from converters.writing import links

SMALL_LIBRARY = 6
"""With so few plans, a page can name those that say nothing."""


class CrossReferences:
    """An index as pages use it. All figures are of the mentions of the whole library."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.records = index.authority.records
        self.companions = Companions(index)
        self._quoters: dict[str, Quoter] = {}
        self._headlines: dict[str, Headline] = {}

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by work id."""
        return {str(plan.source.work): plan for plan in self.index.plans}

    @cached_property
    def plans_by_place(self) -> Mapping[str, Sequence[Plan]]:
        """The plans by the code of their place."""
        found: dict[str, list[Plan]] = {}
        for plan in self.index.plans:
            found.setdefault(place_code(plan), []).append(plan)
        return found

    @cached_property
    def _lookalikes(self) -> Mapping[str, tuple[str, ...]]:
        schemes = ("agencies", "terms", "instruments")
        found = (lookalikes.of(self.index.authority, scheme) for scheme in schemes)
        return {key: alike for of_scheme in found for key, alike in of_scheme.items()}

    def lookalikes(self, key: str) -> tuple[str, ...]:
        """The keys of the records that may be taken for this one."""
        return self._lookalikes.get(key, ())

    def quoter(self, plan: Plan) -> Quoter:
        """The one that quotes a plan."""
        work = str(plan.source.work)
        if work not in self._quoters:
            self._quoters[work] = Quoter(plan)
        return self._quoters[work]

    def headline(self, plan: Plan) -> Headline:
        """What a plan is called."""
        work = str(plan.source.work)
        if work not in self._headlines:
            self._headlines[work] = headline(plan)
        return self._headlines[work]

    def plan_names(self, here: Sequence[InPlan], most: int) -> str:
        """The short titles of some plans, as Markdown; the number of those over `most`."""
        shown = "、".join(escape.markdown(self.headline(one.plan).short) for one in here[:most])
        return shown + (f" 等 {len(here)} 份" if len(here) > most else "")

    def of(self, key: str) -> tuple[InPlan, ...]:
        """Where a record is mentioned; for a type of agency, where its agencies are."""
        return self.index.of(key)

    def count(self, key: str) -> int:
        """How many mentions a record has."""
        return sum(len(here.mentions) for here in self.of(key))

    def places(self, key: str) -> frozenset[str]:
        """The codes of the places whose plans mention a record."""
        return frozenset(place_code(here.plan) for here in self.of(key))

    def link(self, key: str, here: Path) -> str:
        """The name of a record, with a link to its page."""
        return links.link(escape.markdown(name(self.records[key])), f"{key}.md", here)


def name(record: AuthorityRecord) -> str:
    """The name as running text has it: a document in 《》, a term that needs them in quotes."""
    pref = full_name(record)
    if record.scheme == "instruments":
        return f"《{pref}》"
    return f"“{pref}”" if record.quoted and "“" not in pref else pref


def full_name(record: AuthorityRecord) -> str:
    """The canonical name, its punctuation full-width."""
    return punctuation.restore(record.pref)
