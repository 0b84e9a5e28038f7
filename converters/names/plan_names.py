"""What a plan speaks of: its mentions, the records they mean, the topics of its clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from converters.models.mention import Mention
from converters.names import authority
from converters.names.authority import Authority
from converters.topics.clause_topics import OfClauses


@dataclass(frozen=True)
class PlanNames:
    """All mentions of one plan, in the order of the page, and the authority they are found in.

    `topics` are the ids of what its clauses are about.
    """

    authority: Authority = authority.NONE
    mentions: tuple[Mention, ...] = ()
    topics: OfClauses = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions of each record, in the order of the first of them."""
        return by_target(self.mentions)


NONE = PlanNames()
"""No names at all."""


def by_target(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, ...]]:
    """Resolved mentions of names, by the key of their record."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.target and mention.kind != "clause":
            found[mention.target].append(mention)
    return {key: tuple(value) for key, value in found.items()}
