"""What characters and pairs of them are worth where clauses are compared: the rarer, the more.

How rare they are stands in a published table (`data/likeness_grams.json`), which is the same for
every library.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan

_RULE: Mapping[str, float] = lexicon.words("likeness")
_RUN = re.compile(r"[^\W_]+")


def grams(text: str) -> Iterator[str]:
    """The letters, digits and Han characters of a text, and each two that stand side by side."""
    for run in _RUN.findall(text):
        yield from run
        yield from map("".join, pairwise(run))


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


def most() -> float:
    """What a pair is worth that is not in the table."""
    return _worths().most


def of(gram: str) -> float:
    """What a character or a pair is worth: the logarithm of how rare it is in the table."""
    known = _worths().known.get(gram, most())
    return known * (1 if len(gram) > 1 else _RULE["character"])


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
    says = {"version": _RULE["version"], "clauses": clauses, "grams": known}
    return json.dumps(says, ensure_ascii=False, indent=0) + "\n"
