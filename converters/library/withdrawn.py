"""What the library still knows of a plan that was taken down: nothing of its text."""

from __future__ import annotations

from typing import NamedTuple


class Withdrawn(NamedTuple):
    """A plan that was taken down.

    Args:
        work: its work id, from which alone its pages tell what it was.
        date: the day, ISO 8601.
        ground: why.
        addresses: every address of it that was published, older ones among them.
    """

    work: str
    date: str
    ground: str
    addresses: tuple[str, ...]
