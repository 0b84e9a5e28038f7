"""Which names stand together: for a record, those most often named in the same clauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from converters.names.index import Index

_MOST_UNITS = 300
_MOST_NAMES = 60
"""Bounds of where companions are looked for, so that time does not grow with the square."""


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
        self._units: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for work, mentions in index.mentions.items():
            for mention in mentions:
                if mention.target and mention.kind != "clause":
                    found[work, mention.unit][mention.target] = None
                    self._units[mention.target].add((work, mention.unit))
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
        near = Counter(other for unit in units[:_MOST_UNITS] for other in self._named[unit])
        del near[key]
        chosen = sorted(map(Companion._make, near.items()), key=self._order)[:most]
        # Those that are told are counted in all clauses: the bounds change no figure.
        counted = [
            Companion(one.key, len(self._units[key] & self._units[one.key])) for one in chosen
        ]
        return [one for one in sorted(counted, key=self._order) if one.units > 1]

    def _order(self, one: Companion) -> tuple[int, int, str]:
        return -one.units, self._totals[one.key], one.key
