"""The places that plans are of: counties, cities of their level, districts and banners of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from converters.names import divisions
from tests.generated_library.chance import Chance


@dataclass(frozen=True)
class Above:
    """A city or province that a place is part of."""

    adcode: str
    name: str


@dataclass(frozen=True)
class Place:
    """A place of the county level; `city` is None where it is directly below its province."""

    adcode: str
    name: str
    short: str
    spelt: str
    province: Above
    city: Above | None

    @property
    def level(self) -> str:
        """What names of its bodies begin with in its own plans: 县 in 县应急管理局."""
        return self.name[-1]


@cache
def in_order(seed: int) -> tuple[Place, ...]:
    """All places in an order of their own for each seed."""
    return tuple(Chance(seed, "places").in_order(_every()))


@cache
def _every() -> tuple[Place, ...]:
    """By code, those that no other shares its name or spelling with.

    朝阳区应急管理局 would be two bodies.
    """
    counties = [one for one in divisions.every() if not one.adcode.endswith("00")]
    alone = _alone(counties, lambda one: one.name)
    of_today = (one for one in alone if one.until is None)
    return tuple(map(_place, _alone(of_today, divisions.romanized)))


def _alone(
    found: Iterable[divisions.Division], named: Callable[[divisions.Division], str]
) -> list[divisions.Division]:
    """Those that share their name with none."""
    by_name = [(named(one), one) for one in found]
    counts = Counter(name for name, _ in by_name)
    return [one for name, one in by_name if counts[name] == 1]


def _place(division: divisions.Division) -> Place:
    above = divisions.lineage(division)
    code = division.adcode
    return Place(
        code,
        division.name,
        division.short,
        divisions.romanized(division),
        Above(f"{code[:2]}0000", above.province),
        Above(f"{code[:4]}00", above.city) if above.city else None,
    )
