"""The values that pass from stage to stage. All are frozen; none knows how it was made."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from converters.text.mapped_text import MappedText, Span

Confidence = Literal["certain", "likely", "unknown"]
EmendationKind = Literal["damage", "reflow", "entity"]
Severity = Literal["error", "warning", "notice"]
MentionKind = Literal["agency", "term", "instrument", "self", "clause"]
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

UNREADABLE = "□"
"""Stands in a reading for one character that cannot be read (LOOK: the editor's mark)."""


class Position(NamedTuple):
    """A place in a file: line 1-based, column 0-based, in code points."""

    line: int
    col: int


class InputError(Exception):
    """A file that is refused, and where in it the reason stands (line and column 1-based)."""

    def __init__(self, path: Path | str, line: int, col: int, message: str) -> None:
        super().__init__(f"{path}:{line}:{col}: {message}")


class FilePlace(NamedTuple):
    """A place in a file that people write; line and column 1-based."""

    path: Path
    line: int
    col: int

    @classmethod
    def at(cls, path: Path, position: Position) -> FilePlace:
        """The place of a position, whose column is 0-based."""
        return cls(path, position.line, position.col + 1)


@dataclass(frozen=True)
class Problem:
    """Something wrong in a source, and where: `place` if it is in a file beside the source.

    An `error` always fails a build, a `warning` fails a strict one, a `notice` never fails.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "warning"
    place: FilePlace | None = None


@dataclass(frozen=True)
class Emendation:
    """One departure of the reading from the text as received.

    `reading` has UNREADABLE for each character that cannot be read and is None when none can.
    `rule` names the rule of `repair.RULES` that made it, or is `conjecture`.
    """

    span: Span
    damaged: str
    reading: str | None
    kind: EmendationKind
    confidence: Confidence
    rule: str
    ground: str


@dataclass(frozen=True)
class Supplied:
    """A value of the metadata that the editor supplies, and on what ground."""

    value: object
    ground: str


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
class Edition:
    """What a person knows about a source (its `.yml`); corrections of structure name lines.

    `places` says where entries are written: a list by its name and the index, for lists of lines
    the line.
    """

    path: Path | None = None
    metadata: Mapping[str, Supplied] = field(default_factory=dict)
    conjectures: tuple[Conjecture, ...] = ()
    slips: tuple[Slip, ...] = ()
    run_in_heads: frozenset[int] = frozenset()
    not_run_in_heads: frozenset[int] = frozenset()
    checked: tuple[Checked, ...] = ()
    places: Mapping[tuple[str, int], FilePlace] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """A plan as received. `text` is the whole file, decoded, nothing changed.

    `encoding` is the name by which Python knows it, `utf-8` and so on.
    """

    path: Path
    text: str
    sha256: str
    work: str | None = None
    edition: Edition = Edition()
    encoding: str = "utf-8"

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
    def line_count(self) -> int:
        """How many lines the file has; a line feed at the end opens no further one."""
        return len(self._line_starts) - (self.text.endswith("\n") or not self.text)


@dataclass(frozen=True)
class Line:
    """One line of the reading. `number` is the line of the original where it begins."""

    number: int
    text: MappedText


@dataclass(frozen=True)
class Item:
    """一是, 二是 … inside a paragraph; `start:end` in the paragraph's text."""

    number: int
    start: int
    end: int
    id: str = ""


@dataclass(frozen=True)
class Responsibility:
    """Who answers for a clause, in what role; `start:end` in the paragraph's text.

    The entries of one list touch: together they are the list as it is printed.
    """

    role: str
    units: tuple[str, ...]
    start: int
    end: int


ParagraphRole = Literal[
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
]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text, or one line of a notice, a signature, a metadata block."""

    text: MappedText
    line: int
    role: ParagraphRole = "text"
    items: tuple[Item, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    id: str = ""

    @property
    def lists_of_units(self) -> tuple[Span, ...]:
        """Where lists of units stand in the text; lists that touch are one."""
        found: list[Span] = []
        for entry in self.responsibilities:
            touches = found and found[-1].end == entry.start
            start = found.pop().start if touches else entry.start
            found.append(Span(start, entry.end))
        return tuple(found)


@dataclass(frozen=True)
class Block:
    """Text outside the numbered clauses. For noise, `rule` says which rule calls it so.

    `document` counts the documents of the file that have clauses, from 1.
    """

    kind: BlockKind
    paragraphs: tuple[Paragraph, ...]
    rule: str | None = None
    id: str = ""
    document: int = 1

    @property
    def title(self) -> Paragraph | None:
        """The line with the title of a plan or an attachment, if it stands in this block."""
        if self.kind not in ("title", "attachment"):
            return None
        return next((part for part in self.paragraphs if part.role == "title"), None)

    @property
    def is_flat_table(self) -> bool:
        """Whether the block keeps the cells of a table that could not be rebuilt."""
        return self.paragraphs[0].role == "cell"


@dataclass(frozen=True)
class Row:
    """One row of a table or box: its cells, as mapped text."""

    cells: tuple[MappedText, ...]
    id: str = ""


@dataclass(frozen=True)
class Table:
    """A table (`t`) or a 专栏 box (`x`), rebuilt from a text with one cell a line.

    `clause_id` is that of the clause or, outside the clauses, of the block it stands in.
    """

    kind: Literal["table", "box"]
    caption: MappedText
    header: tuple[MappedText, ...]
    rows: tuple[Row, ...]
    line: int
    id: str = ""
    clause_id: str = ""
    document: int = 1

    @property
    def head(self) -> tuple[MappedText, ...]:
        """Caption and header cells, in the order of the original."""
        return _in_order((self.caption, *self.header))

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
    content: tuple[Paragraph | Table | Block, ...] = ()
    children: tuple[Clause, ...] = ()
    id: str = ""
    document: int = 1

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The clause's own paragraphs, without tables, boxes and what was not understood."""
        return tuple(part for part in self.content if isinstance(part, Paragraph))

    def walk(self) -> Iterator[Clause]:
        """The clause and all below it, in document order."""
        coming = [self]
        while coming:
            clause = coming.pop()
            yield clause
            coming.extend(reversed(clause.children))


@dataclass(frozen=True)
class Mention:
    """A name or a reference in the text of a plan: `start:end` of `text`, marks around it left out.

    `target` is the key of an authority record (`agencies/<id>`), for `clause` the id of a clause,
    empty for the plan itself and for what is not resolved. `candidates` are the keys between
    which a name is not settled; a name that only its form proposes has none. `unit` is the id of
    the clause, block or row, `part` that of the paragraph or item where it stands. `role` is that
    of the list of units it stands in, and `doc_number` the 发文字号 printed after a title.
    """

    kind: MentionKind
    text: MappedText
    start: int
    end: int
    unit: str
    part: str
    target: str = ""
    candidates: tuple[str, ...] = ()
    role: str = ""
    doc_number: str = ""

    @property
    def surface(self) -> str:
        """The name as it stands in the reading."""
        return self.text.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where it stands in the original."""
        return self.text.origin(self.start, self.end)

    @property
    def is_resolved(self) -> bool:
        """Whether it is known what it means."""
        return bool(self.target) or self.kind == "self"


@dataclass(frozen=True)
class Plan:
    """The structure of one source: every non-blank character in exactly one of its parts.

    `published` is the day on which an address or a text of it was last published, or empty.
    """

    source: Source
    body: tuple[Block | Clause | Table, ...]
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    published: str = ""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in document order."""
        tops = (node for node in self.body if isinstance(node, Clause))
        return tuple(clause for top in tops for clause in top.walk())

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, in document order, those inside clauses included."""
        return tuple(part for part in self._standing() if isinstance(part, Block))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables and boxes, in document order."""
        return tuple(part for part in self._standing() if isinstance(part, Table))

    @cached_property
    def titled(self) -> frozenset[int]:
        """The documents after the first that have a title of their own."""
        return frozenset(
            block.document for block in self.blocks if block.document > 1 and block.title
        )

    def _standing(self) -> Iterator[Paragraph | Table | Block]:
        """What stands outside the clauses and inside them."""
        for node in self.body:
            if isinstance(node, Clause):
                for clause in node.walk():
                    yield from clause.content
            else:
                yield node
