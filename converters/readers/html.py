"""A saved web page to its text: what a browser shows of it, each character with its place.

Lines are those of a browser: blocks, `<br>`, rows of tables, items with the numbers of their list.
What stands round the document is marked and stays; what no browser shows (scripts, styles,
comments) is no text, and what the page hides is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

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
)
from converters.models.located import Problem, Severity
from converters.readers import (
    charset,
    html_parts,
    html_tables,
    html_tokens,
    html_tree,
    list_markers,
)
from converters.readers.derived import Unreadable
from converters.readers.html_lines import Lines
from converters.readers.html_tables import Table
from converters.readers.html_tokens import Text
from converters.readers.html_tree import Element
from converters.text.mapped_text import Span

READER = "html 1"
MAX_BYTES = 8 * 1024 * 1024
"""A page of a plan has 50 to 500 KB; what is far beyond that holds pictures or is no page."""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[a-z!]", re.IGNORECASE)
_PROVED_WITHIN = 4096
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MOST_TOLD = 10
_TO_BE_SEEN = frozenset(["picture", "frame", "hidden-shown"])
"""What a person must look into; the rest is for who wants to know."""

_ICON = 50
"""Pixels; a picture with so few on one side holds no text."""
_SHOWN = 20
_PRESERVED = frozenset(["pre", "listing", "xmp", "textarea", "plaintext"])
_PICTURES = frozenset(["img"])
_FRAMES = frozenset(["iframe", "frame", "embed", "object"])


def is_page(data: bytes) -> bool:
    """Whether a file proves to be a web page by its first tag.

    >>> is_page(b"<!DOCTYPE html><p>"), is_page("一、<html>".encode())
    (True, False)
    """
    return bool(_PAGE.match(data[:_PROVED_WITHIN].replace(b"\0", b"")))


def may_be_page(data: bytes) -> bool:
    """Whether a file that is called one may be a piece of a page: it begins with a tag."""
    return bool(_TAG.match(data[:_PROVED_WITHIN].replace(b"\0", b"")))


def read(data: bytes) -> Derived:
    """The text of a page.

    Args:
        data: the file as it was saved, at most MAX_BYTES.

    Raises:
        Unreadable: it is too large, in no encoding that is read here, or shows no text.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"网页过大，超过 {MAX_BYTES / 2**20:.0f} MB；"
            "请只保存正文所在的网页（仅 HTML，不连图片）"
        )
    page = charset.decode(data)
    root = html_tree.build(page.text, html_tokens.read(page.text))
    made = _Reader(page, root).derived()
    if not made.text.strip():
        raise Unreadable(
            "网页里没有文字，正文可能由脚本另外载入；请在浏览器里打开，全选、复制，存为文本再收入"
        )
    return made


@dataclass
class _Context:
    """How what stands in an element is read: in which list, as it is written or not, and so on."""

    is_preserved: bool = False
    is_furniture: bool = False
    in_main: bool = False
    in_cell: bool = False
    list_type: str = ""
    depth: int = 0


@dataclass
class _Found:
    """The marks and problems so far."""

    headings: list[Heading] = field(default_factory=list)
    generated: list[Generated] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    told: list[tuple[str, str, int]] = field(default_factory=list)


class _Reader:
    """Walks through a page in the order of its text, and writes."""

    def __init__(self, page: charset.Page, root: Element) -> None:
        self._text = page.text
        self._root = root
        self._parts = html_parts.Page(page.text, root)
        self._lines = Lines(page)
        self._found = _Found()

    def _break(self, context: _Context, *, is_forced: bool = False) -> None:
        """A line ends, or in a cell a blank stands."""
        if context.in_cell:
            self._lines.end_paragraph_in_cell()
        else:
            self._lines.end_line(is_forced=is_forced)

    def _chars(self, text: Text, context: _Context) -> None:
        is_preserved = context.is_preserved and not context.in_cell
        self._lines.text(text, is_preserved=is_preserved)

    # Elements

    def _children(self, element: Element, context: _Context) -> None:
        for one in element.children:
            if isinstance(one, Text):
                self._chars(one, context)
            else:
                self._element(one, context)

    def _element(self, element: Element, context: _Context) -> None:
        if element.before:
            self._children(Element("div", children=element.before), context)
            self._break(context)
        if html_parts.is_left_out(element):
            if element.name in _FRAMES:
                self._tell_frame(context)
            return
        if self._parts.is_hidden(element):
            self._tell_hidden(element)
            return
        if self._parts.is_unveiled(element):
            self._tell("hidden-shown", "网页把这一段藏着，等脚本来显示；占了大半，照样读出，请核对")
        inner = self._within(element, context)
        if element.name == "br":
            self._break(inner, is_forced=True)
        elif element.name in _PICTURES:
            self._tell_picture(element, inner)
        elif element.name in _FRAMES:
            self._tell_frame(inner)
        else:
            self._marked(element, inner, context)

    def _within(self, element: Element, context: _Context) -> _Context:
        """How what stands in an element is read."""
        said = html_parts.style(element)
        space = said.get("white-space", "")
        preserved = context.is_preserved or element.name in _PRESERVED
        if space:
            preserved = space.startswith(("pre", "break-spaces"))
        kind = context.list_type
        if element.name in ("ol", "ul", "menu"):
            default = "decimal" if element.name == "ol" else "none"
            kind = list_markers.style_of(element.attributes.get("type", ""), default)
        kind = said.get("list-style-type", said.get("list-style", kind))
        return replace(
            context,
            is_preserved=preserved,
            in_main=context.in_main or self._parts.is_main(element),
            list_type=kind,
        )

    def _marked(self, element: Element, inner: _Context, context: _Context) -> None:
        """An element with text, and what it is said to be."""
        is_block = html_parts.is_block(element)
        rule = "" if inner.is_furniture else self._parts.rule(element, in_main=context.in_main)
        if rule:
            inner.is_furniture = True
        if is_block:
            self._break(context)
        start = self._lines.at
        if element.name == "table" and not inner.in_cell:
            self._table(element, inner)
        elif element.name in ("ol", "ul", "menu"):
            self._list(element, inner)
        else:
            self._children(element, inner)
        end = self._lines.solid_end
        if is_block:
            self._break(context)
        if end > start and rule:
            self._found.furniture.append(Furniture(start, end, rule))
        elif end > start and not inner.is_furniture:
            self._mark(element, start, end, inner)

    def _mark(self, element: Element, start: int, end: int, context: _Context) -> None:
        """What an element says of the text in it."""
        level = _HEADINGS.get(element.name)
        if level and not context.in_cell:
            # One without an end holds all that follows, other headings too: it is none.
            if not (self._found.headings and self._found.headings[-1].start >= start):
                self._found.headings.append(Heading(start, end, level))
        elif html_parts.leads_to_file(element):
            address = html_tokens.shown(element.attributes["href"]).strip()
            self._found.links.append(Link(start, end, address))

    # Lists

    def _list(self, element: Element, context: _Context) -> None:
        """Items, each with the number that a browser shows before it (WHATWG HTML, 4.4.8)."""
        is_reversed = "reversed" in element.attributes
        count = sum(map(self._is_counted, element.children))
        number = html_parts.integer(element, "start", count if is_reversed else 1)
        inner = replace(context, depth=context.depth + 1)
        for one in element.children:
            if isinstance(one, Text):
                self._chars(one, inner)
                continue
            if not self._is_counted(one):
                self._element(one, inner)
                continue
            number = html_parts.integer(one, "value", number)
            kind = html_parts.style(one).get("list-style-type", inner.list_type)
            self._break(inner)
            shown = list_markers.marker(number, kind) if self._parts.size(one).chars else ""
            if shown:
                self._number(shown, one, inner)
            # The number has opened no line: what the item begins with goes on behind it.
            self._element(one, inner)
            number += -1 if is_reversed else 1

    def _is_counted(self, one: Element | Text) -> bool:
        return isinstance(one, Element) and one.name == "li" and self._parts.has_place(one)

    def _number(self, shown: str, item: Element, context: _Context) -> None:
        """Write the number of an item, which is not in the file."""
        start, end = self._lines.number(shown, item.at)
        self._found.generated.append(Generated(start, end, context.depth, "browser"))

    # Tables

    def _table(self, element: Element, context: _Context) -> None:
        """A table, or what only sets things side by side: there each cell is lines of its own."""
        holds_table = self._parts.size(element).has_table
        table = None if holds_table else html_tables.read(element, self._parts)
        if table is None or context.is_furniture:
            self._children(element, context)
        elif html_tables.are_fields(table, self._text):
            self._fields(table, context)
        elif html_tables.is_data(element, table, self._parts):
            self._grid(table, context)
        else:
            start = self._lines.at
            self._children(element, context)
            is_frame = table.columns == 1 and html_tables.has_rules(element)
            if is_frame and self._lines.solid_end > start:
                self._found.frames.append(Frame(start, self._lines.solid_end))

    def _fields(self, table: Table, context: _Context) -> None:
        """Labels and values of metadata: one pair a line."""
        self._tell_hidden(*table.hidden)
        for _, cells in groupby(table.cells, key=attrgetter("row")):
            for at, cell in enumerate(cells):
                if at % 2 == 0:
                    self._lines.end_line()
                else:
                    self._lines.begin_value()
                self._cell(cell.element, context)
            self._lines.end_line()

    def _grid(self, table: Table, context: _Context) -> None:
        """A table with rows of cells: one row a line, tabs between the cells."""
        self._tell_hidden(*table.hidden)
        if table.caption:
            self._children(table.caption, self._within(table.caption, context))
            self._lines.end_line()
        by_place = {(cell.row, cell.column): cell for cell in table.cells}
        first = self._lines.at
        found: list[Cell] = []
        for row in range(table.rows):
            for column in range(table.columns):
                start = self._lines.begin_cell(is_first=column == 0)
                if cell := by_place.get((row, column)):
                    self._cell(cell.element, context)
                    end = self._lines.at
                    found.append(Cell(start, end, row, column, cell.rows, cell.columns))
            self._lines.end_line(is_forced=True)
        if any(cell.end > cell.start for cell in found):
            last = self._lines.at - 1
            self._found.grids.append(Grid(first, last, table.columns, table.header, tuple(found)))

    def _cell(self, element: Element, context: _Context) -> None:
        if self._parts.is_hidden(element):
            self._tell_hidden(element)
        else:
            self._children(element, replace(self._within(element, context), in_cell=True))

    # What is told

    def _tell(self, code: str, message: str) -> None:
        self._found.told.append((code, message, self._lines.solid_end))

    def _tell_hidden(self, *elements: Element) -> None:
        for element in elements:
            text = "".join(self._hidden_text(element))
            if text:
                more = "……" if len(text) > _SHOWN else ""
                said = f"网页里藏着不显示的文字，没有收入：“{text[:_SHOWN]}{more}”"
                self._tell("hidden-text", said)

    def _tell_frame(self, context: _Context) -> None:
        if context.in_main:
            self._tell("frame", "网页里嵌着另一个网页或文件，它的文字不在这个文件里")

    def _hidden_text(self, element: Element) -> list[str]:
        found: list[str] = []
        coming: list[Element | Text] = [element]
        while coming:
            one = coming.pop()
            if isinstance(one, Text):
                found += html_tokens.shown(self._text[one.start : one.end]).split()
            elif not html_parts.is_left_out(one):
                coming += reversed([*html_parts.content(one)])
        return found

    def _tell_picture(self, element: Element, context: _Context) -> None:
        """That a picture stands in the document; small ones are icons."""
        sizes = [html_parts.integer(element, name, 0) for name in ("width", "height")]
        is_icon = any(0 < size <= _ICON for size in sizes)
        if context.in_main and not context.is_furniture and not is_icon:
            self._tell("picture", "这里有图，图里若有文字，读不出来，请核对")

    def derived(self) -> Derived:
        self._children(self._root, _Context())
        self._lines.end_line()
        text = self._lines.so_far()
        found = self._found
        furniture = tuple(one for one in found.furniture if _are_lines(text, one))
        marks = Marks(
            headings=tuple(found.headings),
            generated=tuple(found.generated),
            grids=tuple(found.grids),
            frames=tuple(found.frames),
            furniture=_apart(furniture),
            links=tuple(found.links),
        )
        problems = (*self._of_encoding(text), *_told(found.told, text), *_attached(found.links))
        return self._lines.finished(READER, marks, problems)

    def _of_encoding(self, text: str) -> Sequence[Problem]:
        bad = [found.start() for found in re.finditer("\ufffd", text)]
        return [
            Problem("undecodable", "这里有字节不成文字，网页的编码已经损坏", Span(at, at + 1))
            for at in bad[:_MOST_TOLD]
        ]


def _are_lines(text: str, one: Furniture) -> bool:
    """Whether a range is whole lines."""
    before = one.start == 0 or text[one.start - 1] == "\n"
    return before and (one.end == len(text) or text[one.end] == "\n")


def _apart(found: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """The ranges in order; one that stands in another is no more than that."""
    kept: list[Furniture] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _told(found: Sequence[tuple[str, str, int]], text: str) -> list[Problem]:
    """The problems, each at the character before it; of one kind no more than a person reads."""
    made: list[Problem] = []
    counts: dict[str, int] = {}
    for code, message, at in found:
        counts[code] = counts.get(code, 0) + 1
        start = min(max(at - 1, 0), max(len(text) - 1, 0))
        severity: Severity = "warning" if code in _TO_BE_SEEN else "notice"
        if counts[code] <= _MOST_TOLD:
            made.append(Problem(code, message, Span(start, start + 1), severity))
    return made


def _attached(links: Sequence[Link]) -> list[Problem]:
    return [
        Problem(
            "attached-file",
            f"附有另一个文件（{link.address[:100]}），没有收入",
            Span(link.start, link.end),
            "notice",
        )
        for link in links[:_MOST_TOLD]
    ]
