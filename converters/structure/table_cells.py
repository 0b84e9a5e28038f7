"""Which numbers at the start of a line are those of cells of a table, not of clauses.

Tables come flattened: one cell a line, or one row a line with tabs between. Nothing says where
such a table ends but what stands below it: a sentence that leads in a list, a heading of an outer
layer, an attachment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converters import lexicon
from converters.structure import attachments, captions
from converters.structure.cells import is_cell
from converters.text.labels import Label
from converters.text.layers import BY_LETTER, DECIMAL

_MAX_CELL = 15
_MAX_GROUP = 20
_MIN_CELLS = 4
_MIN_ROWS = 2
_MIN_WIDTH = 3
"""In cells, of a row whose cells only blanks part."""

_STOPS = "。；：，、;:,！？”》"
_SENTENCE_ENDS = "。；：;:！？"
_WORDS = lexicon.words("document")
_SERIAL_HEADERS = frozenset(_WORDS["serial_headers"])
_LEADS_IN = re.compile(rf"(?:{lexicon.alternatives(_WORDS['list_leads'])})|[:：]$")
_SERIAL = re.compile(r"(\d{1,3})[.．、]?")
_NAMED = re.compile(r"\S{1,3}\s*\S{1,3}\s*[:：].")
"""组长：张三 in a list of members."""


def without(lines: Sequence[str], found: Sequence[Label | None]) -> list[Label | None]:
    """The labels, without those of rows between tabs, and without lone 1. or (1) that are cells.

    Lone ones are cells where they do not count on one by one between two labels with their text.
    """
    kept = list(found)
    run: dict[str, list[int]] = defaultdict(list)
    for at, (line, label) in enumerate(zip(lines, found, strict=True)):
        if not label:
            continue
        if _is_row(lines, at, label):
            kept[at] = None
        elif BY_LETTER[label.layer].numbers_cells and label.is_alone(line):
            run[label.layer].append(at)
        elif not BY_LETTER[label.layer].numbers_cells:
            _drop_cells(kept, run)
            run.clear()
    _drop_cells(kept, run)
    return kept


def _is_row(lines: Sequence[str], at: int, label: Label) -> bool:
    """Whether a line with a label is a row with tabs like a row beside it, or heads such rows."""
    before = lines[at - 1].count("\t") if at else 0
    after = lines[at + 1].count("\t") if at + 1 < len(lines) else 0
    own = lines[at].count("\t")
    if "\t" in lines[at][label.end :].strip():
        return own in (before, after)
    heads = bool(before) and before == after and _is_group(lines[at], label)
    return heads and bool(_SERIAL.fullmatch(lines[at + 1].partition("\t")[0].strip()))


def _is_group(line: str, label: Label) -> bool:
    text = line[label.end :].strip()
    return 0 < len(text) <= _MAX_GROUP and text[-1] not in _STOPS


def _drop_cells(found: list[Label | None], run: Mapping[str, Sequence[int]]) -> None:
    """Drop the labels of each run that does not count on."""
    for places in run.values():
        numbers = [label.number for at in places if (label := found[at])]
        if any(after != before + 1 for before, after in pairwise(numbers)):
            for at in places:
                found[at] = None


@dataclass
class _Box:
    """The rows of a 专栏 that are numbered, as far as they are read."""

    first: Label | None = None
    last: int = 0
    below: int = 0
    are_headings: bool = False

    def takes(self, at: int, line: str, label: Label) -> bool:
        """Whether a label numbers a row: it counts on from 1, and all rows are of one form."""
        if not BY_LETTER[label.layer].numbers_cells or label.number != self.last + 1:
            return False
        if self.first is None:
            self.first, self.are_headings = label, is_cell(line)
        elif label.layer != self.first.layer or is_cell(line) != self.are_headings:
            return False
        self.last, self.below = label.number, at + 1
        return True

    def ends_at(self, at: int, label: Label) -> bool:
        """Whether numbers begin again right below the last of several rows: a list of clauses."""
        is_below = at == self.below and self.last >= _MIN_ROWS
        return is_below and (label.layer, label.number) == (self.first and self.first.layer, 1)


class Table:
    """Whether a table is open, while the lines of a document are read one after another."""

    def __init__(
        self, lines: Sequence[str], found: Sequence[Label | None], *, is_attached: bool
    ) -> None:
        """A reader of tables.

        Args:
            lines: of the document.
            found: the label that each may bear.
            is_attached: whether it is an attachment, which may be nothing but a table.
        """
        self._lines = lines
        self._found = found
        self._is_attached = is_attached
        self._ends_in_cells = _cells_follow(lines, found)
        self._is_open = False
        self._is_numbered = False
        self._serials: set[int] = set()
        self._cells = 0
        self._has_names = self._has_items = False
        self._box: _Box | None = None

    def reads(self, at: int, label: Label | None, *, is_below_clause: bool) -> None:
        """A table begins with a header of serial numbers, a 专栏, or several cells in a row.

        Names that follow 组长：… are no cells.
        """
        line = self._lines[at]
        if attachments.opens(line):
            self.ends()
            return
        bare = "".join(line.split())
        is_entry = _is_cell(bare) and not label and not self._is_whole_row(at)
        self._has_names = is_entry and (self._has_names or bool(_NAMED.match(line)))
        self._cells = self._cells + 1 if is_entry and not self._has_names else 0
        is_box = captions.is_box_title(line)
        if is_box:
            self._box = _Box()
        is_header = bare in _SERIAL_HEADERS
        enough = self._cells >= _MIN_CELLS and (self._is_attached or is_below_clause)
        if is_header or enough or is_box:
            self._is_open = True
            self._is_numbered = self._is_numbered or is_header
        if number := _SERIAL.fullmatch(bare):
            self._serials.add(int(number[1]))

    def _is_whole_row(self, at: int) -> bool:
        """Whether a line is a row beside one with as many cells: such a table shows its own end."""
        width = _width(self._lines[at])
        beside = (*self._lines[max(at - 1, 0) : at], *self._lines[at + 1 : at + 2])
        return width > 1 and width in map(_width, beside)

    def ends(self) -> None:
        """The table ends, if one is open."""
        self._is_open = self._is_numbered = self._has_names = self._has_items = False
        self._cells = 0
        self._serials.clear()
        self._box = None

    def numbers_row(self, at: int, label: Label) -> bool:
        """Whether a label numbers a row of an open 专栏; then it is one of them."""
        return self._box is not None and self._box.takes(at, self._lines[at], label)

    def holds(self, at: int, label: Label) -> bool:
        """Whether a label is that of a cell: 1. and (1), or 一、 above rows that count on."""
        if not self._is_open or (self._box and self._box.ends_at(at, label)):
            return False
        if BY_LETTER[label.layer].numbers_cells:
            is_cell = not self._leads_out(at, label)
            self._has_items = self._has_items or is_cell
            return is_cell
        return self._is_numbered and label.layer != DECIMAL and self._heads_rows(at, label)

    def _heads_rows(self, at: int, label: Label) -> bool:
        """Whether a line is the head of a group of rows: the next serial number stands below.

        Of the numbers above it any may be the serial one: a score or an amount is a number too.
        """
        if at + 1 >= len(self._lines) or not _is_group(self._lines[at], label):
            return False
        number = _SERIAL.fullmatch("".join(self._lines[at + 1].split()))
        return number is not None and int(number[1]) - 1 in {0, *self._serials}

    def _leads_out(self, at: int, label: Label) -> bool:
        """Whether a list begins below the table: a sentence stands above its first number.

        A sentence may be a cell too: where cells follow, or items stood in cells before, or in an
        attachment, it must say that it leads in a list.
        """
        above = self._lines[at - 1] if at else ""
        if label.number != 1 or not above or self._found[at - 1]:
            return False
        if above[-1] not in _SENTENCE_ENDS:
            return False
        leads_in = bool(_LEADS_IN.search(above))
        if self._ends_in_cells[at]:
            return leads_in and not self._is_attached
        return leads_in or not (self._is_attached or self._has_items)


def _width(line: str) -> int:
    """How many cells stand on a line between tabs, or between blanks behind a serial number."""
    if "\t" in line:
        return line.count("\t") + 1
    names = line.split()
    is_counted = bool(names) and (names[0] in _SERIAL_HEADERS or names[0].isdecimal())
    return len(names) if is_counted and len(names) >= _MIN_WIDTH else 1


def _is_cell(bare: str) -> bool:
    return 0 < len(bare) <= _MAX_CELL and bare[-1] not in _STOPS


def _cells_follow(lines: Sequence[str], found: Sequence[Label | None]) -> Sequence[bool]:
    """For each line, whether a cell stands below it before a label of an outer layer."""
    follows = [False] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        label = found[at]
        is_outer = label is not None and not BY_LETTER[label.layer].numbers_cells
        if is_outer or attachments.opens(lines[at]):
            follows[at] = False
        elif not label and _is_cell("".join(lines[at].split())):
            follows[at] = True
        else:
            follows[at] = follows[at + 1]
    return [*follows[1:], False]
