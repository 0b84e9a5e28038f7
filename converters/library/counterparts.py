"""The clauses of other plans beside those of one plan, with as much as is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from converters.citation.cards import Card
from converters.library import likeness, other_plans, room
from converters.library.facts import Facts
from converters.library.likeness import Reason
from converters.library.matter import Clause, Matters
from converters.library.other_plans import OtherPlans
from converters.library.related import Near
from converters.library.relations import Relations


@dataclass(frozen=True)
class Told:
    """A clause of another plan: its plan and id, and how alike it is.

    Why is looked for when it is asked for: most of what is near is told nowhere.
    """

    work: str
    clause_id: str
    score: float
    look: Callable[[], tuple[Reason, ...]]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is on the same matter."""
        return self.look()


@dataclass(frozen=True)
class Counterparts:
    """One plan and the clauses that are like its own.

    Args:
        card: of the plan.
        near: its clauses that have a counterpart, in document order, each with these, best first.
        others: the plans of these.
        room: how many bytes the data tell of them.
    """

    card: Card
    near: tuple[tuple[Clause, tuple[Near, ...]], ...]
    others: OtherPlans
    room: int

    def told(self, relations: Relations) -> dict[str, list[Told]]:
        """What is told of each clause, by its id."""
        return {
            clause.id: [
                Told(
                    one.work,
                    one.clause.id,
                    round(one.score, 3),
                    partial(likeness.reasons, clause, one.clause, relations.authority),
                )
                for one in near
            ]
            for clause, near in self.near
        }


def of(
    facts: Mapping[str, Facts], matters: Matters, related: Mapping[str, tuple[Near, ...]]
) -> Counterparts:
    """The counterparts of one plan.

    Args:
        facts: of all plans, by work id.
        matters: of the plan.
        related: of its clauses, by their ids.
    """
    every = (one for near in related.values() for one in near)
    return Counterparts(
        facts[matters.work].card,
        tuple((one, related[one.id]) for one, _ in matters.clauses if one.id in related),
        other_plans.of(facts, ((one.work, one.clause.id) for one in every)),
        room.of("related", len(facts)),
    )
