"""What time has made of a plan: what was published of it when, and how it stands in its library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Change:
    """What was published of a plan on one day, an ISO date.

    A plan that was published that day is new, and all its ids with it; of any other the ids that
    were `added` or `revised` are told.
    """

    date: str
    is_new: bool
    added: tuple[str, ...]
    revised: tuple[str, ...]


class Standing(NamedTuple):
    """How a plan stands in its library, by work ids.

    Args:
        year: of the edition of the library, which is its today; 0 before anything is published.
        replaces: the plans of the library that this one takes the place of.
        former: those of them that were taken down.
        replaced_by: the plans that take its place.
    """

    year: int = 0
    replaces: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()


ALONE = Standing()
"""That of a plan in no library."""
