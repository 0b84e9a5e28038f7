"""Places in a text as JavaScript counts them: in UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def places(text: str, given: Iterable[int]) -> Iterator[int]:
    """Places of a text in code points, which are in order, in UTF-16 units.

    >>> [*places("一😀二", [1, 2, 3])]
    [1, 3, 4]
    """
    before = length = 0
    for at in given:
        length += _units(text[before:at])
        before = at
        yield length


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
