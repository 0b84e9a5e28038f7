"""The tree that a document is read into.

Nothing outside of this folder knows its nodes: `walk` makes of them the flat units that all others
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from converters.models.unit import BlockKind, Part
from converters.text.mapped_text import MappedText


@dataclass(frozen=True)
class Block:
    """Text outside the numbered clauses. For noise, `rule` says which rule calls it so.

    `document` counts the documents of the file that have clauses, from 1.
    """

    kind: BlockKind
    parts: tuple[Part, ...]
    rule: str | None = None
    document: int = 1


@dataclass(frozen=True)
class Row:
    """One row of a table or box: its cells, as mapped text."""

    cells: tuple[MappedText, ...]

    @property
    def start(self) -> int:
        """Where in the original its first cell begins."""
        return min(cell.starts[0] for cell in self.cells if cell)


@dataclass(frozen=True)
class Table:
    """A table (`t`) or a 专栏 box (`x`), rebuilt from a text with one cell a line."""

    kind: Literal["table", "box"]
    caption: MappedText
    header: tuple[MappedText, ...]
    rows: tuple[Row, ...]
    line: int
    document: int = 1

    @property
    def parts(self) -> tuple[MappedText, ...]:
        """Caption, header cells and cells, in the order of the original."""
        cells = (cell for row in self.rows for cell in row.cells)
        return _in_order((self.caption, *self.header, *cells))


def _in_order(texts: Iterable[MappedText]) -> tuple[MappedText, ...]:
    return tuple(sorted((text for text in texts if text), key=lambda text: text.starts[0]))


@dataclass(frozen=True)
class Clause:
    """A numbered clause, or (layer `u`, empty label) a paragraph with a run-in head.

    `layer` is the letter of the id and `numbers` the printed number: one integer, or those of a
    decimal label in order. `document` counts the documents of the file that have clauses, from 1.
    """

    layer: str
    numbers: tuple[int, ...]
    label: MappedText
    heading: MappedText
    separator: MappedText
    line: int
    content: tuple[Part | Table | Block, ...] = ()
    children: tuple[Clause, ...] = ()
    document: int = 1

    @property
    def paragraphs(self) -> tuple[Part, ...]:
        """The clause's own paragraphs, without tables, boxes and what was not understood."""
        return tuple(part for part in self.content if isinstance(part, Part))

    def walk(self) -> Iterator[Clause]:
        """The clause and all below it, in document order."""
        coming = [self]
        while coming:
            clause = coming.pop()
            yield clause
            coming.extend(reversed(clause.children))


Node = Block | Clause | Table
"""What stands at the top of a document."""
