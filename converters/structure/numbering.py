"""Which lines of a document are labelled, and under which label each stands.

A label counts where its number goes on from the labels before it: 三、 after 二、, (一) after a
heading. Numbers may run on, restart, repeat or miss one; one far from every other is a figure at
the start of a line. Decimals (1, 1.1, 1.1.1) count only in a document that numbers by them; then
`1.` may be printed for their first level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from converters import lexicon
from converters.structure import attachments, captions
from converters.structure.cells import is_cell
from converters.text import labels, punctuation
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL

_REACH = 5
"""A number may miss or repeat so many of those before it."""

_MOST_UNPRECEDED = 40
"""The highest number that a document cut at its start may begin with."""

_MAX_HEADING = 40
_ABOVE_ALL = -9.0
_MAY_HOLD_DECIMALS = BY_LETTER["b"].rank
_STEP = 0.1
_DOTS = ".．﹒、"
_MAX_CELL = 15
_MIN_CELLS = 4
_STOPS = "。；：，、;:,！？”》"
_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_BELOW_PARTS = BY_LETTER["a"].rank + 0.5


def read(lines: Sequence[str], *, attached: bool = False) -> tuple[Label | None, ...]:
    """The label of each line of one document; None for a line that has none.

    Args:
        lines: without blanks at their start; empty where none can stand (a list of contents).
        attached: whether the document is an attachment, which may begin with a table.
    """
    found = _without_cells(lines, list(map(labels.match, lines)))
    decimals = _decimals(lines, found)
    found = [decimal or label for decimal, label in zip(decimals, found, strict=True)]
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


def _decimals(lines: Sequence[str], found: Sequence[Label | None]) -> Sequence[Label | None]:
    """The decimal labels of a document, ranked; none if it does not number by decimals."""
    read_so = list(map(labels.decimal, lines))
    chains = [label if label and len(label.numbers) > 1 else None for label in read_so]
    alone = [bool(one and one.is_alone(line)) for one, line in zip(read_so, lines, strict=True)]
    count = sum(bool(one) for one in chains)
    if 2 * sum(one and bool(chain) for one, chain in zip(alone, chains, strict=True)) <= count:
        read_so = [None if one else label for one, label in zip(alone, read_so, strict=True)]
        chains = [None if one else label for one, label in zip(alone, chains, strict=True)]
    if not _count_on({label.numbers for label in chains if label}):
        return [None] * len(lines)
    first = next(at for at, label in enumerate(chains) if label)
    plain = (label or dotted for label, dotted in zip(read_so, map(_dotted, found), strict=True))
    roots = _roots(lines, chains, list(plain))
    start = min([first, *roots])
    outer = [label.rank for label in found[:start] if label and label.rank <= _MAY_HOLD_DECIMALS]
    above = outer[-1] if outer else _ABOVE_ALL
    return list(_ranked(chains, roots, above))


def _count_on(chains: set[tuple[int, ...]]) -> bool:
    """Whether two decimals follow one another: 1.1 and then 1.2, 1.1.1 or 2.1."""
    return any(chains & set(_next(chain)) for chain in chains)


def _next(chain: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    *above, last = chain
    yield (*above, last + 1)
    yield (*chain, 1)
    if len(above) == 1:
        yield (above[0] + 1, 1)


def _dotted(label: Label | None) -> Label | None:
    """A label `1.` or `1、` as the first level of decimals."""
    return replace(label, layer=DECIMAL) if label and label.layer == "c" else None


def _roots(
    lines: Sequence[str], chains: Sequence[Label | None], plain: Sequence[Label | None]
) -> dict[int, Label]:
    """The labels of the first level: those whose decimals follow, and headings that count on."""
    following: list[int | None] = [None] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        chain = chains[at]
        following[at] = chain.numbers[0] if chain else following[at + 1]
    roots: dict[int, Label] = {}
    last = listed = inside = 0
    for at, label in enumerate(plain):
        if chain := chains[at]:
            inside = chain.numbers[0]
        if not label or len(label.numbers) > 1 or chains[at]:
            listed = listed if label is None else 0
            continue
        number, below = label.number, following[at + 1]
        is_next = number == 1 or last < number <= last + _REACH
        begun = below == number != inside and is_next
        alone = last and number == last + 1 and (below is None or below > number)
        is_dotted = not label.is_alone(lines[at]) and lines[at][label.end - 1] in _DOTS
        if begun or (alone and number != listed + 1 and (is_dotted or _is_heading(lines[at]))):
            roots[at] = label
            last, listed = number, 0
        else:
            listed = number
    return roots


def _is_heading(line: str) -> bool:
    """Whether a line is a heading, or begins with one that its text runs on from."""
    head, stop, _ = line.partition(punctuation.FULL_STOP)
    is_short = len(head) <= _MAX_HEADING and not head.isdecimal()
    return is_short and (bool(stop) or head[-1] not in "；;，,、")


def _ranked(
    chains: Sequence[Label | None], roots: dict[int, Label], above: float
) -> Iterator[Label | None]:
    last: tuple[int, ...] = ()
    for at, chain in enumerate(chains):
        label = roots.get(at) or (chain if chain and _succeeds(chain.numbers, last) else None)
        if label:
            last = label.numbers
            label = replace(label, rank=above + _STEP * len(last))
        yield label


def _succeeds(numbers: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a decimal may stand after another: it counts on at one level and is new below."""
    common = 0
    while common < min(len(numbers), len(last)) and numbers[common] == last[common]:
        common += 1
    rest = numbers[common:]
    before = last[common] if common < len(last) else 0
    if not rest:
        return True
    return -_REACH <= rest[0] - before <= _REACH and all(number <= _REACH for number in rest[1:])


@dataclass
class _Box:
    """The rows of a 专栏 that are numbered, as far as they are read."""

    first: Label | None = None
    last: int = 0
    are_headings: bool = False

    def takes(self, line: str, label: Label) -> bool:
        """Whether a label numbers a row: it counts on from 1, and all rows are of one form."""
        if not BY_LETTER[label.layer].numbers_cells or label.number != self.last + 1:
            return False
        if self.first is None:
            self.first, self.are_headings = label, is_cell(line)
        elif label.layer != self.first.layer or is_cell(line) != self.are_headings:
            return False
        self.last = label.number
        return True


@dataclass
class _Series:
    """Numbers seen so far: the open labels, the last number of each layer, an open table."""

    stack: list[Label] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    may_be_table: bool = False
    in_table: bool = False
    box: _Box | None = None
    cells: int = 0

    def takes(self, line: str, label: Label | None) -> bool:
        """Whether a label goes on from those before it; then it is one of them."""
        self._look_for_table(line, label)
        if label is None or (self.box and self.box.takes(line, label)):
            return False
        if not self._goes_on(label):
            return False
        self.in_table, self.box = False, None
        sibling = self._above(label)
        del self.stack[len(self.stack) - sibling :]
        self.stack.append(label)
        self.last[label.layer] = label.number
        return True

    def _look_for_table(self, line: str, label: Label | None) -> None:
        """A table begins with a header of serial numbers, a 专栏, or several cells in a row."""
        if attachments.opens(line):
            self.in_table, self.box, self.cells = False, None, 0
            return
        bare = "".join(line.split())
        is_cell = 0 < len(bare) <= _MAX_CELL and not label and bare[-1] not in _STOPS
        self.cells = self.cells + 1 if is_cell else 0
        may_be_table = self.may_be_table or self.stack
        if captions.is_box_title(line):
            self.box = _Box()
        begins = bare in _SERIAL_HEADERS or captions.is_box_title(line)
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
        return any(abs(number - one) <= _REACH for one in near)


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
