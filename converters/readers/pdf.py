"""A PDF file with a text layer to its text: paragraphs, tables with drawn lines, running heads.

A PDF knows where each character is drawn and nothing else. What is one line, one paragraph, one
cell is seen by position alone; no picture is read. Lines that fill the measure go on in the next
one, as far as that shows no indent; running heads and page numbers recur at one place of the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from converters.models.derived import Cell, Derived, Frame, Furniture, Grid, Marks, PageStart
from converters.models.located import Problem, Severity
from converters.readers import pdf_lines, pdf_pages, pdf_tables
from converters.readers.derived import Unreadable, Writing
from converters.readers.pdf_lines import Piece, Row
from converters.readers.pdf_pages import Char, Page
from converters.readers.pdf_tables import DrawnTable
from converters.text import doc_numbers, labels, widths
from converters.text.mapped_text import Span

READER = "pdf 1"

_BEGINS = b"%PDF-"
_WITHIN = 1024
_SCANNED = 0.5
"""So much of a page is covered by a picture that is a scan."""

_MIN_CHARS = 20
_MOST_UNMAPPED = 0.3
_EDGE = 0.12
"""Parts of the height of a page in which running heads and page numbers stand."""

_OUTERMOST = 2
_SAME_PLACE = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:第\s*)?[-—–－·•~]{0,3}\s*(?:\d{1,4}|[IVXivx]{1,6})\s*[-—–－·•~]{0,3}(?:\s*页)?"
    r"(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?"
)
_DIGITS = re.compile(r"\d+")
_INDENT, _CENTRED = 0.9, 4.5
"""Characters by which a paragraph is indented; what stands further in is set in the middle."""

_FULL = 1.4
_SLACK, _HANGING = 0.3, 2.0
"""Characters by which a full line may fall short of the measure, and a mark may hang out of it."""

_PITCH = 1.35
_CELL_PADDING = 12.0
_SIZES = 1.12
_CLOSED = "。！？；：!?;:"
_MOST_TOLD = 10


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: it says so within its first kilobyte (ISO 32000, annex I)."""
    return _BEGINS in data[:_WITHIN]


def read(data: bytes) -> Derived:
    """The text of a PDF file.

    Raises:
        Unreadable: it is damaged, locked, too large, a scan, or its faces name no characters.
    """
    pages = pdf_pages.read(data)
    chars = sum(len(page.chars) for page in pages)
    if chars < _MIN_CHARS:
        raise Unreadable(
            "PDF 里没有文字，是扫描的图；请取得 Word、网页或能选中文字的 PDF；"
            "只有扫描件的，先识别文字、逐字核对，存为纯文本（.txt）再收入"
        )
    unmapped = sum(char.is_unmapped for page in pages for char in page.chars)
    if unmapped > _MOST_UNMAPPED * chars:
        raise Unreadable(
            "PDF 的字体没有注明哪个字形是哪个字，文字读不出（复制出来也是乱码）；"
            "请取得 Word、网页或另一份 PDF"
        )
    return _Reader(pages).derived()


@dataclass
class _Placed:
    """What stands on a page, from the top: a line, or a table with the lines of its cells."""

    top: float
    page: Page
    row: Row | None = None
    table: DrawnTable | None = None
    cells: list[list[Row]] = field(default_factory=list)
    rule: str = ""


class _Reader:
    """Writes the lines of all pages, paragraphs whole."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._writing = Writing()
        self._grids: list[Grid] = []
        self._frames: list[Frame] = []
        self._furniture: list[Furniture] = []
        self._starts: list[PageStart] = []
        self._problems: list[Problem] = []
        self._waiting: list[_Placed] = []
        self._open: tuple[_Placed, _Measure] | None = None
        self._grid: _DrawnGrid | None = None
        self._last_start = 0

    def derived(self) -> Derived:
        pages = [_placed(page) for page in self._pages]
        _mark_furniture(pages)
        for page, placed in zip(self._pages, pages, strict=True):
            self._page(page, placed)
        self._end_line()
        marks = Marks(
            grids=tuple(self._grids),
            frames=tuple(self._frames),
            furniture=tuple(self._furniture),
            pages=tuple(self._starts),
        )
        self._tell_radicals()
        problems = sorted(self._problems, key=lambda one: one.span)
        return self._writing.finished(READER, marks, tuple(problems))

    def _page(self, page: Page, placed: Sequence[_Placed]) -> None:
        rows = [one.row for one in placed if one.row and not one.rule]
        columns = {row.column for row in rows}
        measures = {at: _Measure.of([row for row in rows if row.column == at]) for at in columns}
        is_begun = False
        for one in placed:
            if one.rule:
                self._waiting.append(one)
                continue
            if one.table:
                self._table(one)
            elif one.row:
                self._line(one, measures[one.row.column])
            if not is_begun:
                self._begin(page)
                is_begun = True
        if not is_begun:
            self._begin(page)

    def _begin(self, page: Page) -> None:
        """A page has begun where its first line stands; what is to tell of it is told there."""
        at = self._last_start
        self._starts.append(PageStart(at, page.number))
        if page.is_recognised:
            said = f"第 {page.number} 页是扫描的图，文字是别的程序识别出来的，可能有错，请逐字核对"
            self._tell("recognised-text", said, at)
        elif page.pictured > _SCANNED:
            said = f"第 {page.number} 页有一大幅图，图里若有文字，读不出来，请核对"
            self._tell("picture", said, at)

    def _tell(self, code: str, message: str, at: int, severity: Severity = "warning") -> None:
        end = max(min(at + 1, self._writing.at), at)
        self._problems.append(Problem(code, message, Span(at, end), severity))

    def _tell_radicals(self) -> None:
        count = sum(char.is_radical for page in self._pages for char in page.chars)
        if count:
            said = f"有 {count} 个字，字体写作部首的编码（⼀作 U+2F00 之类），已读作同形的字"
            self._tell("radicals", said, 0, "notice")

    # Lines

    def _line(self, one: _Placed, measure: _Measure) -> None:
        """A line: the rest of the paragraph that is open, or the start of another."""
        row = one.row
        if row is None:
            return
        if self._grid:
            self._end_line()
        if self._open and self._goes_on(one, measure):
            before = self._open[0].row
            if before and _are_words(before.text, row.text):
                self._writing.blank(" ")
        else:
            self._end_line()
            indent = (row.left - measure.left) / (row.size or 1)
            if _INDENT <= indent < _CENTRED:
                self._writing.blank("\u3000" * round(indent))
        self._row(row, one.page)
        self._open = one, measure

    def _goes_on(self, one: _Placed, measure: _Measure) -> bool:
        """Whether a line is the rest of the one above it."""
        if not self._open or not one.row:
            return False
        above, before = self._open
        row, last = one.row, above.row
        if last is None or not before.is_full(last, row) or pdf_lines.TAB in last.text:
            return False
        if abs(row.left - measure.left) > _INDENT * row.size or labels.match(row.text):
            return False
        if max(row.size, last.size) > _SIZES * min(row.size, last.size):
            return False
        is_far = above.page is one.page and row.base - last.base > _PITCH * measure.pitch
        ended = last.text[-1] in _CLOSED and not (before.is_indented or measure.is_indented)
        return not (is_far or ended)

    def _row(self, row: Row, page: Page) -> None:
        self._last_start = self._writing.at
        for blank, piece in row.with_gaps():
            if blank:
                self._writing.blank(blank)
            self._piece(piece, page)

    def _piece(self, piece: Piece, page: Page) -> None:
        start, _ = self._writing.drawn(piece.text, page.number, piece.box)
        if piece.unmapped and len(self._problems) < _MOST_TOLD:
            said = f"字体没有注明这里的 {piece.unmapped} 个字形是什么字，作“\ufffd”，请补"
            self._tell("font-without-map", said, start + piece.text.index("\ufffd"))

    def _end_line(self) -> None:
        """End the paragraph that is open; what waited for that stands below it."""
        if self._open:
            self._writing.blank("\n")
            self._open = None
        if self._grid:
            self._write_grid(self._grid)
            self._grid = None
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            start = self._writing.at
            if one.row:
                self._row(one.row, one.page)
            self._furniture.append(Furniture(start, self._writing.at, one.rule))
            self._writing.blank("\n")

    # Tables

    def _table(self, one: _Placed) -> None:
        if one.table is None:
            return
        if one.table.columns == 1:
            self._end_line()
            self._frame(one)
            return
        if not (self._grid and self._grid.goes_on_with(one)):
            self._end_line()
            self._grid = _DrawnGrid(one.table)
            self._last_start = self._writing.at
        repeated = self._grid.add(one)
        if repeated:
            self._waiting.append(repeated)

    def _frame(self, one: _Placed) -> None:
        first = self._last_start = self._writing.at
        for row in (row for rows in one.cells for row in rows):
            self._row(row, one.page)
            self._writing.blank("\n")
        self._last_start = first
        if self._writing.at > first:
            self._frames.append(Frame(first, self._writing.at - 1))

    def _write_grid(self, grid: _DrawnGrid) -> None:
        first = self._writing.at
        cells: list[Cell] = []
        for number, row in enumerate(grid.rows):
            for column in range(grid.columns):
                if column:
                    self._writing.blank("\t")
                if cell := row.get(column):
                    start = self._writing.at
                    self._cell(cell)
                    end = self._writing.at
                    cells.append(Cell(start, end, number, column, cell.rows, cell.columns))
            self._writing.blank("\n")
        self._grids.append(Grid(first, self._writing.at - 1, grid.columns, 0, tuple(cells)))

    def _cell(self, cell: _DrawnCell) -> None:
        """The lines of a cell: one that fills it goes on without a blank."""
        before: Row | None = None
        for row, page in cell.lines:
            if before and not cell.is_filled_by(before):
                self._writing.joint()
            elif before and _are_words(before.text, row.text):
                self._writing.blank(" ")
            self._row(row, page)
            before = row


@dataclass
class _DrawnCell:
    """A cell of a table that may go on over pages: what it spans, how wide it is, its lines."""

    rows: int
    columns: int
    width: float
    lines: list[tuple[Row, Page]]

    def is_filled_by(self, row: Row) -> bool:
        """Whether a line has no room for one more character."""
        return row.right - row.left > self.width - _CELL_PADDING - _FULL * row.size


_GridRow = dict[int, _DrawnCell]


class _DrawnGrid:
    """The rows of a table, of all pages that it stands on."""

    def __init__(self, table: DrawnTable) -> None:
        self.columns = table.columns
        self.rows: list[_GridRow] = []
        self._across = table.across
        self._page = 0

    def goes_on_with(self, one: _Placed) -> bool:
        """Whether a table is the rest of this one: on the next page, with the same columns."""
        if one.table is None or len(one.table.across) != len(self._across):
            return False
        pairs = zip(self._across, one.table.across, strict=True)
        is_same = all(abs(here - there) <= _SAME_PLACE for here, there in pairs)
        return is_same and one.page.number == self._page + 1

    def add(self, one: _Placed) -> _Placed | None:
        """Take the rows of a page; the head that is printed again is given back, as noise."""
        if one.table is None:
            return None
        added: list[_GridRow] = [{} for _ in range(one.table.rows)]
        for cell, rows in zip(one.table.cells, one.cells, strict=True):
            lines = [(row, one.page) for row in rows]
            wide = cell.right - cell.left
            added[cell.row][cell.column] = _DrawnCell(cell.rows, cell.columns, wide, lines)
        self._page = one.page.number
        repeated: _Placed | None = None
        if self.rows and len(added) > 1 and _said(added[0]) == _said(self.rows[0]):
            pieces = [
                piece for row in one.cells[: len(added[0])] for line in row for piece in line.pieces
            ]
            repeated = _Placed(one.top, one.page, row=Row(tuple(pieces)), rule="running-head")
            added = added[1:]
        if self.rows and added and self._is_rest(added[0]):
            for column, rest in added[0].items():
                self.rows[-1][column].lines += rest.lines
            added = added[1:]
        self.rows += added
        return repeated

    def _is_rest(self, row: _GridRow) -> bool:
        """Whether a row is the rest of the last one, which the end of the page cut."""
        last = self.rows[-1]
        spans = [[(at, one.rows, one.columns) for at, one in each.items()] for each in (row, last)]
        if spans[0] != spans[1] or row[0].lines:
            return False
        filled = [at for at, cell in row.items() if cell.lines]
        return bool(filled) and all(
            last[at].lines and last[at].is_filled_by(last[at].lines[-1][0]) for at in filled
        )


def _said(row: _GridRow) -> list[str]:
    return [" ".join(line.text for line, _ in row[at].lines) for at in sorted(row)]


@dataclass(frozen=True)
class _Measure:
    """How the lines of a page are set: their edges, their distance, whether paragraphs indent."""

    left: float
    right: float
    pitch: float
    is_indented: bool

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Measure:
        if not rows:
            return cls(0.0, 0.0, 0.0, is_indented=False)
        edges = Counter(round(row.left) for row in rows)
        repeated = [edge for edge, count in edges.items() if count > 1]
        left = min(repeated or edges)
        right = _usual_right(rows)
        steps = [
            below.base - above.base
            for above, below in pairwise(rows)
            if 0 < below.base - above.base < 3 * above.size
        ]
        indented = sum(row.left - left > _INDENT * row.size for row in rows)
        return cls(left, right, median(steps) if steps else 0.0, is_indented=indented > 0)

    def is_full(self, row: Row, below: Row) -> bool:
        """Whether what the next line begins with had no room in a line."""
        wanted = widths.of_first_token(below.text) * below.size
        return row.right + wanted > self.right - _SLACK * row.size


def _usual_right(rows: Sequence[Row]) -> float:
    """Where most full lines end; a mark at the end of one may hang beyond that."""
    most = max(row.right for row in rows)
    near = [row.right for row in rows if row.right > most - _HANGING * row.size]
    counts = Counter(round(right) for right in near)
    at, count = counts.most_common(1)[0]
    return float(at) if count > 1 else most


def _are_words(before: str, after: str) -> bool:
    return all(char.isascii() and char.isalpha() for char in (before[-1], after[0]))


def _placed(page: Page) -> list[_Placed]:
    """What stands on a page, from the top."""
    tables = [table for table in pdf_tables.find(page.rules) if not _is_border(table, page)]
    inside: list[list[list[Char]]] = [[[] for _ in table.cells] for table in tables]
    outside: list[Char] = []
    for char in page.chars:
        x, y = (char.left + char.right) / 2, char.base - char.size / 3
        for table, cells in zip(tables, inside, strict=True):
            if (at := table.cell_at(x, y)) is not None:
                cells[at].append(char)
                break
        else:
            outside.append(char)
    found = [
        _Placed(table.down[0], page, table=table, cells=[_in_cell(cell) for cell in cells])
        for table, cells in zip(tables, inside, strict=True)
        if any(map(_in_cell, cells))
    ]
    tops = sorted(one.top for one in found)
    pieces = pdf_lines.pieces(outside)
    edges = [float("-inf"), *tops, float("inf")]
    for low, high in pairwise(edges):
        between = [piece for piece in pieces if low <= piece.base < high]
        # Lines keep the order of their columns: each stands where the first of them does.
        top = low
        for row in pdf_lines.rows(between):
            top = max(top, row.base - row.size)
            found.append(_Placed(top, page, row=row))
    return sorted(found, key=lambda one: one.top)


def _in_cell(chars: Sequence[Char]) -> list[Row]:
    return pdf_lines.rows(pdf_lines.pieces(chars))


def _is_border(table: DrawnTable, page: Page) -> bool:
    """Whether a frame is that of the page, or of nothing."""
    wide, high = table.across[-1] - table.across[0], table.down[-1] - table.down[0]
    return len(table.cells) == 1 and wide * high > 0.7 * page.width * page.height


def _mark_furniture(pages: Sequence[Sequence[_Placed]]) -> None:
    """Say which lines at the edges of pages recur there, or number them."""
    outer = [one for page in pages for one in _outermost(page)]
    seen = Counter((_name(one), page) for one, page in ((one, one.page.number) for one in outer))
    recurring = Counter(name for name, _ in seen)
    numbered = sum(bool(_PAGE_NUMBER.fullmatch(_text(one))) for one in outer)
    is_first: set[str] = set()
    for one in outer:
        text = _text(one)
        if _PAGE_NUMBER.fullmatch(text):
            alone = text.strip("-—–－·•~ 第页") == str(one.page.number)
            one.rule = "page-number" if alone or numbered > 1 else ""
        elif recurring[_name(one)] > 1:
            is_number = doc_numbers.of_line(text) is not None and text not in is_first
            one.rule = "" if is_number else "running-head"
            is_first.add(text)


def _outermost(page: Sequence[_Placed]) -> Iterator[_Placed]:
    """The lines nearest to the upper and to the lower edge of a page."""
    rows = sorted((one for one in page if one.row), key=lambda one: one.row.base if one.row else 0)
    upper = [one for one in rows if one.row and one.row.base < _EDGE * one.page.height]
    lower = [one for one in rows if one.row and one.row.base > (1 - _EDGE) * one.page.height]
    yield from upper[:_OUTERMOST]
    yield from (one for one in lower[-_OUTERMOST:] if one not in upper[:_OUTERMOST])


def _text(one: _Placed) -> str:
    return one.row.text.strip() if one.row else ""


def _name(one: _Placed) -> tuple[str, int]:
    """What recurs: the text without its numbers, and where it stands."""
    base = one.row.base if one.row else 0.0
    return _DIGITS.sub("#", _text(one)), round(base / _SAME_PLACE)
