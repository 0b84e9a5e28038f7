"""Lists that grow with the library, in pages: one scheme for all of them.

The further pages of the list at `matrix/` are `matrix/page-2/`, `matrix/page-3/`; no record has an
id like theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from converters.models.phrase import Link, Marked, Phrase, joined

_Item = TypeVar("_Item")
_NEAR = 3
"""So many pages on either side are linked, beside the first and the last."""


class Leaf(NamedTuple):
    """One page of a list: its number from 1, of how many, and its path relative to `docs/`."""

    number: int
    of: int
    first: Path

    @property
    def path(self) -> Path:
        """Where it is written."""
        return self._path(self.number)

    def _path(self, number: int) -> Path:
        if number == 1:
            return self.first
        folder = self.first.parent if self.first.stem == "index" else self.first.with_suffix("")
        return folder / f"page-{number}.md"

    @property
    def is_last(self) -> bool:
        """Whether no page comes after it."""
        return self.number == self.of

    @property
    def suffix(self) -> str:
        """What its title adds to that of the first."""
        return f"（第 {self.number} 页）" if self.number > 1 else ""

    @property
    def turning(self) -> Phrase:
        """What leads to the other pages; empty if there are none."""
        if self.of == 1:
            return ""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        numbers = [n for n in dict.fromkeys((1, *near, self.of)) if 1 <= n <= self.of]
        shown = joined(" ", map(self._link, numbers))
        return (f"第 {self.number} 页，共 {self.of} 页 ", shown)

    def _link(self, number: int) -> Phrase:
        if number == self.number:
            return Marked("strong", str(number))
        return Link(str(number), self._path(number).as_posix())


def split(items: Sequence[_Item], size: int, first: Path) -> Iterator[tuple[Leaf, Sequence[_Item]]]:
    """The pages of a list, each with its items; an empty list has one page.

    Args:
        items: the whole list.
        size: how many a page has.
        first: the path of the first page, relative to `docs/`.
    """
    count = max(1, -(-len(items) // size))
    for number in range(1, count + 1):
        yield Leaf(number, count, first), items[(number - 1) * size : number * size]
