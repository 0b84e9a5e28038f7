"""Clauses of other plans on the same matter: for each clause the most alike, or none.

Candidates are found by the rarest characters, pairs and names that two clauses share; what many
clauses have finds none. So the work grows with the number of clauses, and a plan more changes what
is told of others only where it is near.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from converters.library.matter import RULE, Clause, Matters, Vector

_SOUGHT, _CROWD, _COMPARED, _MOST = (
    int(RULE[name]) for name in ("sought", "crowd", "compared", "most")
)


class Near(NamedTuple):
    """A clause of another plan, and how alike it is: the cosine of their angle, up to 1."""

    work: str
    clause: Clause
    score: float


def of(matters: Iterable[Matters]) -> dict[str, dict[str, tuple[Near, ...]]]:
    """By work id and id of a clause those of other plans, best first.

    A clause without a counterpart has no key.
    """
    every = sorted(matters, key=lambda one: one.work)
    index = _Index(every)
    found: dict[str, dict[str, tuple[Near, ...]]] = {one.work: {} for one in every}
    for number, (plan, clause, _) in enumerate(index.clauses):
        if near := index.near(number):
            found[every[plan].work][clause.id] = near
    return found


class _Index:
    """The clauses of all plans by number, each with the number of its plan."""

    def __init__(self, every: Sequence[Matters]) -> None:
        self._works = [one.work for one in every]
        self.clauses = [(plan, *one) for plan, of in enumerate(every) for one in of.clauses]
        self._holding: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
        for number, (_, _, vector) in enumerate(self.clauses):
            for dimension in vector.dimensions[:_SOUGHT]:
                self._holding[dimension].append(number)

    def near(self, number: int) -> tuple[Near, ...]:
        """What is told of a clause: of each other plan the most alike."""
        _, _, vector = self.clauses[number]
        weights = dict(zip(*vector, strict=True))
        best: dict[int, Near] = {}
        for candidate in self._candidates(number):
            plan, other, theirs = self.clauses[candidate]
            score = _cosine(weights, theirs)
            if score >= RULE["least"] and (plan not in best or score > best[plan].score):
                best[plan] = Near(self._works[plan], other, score)
        ordered = sorted(best.values(), key=lambda one: (-one.score, one.work))
        if not ordered or ordered[0].score < RULE["first"]:
            return ()
        return tuple(ordered[:_MOST])

    def _candidates(self, number: int) -> list[int]:
        """The clauses of other plans that share most with one, as far as the rarer tell."""
        own, _, vector = self.clauses[number]
        shared: defaultdict[int, float] = defaultdict(float)
        sought = zip(vector.dimensions[:_SOUGHT], vector.weights, strict=False)
        for dimension, weight in sought:
            holding = self._holding[dimension]
            if len(holding) <= _CROWD:
                for other in holding:
                    shared[other] += weight * weight
        ordered = sorted(shared, key=lambda other: (-shared[other], other))
        others = (other for other in ordered if self.clauses[other][0] != own)
        return [*islice(others, _COMPARED)]


def _cosine(weights: Mapping[int, float], other: Vector) -> float:
    pairs = zip(*other, strict=True)
    return sum(weights[number] * weight for number, weight in pairs if number in weights)
