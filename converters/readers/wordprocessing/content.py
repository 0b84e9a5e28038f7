"""What a story is made of once it is read: paragraphs of pieces, and tables of cells.

Numbers are counted and deletions left out by then; how it becomes lines, `lines` decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Code = Literal[
    "tracked-changes",
    "moved-text",
    "hidden-text",
    "comments-left-out",
    "unreferenced-note",
    "misplaced-text",
    "object",
    "picture",
    "ruby",
    "symbol",
    "number-format",
    "nested-table",
    "wide-table",
]
"""Of problems."""


class Text(NamedTuple):
    """Characters that stand in the file: `size` bytes at `offset` of `part` stand for them.

    What the program writes of itself has the size 0. `address` is where a link leads to.
    """

    text: str
    part: str
    offset: int
    size: int
    address: str = ""


class Number(NamedTuple):
    """An automatic number with the blank that follows it; the level is from 0."""

    text: str
    blank: str
    part: str
    offset: int
    level: int


class Layout(NamedTuple):
    """A tab, the end of a line or the end of a page inside of a paragraph."""

    blank: Literal["\t", "\n", "\f"]


NoteKind = Literal["footnote", "endnote"]


class NoteKey(NamedTuple):
    """A note: its kind, its id in the part of its kind."""

    kind: NoteKind
    id: str


@dataclass
class Reference:
    """Where the mark of a note stands.

    Args:
        note: which one.
        part: where the reference stands, as in `Text`.
        offset: likewise.
        size: likewise.
        page: how many pages were begun before it, as far as the file tells.
        is_custom: whether its mark is typed, so that it has no number.
        text: the mark; the number is known once its section has ended.
    """

    note: NoteKey
    part: str
    offset: int
    size: int
    page: int
    is_custom: bool = False
    text: str = ""


class Told(NamedTuple):
    """Something that is told of this place; `quoted` is what was left out or could not be read."""

    code: Code
    quoted: str = ""


Piece = Text | Number | Layout | Reference | Told


@dataclass
class Paragraph:
    """A paragraph.

    Args:
        pieces: in order.
        frames: the text boxes that are anchored in it.
        outline: its outline level from 0; None if it is no heading.
        is_page_number: whether there is a field for the number of the page in it.
    """

    pieces: list[Piece] = field(default_factory=list)
    frames: list[list[Block]] = field(default_factory=list)
    outline: int | None = None
    is_page_number: bool = False

    @property
    def text(self) -> str:
        """Its characters; a line end is one too."""
        return "".join(_shown(one) for one in self.pieces)


def _shown(piece: Piece) -> str:
    if isinstance(piece, Layout):
        return piece.blank
    if isinstance(piece, Told):
        return ""
    return piece.text


@dataclass
class TableCell:
    """A cell: what is in it, its place (from 0) and what it spans."""

    blocks: list[Block]
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class TableBlock:
    """A table: the cells in order, how many rows and columns it has, how many rows are its head."""

    cells: list[TableCell]
    rows: int
    columns: int
    header: int


Block = Paragraph | TableBlock
