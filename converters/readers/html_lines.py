"""The lines of a web page while they are written: blanks as a browser collapses them, each place.

Of CSS Text 3, 4.1: runs of blanks are one, none stands at the ends of a line, and a line feed
between two wide characters is none. In a cell of a table, where no line may end, a blank parts
two paragraphs.
"""

from __future__ import annotations

import re

from converters.models.derived import Derived, Marks
from converters.models.located import Problem
from converters.readers import charset, html_tokens
from converters.readers.derived import Writing
from converters.readers.html_tokens import Text
from converters.text import widths

_PIECE = re.compile(
    r"(?P<blank>[ \t\n\r\f]+)"
    rf"|(?P<entity>{html_tokens.REFERENCE})"
    rf"|(?P<bad>{charset.BAD_BYTE.pattern}|\ufeff|\x00)"
    r"|(?P<text>[^ \t\n\r\f&\ufeff\x00\udc80-\udcff]+|&)"
)
_BLANKS = " \t\n\r\f"
_COLONS = "：:"
_PARAGRAPH = "¶"
"""The gap between two paragraphs of a cell."""

_STEP = 4096


class Lines:
    """The text of a page so far, and the blank that is open behind it."""

    def __init__(self, page: charset.Page) -> None:
        """No line yet.

        Args:
            page: that is read.
        """
        self._page = page
        self._text = page.text
        self._writing = Writing()
        self._places = self._byte_places()
        self._is_empty = True
        self._gap = ""
        self._last = ""
        self.solid_end = 0
        """Behind the last character of the page that is written."""

    @property
    def at(self) -> int:
        """How many characters are written."""
        return self._writing.at

    def so_far(self) -> str:
        """The text that is written."""
        return self._writing.so_far()

    def finished(self, reader: str, marks: Marks, problems: tuple[Problem, ...]) -> Derived:
        """What was written, and what is said of it."""
        return self._writing.finished(reader, marks, problems, self._page.encoding)

    # Places

    def _byte_places(self) -> list[int]:
        """The byte at which every so many characters begin."""
        places = [0]
        for at in range(0, len(self._text), _STEP):
            piece = self._text[at : at + _STEP]
            places.append(places[-1] + self._bytes(piece))
        return places

    def _bytes(self, piece: str) -> int:
        return len(piece.encode(self._page.encoding, "surrogateescape"))

    def _byte(self, at: int) -> int:
        step = at // _STEP
        return self._places[step] + self._bytes(self._text[step * _STEP : at])

    # Characters

    def text(self, text: Text, *, is_preserved: bool) -> None:
        """Write a piece of text of the page.

        Args:
            text: where it stands.
            is_preserved: whether its blanks and line ends are kept.
        """
        for piece in _PIECE.finditer(self._text, text.start, text.end):
            start, end = piece.span()
            kind = piece.lastgroup
            shown = piece[0]
            if kind == "entity" and not text.is_raw:
                shown = html_tokens.shown(shown)
                kind = "blank" if not shown.strip(_BLANKS) else "text"
            elif kind == "bad":
                if shown in "\ufeff\x00":
                    continue
                shown = "\ufffd"
            if kind != "blank":
                self._put(shown, start, end)
            elif is_preserved:
                self._as_written(shown)
            elif self._gap not in (" ", _PARAGRAPH):
                self._gap = "\n" if "\n" in shown else " "

    def number(self, shown: str, at: int) -> tuple[int, int]:
        """Write the number of an item; it opens no line: what comes next goes on behind it.

        Args:
            shown: the number, which is not in the file.
            at: where its item begins in the page.

        Returns:
            The range that the number is in the text.
        """
        self._fill_gap(shown)
        made = self._writing.text(shown, "", self._byte(at), 0)
        self._writing.blank(" ")
        self._begin()
        return made

    def _put(self, text: str, start: int, end: int) -> None:
        """Write characters of the page, behind the blank that is open before them."""
        self._fill_gap(text)
        at = self._byte(start)
        size = self._bytes(self._text[start:end])
        _, self.solid_end = self._writing.text(text, "", at, size, width=_width(text, size))
        self._is_empty = False
        self._last = text[-1]

    def _fill_gap(self, text: str) -> None:
        """Write the blank that is open before some text."""
        if self._gap == _PARAGRAPH and not self._is_empty:
            self._writing.joint()
        elif self._gap and not self._is_empty and not self._is_between_han(text):
            self._writing.blank(" ")
        self._gap = ""

    def _is_between_han(self, text: str) -> bool:
        """Whether a line of the page ends between two wide characters: that is no blank.

        CSS Text 3, 4.1.3: a line feed between them is left out.
        """
        both = self._last + text[0]
        return self._gap == "\n" and len(both) > 1 and all(widths.of_text(one) == 1 for one in both)

    def _as_written(self, shown: str) -> None:
        """Blanks and line ends that a page keeps."""
        for number, line in enumerate(shown.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self.end_line(is_forced=True)
            if line:
                self._writing.blank(line.replace("\f", " "))
                self._is_empty = False

    # Ends of lines, cells and paragraphs

    def end_line(self, *, is_forced: bool = False) -> None:
        """End a line that holds something; a forced end is one of an empty line as well."""
        if is_forced or not self._is_empty:
            self._writing.blank("\n")
        self._begin()

    def end_paragraph_in_cell(self) -> None:
        """End a paragraph where no line may end: a blank parts it from the next."""
        self._gap = _PARAGRAPH

    def begin_cell(self, *, is_first: bool) -> int:
        """Begin a cell of a row, behind a tab but for the first; where it begins."""
        if not is_first:
            self._writing.blank("\t")
        self._begin()
        return self.at

    def begin_value(self) -> None:
        """Go on behind a label: behind its colon, or else behind a tab."""
        self._gap = ""
        if not self._is_empty and self._last not in _COLONS:
            self._writing.blank("\t")

    def _begin(self) -> None:
        self._is_empty, self._gap, self._last = True, "", ""


def _width(text: str, size: int) -> int | None:
    """The bytes of each character, if all have as many."""
    if text.isascii():
        return 1 if size == len(text) else None
    # From U+0800 on a character has 3 or 4 bytes in UTF-8, 2 or 4 in the other encodings.
    alike = min(text) >= "\u0800" and size in (2 * len(text), 3 * len(text))
    return size // len(text) if alike else None
