"""What a plan speaks of: its mentions, the records they mean, the topics of its clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from converters.models.mention import Mention
from converters.names import authority
from converters.names.assignments import Assignment
from converters.names.authority import Authority
from converters.names.unreviewed import UnreviewedName
from converters.topics.clause_topics import OfClauses


@dataclass(frozen=True)
class PlanNames:
    """All that one plan names.

    Args:
        authority: in which names are found.
        mentions: by records, or of what is left open; in the order of the page, disjoint.
        inside: bodies that have a record, inside the titles that some mentions are.
        unreviewed: the names that are in no record, in the order of the page.
        topics: ids of what its clauses are about.
    """

    authority: Authority = authority.NONE
    mentions: tuple[Mention, ...] = ()
    inside: tuple[Mention, ...] = ()
    unreviewed: tuple[UnreviewedName, ...] = ()
    topics: OfClauses = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions of each record, in the order of the first of them."""
        return by_target(self.mentions)

    @cached_property
    def linked(self) -> tuple[tuple[Mention, str], ...]:
        """What the text of the plan links, in its order, disjoint.

        With each mention the id of the entry that it leads to in the plan's index of names, empty
        if it leads to a record, a clause or the plan itself. A body inside a title is none.
        """
        known = [(one, "") for one in self.mentions if one.is_resolved]
        open_ = [(one, name.id) for name in self.unreviewed for one in name.mentions]
        found: list[tuple[Mention, str]] = []
        for one, id_ in sorted([*known, *open_], key=_order):
            last = found[-1][0] if found else None
            if not (last and last.text.starts[0] == one.text.starts[0] and one.start < last.end):
                found.append((one, id_))
        return tuple(found)

    @cached_property
    def bodies(self) -> Mapping[str, UnreviewedName]:
        """The unreviewed bodies by the forms of their names, as lists of units mean them."""
        found: dict[str, UnreviewedName] = {}
        for name in self.unreviewed:
            for one in name.mentions if name.scheme == "agencies" else ():
                if one.role or one.surface not in found:
                    found[one.surface] = name
        return found

    def unit(self, one: Assignment) -> str:
        """What tells a unit from others: its record, its unreviewed name, else how it stands."""
        if one.key or one.unit not in self.bodies:
            return one.key or one.unit
        return self.bodies[one.unit].id

    @cached_property
    def proposed(self) -> tuple[Mention, ...]:
        """The mentions of names in no record that are no citations, in the order of the page."""
        known = {one.span for one in self.mentions}
        every = (one for name in self.unreviewed for one in name.mentions)
        ordered = sorted(every, key=lambda one: (one.span.start, -one.end))
        return tuple(one for one in ordered if one.span not in known)


def _order(linked: tuple[Mention, str]) -> tuple[int, int, int]:
    one, _ = linked
    return one.text.starts[0], one.start, -one.end


NONE = PlanNames()
"""No names at all."""


def by_target(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Resolved mentions of names, by the key of their record."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.target and mention.kind != "clause":
            found[mention.target].append(mention)
    return {key: tuple(value) for key, value in found.items()}
