"""Duties that stand in no sentence: in the columns of a table, or body by body below one heading.

Plans list who does what in a table with a column 牵头单位, emergency plans body by body, in a
chapter or an attachment on 职责: a paragraph 区应急局：组织救援, or a clause with the name as its
heading.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence

from converters import lexicon
from converters.models.located import Problem
from converters.models.unit import Part, Responsibility, Unit
from converters.structure import responsibility

_WORDS = lexicon.words("responsibility")
_HOLDERS = frozenset(_WORDS["holder_headers"])
_DUTIES = frozenset(_WORDS["duty_headers"])
_ON_DUTIES = re.compile(lexicon.alternatives(_WORDS["duty_headings"]))
_ROLE = str(_WORDS["standing_role"])
_COLON = re.compile("[:：]")
_MAX_NAMES = 120
_MAX_TITLE = 40
UNREAD = "职责栏里的“{}”不像单位名称，没有读作职责"
_SHOWN = 20


def read(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units with the duties that stand in rows, headings and paragraphs.

    Args:
        units: of a document, in order; lists of units in sentences are read already.
    """
    on_duties = _on_duties(units)
    columns = {unit.number: _columns(unit) for unit in units if unit.is_table}
    return tuple(_read(unit, columns, on_duties) for unit in units)


def unread(units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each cell in the column of a role that holds no names.

    Args:
        units: of a document, in order.
    """
    columns = {unit.number: _columns(unit) for unit in units if unit.is_table}
    for unit in units:
        if unit.kind == "row":
            roles = columns[int(unit.above or 0)]
            for part, role in zip(unit.parts, roles, strict=False):
                if role and part.text and responsibility.of_cell(part.text.text, role) is None:
                    message = UNREAD.format(part.text.text[:_SHOWN])
                    yield Problem("duties-unread", message, part.text.span)


def _read(unit: Unit, columns: Mapping[int, Sequence[str]], on_duties: frozenset[int]) -> Unit:
    if unit.kind == "row":
        roles = columns[int(unit.above or 0)]
        return _row(unit, roles) if any(roles) else unit
    if unit.is_clause or unit.kind == "attachment":
        is_on_duties = unit.number in on_duties
        parts = tuple(_paragraph(part, is_on_duties=is_on_duties) for part in unit.parts)
        named = _of_heading(unit, is_on_duties=is_on_duties)
        is_new = named or any(map(operator.is_not, parts, unit.parts))
        return unit._replace(parts=parts, responsibilities=named) if is_new else unit
    return unit


def _on_duties(units: Sequence[Unit]) -> frozenset[int]:
    """The units below a heading, or the title of an attachment, that is on duties."""
    found: set[int] = set()
    attachment = False
    for unit in units:
        if unit.kind == "attachment":
            goes_on = attachment and not _opens(unit)
            attachment = goes_on or any(map(_is_on_duties, _titles(unit)))
            found |= {unit.number} if attachment else set()
        elif unit.is_clause:
            above = unit.above is not None and (
                unit.above in found or _is_on_duties(units[unit.above].heading.text)
            )
            found |= {unit.number} if above or _is_on_duties(unit.heading.text) else set()
    return frozenset(found)


def _titles(attachment: Unit) -> Iterator[str]:
    """The lines of an attachment that may be its title."""
    return (str(part.text) for part in attachment.parts[:3] if len(part.text) <= _MAX_TITLE)


def _opens(attachment: Unit) -> bool:
    return any(part.role == "title" for part in attachment.parts)


def _is_on_duties(heading: str) -> bool:
    return bool(_ON_DUTIES.search(heading)) and not _COLON.search(heading)


def _columns(table: Unit) -> list[str]:
    """The role of each column, empty for one that names nobody.

    A column 单位 beside one of 职责 is that of whoever has them.
    """
    heads = ["".join(cell.text.split()) for cell in table.header]
    roles = [responsibility.role_of(head) or "" for head in heads]
    if not any(roles) and any(head in _DUTIES for head in heads):
        return [_ROLE if head in _HOLDERS else "" for head in heads]
    return roles


def _row(row: Unit, roles: Sequence[str]) -> Unit:
    parts = (
        part._replace(responsibilities=responsibility.of_cell(part.text.text, role) or ())
        if role
        else part
        for part, role in zip(row.parts, [*roles, *[""] * len(row.parts)], strict=False)
    )
    return row._replace(parts=tuple(parts))


def _paragraph(part: Part, *, is_on_duties: bool) -> Part:
    """The paragraph, with the bodies before its colon if what follows is what they have to do."""
    if part.responsibilities or part.role != "text":
        return part
    found = _before_colon(part.text.text, is_on_duties=is_on_duties)
    return part._replace(responsibilities=found) if found else part


def _of_heading(clause: Unit, *, is_on_duties: bool) -> tuple[Responsibility, ...]:
    """The bodies that a heading names: before its colon, or alone above what they have to do."""
    heading = clause.heading.text
    if not heading:
        return ()
    if found := _before_colon(heading, is_on_duties=is_on_duties):
        return found
    if not is_on_duties or len(heading) > _MAX_NAMES:
        return ()
    return responsibility.of_bodies(heading, _ROLE)


def _before_colon(text: str, *, is_on_duties: bool) -> tuple[Responsibility, ...]:
    colon = _COLON.search(text, 0, _MAX_NAMES + 1)
    at = colon.start() if colon else 0
    after = text[at + 1 : at + 1 + _MAX_NAMES].strip() if at else ""
    if not after or not (is_on_duties or responsibility.is_duty(after)):
        return ()
    found = responsibility.of_bodies(text[:at], _ROLE)
    return tuple(
        entry._replace(end=at + 1 if n == len(found) else entry.end)
        for n, entry in enumerate(found, 1)
    )
