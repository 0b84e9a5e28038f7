"""Who answers for what: the responsibility assignment matrix of each plan, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.edition import row_ids
from converters.models.mention import Mention
from converters.models.plan import Answer, Plan
from converters.models.unit import Responsibility
from converters.names import name_folding
from converters.text import blanks
from converters.text.mapped_text import Span

_MARKS = f'{name_folding.OPENING}{name_folding.CLOSING}"{blanks.CHARS}'
"""What may stand round a name and is no part of its mention."""

_OPENING = r"[(（〔\[［【]"


@dataclass(frozen=True)
class Assignment:
    """One unit of a list of units: it has `role` in the clause, row or paragraph `clause_id`.

    `unit` is the name as printed, `key` that of the record it means, empty if that is not known.
    """

    work: str
    clause_id: str
    role: str
    unit: str
    key: str
    row_id: str


class _Listed(NamedTuple):
    """A unit in a list, before it has an id."""

    clause_id: str
    role: str
    unit: str
    key: str


def of_plan(plan: Plan, mentions: Sequence[Mention]) -> tuple[Assignment, ...]:
    """The assignments of one registered plan, in the order of the page.

    Args:
        plan: with ids.
        mentions: those of the plan.
    """
    work = str(plan.source.work)
    named = {one.span: one.target for one in mentions if one.kind == "agency" and one.role}
    listed = [one for answer in plan.answers for one in _listed(answer, named)]
    ids = row_ids.numbered((work, one.clause_id, one.role, one.unit) for one in listed)
    return tuple(Assignment(work, *one, id_) for one, id_ in zip(listed, ids, strict=True))


def _listed(answer: Answer, named: Mapping[Span, str]) -> Iterator[_Listed]:
    id_, text, entry = answer
    for unit, place in zip(entry.units, _places(text.text, entry), strict=True):
        key = named.get(text.origin(*_bare(unit, place)), "")
        yield _Listed(id_, entry.role, unit, key)


def _places(text: str, entry: Responsibility) -> Iterator[Span]:
    """Where the units of an entry stand in the paragraph."""
    label = re.compile(rf"{_OPENING}?{re.escape(entry.role)}{blanks.IN_LINE}*[:：]")
    found = label.match(text, entry.start, entry.end)
    at = found.end() if found else entry.start
    for unit in entry.units:
        start = text.index(unit, at, entry.end)
        at = start + len(unit)
        yield Span(start, at)


def _bare(unit: str, place: Span) -> Span:
    """The place without marks at its ends."""
    start = place.start + len(unit) - len(unit.lstrip(_MARKS))
    return Span(start, max(start, place.end - len(unit) + len(unit.rstrip(_MARKS))))
