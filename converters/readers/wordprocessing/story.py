"""A story — the text, a header, a footnote — from its tree to paragraphs and tables.

Word shows what stands in it after the changes that were tracked were taken: paragraphs whose ends
were deleted or are hidden go on with the next, and numbers count what is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from converters.readers.wordprocessing import alternates, tables
from converters.readers.wordprocessing.content import Block, Number, Paragraph, Piece, Told
from converters.readers.wordprocessing.document import Document
from converters.readers.wordprocessing.inline import Inline, Line
from converters.readers.wordprocessing.numbering import Counters
from converters.readers.wordprocessing.package import Relationship
from converters.readers.wordprocessing.properties import switch, whole
from converters.readers.wordprocessing.styles import BODY, ParagraphStyle
from converters.readers.wordprocessing.xml_tree import Node

_OF_BLOCKS = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:txbxContent"}
)
"""What stands round paragraphs and tables without changing them."""

_DELETED = frozenset({"w:del", "w:moveFrom"})


@dataclass
class _Flow:
    """Blocks while they are being read; a paragraph whose end is not shown waits for the next."""

    counters: Counters
    blocks: list[Block] = field(default_factory=list)
    waiting: Paragraph | None = None
    is_removed: bool = False
    """Whether its end was deleted, so that it becomes part of the next; else it is hidden."""
    has_text: bool = False
    """Whether what waits has text that is no blank."""
    is_covered: bool = False
    """Whether it is a place that a merged cell covers."""


class Story:
    """One part, or a part of it, that is read from its beginning to its end."""

    def __init__(
        self, document: Document, part: str, relationships: Mapping[str, Relationship]
    ) -> None:
        """A story that begins.

        Args:
            document: what it is part of.
            part: its name in the package.
            relationships: what that part refers to.
        """
        self._document = document
        self._part = part
        self._counters = Counters()
        self._of_boxes = Counters()
        self._inline = Inline(document, part, relationships, self._box)

    def blocks(self, nodes: Sequence[Node]) -> list[Block]:
        """What stands in some elements: paragraphs and tables, in order."""
        return self._blocks(nodes, self._counters)

    def _box(self, nodes: Sequence[Node]) -> list[Block]:
        return self._blocks(nodes, self._of_boxes)

    def _blocks(
        self, nodes: Sequence[Node], counters: Counters, *, is_covered: bool = False
    ) -> list[Block]:
        flow = _Flow(counters, is_covered=is_covered)
        self._collect(nodes, flow)
        self._close(flow)
        return flow.blocks

    def _collect(self, nodes: Sequence[Node], flow: _Flow) -> None:
        for node in nodes:
            name = node.name
            if name == "w:p":
                self._paragraph(node, flow)
            elif name == "w:tbl":
                self._close(flow)
                flow.blocks.append(self._table(node, flow.counters))
            elif name in _OF_BLOCKS:
                self._collect(node.children, flow)
            elif name == alternates.NAME:
                self._collect(self._inline.taken(node), flow)
            elif name == "w:sectPr":
                self._document.end_section(node)
            elif name == "w:altChunk" or node.holds_content:
                self._stray(node, flow)

    def _stray(self, node: Node, flow: _Flow) -> None:
        """What should stand in a paragraph and does not: it makes one of its own if it has text."""
        line = self._line(None)
        if node.name == "w:altChunk":
            line.tell("object")
        else:
            self._inline.read([node], line)
        text = line.paragraph.text
        flow.waiting = _joined(flow, line.paragraph, [])
        flow.has_text |= bool(text.strip())
        if text:
            self._close(flow)

    def _line(self, properties: Node | None) -> Line:
        style = self._document.styles.paragraph(
            properties.value("w:pStyle") if properties else None
        )
        return Line(Paragraph(), style)

    def _paragraph(self, node: Node, flow: _Flow) -> None:
        properties = node.child("w:pPr")
        line = self._line(properties)
        self._inline.read(node.children, line)
        self._inline.end_instructions(line)
        mark = properties.child("w:rPr") if properties else None
        has_text = bool(line.paragraph.text.strip())
        is_removed = mark is not None and any(mark.child(one) for one in _DELETED)
        is_hidden = _is_hidden_mark(mark, line.style)
        number: list[Piece] = []
        if not is_removed and (has_text or not (is_hidden or flow.is_covered)):
            number = self._number(node, properties, line, flow.counters)
        joined = _joined(flow, line.paragraph, number)
        if is_removed or is_hidden:
            flow.waiting, flow.is_removed = joined, is_removed
            flow.has_text |= has_text
        else:
            flow.waiting, flow.has_text = None, False
            flow.blocks.append(joined)
        if properties and (section := properties.child("w:sectPr")):
            self._document.end_section(section)

    @staticmethod
    def _close(flow: _Flow) -> None:
        """End what waits for a paragraph that does not come."""
        waiting, flow.waiting = flow.waiting, None
        has_text, flow.has_text = flow.has_text, False
        if waiting is None:
            return
        last = flow.blocks[-1] if flow.blocks else None
        if has_text or waiting.frames or not isinstance(last, Paragraph):
            flow.blocks.append(waiting)
        else:
            last.pieces += waiting.pieces

    def _number(
        self, node: Node, properties: Node | None, line: Line, counters: Counters
    ) -> list[Piece]:
        """The number of a paragraph; and say of what rank the paragraph is as a heading."""
        said = properties.value("w:outlineLvl") if properties else None
        outline = line.style.outline if said is None else whole(said, BODY)
        line.paragraph.outline = outline if 0 <= outline < BODY else None
        own = properties.child("w:numPr") if properties else None
        place = self._document.numbering.place(own, line.style)
        if place is None:
            return []
        shown = counters.next(*place)
        pieces: list[Piece] = []
        if not shown.is_known:
            pieces.append(Told("number-format", shown.text))
        if shown.text and shown.is_hidden:
            pieces.append(Told("hidden-text", shown.text))
        elif shown.text:
            blank = " " if shown.suffix != "nothing" and _stands_apart(shown.text) else ""
            pieces.append(Number(shown.text, blank, self._part, node.offset, shown.level))
        return pieces

    def _table(self, node: Node, counters: Counters) -> Block:
        def of_cell(cell: Node) -> list[Block]:
            return self._blocks(cell.children, counters, is_covered=tables.is_covered(cell))

        removed: list[str] = []

        def leave_out(one: Node) -> None:
            removed.append(self._document.account.leave_out(self._part, one, "tracked-changes"))

        table = tables.read(node, tables.Reading(of_cell, leave_out))
        if removed:
            told = Paragraph([Told("tracked-changes", one) for one in removed])
            if table.cells:
                table.cells[0].blocks.insert(0, told)
            else:
                return told
        return table


def _joined(flow: _Flow, paragraph: Paragraph, number: list[Piece]) -> Paragraph:
    """A paragraph with its number, and with what stands before it on its line.

    One whose end was deleted is part of the next, whose number stands before both; one whose end is
    hidden has the next beside it (a style separator), each with its number.
    """
    before = flow.waiting
    if before is None:
        paragraph.pieces[:0] = number
        return paragraph
    if flow.has_text and not flow.is_removed:
        before.pieces += number
    else:
        before.outline = paragraph.outline
        before.pieces[:0] = number
    before.pieces += paragraph.pieces
    before.frames += paragraph.frames
    before.is_page_number |= paragraph.is_page_number
    return before


def _is_hidden_mark(mark: Node | None, style: ParagraphStyle) -> bool:
    """Whether the end of a paragraph is not shown, so that the next one goes on in its line."""
    if switch(mark, "w:specVanish"):
        return True
    own = switch(mark, "w:vanish")
    return style.is_hidden if own is None else own


def _stands_apart(number: str) -> bool:
    """Whether a blank follows a number as it is typed: 1 总则, 第一章 总则, but 一、总则."""
    return number[-1].isalpha() or number[-1].isdecimal()
