"""Lines of which the editor says what they are: found in the reading, before any rule sees them.

A row of the `.yml` names lines of the file. Here each gets its ruling, and is parted from what a
rule had joined it to; what becomes of it is `structure.rulings`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from converters.lines import file_marks
from converters.models.emendation import BY_EDITOR, Emendation
from converters.models.line import Line
from converters.models.source import Ruling, Source
from converters.text import blanks
from converters.text.mapped_text import MappedText, Span

_OF_ONE_PIECE = frozenset({"heading", "run-in-head"})
"""Over several lines of the file they are one line all the same."""


class Marked(NamedTuple):
    """The lines with their rulings; the emendations that still hold, and those that join lines."""

    lines: tuple[Line, ...]
    emendations: tuple[Emendation, ...]
    joints: tuple[Emendation, ...]


def marked(source: Source, lines: Sequence[Line], made: Sequence[Emendation]) -> Marked:
    """The lines of the reading with what the edition says of them, or else the file itself.

    The line feeds of a heading that is broken over several lines are left out, as emendations.

    Args:
        source: whose edition has the rulings.
        lines: of the whole file.
        made: the emendations so far, in order.
    """
    rulings = file_marks.rulings(source)
    if not rulings:
        return Marked(tuple(lines), tuple(made), ())
    cuts: list[int] = []
    parts = [part for line in lines for part in _marked(source, rulings, line, cuts)]
    cuts.sort()
    joints: list[Emendation] = []
    whole = tuple(_whole(source, parts, joints))
    return Marked(whole, tuple(one for one in made if not _joins_at(one, cuts)), tuple(joints))


def _marked(
    source: Source, rulings: Sequence[Ruling], line: Line, cuts: list[int]
) -> Iterator[Line]:
    """A line in the parts that are of one ruling or of none; `cuts` gets where it is parted."""
    last = source.position(line.text.starts[-1]).line
    first = bisect_left(rulings, line.number, key=lambda ruling: ruling.to)
    found = []
    for ruling in rulings[first : first + 1 + last - line.number]:
        if ruling.line > min(last, source.line_count):
            break
        found.append(ruling)
    at, size = 0, len(line.text)
    for ruling in found:
        to = min(ruling.to, source.line_count)
        edges = source.line_span(ruling.line).start, source.line_span(to).end
        begin, end = (bisect_left(line.text.starts, edge) for edge in edges)
        cuts += [edge for edge, place in zip(edges, (begin, end), strict=True) if 0 < place < size]
        yield from _part(source, line, at, begin)
        yield from _part(source, line, begin, end, ruling)
        at = end
    if found:
        yield from _part(source, line, at, size)
    else:
        yield line


def _part(
    source: Source, line: Line, start: int, end: int, ruling: Ruling | None = None
) -> Iterator[Line]:
    text = line.text[start:end].strip()
    if len(text) == len(line.text):
        yield line._replace(ruling=ruling)
    elif text:
        yield Line(source.position(text.starts[0]).line, text, ruling=ruling)


def _joins_at(made: Emendation, cuts: Sequence[int]) -> bool:
    """Whether an emendation only leaves out blanks where two lines are parted again."""
    at = bisect_left(cuts, made.span.start)
    is_there = at < len(cuts) and cuts[at] <= made.span.end
    return is_there and not (made.damaged + (made.reading or "")).strip(blanks.CHARS)


def _whole(source: Source, lines: Sequence[Line], joints: list[Emendation]) -> Iterator[Line]:
    for ruling, run in groupby(lines, key=lambda line: line.ruling):
        parts = list(run)
        if not ruling or ruling.kind not in _OF_ONE_PIECE or len(parts) == 1:
            yield from parts
            continue
        for before, after in pairwise(parts):
            span = Span(before.text.ends[-1], after.text.starts[0])
            received = source.text[span.start : span.end]
            joints.append(
                Emendation(span, received, "", "reflow", "certain", BY_EDITOR, ruling.ground)
            )
        yield parts[0]._replace(text=MappedText.joined(*(part.text for part in parts)))
