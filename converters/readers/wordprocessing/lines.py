"""From paragraphs and tables to lines: the text derived from a file, its places, its marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from converters import lexicon
from converters.models.derived import (
    Cell,
    Derived,
    Frame,
    Furniture,
    Generated,
    Grid,
    Heading,
    Link,
    Marks,
    Note,
)
from converters.models.located import Problem, Severity
from converters.readers.derived import Writing
from converters.readers.wordprocessing.content import (
    Block,
    Code,
    Layout,
    NoteKey,
    Number,
    Paragraph,
    Piece,
    Reference,
    TableBlock,
    Text,
    Told,
)
from converters.text import blanks, doc_numbers
from converters.text.mapped_text import Span

MAX_COLUMNS = 63
"""Of a table, as in Word; one with more becomes a line for each paragraph."""

_MAX_QUOTED = 20
_MESSAGES: Mapping[Code, tuple[Severity, str]] = {
    "tracked-changes": ("warning", "修订里删去的文字未收{quoted}；文件里还留着修订，请核对定稿"),
    "moved-text": ("notice", "修订里移走的文字只在移到的地方收{quoted}"),
    "hidden-text": ("warning", "隐藏的文字未收{quoted}"),
    "comments-left-out": ("notice", "批注未收{quoted}"),
    "unreferenced-note": ("warning", "注文在正文里没有注号，未收{quoted}"),
    "misplaced-text": ("warning", "文件里有文字不在正文该在的地方，Word 不显示，未收{quoted}"),
    "object": ("warning", "这里有公式、图表或嵌入的对象，读不出{quoted}"),
    "picture": ("warning", "有图，图里的字读不出"),
    "ruby": ("notice", "拼音（注音）未收{quoted}"),
    "symbol": ("warning", "有符号认不得{quoted}，以 \ufffd 代替"),
    "number-format": ("warning", "自动编号的格式认不得{quoted}，请与 Word 里的编号核对"),
    "nested-table": ("notice", "表格里套着表格，里层的文字并入外层的单元格"),
    "wide-table": ("warning", f"表格超过 {MAX_COLUMNS} 列，单元格的文字逐行写出"),
}
_PAGE_NUMBER = re.compile(
    rf"(?:[\s\d\-—–－―·.．/／~～ivxlcIVXLC]|{lexicon.alternatives(lexicon.words('docx')['page_number_words'])})*"
)
_NUMBERED = re.compile(doc_numbers.PATTERN)


class Lines:
    """A text that is being written, with its marks and problems."""

    def __init__(self) -> None:
        self._writing = Writing()
        self._headings: list[Heading] = []
        self._generated: list[Generated] = []
        self._grids: list[Grid] = []
        self._frames: list[Frame] = []
        self._furniture: list[Furniture] = []
        self._notes: list[Note] = []
        self._links: list[Link] = []
        self._told: list[tuple[int, int, Code, list[str]]] = []
        self._references: dict[NoteKey, tuple[int, int]] = {}
        self._seen: set[str] = set()

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Write paragraphs and tables."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._table(block)

    def running(self, blocks: Sequence[Block]) -> list[Paragraph]:
        """Write what stands on many pages, each line of it once.

        Returns:
            The paragraphs that were written before, so that they are left out.
        """
        repeated: list[Paragraph] = []
        for block in _lines_apart(blocks):
            start = self._writing.at
            inside = list(_paragraphs([block]))
            text = "".join(one.text for one in inside).strip()
            is_number = any(one.is_page_number for one in inside) and _PAGE_NUMBER.fullmatch(text)
            key = "" if is_number else text
            if not text or (isinstance(block, Paragraph) and key in self._seen):
                told = [one for each in inside for one in each.pieces if isinstance(one, Told)]
                self._say(told, start)
                repeated += inside
                continue
            self._seen.add(key)
            self.blocks([block])
            if not _NUMBERED.search(text):
                rule: Literal["running-head", "page-number"]
                rule = "page-number" if is_number else "running-head"
                self._furniture.append(Furniture(start, self._last_line_end, rule))
        return repeated

    def note(self, reference: Reference, blocks: Sequence[Block]) -> None:
        """Write a note, its mark before it."""
        start = self._writing.at
        first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph()
        rest = blocks[1:] if blocks and first is blocks[0] else blocks
        if reference.text:
            self._generate(reference.text, reference.part, reference.offset, 1)
            # Word writes a blank or a tab behind the mark, or nothing.
            first = replace(first, pieces=_without_layout_at_start(first.pieces))
            if not first.text.startswith(tuple(blanks.CHARS)):
                self._writing.blank(" ")
        self._paragraph(first)
        self.blocks(rest)
        mark = self._references.get(reference.note)
        self._notes.append(Note(start, self._last_line_end, mark))

    def tell(self, code: Code, quoted: str = "") -> None:
        """Say something of what was written last."""
        self._told.append((self._writing.at, self._writing.at, code, [quoted]))

    def finished(self, reader: str, more: Sequence[tuple[Severity, str, str]] = ()) -> Derived:
        """The text as it is written.

        Args:
            reader: its name and version.
            more: what is to be said of the file as a whole: severity, code, message.
        """
        marks = Marks(
            tuple(self._headings),
            tuple(self._generated),
            tuple(self._grids),
            tuple(sorted(self._frames, key=lambda one: (one.start, -one.end))),
            tuple(self._furniture),
            tuple(self._notes),
            tuple(self._links),
        )
        lines = _LinesWithText(self._writing.so_far())
        problems = [
            Problem(code, message, lines.near(0, 0), severity) for severity, code, message in more
        ]
        for start, end, code, quoted in self._told:
            severity, message = _MESSAGES[code]
            said = message.format(quoted=_quoted(code, quoted))
            problems.append(Problem(code, said, lines.near(start, end), severity))
        return self._writing.finished(reader, marks, tuple(problems))

    @property
    def _last_line_end(self) -> int:
        """Where the line feed stands that ends what was written last."""
        return self._writing.at - 1

    # Paragraphs.

    def _paragraph(self, paragraph: Paragraph) -> None:
        start = self._writing.at
        told = self._pieces(_with_page_breaks_settled(paragraph.pieces))
        self._say(told, start)
        if paragraph.outline is not None and self._writing.at > start:
            self._headings.append(Heading(start, self._writing.at, paragraph.outline + 1))
        self._writing.blank()
        for frame in paragraph.frames:
            self._frame(frame)

    def _frame(self, blocks: Sequence[Block]) -> None:
        start = self._writing.at
        self.blocks(blocks)
        if self._writing.at > start:
            self._frames.append(Frame(start, self._last_line_end))

    def _pieces(self, pieces: Sequence[Piece], *, in_cell: bool = False) -> list[Told]:
        """Write the pieces of a paragraph; what is to be told of it comes back."""
        told = []
        for piece in pieces:
            if isinstance(piece, Text):
                self._text(piece)
            elif isinstance(piece, Layout):
                self._layout(piece, in_cell=in_cell)
            elif isinstance(piece, Number):
                self._generate(piece.text, piece.part, piece.offset, piece.level + 1)
                if piece.blank:
                    self._writing.blank(piece.blank)
            elif isinstance(piece, Reference):
                self._reference(piece)
            else:
                told.append(piece)
        return told

    def _layout(self, piece: Layout, *, in_cell: bool) -> None:
        if not in_cell:
            self._writing.blank(piece.blank)
        elif piece.blank == "\t":
            self._writing.blank(" ")
        else:
            self._writing.joint()

    def _text(self, piece: Text) -> None:
        at = self._writing.text(piece.text, piece.part, piece.offset, piece.size)
        if piece.address:
            last = self._links[-1] if self._links else None
            if last and (last.end, last.address) == (at[0], piece.address):
                self._links[-1] = last._replace(end=at[1])
            else:
                self._links.append(Link(*at, piece.address))

    def _generate(self, text: str, part: str, offset: int, level: int) -> tuple[int, int]:
        at = self._writing.text(text, part, offset, 0)
        self._generated.append(Generated(*at, level, "Word"))
        return at

    def _reference(self, piece: Reference) -> None:
        at = (self._writing.at, self._writing.at)
        if piece.text:
            at = self._writing.text(piece.text, piece.part, piece.offset, piece.size)
            self._generated.append(Generated(*at, 1, "Word"))
        self._references.setdefault(piece.note, at)

    def _say(self, told: Sequence[Told], start: int) -> None:
        """Say each kind once of what was written from `start` on."""
        by_code: dict[Code, list[str]] = {}
        for one in told:
            by_code.setdefault(one.code, []).append(one.quoted)
        for code, quoted in by_code.items():
            self._told.append((start, self._writing.at, code, quoted))

    # Tables.

    def _table(self, table: TableBlock) -> None:
        if table.columns > MAX_COLUMNS:
            self.tell("wide-table")
        if not 1 < table.columns <= MAX_COLUMNS:
            self._frame([block for cell in table.cells for block in cell.blocks])
            return
        start = self._writing.at
        first_in_row: dict[int, list[int]] = {}
        for index, cell in enumerate(table.cells):
            first_in_row.setdefault(cell.row, []).append(index)
        cells: list[Cell] = []
        for row in range(table.rows):
            column = 0
            for index in first_in_row.get(row, ()):
                cell = table.cells[index]
                self._tabs(cell.column - column)
                column = cell.column
                at = self._cell(cell.blocks)
                cells.append(Cell(*at, row, column, cell.rows, cell.columns))
            self._tabs(table.columns - 1 - column)
            self._writing.blank()
        self._grids.append(
            Grid(start, self._last_line_end, table.columns, table.header, tuple(cells))
        )

    def _tabs(self, count: int) -> None:
        if count > 0:
            self._writing.blank("\t" * count)

    def _cell(self, blocks: Sequence[Block]) -> tuple[int, int]:
        """Write what is in a cell on one line."""
        start = self._writing.at
        told = [Told("nested-table")] if any(isinstance(one, TableBlock) for one in blocks) else []
        for paragraph in _paragraphs(blocks):
            pieces = _trimmed(paragraph.pieces)
            if self._writing.at > start and any(not isinstance(one, Told) for one in pieces):
                self._writing.joint()
            told += self._pieces(pieces, in_cell=True)
        self._say(told, start)
        return start, self._writing.at


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """All paragraphs of some blocks, those of text boxes behind the one that anchors them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for frame in block.frames:
                yield from _paragraphs(frame)
        else:
            for cell in block.cells:
                yield from _paragraphs(cell.blocks)


def _lines_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs of some blocks, those of text boxes too, and their tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph(block.pieces, [], block.outline, block.is_page_number)
            for frame in block.frames:
                yield from _lines_apart(frame)
        else:
            yield block


def _with_page_breaks_settled(pieces: Sequence[Piece]) -> list[Piece]:
    """A break of pages inside of a paragraph ends a line, one at its ends does nothing."""
    if not any(piece == _PAGE for piece in pieces):
        return list(pieces)
    texts = [at for at, piece in enumerate(pieces) if not isinstance(piece, Layout | Told)]
    inside = range(texts[0], texts[-1]) if texts else range(0)
    return [
        _LINE if piece == _PAGE else piece
        for at, piece in enumerate(pieces)
        if piece != _PAGE or at in inside
    ]


_PAGE, _LINE = Layout("\f"), Layout("\n")


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without layout at their ends."""
    kept = [at for at, piece in enumerate(pieces) if not isinstance(piece, Layout | Told)]
    inside = range(kept[0], kept[-1]) if kept else range(0)
    return [
        piece for at, piece in enumerate(pieces) if not isinstance(piece, Layout) or at in inside
    ]


def _without_layout_at_start(pieces: Sequence[Piece]) -> list[Piece]:
    at = next((at for at, one in enumerate(pieces) if not isinstance(one, Layout)), len(pieces))
    return list(pieces[at:])


def _quoted(code: Code, quoted: Sequence[str]) -> str:
    # A text is cut into runs anywhere; signs are each for itself.
    said = " ".join(("、" if code == "symbol" else "").join(filter(None, quoted)).split())
    if not said:
        return ""
    return f"：“{said[:_MAX_QUOTED]}{'……' if len(said) > _MAX_QUOTED else ''}”"


class _LinesWithText:
    """The lines of a text that are not blank, to be found from a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [Span(*found.span()) for found in _SOLID_LINE.finditer(text)]
        self._starts = [one.start for one in self._spans]

    def near(self, start: int, end: int) -> Span:
        """A range, or the line next to it if it is blank: the one before, else the one behind."""
        if self._text[start:end].strip(blanks.CHARS):
            return Span(start, end)
        if not self._spans:
            return Span(0, 0)
        return self._spans[max(bisect_right(self._starts, start) - 1, 0)]


_SOLID_LINE = re.compile(rf"[^\n{blanks.CHARS}][^\n]*(?<![{blanks.CHARS}])")
