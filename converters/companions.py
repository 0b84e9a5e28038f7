"""Which names stand together: for a record, those most often named in the same clauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from converters.index import Index

_MOST_UNITS = 300
_MOST_NAMES = 60
"""Bounds of what is counted for one record, so that time does not grow with the square."""


class Companion(NamedTuple):
    """The key of a record, and in how many clauses it stands together with another."""

    key: str
    units: int


class Companions:
    """Counts, over all plans of an index, the clauses, blocks and rows that names share."""

    def __init__(self, index: Index) -> None:
        self._index = index
        found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._totals: Counter[str] = Counter()
        for work, mentions in index.mentions.items():
            for mention in mentions:
                if mention.target and mention.kind != "clause":
                    found[work, mention.unit][mention.target] = None
                    self._totals[mention.target] += 1
        self._named = {unit: tuple(keys)[:_MOST_NAMES] for unit, keys in found.items()}

    def of(self, key: str, most: int) -> list[Companion]:
        """At most `most` records that share more than one clause, the most frequent first.

        Of equals the one that is named less often goes before.
        """
        units = [
            (str(here.plan.source.work), unit)
            for here in self._index.of(key)
            for unit in here.units
        ]
        counts = Counter(other for unit in units[:_MOST_UNITS] for other in self._named[unit])
        del counts[key]
        ordered = sorted(counts.items(), key=lambda one: (-one[1], self._totals[one[0]], one[0]))
        return [Companion(*one) for one in ordered[:most] if one[1] > 1]
