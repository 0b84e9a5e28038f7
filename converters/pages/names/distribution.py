"""哪年哪地: by year and plan how often something is said, one square each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.references import SMALL_LIBRARY, References
from converters.models.phrase import Phrase, to_part

REST_SILENT = "其余规划未见。"
"""Of a library that is not small: with a number in it, each plan more would change every page."""

_MOST_PLANS = 40
_MOST_SQUARES = 40
_MOST_COLUMNS = 10


class Said(NamedTuple):
    """That a plan says something: where, each place with its address as printed."""

    card: Card
    places: Sequence[tuple[str, str]]


class OfPlan(NamedTuple):
    """How often one plan says it: squares, and the number of those over the most.

    `times` is that of all of them; 0 of a plan that says nothing.
    """

    where: str
    squares: Phrase = ()
    more: int = 0
    times: int = 0


class Year(NamedTuple):
    """The plans that start in a year, or run over the same years; a gap has none."""

    label: str
    plans: Sequence[OfPlan]


class Distribution(NamedTuple):
    """The drawing: at most `most` plans that say it, and how many there are more.

    `bounds` are the first year and the last, with the places; `measure` is what is counted.
    """

    side_by_side: bool
    years: Sequence[Year]
    most: int
    more: int
    bounds: str
    measure: str


def distribution(key: str, references: References) -> Distribution:
    """The drawing of a record."""
    mentioned = references.of(key)
    said = [
        Said(one.card, [(found.part, found.address) for found in one.named.occurrences])
        for one in mentioned
    ]
    small = references.size <= SMALL_LIBRARY and not references.records[key].place
    return drawn(said, references.silent(key) if small else ())


def drawn(said: Sequence[Said], silent: Sequence[Card], measure: str = "处") -> Distribution:
    """The drawing: years side by side if they are few, one below the other if not.

    Args:
        said: the plans that say it.
        silent: plans of which it is to be told that they do not.
        measure: what is counted.
    """
    rows = [(one.card, _of_plan(one)) for one in said[:_MOST_PLANS]]
    rows += [(card, OfPlan(_where(card))) for card in silent]
    rows.sort(key=lambda row: (row[0].period or (0, 0), row[0].short))
    years = [
        (when, [shown for _, shown in group])
        for when, group in groupby(rows, key=lambda row: row[0].period)
    ]
    gaps = _gaps([when for when, _ in years])
    side_by_side = len(years) + sum(map(len, gaps)) <= _MOST_COLUMNS
    shown = [*_drawn(years, gaps if side_by_side else [range(0)] * len(gaps))]
    bounds = _bounds([one.card for one in said])
    more = max(0, len(said) - _MOST_PLANS)
    return Distribution(side_by_side, shown, _MOST_PLANS, more, bounds, measure)


def _bounds(cards: Sequence[Card]) -> str:
    """Who is the first to say it, and who the last; of those of one year one alone is named."""
    known = sorted((card.period.first, card.work, _where(card)) for card in cards if card.period)
    if not known:
        return ""
    (first, _, where), (last, _, there) = known[0], known[-1]
    if first == last:
        return f"都在 {first} 年。" if len(known) > 1 else ""
    return f"最早 {first} 年（{where}），最晚 {last} 年（{there}）。"


def _drawn(
    years: Sequence[tuple[tuple[int, int] | None, Sequence[OfPlan]]], gaps: Sequence[range]
) -> Iterator[Year]:
    """The years, each with the gap that comes after it."""
    for (when, plans), gap in zip(years, gaps, strict=True):
        yield Year(_label(when), plans)
        yield from (Year(_label((year, year)), ()) for year in gap)


def _gaps(spans: Sequence[tuple[int, int] | None]) -> list[range]:
    """After each time the years that no plan starts in, before the next."""
    starts = [span[0] if span else None for span in spans]
    between = [
        range(one + 1, other) if one is not None and other is not None else range(0)
        for one, other in pairwise(starts)
    ]
    return [*between, range(0)][: len(starts)]


def _label(when: tuple[int, int] | None) -> str:
    if not when:
        return "未详"
    first, last = when
    return str(first) if first == last else f"{first}—{last % 100:02}"


def _where(card: Card) -> str:
    return card.short.split(" ")[0]


def _of_plan(one: Said) -> OfPlan:
    squares = tuple(
        to_part("■", one.card.work, part, sign=address)
        for part, address in one.places[:_MOST_SQUARES]
    )
    count = len(one.places)
    return OfPlan(_where(one.card), squares, max(0, count - _MOST_SQUARES), count)
