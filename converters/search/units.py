"""The units of the full-text search: every clause, block, table and row of a plan.

A unit is found if its reading, or its text as received, holds what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converters.models import Block, Clause, Paragraph, Plan, Source, Table
from converters.search import folding
from converters.text import punctuation
from converters.text.mapped_text import MappedText


@dataclass(frozen=True)
class Text:
    """The pieces of a unit, in the order in which they are searched without anything between."""

    label: str = ""
    heading: str = ""
    separator: str = ""
    body: str = ""

    @property
    def whole(self) -> str:
        """What is searched."""
        return self.label + self.heading + self.separator + self.body


@dataclass(frozen=True)
class Part:
    """An address inside a unit: where in the body its text starts, or goes on, in code points."""

    id: str
    start: int


@dataclass(frozen=True)
class Unit:
    """One unit; `received` is None where it reads as the reading once both are folded.

    `line` is that of the original (1-based) where the unit has no address on the page of its plan.
    """

    id: str
    reading: Text
    received: Text | None = None
    parts: tuple[Part, ...] = ()
    line: int | None = None


def of(plan: Plan) -> Iterator[Unit]:
    """All units of a plan with ids, in the order of the page."""
    for node in plan.body:
        if isinstance(node, Clause):
            for clause in node.walk():
                yield from _of_clause(clause, plan.source)
        else:
            yield from _of_part(node, plan.source)


def _of_clause(clause: Clause, source: Source) -> Iterator[Unit]:
    paragraphs = clause.paragraphs
    pieces = ([clause.label], [clause.heading], [clause.separator], [p.text for p in paragraphs])
    yield _unit(clause.id, pieces, source, tuple(_parts(paragraphs, clause.id)))
    for part in clause.content:
        if not isinstance(part, Paragraph):
            yield from _of_part(part, source)


def _of_part(part: Block | Table, source: Source) -> Iterator[Unit]:
    if isinstance(part, Block):
        texts = [one.text for one in part.paragraphs]
        line = part.paragraphs[0].line if part.kind == "noise" else None
        yield _unit(part.id, ([], [], [], texts), source, tuple(_parts(part.paragraphs, "")), line)
        return
    yield _row(part.id, (part.caption, *part.header), source)
    for row in part.rows:
        yield _row(row.id, row.cells, source)


def _parts(paragraphs: Iterable[Paragraph], unit: str) -> Iterator[Part]:
    start = 0
    for paragraph in paragraphs:
        own = paragraph.id or unit
        if own and (own != unit or start):
            yield Part(own, start)
        ends = [*(item.start for item in paragraph.items[1:]), len(paragraph.text.text)]
        for item, following in zip(paragraph.items, ends, strict=False):
            yield Part(item.id, start + item.start)
            if own and item.end < following:
                yield Part(own, start + item.end)
        start += len(paragraph.text.text) + 1


def _unit(
    id_: str,
    pieces: tuple[list[MappedText], ...],
    source: Source,
    parts: tuple[Part, ...] = (),
    line: int | None = None,
) -> Unit:
    """A unit of label, heading, separator and paragraphs."""
    return _of_texts(
        id_,
        Text(*("\n".join(punctuation.restore(text.text) for text in piece) for piece in pieces)),
        Text(*("\n".join(text.received(source.text) for text in piece) for piece in pieces)),
        parts,
        line,
    )


def _row(id_: str, cells: Iterable[MappedText], source: Source) -> Unit:
    """The cells of a row, a tab between them."""
    solid = [cell for cell in cells if cell]
    return _of_texts(
        id_,
        Text(body="\t".join(punctuation.restore(cell.text) for cell in solid)),
        Text(body="\t".join(cell.received(source.text) for cell in solid)),
    )


def _of_texts(
    id_: str,
    reading: Text,
    received: Text,
    parts: tuple[Part, ...] = (),
    line: int | None = None,
) -> Unit:
    is_same = folding.fold(received.whole) == folding.fold(reading.whole)
    return Unit(id_, reading, None if is_same else received, parts, line)
