"""What a plan has each body answer for, clause by clause, as its duty sheet quotes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from converters.citation.clause_addresses import Address
from converters.models.phrase import Link, Marked, Phrase, joined, to_part
from converters.models.plan import Plan
from converters.models.unit import Part, Unit
from converters.names.assignments import Assignment
from converters.text import punctuation
from converters.text.mapped_text import MappedText, Span
from converters.views.duty_text import SETTLED, DutyText
from converters.views.plan_print import EntryText, entry_text


class Clause(NamedTuple):
    """A clause, as it is quoted for a body that answers for it.

    Args:
        id: of it in its plan.
        heading: its label and heading, or which clause it is.
        address: which clause it is, and the way to it.
        text: its paragraphs, what is said of the body and how often marked in them; for what is no
            text of it, the way there.
        notes: on what in these the editor has conjectured, could not read, or left as it was.
        settled: in how many places of them a rule alone decided.
    """

    id: str
    heading: str
    address: Link
    text: tuple[Phrase, ...]
    notes: tuple[EntryText, ...] = ()
    settled: int = 0

    @property
    def parts(self) -> Iterator[tuple[bool, Phrase]]:
        """Each paragraph, and whether it but leads to where something else stands."""
        return ((isinstance(one, Link), one) for one in self.text)


class Duty(NamedTuple):
    """What a body does for a clause.

    Args:
        clause: that it answers for.
        roles: in which roles.
        others: with how many others.
        units: of each role, all who stand in the list: the body set off, the others linked.
    """

    clause: Clause
    roles: str
    others: int
    units: tuple[tuple[str, Phrase], ...]


def of_plan(
    plan: Plan, found: Sequence[Assignment], texts: DutyText
) -> Mapping[str, tuple[Duty, ...]]:
    """By the key of each body that answers for clauses: these, in the order of the plan.

    Args:
        plan: with ids.
        found: who answers for what in it.
        texts: quotes it.
    """
    if not found:
        return {}
    paragraphs = {part.id: part for block in plan.blocks for part in block.parts}
    duties: dict[str, list[Duty]] = {}
    for id_, of in groupby(found, key=attrgetter("clause_id")):
        listed = tuple(of)
        unit = plan.by_id.get(id_)
        address = texts.quoter.addresses[id_]
        for key in dict.fromkeys(one.key for one in listed if one.key):
            if unit and unit.is_clause:
                clause = _clause(plan, unit, address, partial(texts.body, key))
                quoted = [(one.text, texts.place(one)) for one in _parts(plan, unit)]
            else:
                parts = unit.parts if unit and unit.kind == "row" else (paragraphs[id_],)
                clause = _outside(plan, id_, address, (_whole(texts, key, one) for one in parts))
                quoted = [(one.text, Span(0, len(one.text))) for one in parts]
            clause = _noted(clause, texts, quoted)
            duties.setdefault(key, []).append(_duty(key, clause, listed))
    return {key: tuple(of_key) for key, of_key in duties.items()}


_Body = Callable[[Part], Phrase]
"""How a paragraph is quoted."""


def _clause(plan: Plan, clause: Unit, address: Address, body: _Body) -> Clause:
    return Clause(
        clause.id,
        _heading(clause, address),
        to_part(address.shown, plan.work, clause.id),
        tuple(_text(plan, clause, body)),
    )


def _outside(plan: Plan, id_: str, address: Address, text: Iterable[Phrase]) -> Clause:
    """A row of a table with its cells, or a paragraph outside the clauses."""
    shown: tuple[Phrase, ...] = tuple(one for one in text if one)
    return Clause(id_, address.shown, to_part(address.shown, plan.work, id_), shown)


def _whole(texts: DutyText, key: str, part: Part) -> Phrase:
    """A paragraph with its lists of units; none of its sentences is of the body alone."""
    return texts.text(key, part.text, Span(0, len(part.text)), [Span(0, len(part.text))])


def _parts(plan: Plan, clause: Unit) -> Iterator[Part]:
    """The paragraphs of it and of those below it that are quoted with it."""
    yield from clause.parts
    for child in plan.children(clause):
        if not any(part.responsibilities for part in child.parts):
            yield from _parts(plan, child)


def _noted(clause: Clause, texts: DutyText, quoted: Iterable[tuple[MappedText, Span]]) -> Clause:
    """It with the notes on what is quoted for it."""
    found = [entry for text, place in quoted for _, entry in texts.entries(text, place)]
    told = [entry for entry in found if entry.verdict != SETTLED]
    notes = tuple(entry_text(entry, texts.quoter.addresses) for entry in told)
    return clause._replace(notes=notes, settled=len(found) - len(told))


def _heading(clause: Unit, address: Address) -> str:
    if not clause.heading:
        return address.shown
    return _restored(clause).rstrip(punctuation.FULL_STOP)


def _duty(key: str, clause: Clause, listed: Sequence[Assignment]) -> Duty:
    roles = "、".join(dict.fromkeys(one.role for one in listed if one.key == key))
    others = {one.key or one.unit for one in listed} - {key}
    units = tuple((role, _units(key, of)) for role, of in groupby(listed, key=attrgetter("role")))
    return Duty(clause, roles, len(others), units)


def _units(key: str, listed: Iterable[Assignment]) -> Phrase:
    return joined("、", (_unit(key, one) for one in listed))


def _unit(key: str, one: Assignment) -> Phrase:
    name = punctuation.restore(one.unit)
    if one.key == key:
        return Marked("strong", name)
    return Link(name, f"{one.key}.md") if one.key else name


def _text(plan: Plan, clause: Unit, body: _Body) -> Iterator[Phrase]:
    """The clause and those below it that have no list of their own."""
    inner = [one for one in plan.below(clause) if not one.is_clause]
    for number, part in enumerate(clause.parts):
        while inner and inner[0].after <= number:
            yield from _elsewhere(plan, inner.pop(0))
        if text := body(part):
            yield text
    for one in inner:
        yield from _elsewhere(plan, one)
    for child in plan.children(clause):
        if not any(part.responsibilities for part in child.parts):
            yield _restored(child)
            yield from _text(plan, child, body)


def _elsewhere(plan: Plan, unit: Unit) -> Iterator[Link]:
    """What stands in a clause and is no text of it."""
    if unit.kind != "noise":
        shown = "表，见原处" if unit.is_table else "另有文字，见原处"
        yield to_part(shown, plan.work, unit.id)


def _restored(clause: Unit) -> str:
    """Label and heading as they are read."""
    return punctuation.restore(f"{clause.label}{clause.heading}{clause.separator}")
