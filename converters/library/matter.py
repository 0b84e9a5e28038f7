"""What the clauses of a plan are about, as far as their characters and names tell.

A clause is a vector over characters, pairs of characters and names, of length 1: how often each
stands in its heading, the headings above it and its text, times what it is worth. What that is
says a published table (`gram_worths`), the same for every library, so that a clause is the same
vector whatever stands beside it.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from converters import lexicon
from converters.library import gram_worths
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.plan_names import PlanNames

RULE: Mapping[str, float] = lexicon.words("likeness")
_SCHEMES = ("terms", "instruments")
"""Names of these say what a clause is about; a body answers for many matters."""


class Clause(NamedTuple):
    """A clause with a text of its own.

    Args:
        id: its id.
        heading: as printed.
        text: the rest of it.
        names: the keys of the names in it.
        topics: the ids of what it is about.
    """

    id: str
    heading: str
    text: str
    names: tuple[str, ...]
    topics: tuple[str, ...] = ()


class Vector(NamedTuple):
    """The numbers of what stands in a clause, what counts most first; how much each counts."""

    dimensions: array[int]
    weights: array[float]


@dataclass(frozen=True)
class Matters:
    """The clauses of a plan that have a text, each with its vector."""

    work: str
    clauses: tuple[tuple[Clause, Vector], ...]


def of(plan: Plan, names: PlanNames) -> Matters:
    """The matters of a registered plan."""
    named: dict[str, dict[str, None]] = {}
    for key, mentions in names.by_key.items():
        if key.partition("/")[0] in _SCHEMES:
            for mention in mentions:
                named.setdefault(mention.unit, {})[key] = None
    found = (
        _clause(
            plan,
            unit,
            tuple(sorted(named.get(unit.id, ()))),
            tuple(names.topics.get(unit.id, ())),
        )
        for unit in plan.clauses
        if any(map(str, unit.cells))
    )
    return Matters(plan.work, tuple(found))


def _clause(
    plan: Plan, unit: Unit, names: tuple[str, ...], topics: tuple[str, ...]
) -> tuple[Clause, Vector]:
    text = "\n".join(cell.text for cell in unit.cells)
    above = []
    outer = plan.above(unit)
    while outer:
        above.append(outer.heading.text)
        outer = plan.above(outer)
    fields = {"heading": [unit.heading.text], "path": above, "text": [text]}
    return Clause(unit.id, unit.heading.text, text, names, topics), _vector(fields, names)


def _vector(fields: Mapping[str, Sequence[str]], names: Sequence[str]) -> Vector:
    counts: defaultdict[str, float] = defaultdict(float)
    for field, texts in fields.items():
        for gram in chain.from_iterable(map(gram_worths.grams, texts)):
            counts[gram] += RULE[field]
    weights = {number(gram): _often(count) * gram_worths.of(gram) for gram, count in counts.items()}
    weights |= {number(key): RULE["name"] * gram_worths.most() for key in names}
    length = math.sqrt(math.fsum(one * one for one in weights.values()))
    ordered = sorted(weights, key=lambda one: (-weights[one], one))
    counting = [one for one in ordered if weights[one]]
    return Vector(array("I", counting), array("f", (weights[one] / length for one in counting)))


def _often(count: float) -> float:
    return 1 + math.log(count) if count > 1 else count


def number(what: str) -> int:
    """What stands for a character, a pair of them, or the key of a name, in four bytes."""
    return zlib.crc32(what.encode("utf-8", "surrogatepass"))
