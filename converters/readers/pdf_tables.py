"""Tables of a page: drawn lines that cross make cells; where one is missing a cell is merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from converters.readers.pdf_pages import Rule

_NEAR = 3.0
"""Points by which what is drawn as one line may differ."""

_LINE = 6.0
"""Points that a line of text needs."""

_COVERED = 0.6
_MOST_RULES = 5_000
_MOST_PLACES = 100_000
"""Rows by columns; the largest table of a page has some thousand."""


class Area(NamedTuple):
    """A cell, row and column from 0, with what it spans and its box."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class DrawnTable:
    """A table as it is drawn.

    Args:
        across: where its columns part, in points from the left of the page.
        down: where its rows part, from the top.
        cells: row by row.
        places: by row and column, from 0, the index of the cell that covers that place.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[Area, ...]
    places: Mapping[tuple[int, int], int]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.across) - 1

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.down) - 1

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that a point lies in; None if it lies beside the table."""
        return self.places.get((bisect_right(self.down, y) - 1, bisect_right(self.across, x) - 1))


def find(rules: Sequence[Rule]) -> list[DrawnTable]:
    """The tables of a page, from the top; each has more than one cell or is a frame.

    Args:
        rules: the drawn lines, as many as a page of tables has; of more nothing is made.
    """
    if len(rules) > _MOST_RULES:
        return []
    level = _joined([rule for rule in rules if rule.is_level])
    upright = [_turned(one) for one in _joined([_turned(r) for r in rules if not r.is_level])]
    found = [table for group in _groups(level, upright) if (table := _table(*group))]
    return sorted(found, key=lambda table: (table.down[0], table.across[0]))


def _turned(rule: Rule) -> Rule:
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Level lines, those that go on from one another as one."""
    found: list[Rule] = []
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: _middle(one.top, one.bottom)):
        last = rows[-1][-1] if rows else None
        if last and _y(rule) - _y(last) <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    for row in rows:
        run: list[Rule] = []
        for rule in sorted(row):
            if run and rule.left <= run[-1].right + _NEAR:
                run[-1] = run[-1]._replace(right=max(run[-1].right, rule.right))
            else:
                run.append(rule)
        found += run
    return found


def _middle(one: float, other: float) -> float:
    return (one + other) / 2


def _y(rule: Rule) -> float:
    return _middle(rule.top, rule.bottom)


def _x(rule: Rule) -> float:
    return _middle(rule.left, rule.right)


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch one another, directly or through others."""
    above = list(range(len(level) + len(upright)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    by_x = sorted((_x(one), at) for at, one in enumerate(upright))
    places = [x for x, _ in by_x]
    for at, one in enumerate(level):
        first = bisect_right(places, one.left - _NEAR)
        last = bisect_right(places, one.right + _NEAR)
        for _, other in by_x[first:last]:
            cross = upright[other]
            if cross.top - _NEAR <= _y(one) <= cross.bottom + _NEAR:
                above[top(len(level) + other)] = top(at)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, one in enumerate([*level, *upright]):
        groups.setdefault(top(at), ([], []))[at >= len(level)].append(one)
    return [*groups.values()]


def _table(level: Sequence[Rule], upright: Sequence[Rule]) -> DrawnTable | None:
    if not (level and upright):
        return None
    down = _steps([*map(_y, level), *_open_ends(level, upright)])
    across = _steps(map(_x, upright))
    rows, columns = len(down) - 1, len(across) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_PLACES:
        return None
    below = _walls([(_y(one), one.left, one.right) for one in level], down, across)
    beside = _walls([(_x(one), one.top, one.bottom) for one in upright], across, down)
    places: dict[tuple[int, int], int] = {}
    cells: list[Area] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in places:
                continue
            right = column + 1
            while right < columns and (right, row) not in beside and (row, right) not in places:
                right += 1
            last = row + 1
            while last < rows and not any((last, at) in below for at in range(column, right)):
                last += 1
            covered = product(range(row, last), range(column, right))
            places |= dict.fromkeys(covered, len(cells))
            box = (across[column], down[row], across[right], down[last])
            cells.append(Area(row, column, last - row, right - column, *box))
    return DrawnTable(tuple(across), tuple(down), tuple(cells), places)


def _open_ends(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[float]:
    """Where a table ends without a level line, since the end of a page cuts a row of it."""
    edges = [_y(one) for one in level]
    for place in (min(one.top for one in upright), max(one.bottom for one in upright)):
        ends = sum(min(abs(one.top - place), abs(one.bottom - place)) < _NEAR for one in upright)
        if ends > 1 and all(abs(place - edge) > _LINE for edge in edges):
            yield place


def _steps(places: Iterable[float]) -> list[float]:
    """The places at which lines stand, those that are one counted once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _walls(
    rules: Iterable[tuple[float, float, float]], steps: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Where a line parts two cells: at which step, beside which interval of the other direction."""
    found: set[tuple[int, int]] = set()
    for place, start, end in rules:
        step = min(range(len(steps)), key=lambda at: abs(steps[at] - place))
        for at, (low, high) in enumerate(pairwise(along)):
            covered = min(end + _NEAR, high) - max(start - _NEAR, low)
            if covered >= _COVERED * (high - low):
                found.add((step, at))
    return found
