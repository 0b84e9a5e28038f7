"""Which lines of a document are labelled, and under which label each stands.

A label counts where its number goes on from the labels before it: 三、 after 二、, (一) after a
heading. Numbers may run on, restart, repeat or miss one; one far from every other is a figure at
the start of a line. Decimals (1, 1.1, 1.1.1) are read in `decimals`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from converters import lexicon
from converters.structure import attachments, decimals
from converters.structure.decimals import REACH
from converters.text import labels
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL

_MOST_UNPRECEDED = 40
"""The highest number that a document cut at its start may begin with."""

_MAX_CELL = 15
_MIN_CELLS = 4
_STOPS = "。；：，、;:,！？”》"
_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_BOX = re.compile(rf"(?:{lexicon.alternatives(_WORDS['box_titles'])})\s*\d")
_BELOW_PARTS = BY_LETTER["a"].rank + 0.5


def read(lines: Sequence[str], *, attached: bool = False) -> tuple[Label | None, ...]:
    """The label of each line of one document; None for a line that has none.

    Args:
        lines: without blanks at their start; empty where none can stand (a list of contents).
        attached: whether the document is an attachment, which may begin with a table.
    """
    found = _without_cells(lines, list(map(labels.match, lines)))
    of_decimals = decimals.read(lines, found)
    found = [decimal or label for decimal, label in zip(of_decimals, found, strict=True)]
    return tuple(_going_on(lines, found, _Series(may_be_table=attached)))


def _without_cells(lines: Sequence[str], found: Sequence[Label | None]) -> list[Label | None]:
    """The labels, without 1. or (1) alone on a line that are cells of a table.

    Those do not count on one by one between two labels with their text.
    """
    kept = list(found)
    run: dict[str, list[int]] = defaultdict(list)
    for at, (line, label) in enumerate(zip(lines, found, strict=True)):
        if label and BY_LETTER[label.layer].numbers_cells and label.is_alone(line):
            run[label.layer].append(at)
        elif label and not BY_LETTER[label.layer].numbers_cells:
            _drop_cells(kept, run)
            run.clear()
    _drop_cells(kept, run)
    return kept


def _drop_cells(found: list[Label | None], run: Mapping[str, Sequence[int]]) -> None:
    """Drop the labels of each run that does not count on."""
    for places in run.values():
        numbers = [label.number for at in places if (label := found[at])]
        if any(after != before + 1 for before, after in pairwise(numbers)):
            for at in places:
                found[at] = None


@dataclass
class _Series:
    """Numbers seen so far: the open labels, the last number of each layer, an open table."""

    stack: list[Label] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    may_be_table: bool = False
    in_table: bool = False
    cells: int = 0

    def takes(self, line: str, label: Label | None) -> bool:
        """Whether a label goes on from those before it; then it is one of them."""
        self._look_for_table(line, label)
        if label is None or not self._goes_on(label):
            return False
        self.in_table = False
        sibling = self._above(label)
        del self.stack[len(self.stack) - sibling :]
        self.stack.append(label)
        self.last[label.layer] = label.number
        return True

    def _look_for_table(self, line: str, label: Label | None) -> None:
        """A table begins with a header of serial numbers, a 专栏, or several cells in a row."""
        if attachments.opens(line):
            self.in_table, self.cells = False, 0
            return
        bare = "".join(line.split())
        is_cell = 0 < len(bare) <= _MAX_CELL and not label and bare[-1] not in _STOPS
        self.cells = self.cells + 1 if is_cell else 0
        may_be_table = self.may_be_table or self.stack
        begins = bare in _SERIAL_HEADERS or _BOX.match(line)
        if begins or (may_be_table and self.cells >= _MIN_CELLS):
            self.in_table = True

    def _goes_on(self, label: Label) -> bool:
        """In a table, 1. and (1) number its cells, unless they go on from those before it."""
        if self.in_table and BY_LETTER[label.layer].numbers_cells:
            return label.number == self.last.get(label.layer, 0) + 1 > 1
        return label.layer == DECIMAL or self._fits(label)

    def _above(self, label: Label) -> int:
        """How many open labels a label closes."""
        return sum(opened.rank >= label.rank for opened in self.stack)

    def _fits(self, label: Label) -> bool:
        number = label.number
        sibling = next((one for one in self.stack if one.rank == label.rank), None)
        last = self.last.get(label.layer)
        if number == 1 or last is None:
            return number <= _MOST_UNPRECEDED
        near = [last, sibling.number if sibling else 0]
        return any(abs(number - one) <= REACH for one in near)


def _going_on(
    lines: Sequence[str], found: Sequence[Label | None], series: _Series
) -> Iterator[Label | None]:
    found = _articles_ranked(found)
    spaced = _articles_are_spaced(lines, found)
    for line, label in zip(lines, found, strict=True):
        glued = spaced and label and label.layer == "art" and not _is_spaced(line, label)
        taken = series.takes(line, None if glued else label)
        yield label if taken else None


def _articles_ranked(found: Sequence[Label | None]) -> Sequence[Label | None]:
    """Articles belong below 一、 in rules where 一、 comes before the first of them."""
    outer = next((label for label in found if label and label.layer in ("art", "a")), None)
    if outer is None or outer.layer == "art":
        return found
    return [
        replace(label, rank=_BELOW_PARTS) if label and label.layer == "art" else label
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
