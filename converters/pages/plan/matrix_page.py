"""职责矩阵: who answers for which clause of a plan in what role, `matrix/<work>/`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation import cards, clause_addresses
from converters.citation.cards import Card
from converters.citation.clause_addresses import Address
from converters.models.page import Page, View
from converters.models.plan import Plan
from converters.names.assignments import Assignment
from converters.names.plan_names import PlanNames
from converters.pages import print_sheet
from converters.text import punctuation

_MAX_COLUMNS = 20
"""What fits the width of a window, and a sheet of A4 on its side."""

_LAYOUT = "margin: 12mm; size: A4 landscape;"
_CAPTION = "职责矩阵"
_ONE_ROLE = "●"
_BEARER = re.compile(
    rf"(?<=.)(?:{lexicon.alternatives(lexicon.words('responsibility')['bearers'])})\Z"
)


@dataclass(frozen=True)
class _Unit:
    """A row: what tells it from others, the name as first printed, the key of its record if any."""

    id: str
    name: str
    key: str
    rank: int


@dataclass(frozen=True)
class _Matrix:
    """The assignments of one plan, at least one, by unit and clause."""

    plan: Plan
    found: Sequence[Assignment]
    names: PlanNames

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        return clause_addresses.of(self.plan)

    @cached_property
    def cells(self) -> Mapping[str, Mapping[str, list[str]]]:
        """The roles by clause and unit."""
        cells: dict[str, dict[str, list[str]]] = {}
        for one in self.found:
            roles = cells.setdefault(one.clause_id, {}).setdefault(self.names.unit(one), [])
            if one.role not in roles:
                roles.append(one.role)
        return cells

    @cached_property
    def clauses(self) -> list[str]:
        """The ids of the columns, in the order of the plan: of clauses, rows and paragraphs."""
        return list(self.cells)

    @cached_property
    def units(self) -> Mapping[str, _Unit]:
        """The rows, in the order in which the plan first names them."""
        units: dict[str, _Unit] = {}
        for one in self.found:
            id_ = self.names.unit(one)
            units.setdefault(id_, _Unit(id_, one.unit, one.key, len(units)))
        return units

    @cached_property
    def totals(self) -> Counter[str]:
        """In how many clauses each unit stands."""
        return Counter(unit for roles in self.cells.values() for unit in roles)

    @cached_property
    def roles(self) -> list[str]:
        """Each role once, in the order of the plan."""
        return list(dict.fromkeys(one.role for one in self.found))

    def units_of(self, clauses: Iterable[str]) -> list[_Unit]:
        """The rows that have a cell in one of the columns."""
        ids = {unit for clause in clauses for unit in self.cells[clause]}
        return sorted((self.units[id_] for id_ in ids), key=attrgetter("rank"))

    def sign(self, role: str) -> str:
        """What stands for a role in a narrow column: 牵头 for 牵头单位."""
        return _ONE_ROLE if len(self.roles) == 1 else _BEARER.sub("", role)


class _Head(NamedTuple):
    """A column: 二（四） 强化风险防控, the id of the clause, how many units stand in it."""

    where: str
    heading: str
    id: str
    units: int


class _Cell(NamedTuple):
    """The roles of a unit in a clause: as signs and, where there is room or need, in words."""

    clause: _Head
    signs: tuple[str, ...]
    roles: str


class _Row(NamedTuple):
    """A unit: its name, the key and the name of its record, its cells, in how many clauses.

    One without a record has the id of its `entry` in the plan's index of names.
    """

    name: str
    key: str
    entry: str
    pref: str
    cells: tuple[_Cell, ...]
    clauses: int


class Table(NamedTuple):
    """A table of a width that can be read."""

    caption: str
    heads: tuple[_Head, ...]
    rows: tuple[_Row, ...]

    @property
    def total(self) -> int:
        """How many assignments it has, each unit and clause counted once."""
        return sum(head.units for head in self.heads)


@dataclass(frozen=True)
class _Page:
    """What the page says.

    Args:
        title: of the page.
        card: of the plan.
        where: it is in force.
        with_units: how many clauses say who answers for them.
        units: how many units there are.
        places: how many assignments.
        signs: what the signs of the roles stand for.
        has_unknown: whether a unit has no record.
        is_of_one_role: whether all cells have one sign.
        tables: the matrix, cut into tables.
        unreviewed: what is said of a unit that no person has looked at.
    """

    title: str
    card: Card
    where: str
    with_units: int
    units: int
    places: int
    signs: Sequence[str]
    has_unknown: bool
    is_of_one_role: bool
    tables: Sequence[Table]
    unreviewed: str = lexicon.glossary("plan")["unreviewed"]


def pages(plan: Plan, assigned: Sequence[Assignment], names: PlanNames) -> Iterator[Page | View]:
    """The matrix of a plan and its print; nothing if the plan does not say who answers."""
    if assigned:
        card = cards.of(plan)
        says = _page(_Matrix(plan, assigned, names), card)
        yield View(Path(f"matrix/{card.work}.md"), "matrix.md", says)
        yield print_sheet.drawn_from([card], f"matrix/{card.work}/", says.title, _LAYOUT)


def whole(plan: Plan, assigned: Sequence[Assignment], names: PlanNames) -> Table:
    """The matrix of a plan as one table, however wide."""
    matrix = _Matrix(plan, assigned, names)
    heads = tuple(_head(matrix, clause) for clause in matrix.clauses)
    rows = (_row(matrix, unit, heads) for unit in matrix.units.values())
    return Table(_CAPTION, heads, tuple(rows))


def _page(matrix: _Matrix, card: Card) -> _Page:
    return _Page(
        f"{card.title}：职责矩阵",
        card,
        "".join(card.place_names) or "地区未详",
        len(matrix.clauses),
        len(matrix.units),
        len(matrix.found),
        tuple(_meaning(matrix, role) for role in matrix.roles),
        not all(unit.key for unit in matrix.units.values()),
        len(matrix.roles) == 1,
        tuple(_tables(matrix)),
    )


def _meaning(matrix: _Matrix, role: str) -> str:
    """牵头：牵头单位, or the role alone if it is its own sign."""
    sign = matrix.sign(role)
    return role if sign == role else f"{sign}：{role}"


def _tables(matrix: _Matrix) -> Iterator[Table]:
    """The matrix, cut into tables."""
    runs = list(_runs(matrix.clauses))
    for clauses in runs:
        heads = tuple(_head(matrix, clause) for clause in clauses)
        reach = f"，{heads[0].where} 至 {heads[-1].where}" if len(runs) > 1 else ""
        rows = (_row(matrix, unit, heads) for unit in matrix.units_of(clauses))
        yield Table(f"{_CAPTION}{reach}", heads, tuple(rows))


def _runs(clauses: Sequence[str]) -> Iterator[list[str]]:
    """Clauses in runs of at most `_MAX_COLUMNS`; a part of the plan is kept whole if it fits."""
    run: list[str] = []
    for _, part in groupby(clauses, key=lambda id_: id_.partition("-")[0]):
        whole = list(part)
        if run and len(run) + len(whole) > _MAX_COLUMNS:
            yield run
            run = []
        run += whole
        while len(run) > _MAX_COLUMNS:
            yield run[:_MAX_COLUMNS]
            run = run[_MAX_COLUMNS:]
    if run:
        yield run


def _head(matrix: _Matrix, id_: str) -> _Head:
    address = matrix.addresses[id_]
    return _Head(address.shown, address.heading, id_, len(matrix.cells[id_]))


def _row(matrix: _Matrix, unit: _Unit, heads: Sequence[_Head]) -> _Row:
    name = punctuation.restore(unit.name)
    record = matrix.names.authority.records.get(unit.key)
    body = None if record else matrix.names.bodies.get(unit.name)
    pref = record.pref if record else body.pref if body else ""
    entry = body.id if body else ""
    cells = tuple(_cell(matrix, unit, head) for head in heads)
    return _Row(name, unit.key, entry, pref, cells, matrix.totals[unit.id])


def _cell(matrix: _Matrix, unit: _Unit, head: _Head) -> _Cell:
    roles = matrix.cells[head.id].get(unit.id, [])
    return _Cell(head, tuple(map(matrix.sign, roles)), "、".join(roles))
