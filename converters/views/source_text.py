"""The text as received, line by line: where it was emended, and what begins in each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from converters.citation import places
from converters.edition.apparatus import Entry
from converters.models.derived import Generated
from converters.models.plan import Plan
from converters.text.mapped_text import Span
from converters.views import notes

PROGRAMS: Mapping[str, str] = {"Word": "Word", "browser": "浏览器"}
"""What people call the programs that show automatic numbers."""


class Received(NamedTuple):
    """Some text of a line.

    Args:
        text: as it stands; empty where only something begins, or was inserted.
        entry: of the apparatus, that it belongs to.
        begins: whether the entry begins here.
        is_mark: whether it is marked as one; else it only has its address.
        by: the program that shows it so, as Word does an automatic number; the file has it not.
    """

    text: str
    entry: Entry | None = None
    begins: bool = False
    is_mark: bool = False
    by: str = ""

    @property
    def note(self) -> str:
        """What the entry says, in one line; empty if there is none."""
        return notes.plain(self.entry) if self.entry else ""


class Beginning(NamedTuple):
    """What begins in a line: how the margin names it, and its id."""

    shown: str
    unit: str


class LineText(NamedTuple):
    """One line: its number (1-based), what stands in it, what of the plan begins in it."""

    number: int
    pieces: tuple[Received, ...]
    back: tuple[Beginning, ...]


def lines(plan: Plan, entries: Sequence[Entry]) -> Iterator[LineText]:
    """Every line of the file, nothing changed.

    Args:
        plan: whose source it is.
        entries: its apparatus.
    """
    back = _beginnings(plan)
    source = plan.source
    generated = source.derived.marks.generated if source.derived else ()
    for number in range(1, source.line_count + 1):
        line = source.line_span(number)
        pieces = _pieces(source.text, line, entries)
        marked = _generated(pieces, line.start, generated) if generated else pieces
        yield LineText(number, tuple(marked), tuple(back.get(number, ())))


def _generated(
    pieces: Iterable[Received], at: int, generated: Sequence[Generated]
) -> Iterator[Received]:
    """The pieces of a line, those parted of which a range is shown by a program.

    Args:
        pieces: in order, without anything between them.
        at: where the first one begins.
        generated: what programs show, in order.
    """
    for piece in pieces:
        end = at + len(piece.text)
        done = at
        number = bisect_right(generated, at, key=lambda one: one.end)
        while not piece.entry and number < len(generated) and generated[number].start < end:
            one = generated[number]
            start, stop = max(one.start, at), min(one.end, end)
            yield Received(piece.text[done - at : start - at])
            yield Received(piece.text[start - at : stop - at], by=PROGRAMS[one.by])
            done, number = stop, number + 1
        yield piece._replace(text=piece.text[done - at :])
        at = end


def _pieces(text: str, line: Span, entries: Sequence[Entry]) -> Iterator[Received]:
    """The line, cut where entries begin and end; an entry over several lines has several parts."""
    here = [
        (max(entry.span.start, line.start), min(entry.span.end, line.end), entry)
        for entry in entries
        if entry.span.start <= line.end and entry.span.end >= line.start
    ]
    at = line.start
    for start, end, entry in here:
        begins = line.start <= entry.span.start <= line.end
        inside = start < at  # another entry
        if inside and begins:
            yield Received("", entry, begins=True)
        first = max(start, at)
        if first > end or (first == end and (inside or not begins)):
            continue
        yield Received(text[at:first])
        yield Received(text[first:end], entry, begins and not inside, is_mark=True)
        at = end
    yield Received(text[at : line.end])


def _beginnings(plan: Plan) -> dict[int, list[Beginning]]:
    """By line: the blocks, clauses and tables that begin there.

    Blocks inside a clause are left out: they are what nobody understood of it.
    """
    standing = places.of(plan)
    found: dict[int, list[Beginning]] = {}
    for unit in plan.units:
        is_inner = unit.is_block and (unit.above is not None or unit.kind == "noise")
        if unit.kind != "row" and not is_inner:
            shown = standing[unit.number].margin
            found.setdefault(unit.line, []).append(Beginning(shown, unit.id))
    return found
