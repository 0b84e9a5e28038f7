"""What the clauses of a plan are about, as far as their characters and names tell.

A clause is a vector over characters, pairs of characters and names, of length 1: how often each
stands in its heading, the headings above it and its text, times what it is worth. What that is
stands in a published table (`data/likeness.yml`, `data/likeness_grams.json`), which is the same for
every library, so that a clause is the same vector whatever stands beside it.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.plan_names import PlanNames

RULE: Mapping[str, float] = lexicon.words("likeness")
_RUN = re.compile(r"[^\W_]+")
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
        for gram in chain.from_iterable(map(grams, texts)):
            counts[gram] += RULE[field]
    weights = {number(gram): _often(count) * worth(gram) for gram, count in counts.items()}
    weights |= {number(key): RULE["name"] * _worths().most for key in names}
    length = math.sqrt(math.fsum(one * one for one in weights.values()))
    ordered = sorted(weights, key=lambda one: (-weights[one], one))
    counting = [one for one in ordered if weights[one]]
    return Vector(array("I", counting), array("f", (weights[one] / length for one in counting)))


def _often(count: float) -> float:
    return 1 + math.log(count) if count > 1 else count


def grams(text: str) -> Iterator[str]:
    """The letters, digits and Han characters of a text, and each two that stand side by side."""
    for run in _RUN.findall(text):
        yield from run
        yield from map("".join, pairwise(run))


def number(what: str) -> int:
    """What stands for a character, a pair of them, or the key of a name, in four bytes."""
    return zlib.crc32(what.encode("utf-8", "surrogatepass"))


class _Worths(NamedTuple):
    """What pairs are worth: one that is not in the table the most."""

    most: float
    known: Mapping[str, float]


@cache
def _worths() -> _Worths:
    read = lexicon.table("likeness_grams")
    clauses = read["clauses"]
    known = {
        gram: math.log(clauses / int(count))
        for count, of in read["grams"].items()
        for gram in of.split(" ")
    }
    return _Worths(math.log(clauses), known)


def worth(gram: str) -> float:
    """What a character or a pair is worth: the logarithm of how rare it is in the table."""
    most, known = _worths()
    return known.get(gram, most) * (1 if len(gram) > 1 else RULE["character"])


def table(plans: Iterable[Plan]) -> str:
    """The table of how many clauses of some plans have each character and each pair, as JSON.

    What one clause alone has is worth the most, as what none has, and is left out.
    """
    found: Counter[str] = Counter()
    clauses = 0
    for unit in (one for plan in plans for one in plan.clauses if any(map(str, one.cells))):
        clauses += 1
        texts = [unit.heading.text, *map(str, unit.cells)]
        found.update({gram for text in texts for gram in grams(text)})
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for gram, count in sorted(found.items()):
        by_count[count].append(gram)
    known = {str(count): " ".join(by_count[count]) for count in sorted(by_count) if count > 1}
    says = {"version": RULE["version"], "clauses": clauses, "grams": known}
    return json.dumps(says, ensure_ascii=False, indent=0) + "\n"
