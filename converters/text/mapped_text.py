"""Text in which every character remembers its place in the original.

A reading differs from the text as received: characters are restored, blanks dropped, marks
inserted. `MappedText` keeps, beside each character of the reading, the half-open range of code
points of the original it stands for, so that whatever is later found in the reading can be shown
where it was received. A character that stands for nothing received has an empty range.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from converters.text import blanks


class Span(NamedTuple):
    """A half-open range of code points in the original."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace `start:end` of a mapped text by `reading`; an empty range inserts."""

    start: int
    end: int
    reading: str


@dataclass(frozen=True)
class MappedText:
    """`text[i]` stands for `starts[i]:ends[i]` of the original; starts and ends never decrease."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def verbatim(cls, text: str) -> MappedText:
        """The original itself: character i at place i."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    @classmethod
    def joined(cls, *parts: MappedText) -> MappedText:
        """The parts as one text, in the order given; what stood between them is left out."""
        starts, ends = array("L"), array("L")
        for part in parts:
            starts.extend(part.starts)
            ends.extend(part.ends)
        return cls("".join(part.text for part in parts), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.starts[part], self.ends[part])

    @property
    def span(self) -> Span:
        """The range of the original from the first character to the last.

        Raises:
            IndexError: the text is empty, so it has no place.
        """
        return Span(self.starts[0], self.ends[-1])

    @property
    def is_verbatim(self) -> bool:
        """Whether each character stands for one place, and all of them for one range."""
        if not self.text or self._has_gaps:
            return not self.text
        first, last = self.span
        return _counts_on(self.starts, first, last) and _counts_on(self.ends, first + 1, last + 1)

    def ranges(self, original: str) -> list[Span]:
        """Where the text stands, in order: parted where a line of other text stands in it."""
        if not self.text:
            return []
        if not self._has_gaps:
            return [self.span]
        gaps = enumerate(zip(self.ends, self.starts[1:], strict=False), 1)
        cuts = [at for at, (end, start) in gaps if end < start and _holds_line(original[end:start])]
        bounds = [0, *cuts, len(self.text)]
        return [self[start:end].span for start, end in pairwise(bounds)]

    def received(self, original: str) -> str:
        """The text as it was received; lines of other text inside it left out."""
        return "".join(original[start:end] for start, end in self.ranges(original))

    def is_received_in(self, original: str) -> bool:
        """Whether the text stands in the original just so, in one piece; it is not empty."""
        return not self._has_gaps and original.startswith(self.text, self.starts[0])

    @property
    def _has_gaps(self) -> bool:
        return self.ends[-1] - self.starts[0] != len(self.text)

    def compact(self) -> MappedText:
        """The same text; places that count on are kept as ranges, of which a slice is no copy."""
        if isinstance(self.starts, range) or not self.text or not self.is_verbatim:
            return self
        first, last = self.span
        return MappedText(self.text, range(first, last), range(first + 1, last + 1))

    def strip(self) -> MappedText:
        """The text without the blanks at its ends."""
        left = len(self.text) - len(self.text.lstrip(blanks.CHARS))
        right = len(self.text.rstrip(blanks.CHARS))
        return self[left:right] if right - left < len(self.text) else self

    def origin(self, start: int, end: int) -> Span:
        """The range of the original that `start:end` stands for; empty ranges have a place too."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        if start < len(self.text):
            return Span(self.starts[start], self.starts[start])
        at = self.ends[-1] if self.text else 0
        return Span(at, at)

    def edited(self, edits: Iterable[Edit]) -> MappedText:
        """The text after `edits`, each character of a reading standing for all it replaces.

        Args:
            edits: in order and disjoint.

        Raises:
            ValueError: two edits overlap or stand out of order.
        """
        pieces: list[str] = []
        starts, ends = array("L"), array("L")
        done = 0
        for edit in edits:
            if edit.start < done or edit.end < edit.start:
                raise ValueError(f"edit {edit} overlaps one before it")
            place = self.origin(edit.start, edit.end)
            pieces += [self.text[done : edit.start], edit.reading]
            starts.extend(self.starts[done : edit.start])
            ends.extend(self.ends[done : edit.start])
            starts.extend([place.start] * len(edit.reading))
            ends.extend([place.end] * len(edit.reading))
            done = edit.end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return MappedText("".join(pieces), starts, ends)


def _counts_on(places: Sequence[int], first: int, last: int) -> bool:
    counted = range(first, last)
    return places == (counted if isinstance(places, range) else array("L", counted))


def _holds_line(gap: str) -> bool:
    """Whether what was left out is other text: a whole line, or a page number inside of one."""
    lines = f"|{gap}|".splitlines()  # a line of the file may end in more than a line feed
    whole = any(line.strip(blanks.CHARS) for line in lines[1:-1])
    return whole or bool(_PAGE.search(_seen(gap).strip(blanks.CHARS)))


def _seen(gap: str) -> str:
    """What is left of a piece of the file without tags, and characters that nobody sees."""
    return "".join(char for char in _TAG.sub("", gap) if unicodedata.category(char) != "Cf")


_TAG = re.compile(r"<[^<>]*>")
_PAGE = re.compile(r"\A[-—–－第共]?\s*[0-9IVXivx]|[0-9IVXivx页]\s*[-—–－]?\Z")
"""No mark of layout that a reading leaves out begins or ends with a number."""


EMPTY = MappedText.verbatim("")
"""No text at all."""
