"""Which lines of a document are labelled, and under which label each stands.

A label counts where its number goes on from the labels before it: 三、 after 二、, (一) after a
heading. Numbers may run on, restart, repeat or miss one; one far from every other is a figure at
the start of a line. Decimals (1, 1.1, 1.1.1) are read in `decimals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from converters.structure import decimals, table_cells
from converters.structure.decimals import REACH
from converters.structure.table_cells import Table
from converters.text import labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL

_MOST_UNPRECEDED = 40
"""The highest number that a document cut at its start may begin with."""

_BELOW_PARTS = BY_LETTER["a"].rank + 0.5


def read(lines: Sequence[str], *, attached: bool = False) -> tuple[Label | None, ...]:
    """The label of each line of one document; None for a line that has none.

    Args:
        lines: without blanks at their start; empty where none can stand (a list of contents).
        attached: whether the document is an attachment, which may begin with a table.
    """
    found = table_cells.without(lines, list(map(labels.match, lines)))
    of_decimals = decimals.read(lines, found)
    found = [decimal or label for decimal, label in zip(of_decimals, found, strict=True)]
    return tuple(_going_on(lines, found, is_attached=attached))


@dataclass
class _Series:
    """Numbers seen so far: the ranks of the open labels, the last number of each layer."""

    table: Table
    open: set[float] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)

    def takes(self, at: int, label: Label | None) -> bool:
        """Whether a label goes on from those before it; then it is one of them.

        Args:
            at: the line it stands at.
            label: None for a line without one.
        """
        self.table.reads(at, label, is_below_clause=bool(self.open))
        if label is None or self.table.numbers_row(at, label) or not self._goes_on(at, label):
            return False
        self.table.ends()
        self.open = {rank for rank in self.open if rank < label.rank} | {label.rank}
        self.last[label.layer] = label.number
        return True

    def _goes_on(self, at: int, label: Label) -> bool:
        """In a table, 1. and (1) number its cells, unless they go on from those before it."""
        if self.table.holds(at, label):
            goes_on = label.number == self.last.get(label.layer, 0) + 1 > 1
            return goes_on and BY_LETTER[label.layer].numbers_cells
        return label.layer == DECIMAL or self._fits(label)

    def _fits(self, label: Label) -> bool:
        number = label.number
        last = self.last.get(label.layer)
        if number == 1 or last is None:
            return number <= _MOST_UNPRECEDED
        begins_again = label.rank not in self.open
        return abs(number - last) <= REACH or (begins_again and number <= REACH)


def _going_on(
    lines: Sequence[str], found: Sequence[Label | None], *, is_attached: bool
) -> Iterator[Label | None]:
    found = _articles_ranked(found)
    spaced = _articles_are_spaced(lines, found)
    series = _Series(Table(lines, found, is_attached=is_attached))
    for at, (line, label) in enumerate(zip(lines, found, strict=True)):
        glued = spaced and label and label.layer == "art" and not _is_spaced(line, label)
        taken = series.takes(at, None if glued else label)
        yield label if taken else None


def _articles_ranked(found: Sequence[Label | None]) -> Sequence[Label | None]:
    """Articles belong below 一、 in rules where 一、 comes before the first of them."""
    outer = next((label for label in found if label and label.layer in ("art", "a")), None)
    if outer is None or outer.layer == "art":
        return found
    return [
        label._replace(rank=_BELOW_PARTS) if label and label.layer == "art" else label
        for label in found
    ]


def _articles_are_spaced(lines: Sequence[str], found: Sequence[Label | None]) -> bool:
    """Whether 第一条 is printed with a blank after it, so that 第三条规定的 is a mention."""
    spaced = [
        _is_spaced(line, label)
        for line, label in zip(lines, found, strict=True)
        if label and label.layer == "art"
    ]
    return sum(spaced) > len(spaced) / 2


def _is_spaced(line: str, label: Label) -> bool:
    return len(line) == label.end or line[label.end].isspace()
