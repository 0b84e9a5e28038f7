"""How much of a plan, and of each of its units, the editor has conjectured or could not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from converters.edition.apparatus import Entry


class Count(NamedTuple):
    """How many places are conjectured, and how many cannot be read."""

    likely: int
    unknown: int


class Doubts:
    """The doubtful places of one plan.

    Args:
        entries: its apparatus.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._of = Counter((entry.unit, entry.verdict) for entry in entries)
        self._all = Counter(entry.verdict for entry in entries)

    def of(self, unit: str) -> Count:
        """Those of a clause, block or row, by its id."""
        return Count(self._of[unit, "likely"], self._of[unit, "unknown"])

    @property
    def all(self) -> Count:
        """Those of the whole plan."""
        return Count(self._all["likely"], self._all["unknown"])
