"""What stands at the addresses of a plan that was taken down: that it was, when and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.citation import titles
from converters.library.withdrawn import Withdrawn
from converters.models.page import View
from converters.models.phrase import Link
from converters.text import dates

_PAGES = (
    "plans/{}/index.md",
    "plans/{}/source.md",
    "plans/{}/emendations.md",
    "plans/{}/names.md",
    "matrix/{}.md",
    "indicators/{}.md",
)
"""The pages that a plan has, or may have had."""


class _Gone(NamedTuple):
    """What a page says.

    Args:
        name: what the plan was.
        work: its work id.
        day: on which it was taken down, as printed.
        ground: why.
        addresses: of the plan, all of which land on its first page.
        size: how many there are.
        all: the way to the plans that are there.
    """

    name: str
    work: str
    day: str
    ground: str
    addresses: Sequence[str]
    size: int
    all: Link


def pages(one: Withdrawn) -> Iterator[View]:
    """The pages of a plan that was taken down."""
    says = _Gone(
        titles.of_work(one.work),
        one.work,
        dates.to_printed(one.date),
        one.ground.rstrip("。"),
        one.addresses,
        len(one.addresses),
        Link("规划一览", "plans/index.md"),
    )
    for number, path in enumerate(_PAGES):
        landing = says if number == 0 else says._replace(addresses=())
        yield View(Path(path.format(one.work)), "withdrawn.md", landing)
