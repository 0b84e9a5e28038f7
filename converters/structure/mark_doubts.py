"""Where what the file says of its lines and what is read of them do not agree: told, never settled.

A file may call a line a heading that bears no number, and set an automatic number before one that
is printed: what of it is meant, a person says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from converters.models.derived import Marks
from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Unit
from converters.text import blanks, labels
from converters.text.mapped_text import Span

_HEADINGS = "原件把这一行标作标题（第 {} 级），没有读作条款或题名，照录为正文"
_TWICE = "自动编号“{}”之后又印着编号“{}”，照录；哪一个是这一条的，请核对"
_SETTLED = frozenset(["title", "notice", "metadata", "note", "noise", "signature", "table", "box"])
_TITLES = frozenset(["title", "doc_number", "issuer", "contents", "attachments", "caption"])


def find(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each heading of the file that is none here, and each number that has two."""
    marks = source.derived.marks if source.derived else Marks()
    yield from _headings(source, units, marks)
    for number in marks.generated:
        end = source.text.find("\n", number.end)
        rest = source.text[number.end : end if end >= 0 else len(source.text)]
        printed = labels.match(rest.lstrip(blanks.CHARS))
        if printed and labels.match(source.text[number.start : number.end] + "甲"):
            at = number.end + len(rest) - len(rest.lstrip(blanks.CHARS))
            own = source.text[number.start : number.end]
            said = _TWICE.format(own, source.text[at : at + printed.end])
            yield Problem("number-twice", said, Span(number.start, at + printed.end))


def _headings(source: Source, units: Sequence[Unit], marks: Marks) -> Iterator[Problem]:
    if not marks.headings:
        return
    clauses = {unit.line for unit in units if unit.is_clause}
    settled = {
        part.line
        for unit in units
        for part in unit.parts
        if unit.kind in _SETTLED or part.role in _TITLES
    }
    cells = [(grid.start, grid.end) for grid in marks.grids]
    for heading in marks.headings:
        line = source.position(heading.start).line
        within = bisect_right(cells, (heading.start, len(source.text))) - 1
        is_cell = within >= 0 and heading.start < cells[within][1]
        if not (is_cell or line in clauses or line in settled):
            span = Span(heading.start, heading.end)
            yield Problem("heading-unread", _HEADINGS.format(heading.level), span)
