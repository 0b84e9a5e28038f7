"""The one walk over the tree: it gives the flat units that ids, accounts, names and pages read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from converters.models.source import Source
from converters.models.unit import Part, PartRole, Unit
from converters.structure.tree import Block, Clause, Row, Table
from converters.text.mapped_text import MappedText


def units(source: Source, body: Iterable[Block | Clause | Table]) -> tuple[Unit, ...]:
    """All units of a document, in its order. Ids are not given yet."""
    walk = _Walk(source)
    for node in body:
        walk.enter(node, None, 0, node.document)
    return tuple(walk.found)


@dataclass
class _Walk:
    """The units found so far."""

    source: Source
    found: list[Unit] = field(default_factory=list)

    def enter(
        self, node: Block | Clause | Table, above: int | None, after: int, document: int
    ) -> None:
        """A node and all that stands in it; `after` parts of the unit above stand before it."""
        if isinstance(node, Clause):
            self._clause(node, above, after, document)
        elif isinstance(node, Table):
            self._table(node, above, after, document)
        else:
            line, rule = node.parts[0].line, node.rule
            number = len(self.found)
            self.found.append(
                Unit(
                    node.kind, number, above, after, line, node.parts, rule=rule, document=document
                )
            )

    def _clause(self, clause: Clause, above: int | None, after: int, document: int) -> None:
        own = clause.paragraphs
        number = len(self.found)
        unit = Unit(
            "clause",
            number,
            above,
            after,
            clause.line,
            own,
            clause.layer,
            clause.numbers,
            clause.label,
            clause.heading,
            clause.separator,
            document=document,
        )
        self.found.append(unit)
        before = 0
        for part in clause.content:
            if isinstance(part, Part):
                before += 1
            else:
                self.enter(part, number, before, document)
        for child in clause.children:
            self.enter(child, number, len(own), document)

    def _table(self, table: Table, above: int | None, after: int, document: int) -> None:
        captions = [table.caption] if table.caption else []
        parts = (
            *self._cells(captions, "caption", table.line),
            *self._cells(table.header, "header", table.line),
        )
        number = len(self.found)
        self.found.append(
            Unit(table.kind, number, above, after, table.line, parts, document=document)
        )
        for row in table.rows:
            self._row(row, number, len(parts), document)

    def _row(self, row: Row, above: int, after: int, document: int) -> None:
        line = self.source.position(row.start).line
        cells = tuple(self._cells(row.cells, "cell", line))
        number = len(self.found)
        self.found.append(Unit("row", number, above, after, line, cells, document=document))

    def _cells(self, texts: Iterable[MappedText], role: PartRole, line: int) -> Iterator[Part]:
        """Cells know no line of their own; an empty one has that of its row."""
        for text in texts:
            own = self.source.position(text.starts[0]).line if text else line
            yield Part(text, own, role)
