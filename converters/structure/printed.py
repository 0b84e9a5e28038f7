"""Units and their record in the characters that are printed, where rules read simplified ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from converters.models.record import AnyField, Record
from converters.models.source import Source
from converters.models.unit import Part, Responsibility, Unit
from converters.text import traditional
from converters.text.mapped_text import MappedText

_REACH = 400
"""How far on in the text the next character of a value may stand."""

_AS_READ = ("kind", "place", "period")
_OPENING = "（(〔[［【"


def units(source: Source, read: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units as they are printed.

    Args:
        source: whose text it is.
        read: in the characters that rules read.
    """
    if not traditional.is_traditional(source.text):
        return tuple(read)
    way_back = _WayBack(source.text)
    for unit in read:
        for cell in unit.header if unit.is_table else ():
            way_back.heads["".join(cell.text.split())] = "".join(way_back.text(cell).text.split())
    return tuple(_unit(unit, way_back) for unit in read)


def record(read: Record, units_read: Sequence[Unit], units_printed: Sequence[Unit]) -> Record:
    """The record as the file prints it: each value is looked up from the line that states it.

    Args:
        read: its record in the characters that rules read.
        units_read: what it was read from.
        units_printed: the same units as they are printed.
    """
    if units_printed == tuple(units_read):
        return read
    lines = list(_lines(units_read, units_printed))
    found: dict[str, Any] = {
        name: _field(stated, lines)
        for name, stated in read.items()
        if name not in (*_AS_READ, *read.dates) and stated.line
    }
    return replace(read, **found)


@dataclass(frozen=True)
class _WayBack:
    """From what rules read to what is printed; `heads` are those of tables, by what is read."""

    original: str
    heads: dict[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=traditional.pairs)

    def text(self, text: MappedText) -> MappedText:
        """A text of the reading, or a piece of one, as it is printed."""
        places = zip(text.starts, text.ends, text.text, strict=True)
        printed = "".join(self._char(start, end, char) for start, end, char in places)
        return MappedText(printed, text.starts, text.ends)

    def _char(self, start: int, end: int, char: str) -> str:
        own = self.original[start:end]
        return own if own == char or self.pairs.get(own) == char else char


def _unit(unit: Unit, way_back: _WayBack) -> Unit:
    return unit._replace(
        parts=tuple(_part(part, way_back) for part in unit.parts),
        label=way_back.text(unit.label),
        heading=way_back.text(unit.heading),
        separator=way_back.text(unit.separator),
        responsibilities=_entries(unit.responsibilities, unit.heading, way_back),
    )


def _part(part: Part, way_back: _WayBack) -> Part:
    entries = _entries(part.responsibilities, part.text, way_back)
    return part._replace(text=way_back.text(part.text), responsibilities=entries)


def _entries(
    entries: Sequence[Responsibility], text: MappedText, way_back: _WayBack
) -> tuple[Responsibility, ...]:
    if not entries:
        return ()
    printed = way_back.text(text).text
    return tuple(_entry(one, text.text, printed, way_back.heads) for one in entries)


def _entry(
    entry: Responsibility, text: str, printed: str, heads: Mapping[str, str]
) -> Responsibility:
    """The entry with its names as they are printed between its start and its end."""
    at = text.find(entry.role, entry.start, entry.end)
    size = len(entry.role)
    role = printed[at : at + size] if at >= 0 else heads.get(entry.role, entry.role)
    is_label = not text[entry.start : max(at, entry.start)].strip(_OPENING)
    at = at + size if at >= 0 and is_label else entry.start
    names: list[str] = []
    for name in entry.units:
        at = text.index(name, at, entry.end)
        names.append(printed[at : at + len(name)])
        at += len(name)
    return entry._replace(role=role, units=tuple(names))


def _lines(read: Sequence[Unit], printed: Sequence[Unit]) -> Iterator[tuple[int, str, str]]:
    """The line, the reading and the printed text of each part."""
    for unit, own in zip(read, printed, strict=True):
        for part, own_part in zip(unit.parts, own.parts, strict=True):
            yield part.line, part.text.text, own_part.text.text


def _field(stated: AnyField, lines: Sequence[tuple[int, str, str]]) -> AnyField:
    after = [(read, own) for line, read, own in lines if line >= (stated.line or 0)]
    read = "".join(read for read, _ in after)
    own = "".join(own for _, own in after)
    value = stated.value
    if isinstance(value, str):
        return replace(stated, value=_looked_up(value, read, own))  # type: ignore[arg-type]
    if isinstance(value, tuple):
        names = (_looked_up(str(name), read, own) for name in value)
        return replace(stated, value=tuple(names))  # type: ignore[arg-type]
    return stated


def _looked_up(value: str, read: str, own: str) -> str:
    """A value in the characters that are printed, which follow one another as its own do."""
    found: list[str] = []
    at = 0
    for char in value:
        next_at = read.find(char, at, at + _REACH)
        found.append(own[next_at] if next_at >= 0 else char)
        at = next_at + 1 if next_at >= 0 else at
    return "".join(found)
