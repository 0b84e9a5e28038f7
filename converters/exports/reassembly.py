"""How the file received is put together again from the data of a plan alone: its key `received`.

The file is a sequence of pieces. What the data has elsewhere is pointed at (RFC 6901): all of a
string, or a range of its code points. What it has nowhere is written out: blanks, line ends, the
byte order mark. `data/verify.py` follows the pieces and compares with `sha256`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.source import Source
from converters.text import blanks
from converters.text.json_value import Json
from converters.text.mapped_text import MappedText


class _Field(NamedTuple):
    """A text of the data: the string that it stands in, and where it begins there."""

    pointer: str
    at: int
    text: MappedText


class _Run(NamedTuple):
    """A range of the file that stands in a string of the data as it was received."""

    start: int
    end: int
    pointer: str
    at: int


def value(plan: Plan, damage: Sequence[Entry]) -> dict[str, Json]:
    """The member of the data.

    Args:
        plan: whose units stand in the data in their order.
        damage: its emendations, as the data has them.
    """
    runs = [run for field in _fields(plan) for run in _runs(field, plan.source)]
    runs += _damaged(damage, plan.source.text)
    return {"encoding": plan.source.encoding, "pieces": [*_pieces(sorted(runs), plan.source.text)]}


def _fields(plan: Plan) -> Iterator[_Field]:
    for number, clause in enumerate(plan.clauses):
        of = f"/clauses/{number}"
        for name in ("label", "heading", "separator"):
            if text := getattr(clause, name):
                yield _Field(f"{of}/{name}", 0, text)
        yield from _joined(f"{of}/text", clause.cells)
    for number, block in enumerate(plan.blocks):
        yield from _joined(f"/blocks/{number}/text", block.cells)
    for number, table in enumerate(plan.tables):
        of = f"/tables/{number}"
        yield _Field(f"{of}/caption", 0, table.caption)
        yield from _listed(f"{of}/header", table.header)
        for row, unit in enumerate(plan.below(table)):
            yield from _listed(f"{of}/rows/{row}", unit.cells)


def _joined(pointer: str, texts: Iterable[MappedText]) -> Iterator[_Field]:
    """Texts that stand in one string, with a line feed between them."""
    at = 0
    for text in texts:
        yield _Field(pointer, at, text)
        at += len(text) + 1


def _listed(pointer: str, texts: Iterable[MappedText]) -> Iterator[_Field]:
    return (_Field(f"{pointer}/{number}", 0, text) for number, text in enumerate(texts))


def _runs(field: _Field, source: Source) -> Iterator[_Run]:
    """What of a text stands in the file just so."""
    for first, last in field.text.kept(source.text):
        start = field.text.starts[first]
        yield _Run(start, start + last - first, field.pointer, field.at + first)


def _damaged(damage: Sequence[Entry], text: str) -> Iterator[_Run]:
    """The damaged sides of emendations; of those that are blanks alone there are many."""
    for number, entry in enumerate(damage):
        if entry.received.strip(blanks.CHARS) and text[slice(*entry.span)] == entry.received:
            yield _Run(*entry.span, f"/damage/{number}/damaged", 0)


def _pieces(runs: Iterable[_Run], text: str) -> Iterator[Json]:
    at = 0
    for start, end, pointer, begin in runs:
        if end <= at:
            continue
        if start > at:
            yield text[at:start]
        skipped = max(at - start, 0)
        yield [pointer, begin + skipped, begin + end - start]
        at = end
    if at < len(text):
        yield text[at:]
