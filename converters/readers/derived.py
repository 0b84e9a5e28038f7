"""What every reader of a format writes into: the text, and where each piece of it stood."""

from __future__ import annotations

from converters.models.derived import Box, Derived, Marks, Stretch
from converters.models.located import Problem
from converters.text import blanks

_MARKS = "。；：，、！？;:,.!?（(“《"
"""Behind these a blank would be none of the text: whoever reads it would have to take it out."""


class Unreadable(Exception):
    """A file that a reader refuses, in words for who holds it: why, and the step that helps."""


class Writing:
    """A text that is being written, piece by piece, each with its place."""

    def __init__(self) -> None:
        """An empty text."""
        self._pieces: list[str] = []
        self._places: list[Stretch] = []
        self.at = 0
        """How many characters are written."""

    def text(
        self, text: str, part: str, offset: int, size: int, *, width: int | None = None
    ) -> tuple[int, int]:
        """Characters that stand in the file.

        Args:
            text: no line feed; blanks too, as they are.
            part: as `Stretch` says.
            offset: of its first byte in the part.
            size: the bytes that stand for it; 0 for what the program shows of itself.
            width: bytes of each character, where all have as many and stand side by side: then two
                pieces that follow one another are told as one. None where that is not known.

        Returns:
            The range that it is in the text.
        """
        start, self.at = self.at, self.at + len(text)
        if not text:
            return start, start
        self._pieces.append(text)
        last = self._places[-1] if self._places else None
        follows = (
            last is not None
            and width is not None
            and (last.end, last.part, last.offset + last.size) == (start, part, offset)
            and last.size == width * (last.end - last.start)
            and size == width * len(text)
        )
        if last and follows:
            self._places[-1] = last._replace(end=self.at, size=last.size + size)
        else:
            self._places.append(Stretch(start, self.at, part, offset, size))
        return start, self.at

    def drawn(self, text: str, page: int, box: Box) -> tuple[int, int]:
        """Characters that are drawn on a page, in a box; the range that they are in the text."""
        start, self.at = self.at, self.at + len(text)
        if text:
            self._pieces.append(text)
            self._places.append(Stretch(start, self.at, str(page), 0, 0, box))
        return start, self.at

    def blank(self, blank: str = "\n") -> None:
        """Layout: line feeds, tabs between cells, a blank between two paragraphs of one cell.

        Raises:
            ValueError: it is not blank, so it would be text without a place.
        """
        if blank.strip(blanks.CHARS):
            raise ValueError(blank)
        self._pieces.append(blank)
        self.at += len(blank)

    def joint(self) -> None:
        """What stands between two paragraphs of one cell: a blank, or nothing behind a mark."""
        if self._pieces and self._pieces[-1][-1] not in _MARKS:
            self.blank(" ")

    def so_far(self) -> str:
        """The text that is written."""
        return "".join(self._pieces)

    def finished(
        self, reader: str, marks: Marks, problems: tuple[Problem, ...] = (), encoding: str = ""
    ) -> Derived:
        """What was written, and what is said of it."""
        return Derived(self.so_far(), tuple(self._places), marks, problems, reader, encoding)
