"""A PDF file with a text layer to its text: paragraphs, tables with drawn lines, running heads.

A PDF knows where each character is drawn and nothing else. What is one line, one paragraph, one
cell is seen by position alone; no picture is read. Lines that fill the measure go on in the next
one, as far as that shows no indent; running heads and page numbers recur at one place of the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from converters.models.derived import Cell, Derived, Frame, Furniture, Grid, Marks, PageStart
from converters.models.located import Problem, Severity
from converters.readers import pdf_layout, pdf_lines, pdf_pages, pdf_running_heads
from converters.readers.derived import Unreadable, Writing
from converters.readers.pdf_grids import DrawnGrid, GridCell
from converters.readers.pdf_layout import Placed, PlacedRow, PlacedTable
from converters.readers.pdf_lines import Piece, Row
from converters.readers.pdf_pages import Page
from converters.text import labels, widths
from converters.text.mapped_text import Span

READER = "pdf 2"

_BEGINS = b"%PDF-"
_WITHIN = 1024
_SCANNED = 0.5
"""So much of a page is covered by a picture that is a scan."""

_MIN_CHARS = 20
_MOST_UNMAPPED = 0.3
_INDENT, _CENTRED = 0.9, 4.5
"""Characters by which a paragraph is indented; what stands further in is set in the middle."""

_SLACK, _HANGING = 0.3, 2.0
"""Characters by which a full line may fall short of the measure, and a mark may hang out of it."""

_PITCH = 1.35
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
        self._waiting: list[PlacedRow] = []
        self._open: tuple[PlacedRow, _Measure] | None = None
        self._lefts: list[float] = []
        self._grid: DrawnGrid | None = None
        self._last_start = 0

    def derived(self) -> Derived:
        pages = [pdf_layout.of_page(page) for page in self._pages]
        pdf_running_heads.mark(pages)
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

    def _page(self, page: Page, placed: Sequence[Placed]) -> None:
        rows = [one.row for one in placed if isinstance(one, PlacedRow) and not one.rule]
        columns = {row.column for row in rows}
        measures = {at: _Measure.of([row for row in rows if row.column == at]) for at in columns}
        is_begun = False
        for one in placed:
            if isinstance(one, PlacedTable):
                self._table(one)
            elif one.rule:
                self._waiting.append(one)
                continue
            else:
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

    def _line(self, one: PlacedRow, measure: _Measure) -> None:
        """A line: the rest of the paragraph that is open, or the start of another."""
        row = one.row
        if self._grid:
            self._end_line()
        if self._open and self._goes_on(one, measure):
            if _are_words(self._open[0].row.text, row.text):
                self._writing.blank(" ")
        else:
            self._end_line()
            indent = (row.left - measure.left) / (row.size or 1)
            if _INDENT <= indent < _CENTRED:
                self._writing.blank("\u3000" * round(indent))
            self._lefts = []
        self._row(row, one.page)
        self._open = one, measure
        self._lefts.append(row.left)

    def _goes_on(self, one: PlacedRow, measure: _Measure) -> bool:
        """Whether a line is the rest of the one above it."""
        if not self._open:
            return False
        above, before = self._open
        row, last = one.row, above.row
        if not before.is_full(last, row) or pdf_lines.TAB in last.text:
            return False
        if not self._is_below(row, measure) or labels.match(row.text):
            return False
        if last.text[-1] in _CLOSED and labels.decimal(row.text):
            return False
        if max(row.size, last.size) > _SIZES * min(row.size, last.size):
            return False
        is_far = above.page is one.page and row.base - last.base > _PITCH * measure.pitch
        ended = last.text[-1] in _CLOSED and not (before.is_indented or measure.is_indented)
        return not (is_far or ended)

    def _is_below(self, row: Row, measure: _Measure) -> bool:
        """Whether a line begins where the lines of its page do, or those of the paragraph above.

        A paragraph that stands further in as a whole has an indent of its own: two characters, and
        then its lines, which do not end with a sentence.
        """
        if abs(row.left - measure.left) <= _INDENT * row.size:
            return True
        if len(self._lefts) > 1:
            return abs(row.left - self._lefts[-1]) <= _SLACK * row.size
        back = (self._lefts[0] - row.left) / (row.size or 1)
        is_open = self._open is not None and self._open[0].row.text[-1] not in _CLOSED
        return is_open and abs(back - _HANGING) <= _SLACK

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
            self._row(one.row, one.page)
            self._furniture.append(Furniture(start, self._writing.at, one.rule))
            self._writing.blank("\n")

    # Tables

    def _table(self, one: PlacedTable) -> None:
        if one.table.columns == 1:
            self._end_line()
            self._frame(one)
            return
        if not (self._grid and self._grid.goes_on_with(one)):
            self._end_line()
            self._grid = DrawnGrid(one.table)
            self._last_start = self._writing.at
        repeated = self._grid.add(one)
        if repeated:
            self._waiting.append(repeated)

    def _frame(self, one: PlacedTable) -> None:
        first = self._last_start = self._writing.at
        for row in (row for rows in one.cells for row in rows):
            self._row(row, one.page)
            self._writing.blank("\n")
        self._last_start = first
        if self._writing.at > first:
            self._frames.append(Frame(first, self._writing.at - 1))

    def _write_grid(self, grid: DrawnGrid) -> None:
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

    def _cell(self, cell: GridCell) -> None:
        """The lines of a cell: one that fills it goes on without a blank."""
        before: Row | None = None
        for row, page in cell.lines:
            if before and not cell.is_filled_by(before):
                self._writing.joint()
            elif before and _are_words(before.text, row.text):
                self._writing.blank(" ")
            self._row(row, page)
            before = row


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
    near = [row.right for row in rows if row.right >= most - _HANGING * row.size]
    counts = Counter(round(right) for right in near)
    at, count = counts.most_common(1)[0]
    return float(at) if count > 1 else most


def _are_words(before: str, after: str) -> bool:
    return all(char.isascii() and char.isalpha() for char in (before[-1], after[0]))
