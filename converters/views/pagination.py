"""Lists that grow with the library, in pages: one scheme for all of them.

The further pages of the list at `matrix/` are `matrix/page-2/`, `matrix/page-3/`; no record has an
id like theirs. What items have in common in whose order they stand, an initial or a province, leads
to them from every page, as guide words do in a dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from converters.models.phrase import Link, Marked, Phrase, joined

_Item = TypeVar("_Item")
_NEAR = 3
"""So many pages on either side are linked, beside the first and the last."""


class Guide(NamedTuple):
    """What items that stand together have in common.

    Args:
        id: of the first of them, on each page that has any.
        name: what they have in common.
        size: how many they are.
        page: the number of the page where they begin.
    """

    id: str
    name: str
    size: int
    page: int


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

    def to(self, guides: Iterable[Guide]) -> list[Link]:
        """The ways to where guides begin; in a list of several pages with their sizes."""
        return [self._to(guide) for guide in guides]

    def _to(self, guide: Guide) -> Link:
        size = (" ", Marked("of", str(guide.size))) if self.of > 1 else ()
        return Link((guide.name, *size), f"{self._path(guide.page).as_posix()}#{guide.id}")

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
    of = count(len(items), size)
    for number in range(1, of + 1):
        yield Leaf(number, of, first), items[(number - 1) * size : number * size]


def count(items: int, size: int) -> int:
    """How many pages a list of so many items has, of which so many stand on one."""
    return max(1, -(-items // size))


def guides(
    leaves: Iterable[tuple[Leaf, Sequence[_Item]]], of: Callable[[_Item], tuple[str, str]]
) -> tuple[Guide, ...]:
    """The guides of a whole list, in its order.

    Args:
        leaves: its pages, each with its items.
        of: the id and the name of the guide of an item.
    """
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for leaf, items in leaves:
        for item in items:
            page, size = found.get(of(item), (leaf.number, 0))
            found[of(item)] = page, size + 1
    return tuple(Guide(*one, size, page) for one, (page, size) in found.items())


def guided(items: Iterable[_Item], guide: Callable[[_Item], str]) -> Iterator[tuple[_Item, str]]:
    """The items of a page, each with the id of its guide if it is the first of that there.

    Args:
        items: of one page.
        guide: the id of the guide of an item.
    """
    seen = {""}
    for item in items:
        id_ = guide(item)
        yield item, "" if id_ in seen else id_
        seen.add(id_)
