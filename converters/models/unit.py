"""The parts of a plan, flat: what the tree of its structure becomes once it is read.

A unit is a clause, a block, a table or a row: what an address leads to. Its parts are the pieces of
text that it holds itself. Units stand in document order and know the one above them; nothing else
of the tree is left, so that whoever reads a plan reads two lists.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from converters.text.mapped_text import EMPTY, MappedText, Span

BlockKind = Literal[
    "metadata",
    "title",
    "notice",
    "preamble",
    "signature",
    "note",
    "attachment",
    "noise",
    "unparsed",
]
UnitKind = Literal["clause", "table", "box", "row"] | BlockKind
PartRole = Literal[
    "text",
    "title",
    "doc_number",
    "addressees",
    "issuer",
    "date",
    "field",
    "contents",
    "attachments",
    "copied_to",
    "printed_by",
    "cell",
    "caption",
    "header",
]


class Item(NamedTuple):
    """一是, 二是 … inside a paragraph; `start:end` in the paragraph's text."""

    number: int
    start: int
    end: int
    id: str = ""


class Responsibility(NamedTuple):
    """Who answers for a clause, in what role; `start:end` in the paragraph's text.

    The entries of one list touch: together they are the list as it is printed. One that is `inside`
    a sentence or a cell is no list of its own.
    """

    role: str
    units: tuple[str, ...]
    start: int
    end: int
    inside: bool = False


class Part(NamedTuple):
    """One piece of text of a unit: a paragraph, a line of a block, a caption, a cell.

    `line` is that of the original where it begins (1-based), `id` its own address or, for the first
    of a unit, that of the unit.
    """

    text: MappedText
    line: int
    role: PartRole = "text"
    items: tuple[Item, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    id: str = ""

    @property
    def lists_of_units(self) -> tuple[Span, ...]:
        """Where lists of units stand in the text; lists that touch are one."""
        found: list[Span] = []
        for entry in self.responsibilities:
            if entry.inside:
                continue
            touches = found and found[-1].end == entry.start
            start = found.pop().start if touches else entry.start
            found.append(Span(start, entry.end))
        return tuple(found)


class Unit(NamedTuple):
    """A clause, a block, a table (`t`), a 专栏 box (`x`) or a row of one.

    Args:
        kind: which of them; of a block its kind.
        number: its place among the units of the plan, from 0.
        above: the number of the clause or table it stands in; None at the top.
        after: how many parts of the unit above stand before it.
        line: of the original, where it begins (1-based).
        parts: its own text. A table has its caption, if there is one, and its header cells.
        layer: of a clause, the letter of its id; `u` is a paragraph with a run-in head.
        numbers: of a clause, the printed number: one, or those of a decimal in order.
        label: of a clause, as printed; empty for a run-in head.
        heading: of a clause, without its 。, which is the `separator`.
        rule: of noise, the rule that calls it so.
        document: counts the documents of the file that have clauses, from 1.
        id: its address.
        responsibilities: of a clause, the bodies that its heading names (`start:end` in it).
    """

    kind: UnitKind
    number: int
    above: int | None
    after: int
    line: int
    parts: tuple[Part, ...] = ()
    layer: str = ""
    numbers: tuple[int, ...] = ()
    label: MappedText = EMPTY
    heading: MappedText = EMPTY
    separator: MappedText = EMPTY
    rule: str | None = None
    document: int = 1
    id: str = ""
    responsibilities: tuple[Responsibility, ...] = ()

    @property
    def is_clause(self) -> bool:
        """Whether it is a numbered clause or a paragraph with a run-in head."""
        return self.kind == "clause"

    @property
    def is_table(self) -> bool:
        """Whether it is a table or a box, whose rows are the units below it."""
        return self.kind in ("table", "box")

    @property
    def is_block(self) -> bool:
        """Whether it is text outside the numbered clauses, or that nobody understood."""
        return not (self.is_clause or self.is_table or self.kind == "row")

    @property
    def is_flat_table(self) -> bool:
        """Whether it keeps the cells of a table that could not be rebuilt."""
        return self.kind == "unparsed" and self.parts[0].role == "cell"

    @property
    def caption(self) -> MappedText:
        """The caption of a table, empty if it has none."""
        return next((part.text for part in self.parts if part.role == "caption"), EMPTY)

    @property
    def header(self) -> tuple[MappedText, ...]:
        """The header cells of a table."""
        return tuple(part.text for part in self.parts if part.role == "header")

    @property
    def title(self) -> Part | None:
        """The line with the title of a plan or an attachment, if it stands in this block."""
        if self.kind not in ("title", "attachment"):
            return None
        return next((part for part in self.parts if part.role == "title"), None)

    @property
    def cells(self) -> tuple[MappedText, ...]:
        """The texts of the parts: of a row its cells, an empty one for an empty cell."""
        return tuple(part.text for part in self.parts) if self.parts else ()

    @property
    def start(self) -> int:
        """Where in the original its first character stands."""
        own = (self.label, self.heading, *self.cells)
        return min(text.starts[0] for text in own if text)
