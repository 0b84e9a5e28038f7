"""Numbers that mostly count on, kept as the ranges they make: places of characters in a file.

Of a text in which little was changed there are few ranges, however long it is; a piece of it that
was received just so has one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import overload


class Intervals(Sequence[int]):
    """The numbers of ranges that `joined` gives, one behind the other."""

    __slots__ = ("_parts", "_stops")

    def __init__(self, parts: list[range]) -> None:
        self._parts = parts
        self._stops = [*accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._stops[-1] if self._stops else 0

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._parts)

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...

    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        """One number, or some that follow one another.

        Raises:
            IndexError: there is none.
        """
        if at == 0:  # nearly always asked for: where a text begins
            return self._parts[0].start
        if at == -1:  # and where it ends
            return self._parts[-1][-1]
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return self._between(start, stop)
        at = at + len(self) if at < 0 else at
        number = bisect_right(self._stops, at) if at >= 0 else len(self._parts)
        part = self._parts[number]
        return part[at - self._stops[number]]

    def _between(self, start: int, stop: int) -> Sequence[int]:
        if start >= stop:
            return range(0)
        first = bisect_right(self._stops, start)
        last = bisect_right(self._stops, stop - 1, first)
        head, tail = self._parts[first], self._parts[last]
        begin = start - self._stops[first] + len(head)
        end = stop - self._stops[last] + len(tail)
        if first == last:
            return head[begin:end]
        return Intervals([head[begin:], *self._parts[first + 1 : last], tail[:end]])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Intervals) and self._parts == other.parts

    def __hash__(self) -> int:
        return hash(tuple(self._parts))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._parts})"

    @property
    def parts(self) -> Sequence[range]:
        """The ranges."""
        return self._parts


def of(numbers: Sequence[int]) -> Sequence[range]:
    """The ranges that some numbers make."""
    if isinstance(numbers, range):
        return (numbers,) if numbers else ()
    if isinstance(numbers, Intervals):
        return numbers.parts
    return joined(range(one, one + 1) for one in numbers)


def joined(parts: Iterable[range]) -> list[range]:
    """Ranges one behind the other: none empty, none that counts on from the one before it."""
    found: list[range] = []
    for part in parts:
        if found and found[-1].stop == part.start:
            found[-1] = range(found[-1].start, part.stop)
        elif part:
            found.append(part)
    return found


def numbers(parts: Iterable[range]) -> Sequence[int]:
    """The numbers of ranges one behind the other; those of a single one are a range."""
    found = joined(parts)
    if len(found) > 1:
        return Intervals(found)
    return found[0] if found else range(0)
