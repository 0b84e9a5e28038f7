"""时间: the plans on a time line, by the years they cover and the day of the document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.models.phrase import Link, to_part
from converters.names import divisions
from converters.text import dates

_RIBS = 8
"""How many spaces between ribs a bar of several years has for each year after its first."""


@dataclass(frozen=True)
class _Scale:
    """The years of the time line, and where a time lies on it, in percent."""

    first: int
    last: int

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def at(self, year: float) -> float:
        return round(100 * (year - self.first) / (self.last + 1 - self.first), 2)


class Track(NamedTuple):
    """One plan on the time line: its place, its years and its day as a drawing, in words.

    Args:
        place: without its province.
        of: the province, and the level.
        left: where the bar begins, in percent of the drawing.
        width: how long it is, likewise.
        ribs: of a bar of several years, where its ribs stand.
        day: where the day of the document stands, if it is known and on the scale.
        document: a link to the plan.
        issued: the day in words.
        is_damaged: whether a digit of the day cannot be read.
    """

    place: str
    of: str
    left: float
    width: float
    ribs: tuple[float, ...]
    day: float | None
    document: Link
    issued: str
    is_damaged: bool


@dataclass(frozen=True)
class TimeLine:
    """The drawing: its years and where each begins, in percent; each plan a bar."""

    years: Sequence[tuple[int, float]]
    tracks: Sequence[Track]


def time_line(plans: Sequence[Card]) -> TimeLine:
    """The plans on a line, in words beside it.

    Args:
        plans: each of a known period, in the order in which they are to stand.
    """
    spans = [span for card in plans if (span := card.period)]
    if not spans:
        return TimeLine((), ())
    scale = _Scale(min(first for first, _ in spans), max(last for _, last in spans))
    years = [(year, scale.at(year)) for year in scale.years]
    return TimeLine(years, [_track(card, scale) for card in plans])


def _track(card: Card, scale: _Scale) -> Track:
    first, last = card.period or (scale.first, scale.first)
    left, right = scale.at(first), scale.at(last + 1)
    ribs = () if first == last else tuple(map(scale.at, _ribs(first, last)))
    issued = dates.to_printed(card.date) if card.date else "原文未载成文日期"
    return Track(
        *_division(card),
        left,
        round(right - left, 2),
        ribs,
        _day(card.date, scale),
        to_part(f"{card.years} 年{KINDS[card.kind]}", card.work, ""),
        issued,
        "□" in issued,
    )


def _ribs(first: int, last: int) -> Iterator[float]:
    """When the ribs of a bar of several years stand, evenly from its start to its end."""
    spaces = _RIBS * (last - first)
    years = last + 1 - first
    yield from (first + years * rib / spaces for rib in range(spaces + 1))


def _division(card: Card) -> tuple[str, str]:
    """The place of a plan without its province; the province, and the level."""
    names = card.place_names
    level = divisions.level(card.place_code)
    return "".join(names[1:] or names), f"{names[0]} · {level}" if names[1:] else level


def _day(date: str, scale: _Scale) -> float | None:
    """Where the day of the document is, if the whole date is known and on the scale."""
    if not date or "X" in date:
        return None
    day = datetime.date.fromisoformat(date)
    at = day.year + (day.timetuple().tm_yday - 1) / 366
    return scale.at(at) if scale.first <= at < scale.last + 1 else None
