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


Alike = tuple[tuple[int, float], ...]
"""The numbers of clauses that are told of one, and how alike they are, best first."""

Look = Callable[[Vectors, Sequence[int]], Iterable[Alike]]
"""Looks for what is like some clauses, which are given by their numbers, in order."""


class Known(NamedTuple):
    """What was found for a clause once.

    Args:
        sought: the numbers that it was looked for by.
        found: of each clause that was told of it, work id, id, and how alike it is.
    """

    sought: array[int]
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
        found = ((places[other], score) for other, score in alike)
        told = tuple((work, clause.id, score) for (work, clause), score in found)
        now[keys[number]] = Known(_sought(vectors.vectors[number]), told)
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

    Those are the ones that are new, and those that are looked for by a number by which another
    clause could be found before, or can be now, that is new or gone.
    """
    new = [_sought(vector) for key, vector in zip(keys, vectors, strict=True) if key not in known]
    if len(new) == len(keys):
        return [*range(len(keys))]
    there = {*keys}
    gone = [one.sought for key, one in known.items() if key not in there]
    coming, going = (Counter(chain.from_iterable(every)) for every in (new, gone))
    touched = coming.keys() | going.keys()
    holding = Counter(chain.from_iterable(touched.intersection(_sought(one)) for one in vectors))
    telling = {
        one
        for one in touched
        if min(holding[one], holding[one] - coming[one] + going[one]) <= _CROWD
    }
    return [
        number
        for number, (key, vector) in enumerate(zip(keys, vectors, strict=True))
        if key not in known or not telling.isdisjoint(_sought(vector))
    ]


class _Index:
    """The clauses of all plans, by what they are looked for by."""

    def __init__(self, vectors: Vectors) -> None:
        self._plans, self._vectors = vectors
        self._holding: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
        for number, vector in enumerate(self._vectors):
            for dimension in _sought(vector):
                self._holding[dimension].append(number)

    def near(self, number: int) -> Alike:
        """What is told of a clause."""
        weights = dict(zip(*self._vectors[number], strict=True))
        best: dict[int, tuple[int, float]] = {}
        for other in self._candidates(number):
            plan = self._plans[other]
            score = _cosine(weights, self._vectors[other])
            if score >= RULE["least"] and (plan not in best or score > best[plan][1]):
                best[plan] = (other, score)
        # Plans have their numbers in the order of their ids.
        ordered = [best[plan] for plan in sorted(best, key=lambda one: (-best[one][1], one))]
        if not ordered or ordered[0][1] < RULE["first"]:
            return ()
        return tuple(ordered[:_MOST])

    def _candidates(self, number: int) -> list[int]:
        """The clauses of other plans that share most with one, as far as the rarer tell."""
        vector = self._vectors[number]
        shared: defaultdict[int, float] = defaultdict(float)
        for dimension, weight in zip(_sought(vector), vector.weights, strict=False):
            holding = self._holding[dimension]
            if len(holding) <= _CROWD:
                for other in holding:
                    shared[other] += weight * weight
        ordered = sorted(sorted(shared), key=shared.__getitem__, reverse=True)  # a stable sort
        own = self._plans[number]
        others = (other for other in ordered if self._plans[other] != own)
        return [*islice(others, _COMPARED)]


def _cosine(weights: Mapping[int, float], other: Vector) -> float:
    # What is not in one of them adds nothing: to add that is faster than to leave it out.
    score: float = sum(map(mul, map(weights.get, other.dimensions, repeat(0.0)), other.weights))
    return score
