"""The text that was derived from a file that is no plain text, and what the file said of it.

All ranges are half-open and in code points of the derived text. What a mark says of a range, the
file says: `structure` asks the marks before it guesses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from converters.models.located import Problem

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on a page, in points (1/72 inch) from its top left corner."""


class Stretch(NamedTuple):
    """Where in the file a range of the text stands.

    Args:
        start: of the text.
        end: of the text.
        part: of a container the name of the part, `word/document.xml`; of a file without pages
            and parts empty; of a page its number, `1`.
        offset: of the first byte in that part, as it is unpacked.
        size: how many bytes stand for the range. It is 0 for what the program writes when it shows
            the file, as an automatic number: that stands at the element that asks for it.
        box: on a page, where it is drawn; offset and size are 0 then.
    """

    start: int
    end: int
    part: str
    offset: int
    size: int
    box: Box | None = None


class Heading(NamedTuple):
    """A paragraph that is a heading by its style or its tag; the level counts from 1."""

    start: int
    end: int
    level: int


class Generated(NamedTuple):
    """A number or bullet that is not in the file: the program makes it when it shows the list.

    `level` is that of the list, from 1; `by` the kind of program that shows it so.
    """

    start: int
    end: int
    level: int
    by: Literal["Word", "browser"]


class Cell(NamedTuple):
    """A cell of a grid: its text, its place (row and column from 0) and what it spans."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table: one row a line, as many tabs in each as `columns` less one.

    What a merged cell covers is empty but for its first place. `header` counts the rows that the
    file calls its head; 0 if it calls none so.
    """

    start: int
    end: int
    columns: int
    header: int
    cells: tuple[Cell, ...]


class Frame(NamedTuple):
    """Lines that stand in a frame of their own: a text box, or a table of one column."""

    start: int
    end: int


class Contents(NamedTuple):
    """Lines of a table of contents that the program makes, as a field of Word."""

    start: int
    end: int


class Furniture(NamedTuple):
    """Lines that a reader proposes as noise: no text of the document, but of what it is shown in.

    `rule` is a name of `lines.noise.RULES`, as `running-head`, `page-number`, `site-navigation`.
    """

    start: int
    end: int
    rule: str


class Note(NamedTuple):
    """A footnote or endnote: its lines, and the range of the mark in the text that leads to it."""

    start: int
    end: int
    mark: tuple[int, int] | None


class Link(NamedTuple):
    """Text that leads to another file or page: the address as written."""

    start: int
    end: int
    address: str


class PageStart(NamedTuple):
    """Where in the text a page begins, and its number as counted from 1."""

    start: int
    number: int


@dataclass(frozen=True)
class Marks:
    """What the file says of its text; each kind in the order of the text."""

    headings: tuple[Heading, ...] = ()
    generated: tuple[Generated, ...] = ()
    grids: tuple[Grid, ...] = ()
    frames: tuple[Frame, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[PageStart, ...] = ()
    contents: tuple[Contents, ...] = ()


@dataclass(frozen=True)
class Derived:
    """What a reader makes of a file.

    Args:
        text: lines ended by line feeds, one paragraph or row of a table a line.
        places: where the text stands in the file, in the order of the text; no two overlap, and
            every character that is no blank is in one.
        marks: what the file says of it.
        problems: what was left out (hidden, deleted) and what is doubtful, at its place in the
            text: that of what stands next to what was left out.
        reader: name and version, `docx 1`: the version goes up when the text of any file changes.
        encoding: of a file that is text itself, the name by which Python knows it; else empty.
    """

    text: str
    places: tuple[Stretch, ...]
    marks: Marks
    problems: tuple[Problem, ...]
    reader: str
    encoding: str = ""
