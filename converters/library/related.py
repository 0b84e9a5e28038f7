"""Clauses of other plans on the same matter: for each clause the most alike, or none.

Candidates are found by the rarest characters, pairs and names that two clauses share; what many
clauses have finds none. So the work grows with the number of clauses, and a plan more changes what
is told of others only where it is near: what was found before is found again for all other clauses.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, islice, repeat
from operator import mul
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


class Vectors(NamedTuple):
    """The clauses of all plans by number: each with the number of its plan, and its vector."""

    plans: Sequence[int]
    vectors: Sequence[Vector]


class Alike(NamedTuple):
    """What is told of a clause.

    Args:
        told: the numbers of clauses, and how alike they are, best first.
        least: how much a clause must share with it to be compared.
    """

    told: tuple[tuple[int, float], ...]
    least: float


Look = Callable[[Vectors, Sequence[int]], Iterable[Alike]]
"""Looks for what is like some clauses, which are given by their numbers, in order."""


class Known(NamedTuple):
    """What was found for a clause once.

    Args:
        sought: the numbers that it was looked for by.
        least: how much a clause had to share with it to be compared.
        found: of each clause that was told of it, work id, id, and how alike it is.
    """

    sought: array[int]
    least: float
    found: tuple[tuple[str, str, float], ...]


class Related(NamedTuple):
    """What is found for each clause.

    Args:
        by_work: by work id and id of a clause those of other plans, best first; a clause without
            a counterpart has no key.
        known: the same to be remembered, by what stands for a clause.
    """

    by_work: Mapping[str, Mapping[str, tuple[Near, ...]]]
    known: Mapping[bytes, Known]


NOTHING: Mapping[bytes, Known] = {}


def near(vectors: Vectors, numbers: Sequence[int]) -> list[Alike]:
    """What is told of some clauses: of each other plan the most alike."""
    index = _Index(vectors)
    return [index.near(number) for number in numbers]


def of(
    matters: Iterable[Matters], known: Mapping[bytes, Known] = NOTHING, look: Look = near
) -> Related:
    """What is found for the clauses of some plans.

    Args:
        matters: of all plans.
        known: what was found in another state of the library.
        look: looks for what is like clauses for which that may be another now.
    """
    every = sorted(matters, key=lambda one: one.work)
    places = [(one.work, clause) for one in every for clause, _ in one.clauses]
    plans = [number for number, one in enumerate(every) for _ in one.clauses]
    vectors = Vectors(plans, [vector for one in every for _, vector in one.clauses])
    keys = [*map(_key, places, vectors.vectors)]
    numbers = _open(keys, vectors.vectors, known)
    now = {key: known[key] for key in keys if key in known}
    for number, alike in zip(numbers, look(vectors, numbers), strict=True):
        found = ((places[other], score) for other, score in alike.told)
        told = tuple((work, clause.id, score) for (work, clause), score in found)
        now[keys[number]] = Known(_sought(vectors.vectors[number]), alike.least, told)
    clauses = {(work, clause.id): clause for work, clause in places}
    by_work: dict[str, dict[str, tuple[Near, ...]]] = {one.work: {} for one in every}
    for (work, clause), key in zip(places, keys, strict=True):
        if told := now[key].found:
            by_work[work][clause.id] = tuple(
                Near(other, clauses[other, id_], score) for other, id_, score in told
            )
    return Related(by_work, now)


def _key(place: tuple[str, Clause], vector: Vector) -> bytes:
    """What stands for a clause, as far as it is compared with others."""
    work, clause = place
    key = hashlib.sha256(f"{work}#{clause.id}\n".encode())
    key.update(vector.dimensions)
    key.update(vector.weights)
    return key.digest()


def _sought(vector: Vector) -> array[int]:
    return vector.dimensions[:_SOUGHT]


def _open(
    keys: Sequence[bytes], vectors: Sequence[Vector], known: Mapping[bytes, Known]
) -> list[int]:
    """The numbers of the clauses for which another may be found than is known.

    Those are the ones that are new; those that are looked for by a number by which clauses are
    found now and were not, or were and are not, because another number of them has it; and those
    with which a clause that is new or gone shares so much that it is or was compared.
    """
    new = [_sought(vector) for key, vector in zip(keys, vectors, strict=True) if key not in known]
    if len(new) == len(keys):
        return [*range(len(keys))]
    there = {*keys}
    changed = [*new, *(one.sought for key, one in known.items() if key not in there)]
    coming, both = (Counter(chain.from_iterable(every)) for every in (new, changed))
    holding = Counter(chain.from_iterable(both.keys() & _sought(one) for one in vectors))
    before = {one: holding[one] - 2 * coming[one] + both[one] for one in both}
    turned = {one for one in both if (holding[one] <= _CROWD) != (before[one] <= _CROWD)}
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for at, sought in enumerate(changed):
        for one in sought:
            if holding[one] <= _CROWD:
                by_number[one].append(at)
    return [
        number
        for number, (key, vector) in enumerate(zip(keys, vectors, strict=True))
        if key not in known
        or not turned.isdisjoint(_sought(vector))
        or any(share >= known[key].least for share in _shares(vector, by_number).values())
    ]


def _shares(vector: Vector, holding: Mapping[int, Iterable[int]]) -> Mapping[int, float]:
    """How much others share with a clause, as far as there are not too many that do.

    Args:
        vector: of the clause.
        holding: the others, by the numbers that they are looked for by.
    """
    shared: dict[int, float] = {}
    for dimension, weight in zip(_sought(vector), vector.weights, strict=False):
        for other in holding.get(dimension, ()):
            shared[other] = shared.get(other, 0.0) + weight * weight
    return shared


class _Index:
    """The clauses of all plans, by what they are looked for by."""

    def __init__(self, vectors: Vectors) -> None:
        self._plans, self._vectors = vectors
        holding: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
        for number, vector in enumerate(self._vectors):
            for dimension in _sought(vector):
                holding[dimension].append(number)
        self._holding = {one: every for one, every in holding.items() if len(every) <= _CROWD}

    def near(self, number: int) -> Alike:
        """What is told of a clause."""
        weights = dict(zip(*self._vectors[number], strict=True))
        best: dict[int, tuple[int, float]] = {}
        candidates, least = self._candidates(number)
        for other in candidates:
            plan = self._plans[other]
            score = _cosine(weights, self._vectors[other])
            if score >= RULE["least"] and (plan not in best or score > best[plan][1]):
                best[plan] = (other, score)
        # Plans have their numbers in the order of their ids.
        ordered = [best[plan] for plan in sorted(best, key=lambda one: (-best[one][1], one))]
        if not ordered or ordered[0][1] < RULE["first"]:
            return Alike((), least)
        return Alike(tuple(ordered[:_MOST]), least)

    def _candidates(self, number: int) -> tuple[list[int], float]:
        """The clauses of other plans that share most with one, and how much another must share.

        That is nothing while there are fewer than are compared.
        """
        shared = _shares(self._vectors[number], self._holding)
        ordered = sorted(sorted(shared), key=shared.__getitem__, reverse=True)  # a stable sort
        own = self._plans[number]
        others = (other for other in ordered if self._plans[other] != own)
        found = [*islice(others, _COMPARED)]
        return found, shared[found[-1]] if len(found) == _COMPARED else 0.0


def _cosine(weights: Mapping[int, float], other: Vector) -> float:
    # What is not in one of them adds nothing: to add that is faster than to leave it out.
    score: float = sum(map(mul, map(weights.get, other.dimensions, repeat(0.0)), other.weights))
    return score
