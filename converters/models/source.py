"""A text as received, and what a person knows about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from converters.models.derived import Derived, Grid
from converters.models.emendation import Confidence
from converters.models.located import FilePlace, Position
from converters.models.record import Record
from converters.text.mapped_text import Span


@dataclass(frozen=True)
class Conjecture:
    """A reading that context alone decides: `received` on line `line` is read `reading`."""

    line: int
    received: str
    reading: str
    ground: str
    confidence: Confidence = "likely"


@dataclass(frozen=True)
class Slip:
    """An oddity of the source itself, kept as it is and noted."""

    line: int
    received: str
    note: str


@dataclass(frozen=True)
class Checked:
    """A doubt that a person has looked into and that stays: the problem `code` of line `line`."""

    line: int
    code: str
    ground: str


@dataclass(frozen=True)
class Origin:
    """Where the text was taken from, as its editor says: a site, a page of it, a day (ISO)."""

    site: str
    ground: str
    address: str = ""
    date: str = ""


NOTE, FRAME = "note", "frame"
"""What the file says of lines that are a footnote, or stand in a frame."""

RulingKind = Literal[
    "noise",
    "title",
    "heading",
    "text",
    "run-in-head",
    "contents",
    "attachment",
    "table",
    "box",
]


@dataclass(frozen=True)
class Ruling:
    """What the editor or the file says that some lines are, whatever the rules think of them.

    Args:
        line: the first line (1-based).
        to: the last line; the same for a single one.
        kind: what they are.
        ground: why.
        layer: of a heading, the letter of its layer.
        columns: of a table, how many cells a row has; of a box as well, 0 if it is not said.
        grid: of a table that the file itself has, its cells.
        rule: of noise that the file itself shows to be none of its text, the rule; of a footnote or
            an endnote of the file, which is text, NOTE; of what it has set in a frame FRAME.
    """

    line: int
    to: int
    kind: RulingKind
    ground: str
    layer: str = ""
    columns: int = 0
    grid: Grid | None = None
    rule: str = ""


@dataclass(frozen=True)
class Edition:
    """What a person knows about a source (its `.yml`); rulings on its structure name lines.

    `supplied` has a ground for each field that the editor speaks of; a value of None says that
    there is none, whatever the file states. `rulings` are in the order of the file and do not
    overlap. `places` says where entries are written: a list by its name and the index, a field of
    the metadata by its name and 0.
    """

    path: Path | None = None
    origin: Origin | None = None
    supplied: Record = field(default_factory=Record)
    conjectures: tuple[Conjecture, ...] = ()
    slips: tuple[Slip, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    checked: tuple[Checked, ...] = ()
    places: Mapping[tuple[str, int], FilePlace] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """A plan as received. `text` is the whole file, decoded, nothing changed.

    `encoding` is the name by which Python knows it, `utf-8` and so on. Of a file that is no plain
    text, `derived` is what a reader made of it, and `text` is the text of that.
    """

    path: Path
    text: str
    sha256: str
    work: str | None = None
    edition: Edition = Edition()
    encoding: str = "utf-8"
    derived: Derived | None = None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of a code point."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1])

    def line_span(self, line: int) -> Span:
        """The range of a 1-based line, without its line feed.

        Raises:
            IndexError: there is no such line.
        """
        if not 1 <= line <= len(self._line_starts):
            raise IndexError(line)
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return Span(start, end)

    @property
    def page_starts(self) -> list[int]:
        """Where a page of the file begins, as far as the file knows pages."""
        return [page.start for page in self.derived.marks.pages] if self.derived else []

    @property
    def line_count(self) -> int:
        """How many lines the file has; a line feed at the end opens no further one."""
        return len(self._line_starts) - (self.text.endswith("\n") or not self.text)
