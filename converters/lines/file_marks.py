"""What a file says of its own lines, in the form of rulings: a table, a running head, a note.

No rule guesses at what the file states. What the editor says of a line wins over it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from converters.models.derived import Contents, Frame, Furniture, Grid, Marks, Note
from converters.models.source import FRAME, NOTE, Ruling, Source

_GROUND = "原件如此"


def rulings(source: Source) -> Sequence[Ruling]:
    """The rulings of the editor, and those of the file on other lines, in the order of the file."""
    by_editor = source.edition.rulings
    if not source.derived:
        return by_editor
    ends = [one.to for one in by_editor]
    by_file = [
        one
        for one in _apart(_of_file(source))
        if (at := bisect_right(ends, one.line - 1)) == len(by_editor) or by_editor[at].line > one.to
    ]
    return sorted([*by_editor, *by_file], key=lambda one: one.line)


def _apart(found: Iterator[Ruling]) -> Iterator[Ruling]:
    """The rulings in order; of two on one line, as a table in a frame, the one that says more."""
    taken: set[int] = set()
    for one in found:
        lines = range(one.line, one.to + 1)
        if taken.isdisjoint(lines):
            taken.update(lines)
            yield one


def _of_file(source: Source) -> Iterator[Ruling]:
    marks = source.derived.marks if source.derived else Marks()
    for grid in marks.grids:
        yield Ruling(*_lines(source, grid), "table", _GROUND, columns=grid.columns, grid=grid)
    for one in marks.furniture:
        yield Ruling(*_lines(source, one), "noise", _GROUND, rule=one.rule)
    for frame in marks.frames:
        yield Ruling(*_lines(source, frame), "box", _GROUND, rule=FRAME)
    for contents in marks.contents:
        yield Ruling(*_lines(source, contents), "contents", _GROUND)
    for note in marks.notes:
        yield Ruling(*_lines(source, note), "text", _GROUND, rule=NOTE)


def _lines(source: Source, mark: Grid | Furniture | Frame | Contents | Note) -> tuple[int, int]:
    """The first and the last line of what a mark is on."""
    last = max(mark.end - 1, mark.start)
    return source.position(mark.start).line, source.position(last).line
