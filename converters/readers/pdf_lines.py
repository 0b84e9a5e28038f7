"""Characters of a page to its lines, in the order in which they are read: also from two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from converters.models.derived import Box
from converters.readers.pdf_pages import Char
from converters.text import blanks

_SAME_LINE = 0.45
"""Parts of the size of a face by which the characters of a line stand higher or lower."""

_BACK = 0.5
_APART = 1.2
_WORD, _CELL = 0.15, 1.5
"""Gaps, in parts of the size, between two words and between two cells.

A program that justifies a line, or sets figures a little apart from Han characters, does so
everywhere: a word is what stands apart by more than that."""

_SET_APART = 0.27
"""A program sets figures a quarter of the size apart from Han characters; a blank is wider."""

TAB = "  "
"""What stands for a gap as wide as that between two cells."""

_STEP, _MOST_STEPS = 2.0, 200
_MIDDLE = (0.3, 0.7)
_MIN_ROWS = 6
_MOST_ACROSS = 0.15
_BOTH_SIDES = 0.5
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"


class Piece(NamedTuple):
    """Characters that follow one another on a line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    unmapped: int
    radicals: int

    @property
    def box(self) -> Box:
        """Where it is drawn, rounded to a tenth of a point."""
        top, bottom = self.base - self.size * 0.88, self.base + self.size * 0.12
        return (
            round(self.left, 1),
            round(top, 1),
            round(self.right, 1),
            round(bottom, 1),
        )


@dataclass(frozen=True)
class Row:
    """A line of a page: its pieces from left to right.

    `column`: 0 for one that has the page for itself, 1 and 2 for the left and the right of two.
    """

    pieces: tuple[Piece, ...]
    column: int = 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def base(self) -> float:
        """The height that it stands on."""
        return max(self.pieces, key=lambda piece: piece.size).base

    @property
    def size(self) -> float:
        """How high its face is."""
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """What stands in it, with the blanks that its gaps show."""
        return "".join(f"{gap}{piece.text}" for gap, piece in self.with_gaps())

    def with_gaps(self) -> Iterator[tuple[str, Piece]]:
        """Its pieces, each with the blanks before it."""
        before: Piece | None = None
        for piece in self.pieces:
            yield gap(before, piece) if before else "", piece
            before = piece


def gap(before: Piece, after: Piece) -> str:
    """The blanks that a reader sees between two pieces."""
    wide = after.left - before.right
    size = min(before.size, after.size) or 1
    if wide > _CELL * size:
        return TAB
    return " " if wide > _WORD * size else ""


def pieces(chars: Iterable[Char]) -> list[Piece]:
    """Characters in the order in which they are drawn, those that follow one another together.

    A blank that is not drawn is seen where two characters stand apart: there a piece ends.
    """
    found: list[list[Char]] = []
    for char in chars:
        last = found[-1][-1] if found else None
        if last and _goes_on(last, char):
            found[-1].append(char)
        else:
            found.append([char])
    usual = _usual_between_scripts(found)
    return [piece for run in found for piece in _parted(run, usual)]


def _goes_on(last: Char, char: Char) -> bool:
    size = max(last.size, char.size) or 1
    is_level = abs(char.base - last.base) <= _SAME_LINE * size
    return is_level and -_BACK * size <= char.left - last.right <= _APART * size


def _usual_between_scripts(runs: Iterable[Sequence[Char]]) -> float:
    """How far figures and Han characters usually stand apart, in parts of the size."""
    pairs = (pair for run in runs for pair in pairwise(run))
    apart = (_apart(*pair) for pair in pairs if _are_mixed(*pair))
    found = [gap for gap in apart if gap <= _SET_APART]
    return median(found) if found else 0.0


def _apart(before: Char, after: Char) -> float:
    return (after.left - before.right) / (min(before.size, after.size) or 1)


def _are_mixed(before: Char, after: Char) -> bool:
    """Whether one of two characters is Han and the other a letter or a figure, as 3 or Ⅲ."""
    lower, upper = sorted((before.text, after.text))
    return lower < _FIRST_HAN <= upper <= _LAST_HAN and lower.isalnum()


def _parted(run: Sequence[Char], between_scripts: float) -> Iterator[Piece]:
    """A run without the blanks at its ends; parted where two words stand apart without a blank."""
    gaps = [_apart(before, after) for before, after in pairwise(run)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    start = 0
    for at in range(1, len(run) + 1):
        if at < len(run):
            more = gaps[at - 1] - _WORD
            if more <= usual or (more <= between_scripts and _are_mixed(run[at - 1], run[at])):
                continue
        if piece := _piece(run[start:at]):
            yield piece
        start = at


def _piece(run: Sequence[Char]) -> Piece | None:
    solid = [at for at, char in enumerate(run) if char.text.strip(blanks.CHARS)]
    if not solid:
        return None
    run = run[solid[0] : solid[-1] + 1]
    return Piece(
        "".join(char.text for char in run),
        run[0].left,
        max(char.right for char in run),
        median(char.base for char in run),
        median(char.size for char in run),
        sum(char.is_unmapped for char in run),
        sum(char.is_radical for char in run),
    )


def rows(found: Sequence[Piece]) -> list[Row]:
    """Pieces in lines, from the top; of two columns the left one first."""
    gutter = _gutter(found)
    if gutter is None:
        return _rows(found)
    result: list[Row] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for row in _rows(found):
        if any(piece.left < gutter < piece.right for piece in row.pieces):
            result += [*_rows(left, 1), *_rows(right, 2), row]
            left, right = [], []
        else:
            for piece in row.pieces:
                (left if piece.right <= gutter else right).append(piece)
    return [*result, *_rows(left, 1), *_rows(right, 2)]


def _rows(found: Sequence[Piece], column: int = 0) -> list[Row]:
    lines: list[list[Piece]] = []
    for piece in sorted(found, key=lambda one: (one.base, one.left)):
        last = lines[-1] if lines else None
        if last and abs(piece.base - last[0].base) <= _SAME_LINE * max(piece.size, last[0].size):
            last.append(piece)
        else:
            lines.append([piece])
    return [Row(tuple(sorted(line, key=lambda one: one.left)), column) for line in lines]


def _gutter(found: Sequence[Piece]) -> float | None:
    """Where two columns part: a strip that hardly any line crosses, with lines on both sides."""
    lines = _rows(found)
    if sum(len(line.pieces) > 1 for line in lines) < _MIN_ROWS:
        return None
    left = min(piece.left for piece in found)
    right = max(piece.right for piece in found)
    wide = right - left
    size = median(piece.size for piece in found)
    # A file may say that something is drawn miles beside the page.
    step = max(_STEP, (_MIDDLE[1] - _MIDDLE[0]) * wide / _MOST_STEPS)
    best: tuple[int, float] | None = None
    place = left + _MIDDLE[0] * wide
    while place < left + _MIDDLE[1] * wide:
        low, high = place - size * 0.6, place + size * 0.6
        crossing = sum(
            any(piece.left < high and piece.right > low for piece in line.pieces) for line in lines
        )
        both = sum(line.pieces[0].right <= low and line.pieces[-1].left >= high for line in lines)
        is_one = crossing <= _MOST_ACROSS * len(lines) and both >= _BOTH_SIDES * len(lines)
        if is_one and both >= _MIN_ROWS and (best is None or crossing < best[0]):
            best = crossing, place
        place += step
    return best[1] if best and _are_text(lines, best[1]) else None


def _are_text(lines: Sequence[Row], gutter: float) -> bool:
    """Whether both sides hold lines of text, and not the cells of a table without drawn lines."""
    sides: tuple[list[float], list[float]] = ([], [])
    for line in lines:
        for piece in line.pieces:
            if not piece.left < gutter < piece.right:
                sides[piece.left > gutter].append((piece.right - piece.left) / (piece.size or 1))
    return all(side and median(side) >= _MIN_ROWS for side in sides)
