"""A story — the text, a header, a footnote — from its tree to paragraphs and tables.

Word shows what stands in it after the changes that were tracked were taken, without hidden text,
with the results of fields. What is left out goes into the account, and is told where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from converters.readers.wordprocessing import alternates, drawings, fields, symbols, tables
from converters.readers.wordprocessing.account import Account
from converters.readers.wordprocessing.content import (
    Block,
    Code,
    Layout,
    NoteKey,
    NoteKind,
    Number,
    Paragraph,
    Piece,
    Reference,
    Text,
    Told,
)
from converters.readers.wordprocessing.numbering import Counters, Numbering
from converters.readers.wordprocessing.package import Relationship
from converters.readers.wordprocessing.properties import switch, whole
from converters.readers.wordprocessing.styles import BODY, ParagraphStyle, Styles, font_of
from converters.readers.wordprocessing.xml_tree import Node

_XML_BLANKS = " \t\r\n"
_LAYOUT = re.compile("[\t\r\n]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_MAX_QUOTED = 200
"""Characters of what is told that are kept; fewer are shown."""

_PAGE_BREAKS = frozenset({"page", "column"})

_OF_BLOCKS = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:txbxContent"}
)
"""What stands round paragraphs and tables without changing them."""

_DELETED = frozenset({"w:del", "w:moveFrom"})

MAX_FIELDS = 64
"""Fields inside one another that are followed; deeper ones are read as if there were none."""


@dataclass
class Document:
    """What all stories of a document share."""

    styles: Styles
    numbering: Numbering
    account: Account
    comments: Mapping[str, str]
    references: list[Reference] = field(default_factory=list)
    """Of the section that is being read."""
    end_section: Callable[[Node], None] = lambda _: None
    """Called with the properties of each section, where it ends."""


@dataclass
class _Line:
    """A paragraph while it is being read: what it becomes, its style, where a link in it leads."""

    paragraph: Paragraph
    style: ParagraphStyle
    address: str = ""

    def tell(self, code: Code, quoted: str = "") -> None:
        self.paragraph.pieces.append(Told(code, quoted[:_MAX_QUOTED]))


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
        self._relationships = relationships
        self._fields: list[fields.Open] = []
        self._deeper = 0
        self._counters = Counters()
        self._of_boxes = Counters()
        self._page = 0

    def blocks(self, nodes: Sequence[Node]) -> list[Block]:
        """What stands in some elements: paragraphs and tables, in order."""
        return self._blocks(nodes, self._counters)

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
                self._collect(self._taken(node), flow)
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
            self._inline([node], line)
        text = line.paragraph.text
        flow.waiting = _joined(flow, line.paragraph, [])
        flow.has_text |= bool(text.strip())
        if text:
            self._close(flow)

    def _line(self, properties: Node | None) -> _Line:
        style = self._document.styles.paragraph(
            properties.value("w:pStyle") if properties else None
        )
        return _Line(Paragraph(), style)

    def _paragraph(self, node: Node, flow: _Flow) -> None:
        properties = node.child("w:pPr")
        line = self._line(properties)
        self._inline(node.children, line)
        self._end_instructions(line)
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
        self, node: Node, properties: Node | None, line: _Line, counters: Counters
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

    def _taken(self, node: Node) -> Sequence[Node]:
        """The branch of `mc:AlternateContent` that is taken; the others are left out."""
        taken, others = alternates.parted(node)
        for one in others:
            self._document.account.leave_out(self._part, one, "alternate")
        return taken.children if taken else ()

    # What stands in a paragraph.

    def _inline(self, nodes: Sequence[Node], line: _Line) -> None:
        for node in nodes:
            name = node.name
            if name == "w:r":
                self._run(node, line)
            elif (read := _INLINE.get(name)) is not None:
                read(self, node, line)
            elif node.holds_content:
                self._inline(node.children, line)

    def _skip(self, node: Node, line: _Line) -> None:
        """Properties of a paragraph: no text of theirs is shown."""

    def _alternate(self, node: Node, line: _Line) -> None:
        self._inline(self._taken(node), line)

    def _deleted(self, node: Node, line: _Line) -> None:
        code: Code = "moved-text" if node.name == "w:moveFrom" else "tracked-changes"
        self._leave_out(node, line, code)
        # A field may begin outside of what was deleted and end in it.
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.name == "w:fldChar":
                self._field_mark(one, line)
            waiting += reversed(one.children)

    def _formula(self, node: Node, line: _Line) -> None:
        self._leave_out(node, line, "object", always=True)

    def _hyperlink(self, node: Node, line: _Line) -> None:
        before = line.address
        found = self._relationships.get(node.attributes.get("r:id", ""))
        line.address = found.target if found and found.is_outside else before
        self._inline(node.children, line)
        line.address = before

    def _simple_field(self, node: Node, line: _Line) -> None:
        code = node.attributes.get("w:instr", "")
        line.paragraph.is_page_number |= fields.is_page_number(code)
        if not any(one.holds_content for one in node.children):
            self._drawn(code, node, line)
        self._inline(node.children, line)

    def _leave_out(self, node: Node, line: _Line, code: Code, *, always: bool = False) -> None:
        quoted = self._document.account.leave_out(self._part, node, code)
        if quoted.strip() or always:
            line.tell(code, quoted)

    # What stands in a run.

    def _run(self, node: Node, line: _Line) -> None:
        properties = node.children[0] if node.children else None
        if properties is not None and properties.name != "w:rPr":
            properties = node.child("w:rPr")
        is_hidden, font = line.style.is_hidden, line.style.font
        if properties is not None and properties.children:
            is_hidden, font = self._looks(properties, is_hidden, font)
        for one in node.children:
            name = one.name
            if name == "w:t" and not is_hidden:
                self._text(one, line, font)
            elif is_hidden and name not in _FIELD_MARKS:
                self._leave_out(one, line, "hidden-text")
            elif (read := _INLINE.get(name)) is not None:
                read(self, one, line)
            elif one.holds_content:
                self._inline(one.children, line)

    def _looks(self, properties: Node, is_hidden: bool, font: str) -> tuple[bool, str]:
        """Whether a run is hidden, and its font.

        A switch of its style turns that of the paragraph round (ECMA-376 Part 1, 17.7.3).
        """
        if (style := properties.value("w:rStyle")) is not None:
            found = self._document.styles.character(style)
            is_hidden ^= bool(found.is_hidden)
            font = found.font or font
        own = switch(properties, "w:vanish")
        return is_hidden if own is None else own, font_of(properties) or font

    @property
    def _in_instruction(self) -> bool:
        return any(not one.is_shown for one in self._fields)

    def _plain(self, node: Node, line: _Line) -> None:
        self._text(node, line, line.style.font)

    def _text(self, node: Node, line: _Line, font: str) -> None:
        text = node.text
        if not text:
            return
        node.is_accounted = True
        if self._fields and self._in_instruction:
            self._document.account.leave_out(self._part, node, "field-code")
            return
        start, end = 0, len(text)
        keeps = node.attributes.get("xml:space") == "preserve"
        if not keeps and (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS):
            start, end = end - len(text.lstrip(_XML_BLANKS)), len(text.rstrip(_XML_BLANKS))
        if font or symbols.holds_private(text):
            text = symbols.read(text, font)
            if symbols.UNKNOWN in text:
                line.tell("symbol")
        spans = [(start, end)]
        if not text.isprintable():
            text = _LAYOUT.sub(" ", text)
            ends = list(_LINE_ENDS.finditer(text, start, end))
            starts = [start, *(one.end() for one in ends)]
            spans = list(zip(starts, [*(one.start() for one in ends), end], strict=True))
        self._stretches(node, text, spans, line)

    def _stretches(
        self, node: Node, text: str, spans: Sequence[tuple[int, int]], line: _Line
    ) -> None:
        """The pieces of the text of an element, as it is read, with the ends of lines between."""
        address = line.address or self._address()
        pieces = line.paragraph.pieces
        offset, size = node.offset, node.end - node.offset
        # Where a reference (&lt;) is in a text, only the place of all of it is known.
        is_exact = spans != [(0, len(text))] and len(node.text.encode()) == size
        last = 0
        for at, (start, end) in enumerate(spans):
            if at:
                pieces.append(Layout("\n"))
            if is_exact:
                offset += len(node.text[last:start].encode())
                size = len(node.text[start:end].encode())
            if start < end:
                pieces.append(Text(text[start:end], self._part, offset, size, address))
            if is_exact:
                offset, last = offset + size, end

    def _address(self) -> str:
        """Where the field leads whose result is being read."""
        return next((one.address for one in reversed(self._fields) if one.address), "")

    def _element(self, text: str, node: Node, line: _Line) -> None:
        """A character that an element stands for."""
        if text and not self._in_instruction:
            size = node.size
            line.paragraph.pieces.append(Text(text, self._part, node.offset, size, line.address))

    def _layout(self, blank: Layout, line: _Line) -> None:
        if not self._in_instruction:
            line.paragraph.pieces.append(blank)

    def _tab(self, _: Node, line: _Line) -> None:
        self._layout(Layout("\t"), line)

    def _break(self, node: Node, line: _Line) -> None:
        if node.attributes.get("w:type") in _PAGE_BREAKS:
            self._page += 1
            self._layout(Layout("\f"), line)
        else:
            self._layout(Layout("\n"), line)

    def _new_page(self, _: Node, __: _Line) -> None:
        self._page += 1

    def _hyphen(self, node: Node, line: _Line) -> None:
        self._element("-", node, line)

    def _symbol(self, node: Node, line: _Line) -> None:
        code = node.attributes.get("w:char", "")
        at = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        sign = symbols.sign(at, node.attributes.get("w:font", ""))
        if sign == symbols.UNKNOWN:
            line.tell("symbol", f"{node.attributes.get('w:font', '')} {code}".strip())
        self._element(sign, node, line)

    def _reference(self, node: Node, line: _Line) -> None:
        if self._in_instruction:
            return
        kind: NoteKind = "footnote" if node.name == "w:footnoteReference" else "endnote"
        found = Reference(
            NoteKey(kind, node.attributes.get("w:id", "")),
            self._part,
            node.offset,
            node.size,
            self._page,
            bool(_is_on(node.attributes.get("w:customMarkFollows"))),
        )
        line.paragraph.pieces.append(found)
        self._document.references.append(found)

    def _comment(self, node: Node, line: _Line) -> None:
        quoted = self._document.comments.get(node.attributes.get("w:id", ""), "")
        line.tell("comments-left-out", quoted)

    def _ruby(self, node: Node, line: _Line) -> None:
        for one in node.children:
            if one.name == "w:rt":
                self._leave_out(one, line, "ruby")
            else:
                self._inline(one.children, line)

    def _drawing(self, node: Node, line: _Line) -> None:
        found = drawings.read(node)
        account = self._document.account
        for one in found.others:
            account.leave_out(self._part, one, "alternate")
        unread = "".join(account.leave_out(self._part, one, "object") for one in found.unread)
        if found.is_object or unread:
            line.tell("object", unread)
        elif found.is_picture:
            line.tell("picture")
        for box in found.boxes:
            before, self._fields = self._fields, []
            line.paragraph.frames.append(self._blocks(box.children, self._of_boxes))
            self._fields = before
        for words in found.words:
            text = " ".join(words.attributes.get("string", "").split())
            size = words.size
            piece = Text(text, self._part, words.offset, size)
            line.paragraph.frames.append([Paragraph([piece])])

    # Fields.

    def _field_mark(self, node: Node, line: _Line) -> None:
        kind = node.attributes.get("w:fldCharType")
        if kind == "begin" and len(self._fields) == MAX_FIELDS:
            self._deeper += 1
        elif kind == "begin":
            self._fields.append(fields.Open(node))
        elif self._deeper:
            self._deeper -= kind == "end"
        elif kind == "separate" and self._fields:
            self._fields[-1].show(len(line.paragraph.pieces))
            line.paragraph.is_page_number |= fields.is_page_number(self._fields[-1].code)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not _has_result(ended, line):
                self._drawn(ended.code, ended.begun, line)

    def _instruction(self, node: Node, _: _Line) -> None:
        self._document.account.leave_out(self._part, node, "field-code")
        if self._fields and not self._fields[-1].is_shown:
            self._fields[-1].instruction.append(node.text)

    def _drawn(self, code: str, begun: Node, line: _Line) -> None:
        """A field that has no result: what it shows is known by its instruction, or is told."""
        text = fields.drawn(code) or fields.form_value(begun)
        if text == symbols.UNKNOWN:
            line.tell("symbol", code.strip())
        if text:
            self._element(text, begun, line)
        elif fields.is_formula(code):
            line.tell("object", code.strip())

    def _end_instructions(self, line: _Line) -> None:
        """An instruction that a paragraph does not end is broken; what follows is shown."""
        for one in self._fields:
            if not one.is_shown:
                line.tell("object", one.code.strip())
            # It goes on in the next paragraph, where what follows is its result.
            one.show(0)


_Read = Callable[[Story, Node, _Line], None]
_INLINE: Mapping[str, _Read] = {
    "w:t": Story._plain,
    "w:pPr": Story._skip,
    "w:rPr": Story._skip,
    "w:sdtPr": Story._skip,
    "w:del": Story._deleted,
    "w:moveFrom": Story._deleted,
    "w:delText": Story._deleted,
    "w:hyperlink": Story._hyperlink,
    "w:fldSimple": Story._simple_field,
    "w:fldChar": Story._field_mark,
    "w:instrText": Story._instruction,
    "w:delInstrText": Story._instruction,
    "m:oMath": Story._formula,
    "m:oMathPara": Story._formula,
    "w:ruby": Story._ruby,
    "w:tab": Story._tab,
    "w:ptab": Story._tab,
    "w:br": Story._break,
    "w:cr": Story._break,
    "w:lastRenderedPageBreak": Story._new_page,
    "w:noBreakHyphen": Story._hyphen,
    "w:sym": Story._symbol,
    "w:footnoteReference": Story._reference,
    "w:endnoteReference": Story._reference,
    "w:commentReference": Story._comment,
    "w:drawing": Story._drawing,
    "w:pict": Story._drawing,
    "w:object": Story._drawing,
    alternates.NAME: Story._alternate,
}
_FIELD_MARKS = frozenset({"w:fldChar", "w:instrText", "w:rPr"})
"""What is read in hidden runs too: the marks of a field may be hidden, and its result not."""


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


def _has_result(ended: fields.Open, line: _Line) -> bool:
    """Whether a field shows a text of its own: boxes of forms have a result without any."""
    if ended.result_from is None:
        return False
    result = line.paragraph.pieces[ended.result_from :]
    return any(isinstance(one, Text | Reference) for one in result)


def _is_on(value: str | None) -> bool:
    return value is not None and value not in {"0", "false", "off"}


def _is_hidden_mark(mark: Node | None, style: ParagraphStyle) -> bool:
    """Whether the end of a paragraph is not shown, so that the next one goes on in its line."""
    if switch(mark, "w:specVanish"):
        return True
    own = switch(mark, "w:vanish")
    return style.is_hidden if own is None else own


def _stands_apart(number: str) -> bool:
    """Whether a blank follows a number as it is typed: 1 总则, 第一章 总则, but 一、总则."""
    return number[-1].isalpha() or number[-1].isdecimal()
