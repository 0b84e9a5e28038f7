"""What a search ought to find, from the published JSON alone.

A unit is to be found if its reading, or its text as received, holds the query once both are
folded. Nothing here is shared with the code of the search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests import search_truth
from tests.bench_search.library import Library

Truth = Mapping[str, frozenset[str]]
"""For each query the addresses of the units that hold it."""


class Texts:
    """The folded texts of a library, and which units have each: grown plans repeat them."""

    def __init__(self, library: Library) -> None:
        """Fold every unit of `library`."""
        self._units: dict[tuple[str, str], list[str]] = defaultdict(list)
        for plan in library.plans:
            for unit in search_truth.units(plan, library.files[plan["work"]]):
                self._units[unit.texts].append(f"{unit.work}#{unit.id}")

    def holding(self, query: str) -> frozenset[str]:
        """The addresses of the units that hold `query`."""
        wanted = search_truth.fold(query)
        return frozenset(
            address
            for texts, addresses in self._units.items()
            if any(wanted in text for text in texts)
            for address in addresses
        )

    def readings(self) -> list[str]:
        """Each different folded reading, in the order of the library."""
        return list(dict.fromkeys(reading for reading, _ in self._units))


def of(library: Library, queries: Iterable[str]) -> Truth:
    """The truth for each query."""
    texts = Texts(library)
    return {query: texts.holding(query) for query in queries}
