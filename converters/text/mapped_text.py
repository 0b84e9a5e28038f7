"""Text in which every character remembers its place in the original.

A reading differs from the text as received: characters are restored, blanks dropped, marks
inserted. `MappedText` keeps, beside each character of the reading, the half-open range of code
points of the original it stands for, so that whatever is later found in the reading can be shown
where it was received. A character that stands for nothing received has an empty range.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from converters.text import blanks, intervals


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
        starts = intervals.numbers(chain.from_iterable(intervals.of(part.starts) for part in parts))
        ends = intervals.numbers(chain.from_iterable(intervals.of(part.ends) for part in parts))
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
        return isinstance(self.starts, range) and isinstance(self.ends, range)

    def kept(self, original: str) -> Iterator[tuple[int, int]]:
        """The stretches of the text, in it, that stand in the original just so, in order."""
        for first, last in self._runs if self.text else ():
            size = last - first
            start, end = self.starts[first], self.ends[last - 1]
            if end - start == size and original.startswith(self.text[first:last], start):
                yield first, last
                continue
            own = ((at, self._is_kept(at, original)) for at in range(first, last))
            for is_kept, group in groupby(own, key=itemgetter(1)):
                places = [at for at, _ in group]
                if is_kept:
                    yield places[0], places[-1] + 1

    def _is_kept(self, at: int, original: str) -> bool:
        start, end = self.starts[at], self.ends[at]
        return end - start == 1 and original[start] == self.text[at]

    @property
    def _runs(self) -> Sequence[tuple[int, int]]:
        """The stretches of the text, which is not empty, whose places count on, in order.

        Only the first character of one may stand for many places, or for none.
        """
        return ((0, len(self.text)),) if self.is_verbatim else self._parted_runs

    @cached_property
    def _parted_runs(self) -> Sequence[tuple[int, int]]:
        return [*pairwise([0, *self._cuts(), len(self.text)])]

    def _cuts(self) -> Iterator[int]:
        """Where a further run begins: only where starts or ends do not count on, or stand apart."""
        starts, ends = (deque(intervals.of(one)) for one in (self.starts, self.ends))
        at = before = 0
        while starts:
            start, end = starts.popleft(), ends.popleft()
            size = min(len(start), len(end))
            if len(start) > size:
                starts.appendleft(start[size:])
            if len(end) > size:
                ends.appendleft(end[size:])
            is_one = end.start - start.start == 1
            if at and not (is_one and start.start == before):
                yield at
            if not is_one:
                yield from range(at + 1, at + size)
            at += size
            before = end.start + size - 1

    def ranges(self, original: str) -> list[Span]:
        """Where the text stands, in order: parted where a line of other text stands in it."""
        if not self.text:
            return []
        if not self._has_gaps:
            return [self.span]
        cuts = [
            at
            for at, _ in self._runs[1:]
            if (gap := original[self.ends[at - 1] : self.starts[at]]) and _holds_line(gap)
        ]
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
        starts: list[Sequence[range]] = []
        ends: list[Sequence[range]] = []
        done = 0
        for edit in edits:
            if edit.start < done or edit.end < edit.start:
                raise ValueError(f"edit {edit} overlaps one before it")
            place = self.origin(edit.start, edit.end)
            pieces += [self.text[done : edit.start], edit.reading]
            size = len(edit.reading)
            starts += [intervals.of(self.starts[done : edit.start]), _times(size, place.start)]
            ends += [intervals.of(self.ends[done : edit.start]), _times(size, place.end)]
            done = edit.end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        starts.append(intervals.of(self.starts[done:]))
        ends.append(intervals.of(self.ends[done:]))
        every = (intervals.numbers(chain.from_iterable(parts)) for parts in (starts, ends))
        return MappedText("".join(pieces), *every)


def _times(size: int, place: int) -> Sequence[range]:
    """A place so many times."""
    return [range(place, place + 1)] * size


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
