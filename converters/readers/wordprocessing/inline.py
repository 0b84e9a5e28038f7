"""What stands in a paragraph — runs, fields, links, drawings — from its tree to pieces.

Word shows the results of fields and not their instructions, and nothing of hidden text. What is
left out goes into the account, and is told where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from converters.readers.wordprocessing import alternates, drawings, fields, symbols
from converters.readers.wordprocessing.content import (
    Block,
    Code,
    Layout,
    NoteKey,
    NoteKind,
    Paragraph,
    Reference,
    Text,
    Told,
)
from converters.readers.wordprocessing.document import Document
from converters.readers.wordprocessing.package import Relationship
from converters.readers.wordprocessing.properties import is_on, switch
from converters.readers.wordprocessing.styles import ParagraphStyle, font_of
from converters.readers.wordprocessing.xml_tree import Node

_XML_BLANKS = " \t\r\n"
_LAYOUT = re.compile("[\t\r\n]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_MAX_QUOTED = 200
"""Characters of what is told that are kept; fewer are shown."""

_PAGE_BREAKS = frozenset({"page", "column"})

MAX_FIELDS = 64
"""Fields inside one another that are followed; deeper ones are read as if there were none."""


@dataclass
class Line:
    """A paragraph while it is being read: what it becomes, its style, where a link in it leads."""

    paragraph: Paragraph
    style: ParagraphStyle
    address: str = ""

    def tell(self, code: Code, quoted: str = "") -> None:
        """Say something of this place; what is quoted is cut."""
        self.paragraph.pieces.append(Told(code, quoted[:_MAX_QUOTED]))


class Inline:
    """What stands in the paragraphs of one part, or of a part of it; a field may span many."""

    def __init__(
        self,
        document: Document,
        part: str,
        relationships: Mapping[str, Relationship],
        read_box: Callable[[Sequence[Node]], list[Block]],
    ) -> None:
        """A part that begins.

        Args:
            document: what it is part of.
            part: its name in the package.
            relationships: what that part refers to.
            read_box: reads what stands in a text box.
        """
        self._document = document
        self._part = part
        self._relationships = relationships
        self._read_box = read_box
        self._fields: list[fields.Open] = []
        self._deeper = 0
        self._page = 0

    def read(self, nodes: Sequence[Node], line: Line) -> None:
        """Add to a line what some elements in its paragraph show."""
        for node in nodes:
            name = node.name
            if name == "w:r":
                self._run(node, line)
            elif (shown := _SHOWN.get(name)) is not None:
                shown(self, node, line)
            elif node.holds_content:
                self.read(node.children, line)

    def _skip(self, node: Node, line: Line) -> None:
        """Properties of a paragraph: no text of theirs is shown."""

    def _alternate(self, node: Node, line: Line) -> None:
        self.read(self.taken(node), line)

    def _deleted(self, node: Node, line: Line) -> None:
        code: Code = "moved-text" if node.name == "w:moveFrom" else "tracked-changes"
        self._leave_out(node, line, code)
        # A field may begin outside of what was deleted and end in it.
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.name == "w:fldChar":
                self._field_mark(one, line)
            waiting += reversed(one.children)

    def _formula(self, node: Node, line: Line) -> None:
        self._leave_out(node, line, "object", always=True)

    def _hyperlink(self, node: Node, line: Line) -> None:
        before = line.address
        found = self._relationships.get(node.attributes.get("r:id", ""))
        line.address = found.target if found and found.is_outside else before
        self.read(node.children, line)
        line.address = before

    def _simple_field(self, node: Node, line: Line) -> None:
        code = node.attributes.get("w:instr", "")
        line.paragraph.is_page_number |= fields.is_page_number(code)
        if not any(one.holds_content for one in node.children):
            self._drawn(code, node, line)
        self.read(node.children, line)

    def _leave_out(self, node: Node, line: Line, code: Code, *, always: bool = False) -> None:
        quoted = self._document.account.leave_out(self._part, node, code)
        if quoted.strip() or always:
            line.tell(code, quoted)

    # What stands in a run.

    def _run(self, node: Node, line: Line) -> None:
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
            elif (shown := _SHOWN.get(name)) is not None:
                shown(self, one, line)
            elif one.holds_content:
                self.read(one.children, line)

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

    def _plain(self, node: Node, line: Line) -> None:
        self._text(node, line, line.style.font)

    def _text(self, node: Node, line: Line, font: str) -> None:
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
        self, node: Node, text: str, spans: Sequence[tuple[int, int]], line: Line
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

    def _element(self, text: str, node: Node, line: Line) -> None:
        """A character that an element stands for."""
        if text and not self._in_instruction:
            size = node.size
            line.paragraph.pieces.append(Text(text, self._part, node.offset, size, line.address))

    def _layout(self, blank: Layout, line: Line) -> None:
        if not self._in_instruction:
            line.paragraph.pieces.append(blank)

    def _tab(self, _: Node, line: Line) -> None:
        self._layout(Layout("\t"), line)

    def _break(self, node: Node, line: Line) -> None:
        if node.attributes.get("w:type") in _PAGE_BREAKS:
            self._page += 1
            self._layout(Layout("\f"), line)
        else:
            self._layout(Layout("\n"), line)

    def _new_page(self, _: Node, __: Line) -> None:
        self._page += 1

    def _hyphen(self, node: Node, line: Line) -> None:
        self._element("-", node, line)

    def _symbol(self, node: Node, line: Line) -> None:
        code = node.attributes.get("w:char", "")
        at = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        sign = symbols.sign(at, node.attributes.get("w:font", ""))
        if sign == symbols.UNKNOWN:
            line.tell("symbol", f"{node.attributes.get('w:font', '')} {code}".strip())
        self._element(sign, node, line)

    def _reference(self, node: Node, line: Line) -> None:
        if self._in_instruction:
            return
        kind: NoteKind = "footnote" if node.name == "w:footnoteReference" else "endnote"
        found = Reference(
            NoteKey(kind, node.attributes.get("w:id", "")),
            self._part,
            node.offset,
            node.size,
            self._page,
            is_on(node.attributes.get("w:customMarkFollows"), without=False),
        )
        line.paragraph.pieces.append(found)
        self._document.references.append(found)

    def _comment(self, node: Node, line: Line) -> None:
        quoted = self._document.comments.get(node.attributes.get("w:id", ""), "")
        line.tell("comments-left-out", quoted)

    def _ruby(self, node: Node, line: Line) -> None:
        for one in node.children:
            if one.name == "w:rt":
                self._leave_out(one, line, "ruby")
            else:
                self.read(one.children, line)

    def _drawing(self, node: Node, line: Line) -> None:
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
            line.paragraph.frames.append(self._read_box(box.children))
            self._fields = before
        for words in found.words:
            text = " ".join(words.attributes.get("string", "").split())
            size = words.size
            piece = Text(text, self._part, words.offset, size)
            line.paragraph.frames.append([Paragraph([piece])])

    # Fields.

    def _field_mark(self, node: Node, line: Line) -> None:
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

    def _instruction(self, node: Node, _: Line) -> None:
        self._document.account.leave_out(self._part, node, "field-code")
        if self._fields and not self._fields[-1].is_shown:
            self._fields[-1].instruction.append(node.text)

    def _drawn(self, code: str, begun: Node, line: Line) -> None:
        """A field that has no result: what it shows is known by its instruction, or is told."""
        text = fields.drawn(code) or fields.form_value(begun)
        if text == symbols.UNKNOWN:
            line.tell("symbol", code.strip())
        if text:
            self._element(text, begun, line)
        elif fields.is_formula(code):
            line.tell("object", code.strip())

    def end_instructions(self, line: Line) -> None:
        """An instruction that a paragraph does not end is broken; what follows is shown."""
        for one in self._fields:
            if not one.is_shown:
                line.tell("object", one.code.strip())
            # It goes on in the next paragraph, where what follows is its result.
            one.show(0)

    def taken(self, node: Node) -> Sequence[Node]:
        """The branch of `mc:AlternateContent` that is taken; the others are left out."""
        taken, others = alternates.parted(node)
        for one in others:
            self._document.account.leave_out(self._part, one, "alternate")
        return taken.children if taken else ()


_Show = Callable[[Inline, Node, Line], None]
_SHOWN: Mapping[str, _Show] = {
    "w:t": Inline._plain,
    "w:pPr": Inline._skip,
    "w:rPr": Inline._skip,
    "w:sdtPr": Inline._skip,
    "w:del": Inline._deleted,
    "w:moveFrom": Inline._deleted,
    "w:delText": Inline._deleted,
    "w:hyperlink": Inline._hyperlink,
    "w:fldSimple": Inline._simple_field,
    "w:fldChar": Inline._field_mark,
    "w:instrText": Inline._instruction,
    "w:delInstrText": Inline._instruction,
    "m:oMath": Inline._formula,
    "m:oMathPara": Inline._formula,
    "w:ruby": Inline._ruby,
    "w:tab": Inline._tab,
    "w:ptab": Inline._tab,
    "w:br": Inline._break,
    "w:cr": Inline._break,
    "w:lastRenderedPageBreak": Inline._new_page,
    "w:noBreakHyphen": Inline._hyphen,
    "w:sym": Inline._symbol,
    "w:footnoteReference": Inline._reference,
    "w:endnoteReference": Inline._reference,
    "w:commentReference": Inline._comment,
    "w:drawing": Inline._drawing,
    "w:pict": Inline._drawing,
    "w:object": Inline._drawing,
    alternates.NAME: Inline._alternate,
}
_FIELD_MARKS = frozenset({"w:fldChar", "w:instrText", "w:rPr"})
"""What is read in hidden runs too: the marks of a field may be hidden, and its result not."""


def _has_result(ended: fields.Open, line: Line) -> bool:
    """Whether a field shows a text of its own: boxes of forms have a result without any."""
    if ended.result_from is None:
        return False
    result = line.paragraph.pieces[ended.result_from :]
    return any(isinstance(one, Text | Reference) for one in result)
