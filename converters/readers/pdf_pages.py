"""The pages of a PDF file as PDFium knows them: characters, drawn lines, pictures, each in its box.

Places are in points from the top left corner of the page as it is seen, turned or not.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from converters.models.derived import Box
from converters.readers.derived import Unreadable

MAX_PAGES = 500
MAX_CHARS = 2_000_000
"""A plan of a province has some hundred pages with a thousand characters each."""

_MAX_OBJECTS = 50_000
_MAX_NESTED = 4
_WRONG_PASSWORD = pdfium.FPDF_ERR_PASSWORD
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_THIN = 3.0
_RADICALS = range(0x2E80, 0x2FE0)
_HAN = range(0x3400, 0xA000)
_HYPHEN = "\x02"
_PRIVATE = ("Co", "Cn", "Cs", "Cc")
_LINE_PARTS = 2

_ONE_AT_A_TIME = Lock()
"""PDFium is for one thread of a process; a worker of a cluster may have several."""

pdfium.FPDF_InitLibrary()


class Char(NamedTuple):
    """A character as it is drawn: its box, the line it stands on (`base`), how high the face is.

    `is_unmapped`: its face does not say which character it is; `text` is U+FFFD then.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_unmapped: bool = False
    is_radical: bool = False


class Rule(NamedTuple):
    """A drawn line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left > self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page, its number from 1.

    `pictured` is the part of it that pictures cover, from 0 to 1; `is_recognised` says that its
    text is not shown but lies under a picture, as a program that reads scans puts it there.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    pictured: float
    is_recognised: bool


def read(data: bytes) -> list[Page]:
    """All pages of a file.

    Raises:
        Unreadable: it is damaged, has a password, or is larger than any plan.
    """
    with _ONE_AT_A_TIME, _document(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise Unreadable(f"PDF 有 {count} 页，超过 {MAX_PAGES} 页；请只留规划的各页再收入")
        pages: list[Page] = []
        chars = 0
        for number in range(1, count + 1):
            with _page(document, number) as page:
                pages.append(_Reader(page, number).page())
            chars += len(pages[-1].chars)
            if chars > MAX_CHARS:
                raise Unreadable(f"PDF 的文字过多，超过 {MAX_CHARS:,} 字，请核对是不是这个文件")
        return pages


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == _WRONG_PASSWORD:
            raise Unreadable("PDF 加了密码；请打开它，去掉密码，另存以后再收入")
        raise Unreadable("PDF 文件已损坏，打不开；请重新取得，或打开后另存以后再收入")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise Unreadable(f"PDF 的第 {number} 页已损坏；请重新取得，或打开后另存以后再收入")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


class _Reader:
    """One page while it is read."""

    def __init__(self, page: Any, number: int) -> None:
        self._page = page
        self._number = number
        self._turned = pdfium.FPDFPage_GetRotation(page)
        self._width = pdfium.FPDF_GetPageWidthF(page)
        self._height = pdfium.FPDF_GetPageHeightF(page)
        self._rules: list[Rule] = []
        self._pictured = 0.0
        self._hidden = self._shown = self._seen = 0
        self._ems: dict[int, tuple[float, float]] = {}
        self._x, self._y, self._rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        has_box = pdfium.FPDFPage_GetCropBox(page, left, bottom, right, top) or (
            pdfium.FPDFPage_GetMediaBox(page, left, bottom, right, top)
        )
        self._origin = (left.value, bottom.value) if has_box else (0.0, 0.0)

    def page(self) -> Page:
        count = pdfium.FPDFPage_CountObjects(self._page)
        for at in range(min(count, _MAX_OBJECTS)):
            self._look_at(pdfium.FPDFPage_GetObject(self._page, at), _Shift(), 0)
        area = self._width * self._height
        return Page(
            self._number,
            self._width,
            self._height,
            tuple(self._chars()),
            tuple(self._rules),
            min(self._pictured / area, 1.0) if area else 0.0,
            self._hidden > self._shown,
        )

    def _seen_at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is seen, from its top left corner."""
        x, y = x - self._origin[0], y - self._origin[1]
        if self._turned == 1:
            return y, x
        if self._turned == 2:  # noqa: PLR2004 - quarters of a turn
            return self._width - x, y
        if self._turned == 3:  # noqa: PLR2004
            return self._width - y, self._height - x
        return x, self._height - y

    # Characters

    def _chars(self) -> Iterator[Char]:
        text = pdfium.FPDFText_LoadPage(self._page)
        if not text:
            return
        try:
            for at in range(pdfium.FPDFText_CountChars(text)):
                if pdfium.FPDFText_IsGenerated(text, at) != 1:
                    yield self._char(text, at)
        finally:
            pdfium.FPDFText_ClosePage(text)

    def _char(self, text: Any, at: int) -> Char:
        code = pdfium.FPDFText_GetUnicode(text, at)
        x, y, box = self._x, self._y, self._rect
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        left, base = self._seen_at(x.value, y.value)
        wide, high = self._em(text, at)
        right = left + wide
        if code not in _HAN:  # of which PDFium gives the ink, not the square that it stands in
            pdfium.FPDFText_GetLooseCharBox(text, at, box)
            start, end = self._seen_at(box.left, box.top), self._seen_at(box.right, box.bottom)
            left, right = sorted((start[0], end[0]))
        is_unmapped = bool(pdfium.FPDFText_HasUnicodeMapError(text, at) == 1)
        return _named(code, Char("", left, right, base, high, is_unmapped))

    def _em(self, text: Any, at: int) -> tuple[float, float]:
        """How wide and how high the face of a character is set."""
        thing = pdfium.FPDFText_GetTextObject(text, at)
        address = ctypes.addressof(thing.contents) if thing else 0
        if address not in self._ems:
            scale = pdfium.FS_MATRIX()
            size = abs(pdfium.FPDFText_GetFontSize(text, at))  # of mirrored text below 0
            found = pdfium.FPDFText_GetMatrix(text, at, scale)
            wide = size * hypot(scale.a, scale.b) if found else size
            self._ems[address] = wide, size * hypot(scale.c, scale.d) if found else size
        return self._ems[address]

    # Drawn lines and pictures

    def _look_at(self, thing: Any, shift: _Shift, depth: int) -> None:
        self._seen += 1
        if not thing or self._seen > _MAX_OBJECTS:
            return
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == _PATH:
            self._rules += self._rules_of(thing, shift)
        elif kind == _IMAGE:
            left, top, right, bottom = self._box(thing, shift)
            self._pictured += (right - left) * (bottom - top)
        elif kind == _TEXT:
            is_hidden = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
            self._hidden += is_hidden
            self._shown += not is_hidden
        elif kind == _FORM and depth < _MAX_NESTED:
            inner = shift.inside(thing)
            for at in range(min(pdfium.FPDFFormObj_CountObjects(thing), _MAX_OBJECTS)):
                self._look_at(pdfium.FPDFFormObj_GetObject(thing, at), inner, depth + 1)

    def _box(self, thing: Any, shift: _Shift) -> Box:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        one = self._seen_at(*shift.of(left.value, bottom.value))
        other = self._seen_at(*shift.of(right.value, top.value))
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def _rules_of(self, path: Any, shift: _Shift) -> Iterator[Rule]:
        """The lines that a path draws: a thin one itself, or the four edges of a frame."""
        left, top, right, bottom = self._box(path, shift)
        wide, high = right - left, bottom - top
        if min(wide, high) <= _THIN < max(wide, high):
            yield Rule(left, top, right, bottom)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        parts = pdfium.FPDFPath_CountSegments(path)
        if stroke.value and wide > _THIN and high > _THIN and _LINE_PARTS < parts <= _FRAME_PARTS:
            yield Rule(left, top, right, top)
            yield Rule(left, bottom, right, bottom)
            yield Rule(left, top, left, bottom)
            yield Rule(right, top, right, bottom)


_FRAME_PARTS = 6


class _Shift(NamedTuple):
    """How what stands in a form is moved and scaled on its page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> tuple[float, float]:
        """A point of the form on the page."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inside(self, form: Any) -> _Shift:
        """The same for what stands in a form that stands in this one."""
        own = pdfium.FS_MATRIX()
        if not pdfium.FPDFPageObj_GetMatrix(form, own):
            return self
        e, f = self.of(own.e, own.f)
        return _Shift(
            self.a * own.a + self.c * own.b,
            self.b * own.a + self.d * own.b,
            self.a * own.c + self.c * own.d,
            self.b * own.c + self.d * own.d,
            e,
            f,
        )


def _named(code: int, drawn: Char) -> Char:
    """A character with its text.

    A face that names the radical 一 (U+2F00) draws the character 一: what is meant is that one.
    """
    text = chr(code) if 0 < code <= 0x10FFFF else ""  # noqa: PLR2004 - the last code point
    if text == _HYPHEN:
        text = "-"
    if text in ("\t", "\r", "\n"):
        text = " "
    if not text or drawn.is_unmapped or unicodedata.category(text) in _PRIVATE:
        return drawn._replace(text="\ufffd", is_unmapped=True)
    if code in _RADICALS:
        meant = unicodedata.normalize("NFKC", text)
        return drawn._replace(text=meant, is_radical=meant != text)
    return drawn._replace(text=text)
