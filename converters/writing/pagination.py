"""Lists that grow with the library, in pages of a fixed length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from converters.text import escape

_Item = TypeVar("_Item")


class Part(NamedTuple):
    """One page of a list: its file's name, and Markdown that leads to the pages beside it.

    `links` is empty if there is only one.
    """

    name: str
    links: str


def split(
    items: Sequence[_Item], size: int, first: str, further: str
) -> Iterator[tuple[Part, Sequence[_Item]]]:
    """The pages of a list, each with its items; an empty list has one page.

    Args:
        items: the whole list.
        size: how many a page has.
        first: the name of the first file.
        further: the name of the others, `{}` for the number.
    """
    count = max(1, -(-len(items) // size))
    names = [first, *(further.format(number) for number in range(2, count + 1))]
    for number, name in enumerate(names):
        links = _links(names, number) if count > 1 else ""
        yield Part(name, links), items[number * size : (number + 1) * size]


def _links(names: Sequence[str], number: int) -> str:
    before = [f"[上一页]({names[number - 1]})"] if number else []
    after = [f"[下一页]({names[number + 1]})"] if number + 1 < len(names) else []
    here = escape.markdown(f"第 {number + 1} 页，共 {len(names)} 页")
    return " ".join([*before, here, *after]) + "\n{: .links }"
