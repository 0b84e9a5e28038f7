"""哪年哪地: by year and plan how often a record is mentioned, one square a mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.references import SMALL_LIBRARY, InPlan, References
from converters.models.phrase import Phrase, to_part

_MOST_PLANS = 40
_MOST_SQUARES = 40
_MOST_COLUMNS = 10


class OfPlan(NamedTuple):
    """How often one plan mentions a record: squares, and the number of those over the most.

    `mentions` is that of all of them; 0 of a plan that says nothing.
    """

    where: str
    squares: Phrase = ()
    more: int = 0
    mentions: int = 0


class Year(NamedTuple):
    """The plans that start in a year, or run over the same years; a gap has none."""

    label: str
    plans: Sequence[OfPlan]


class Distribution(NamedTuple):
    """The drawing: at most `most` plans that mention a record, and how many there are more."""

    side_by_side: bool
    years: Sequence[Year]
    most: int
    more: int


def distribution(key: str, references: References) -> Distribution:
    """The drawing: years side by side if they are few, one below the other if not."""
    mentioned = references.of(key)
    rows = [(one.card, _of_plan(one)) for one in mentioned[:_MOST_PLANS]]
    if references.size <= SMALL_LIBRARY and not references.records[key].place:
        rows += [(card, OfPlan(_where(card))) for card in references.silent(key)]
    rows.sort(key=lambda row: (row[0].period or (0, 0), row[0].short))
    years = [
        (when, [shown for _, shown in group])
        for when, group in groupby(rows, key=lambda row: row[0].period)
    ]
    gaps = _gaps([when for when, _ in years])
    side_by_side = len(years) + sum(map(len, gaps)) <= _MOST_COLUMNS
    drawn = list(_drawn(years, gaps if side_by_side else [range(0)] * len(gaps)))
    return Distribution(side_by_side, drawn, _MOST_PLANS, max(0, len(mentioned) - _MOST_PLANS))


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


def _of_plan(one: InPlan) -> OfPlan:
    work = one.card.work
    squares = tuple(
        to_part("■", work, mention.part, sign=mention.address)
        for mention in one.named.occurrences[:_MOST_SQUARES]
    )
    return OfPlan(_where(one.card), squares, max(0, one.count - _MOST_SQUARES), one.count)
