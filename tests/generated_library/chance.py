"""Chance that is the same on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A sequence of choices. Of `random` only `random()` is used, which alone never changes."""

    def __init__(self, *seed: object) -> None:
        """The same seed gives the same choices."""
        self._random = Random("/".join(map(str, seed)))

    def below(self, end: int) -> int:
        """A number from 0 up to `end`, which it never is."""
        return int(self._random.random() * end)

    def between(self, first: int, last: int) -> int:
        """A number from `first` to `last`, either included."""
        return first + self.below(last - first + 1)

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[T], number: int) -> list[T]:
        """So many different ones, in any order.

        Raises:
            IndexError: there are not so many.
        """
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(number)]

    def in_order(self, things: Sequence[T]) -> list[T]:
        """All of them, in any order."""
        return self.some(things, len(things))

    def happens(self, percent: int) -> bool:
        """Whether something happens that does so as often."""
        return self.below(100) < percent
