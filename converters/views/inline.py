"""Running text as it is read: punctuation restored, with its emendations, names, items and lists.

A text is a sequence of values that stand in the order of the text and together have every character
of it. How they are written is no matter of this module.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from converters.edition import extents, file_notes
from converters.edition.apparatus import Entry
from converters.edition.file_notes import FileNote
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.text import blanks, punctuation
from converters.text.layers import BY_LETTER
from converters.text.mapped_text import MappedText, Span

_UNMARKED = "wrapped-line"
"""A text set in lines has hundreds of line ends; the 校勘记 lists them, the page reads on."""


class Words(NamedTuple):
    """Text as it stands."""

    text: str


class Emended(NamedTuple):
    """Text of which the apparatus has an entry; empty where something was left out."""

    text: str
    entry: Entry

    @property
    def is_mark(self) -> bool:
        """Whether it is nothing but punctuation."""
        return bool(self.text) and all(map(punctuation.is_mark, self.text))


class Name(NamedTuple):
    """A mention; `entry` is that of an unreviewed name in the plan's index, else it is resolved."""

    mention: Mention
    inside: tuple[Words | Emended, ...]
    entry: str = ""


class NoteMark(NamedTuple):
    """The mark of a note of the file itself; `is_own` where the note begins with it."""

    text: str
    note: FileNote
    is_own: bool


Run = Words | Emended | Name | NoteMark


class Units(NamedTuple):
    """A list of units that answer for the clause; `is_within` unless it ends the text alone."""

    inside: tuple[Run, ...]
    is_within: bool


class Ordinal(NamedTuple):
    """An item inside a paragraph: its id, its 一是, what follows, where it stands in the file."""

    id: str
    label: tuple[Run, ...]
    shown: str
    body: tuple[Run | Units, ...]
    span: Span


Inline = Run | Units | Ordinal


def entries_in(found: Iterable[Inline]) -> Iterator[Entry]:
    """The entries of the apparatus that some text shows, in order; one for each of its places."""
    for one in found:
        match one:
            case Emended(_, entry):
                yield entry
            case Name(_, inside, _) | Units(inside):
                yield from entries_in(inside)
            case Ordinal():
                yield from entries_in((*one.label, *one.body))


def read_on(found: Iterable[Inline]) -> Iterator[Inline]:
    """Some text in which unreviewed names are words like others; words that touch are one."""
    words = ""
    for one in _without_unreviewed(found):
        if isinstance(one, Words):
            words += one.text
            continue
        if words:
            yield Words(words)
            words = ""
        yield one
    if words:
        yield Words(words)


def _without_unreviewed(found: Iterable[Inline]) -> Iterator[Inline]:
    for one in found:
        if isinstance(one, Name) and one.entry:
            yield from one.inside
        else:
            yield one


def plain(found: Iterable[Inline]) -> str:
    """Some text without its marks."""
    parts = []
    for one in found:
        match one:
            case Words(text) | Emended(text, _) | NoteMark(text, _, _):
                parts.append(text)
            case Name(_, inside, _) | Units(inside):
                parts.append(plain(inside))
            case Ordinal():
                parts.append(plain((*one.label, *one.body)))
    return "".join(parts)


class Head(NamedTuple):
    """How a clause begins.

    Args:
        text: all of it.
        label: its printed number or, of a run-in head, what stands before its first name.
        is_apart: whether a blank stands after the label.
        rest: what follows in the same piece.
    """

    text: MappedText
    label: tuple[Run, ...]
    is_apart: bool
    rest: tuple[Inline, ...]


@dataclass(frozen=True)
class _Piece:
    """A piece of the page: its text, the same as shown, and where its paragraph begins in it."""

    text: MappedText
    shown: str
    names: tuple[tuple[Span, Mention, str], ...]
    offset: int = 0


def _as_it_is(text: str) -> str:
    return text


class Reader:
    """Reads the text of one plan. Restored punctuation is not told; emendations are.

    `is_restored` is whether punctuation is restored at all: in the data it is that of the file.
    """

    def __init__(
        self,
        plan: Plan,
        entries: Sequence[Entry],
        linked: Iterable[tuple[Mention, str]] = (),
        *,
        is_restored: bool = True,
    ) -> None:
        self._shown = punctuation.restore if is_restored else _as_it_is
        self._emended: Mapping[Span, Entry] = {
            entry.span: entry for entry in entries if entry.verdict != "slip"
        }
        self._slips = [entry for entry in entries if entry.verdict == "slip"]
        self._omitted = [entry for entry in entries if entry.is_omission]
        self._omitted_at = [entry.span.start for entry in self._omitted]
        self._original = plan.source.text
        self._extents = extents.of(plan)
        self._notes = file_notes.of(plan)
        self._noted_at = [*self._notes]
        self._linked: dict[int, list[tuple[Mention, str]]] = {}
        for one in linked:
            self._linked.setdefault(one[0].text.starts[0], []).append(one)

    def extent(self, text: MappedText) -> Span:
        """Which part of the file a piece stands for."""
        return self._extents[text.span.start]

    def head(self, clause: Unit, lead_in: Part | None) -> Head:
        """The first piece of a clause.

        Args:
            clause: the unit.
            lead_in: the paragraph that runs on from its label or heading.
        """
        text, holds_lead_in = extents.head(clause, lead_in)
        after = lead_in.text.text if lead_in and not holds_lead_in else ""
        names = self._names(clause.heading, len(clause.label))
        piece = _Piece(text, self._shown(text.text + after)[: len(text)], names)
        end = len(clause.label) or (names[0][0].start if names else len(text))
        label = tuple(self._runs(piece, 0, end))
        if lead_in and holds_lead_in:
            offset = len(text) - len(lead_in.text)
            piece = replace(piece, offset=offset, names=self._names(lead_in.text, offset))
            rest: Iterator[Inline] = self._with_items(piece, lead_in, end)
        else:
            rest = self._runs(piece, end, len(text))
        return Head(text, label, self._is_apart(clause, text, end), tuple(rest))

    def _is_apart(self, clause: Unit, text: MappedText, label: int) -> bool:
        """Whether the file has a blank after 第一章, 第一条, 1.1, which those need to be read."""
        if not BY_LETTER[clause.layer].stands_apart or label == len(text):
            return False
        between = self._original[text.ends[label - 1] : text.starts[label]]
        return bool(between) and not between.strip(blanks.CHARS)

    def paragraph(self, paragraph: Part, before: str = "") -> tuple[Inline, ...]:
        """What stands in a paragraph; `before` is the text it runs on from."""
        shown = self._shown(before + paragraph.text.text)[len(before) :]
        piece = _Piece(paragraph.text, shown, self._names(paragraph.text))
        return tuple(self._with_items(piece, paragraph, 0))

    def text(self, text: MappedText) -> tuple[Run, ...]:
        """What stands in a cell or caption."""
        piece = _Piece(text, self._shown(text.text), self._names(text))
        return tuple(self._runs(piece, 0, len(text)))

    def _names(self, text: MappedText, offset: int = 0) -> tuple[tuple[Span, Mention, str], ...]:
        """The names in a heading, paragraph or cell that stands `offset` after its piece."""
        found = self._linked.get(text.starts[0], ()) if text else ()
        return tuple(
            (Span(mention.start + offset, mention.end + offset), mention, entry)
            for mention, entry in found
        )

    def _with_items(self, piece: _Piece, paragraph: Part, start: int) -> Iterator[Inline]:
        """From `start` on: items, lists of units."""
        lists = [
            Span(units.start + piece.offset, units.end + piece.offset)
            for units in paragraph.lists_of_units
        ]
        at = start
        for item in paragraph.items:
            first, last = item.start + piece.offset, item.end + piece.offset
            head_end = piece.text.text.index("是", first) + 1
            yield from self._with_units(piece, lists, at, first)
            yield Ordinal(
                item.id,
                tuple(self._runs(piece, first, head_end)),
                piece.shown[first:head_end],
                tuple(self._with_units(piece, lists, head_end, last)),
                piece.text.origin(first, last),
            )
            at = last
        yield from self._with_units(piece, lists, at, len(piece.text))

    def _with_units(
        self, piece: _Piece, lists: Sequence[Span], start: int, end: int
    ) -> Iterator[Run | Units]:
        """What stands in `start:end`; the only list, at the end, has lines of its own."""
        first = bisect_left(lists, start, key=lambda units: units.start)
        after = bisect_left(lists, end, key=lambda units: units.start)
        for units in lists[first:after]:
            yield from self._runs(piece, start, units.start)
            ends_alone = len(lists) == 1 and units.end == len(piece.text)
            yield Units(tuple(self._runs(piece, *units)), not ends_alone)
            start = units.end
        yield from self._runs(piece, start, end)

    def _runs(self, piece: _Piece, start: int, end: int) -> Iterator[Run]:
        """The text of `start:end` with its emendations and names."""
        first = bisect_left(piece.names, start, key=lambda name: name[0].start)
        after = bisect_left(piece.names, end, key=lambda name: name[0].start)
        for span, mention, entry in piece.names[first:after]:
            yield from self._with_marks(piece, start, span.start)
            yield Name(mention, tuple(self._emendations(piece, *span)), entry)
            start = span.end
        yield from self._with_marks(piece, start, end)

    def _with_marks(self, piece: _Piece, start: int, end: int) -> Iterator[Run]:
        """The text of `start:end`, in which no name stands, with the marks of the file's notes."""
        for at, place in self._marks(piece.text, start, end):
            yield from self._emendations(piece, start, at)
            start = at + place.size
            yield NoteMark(piece.shown[at:start], place.note, place.is_own)
        yield from self._emendations(piece, start, end)

    def _marks(
        self, text: MappedText, start: int, end: int
    ) -> Iterator[tuple[int, file_notes.Place]]:
        """The marks of notes that stand whole in a range, each with where in the text it begins."""
        if not self._noted_at or start >= end:
            return
        first = bisect_left(self._noted_at, text.starts[start])
        after = bisect_left(self._noted_at, text.ends[end - 1])
        for found in self._noted_at[first:after]:
            place = self._notes[found]
            at = bisect_left(text.starts, found, start, end)
            is_there = at < end and text.starts[at] == found
            if is_there and at + place.size <= end and text.text.startswith(place.note.label, at):
                yield at, place

    def _emendations(self, piece: _Piece, start: int, end: int) -> Iterator[Words | Emended]:
        text = piece.text
        for entry, first, last in self._stretches(text, start, end):
            yield from self._omissions(text, first)
            shown = piece.shown[first:last]
            yield Emended(shown, entry) if entry else Words(shown)
        if start < end == len(text):
            yield from self._omissions(text, end)

    def _stretches(
        self, text: MappedText, start: int, end: int
    ) -> Iterator[tuple[Entry | None, int, int]]:
        """The text in stretches of one entry, or of none, with nothing omitted inside."""
        if start < end and self._is_plain(text, start, end):
            yield None, start, end
            return
        for (entry, _), run in groupby(range(start, end), lambda at: self._key(text, at)):
            at = list(run)
            yield entry, at[0], at[-1] + 1

    def _is_plain(self, text: MappedText, start: int, end: int) -> bool:
        """Whether a range stands as it was received: most do, and need not be looked through."""
        first, last = text.starts[start], text.ends[end - 1]
        noted = any(one.span.start < last and one.span.end > first for one in self._slips)
        if noted or not text[start:end].is_verbatim:
            return False
        return self._original[first:last] == text.text[start:end]

    def _key(self, text: MappedText, at: int) -> tuple[Entry | None, int]:
        """Characters of one run have the same entry and nothing omitted between them."""
        return self._entry(text, at), bisect_left(self._omitted_at, text.starts[at])

    def _entry(self, text: MappedText, at: int) -> Entry | None:
        start, end = text.starts[at], text.ends[at]
        if end - start != 1 or self._original[start] != text.text[at]:
            return self._emended.get(Span(start, end))
        return next((one for one in self._slips if one.span.start <= start < one.span.end), None)

    def _omissions(self, text: MappedText, at: int) -> Iterator[Emended]:
        """What was left out before the character `at`, or after the last one."""
        extent = self._extents.get(text.span.start, text.span)
        low = text.ends[at - 1] if at else extent.start
        high = text.starts[at] if at < len(text) else extent.end
        first, after = (bisect_left(self._omitted_at, edge) for edge in (low, high))
        for entry in self._omitted[first:after]:
            if entry.rule != _UNMARKED:
                yield Emended("", entry)
