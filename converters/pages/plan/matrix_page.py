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

from converters import lexicon
from converters.citation import cards, clause_addresses
from converters.citation.clause_addresses import Address
from converters.citation.titles import (
    clause_count,
    display_title,
    place_names,
    title_shown,
)
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.assignments import Assignment
from converters.names.authority import Authority
from converters.text import escape, punctuation
from converters.writing import print_sheet

_MAX_COLUMNS = 20
"""What fits the width of a window, and a sheet of A4 on its side."""

_LAYOUT = "margin: 12mm; size: A4 landscape;"
_UNKNOWN = "没有链接的单位尚不在规范档中。"
_ONE_ROLE = "●"
_BEARER = re.compile(
    rf"(?<=.)(?:{lexicon.alternatives(lexicon.words('responsibility')['bearers'])})\Z"
)


@dataclass(frozen=True)
class _Unit:
    """A row: the name as first printed, the key of its record, empty if there is none."""

    name: str
    key: str
    rank: int

    @property
    def id(self) -> str:
        return self.key or self.name


@dataclass(frozen=True)
class _Matrix:
    """The assignments of one plan, at least one, by unit and clause."""

    plan: Plan
    found: Sequence[Assignment]

    @property
    def work(self) -> str:
        return str(self.plan.source.work)

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        return clause_addresses.of(self.plan)

    @cached_property
    def cells(self) -> Mapping[str, Mapping[str, list[str]]]:
        """The roles by clause and unit (its key or, without one, its name)."""
        cells: dict[str, dict[str, list[str]]] = {}
        for one in self.found:
            roles = cells.setdefault(one.clause_id, {}).setdefault(one.key or one.unit, [])
            if one.role not in roles:
                roles.append(one.role)
        return cells

    @cached_property
    def clauses(self) -> list[Unit]:
        """The columns, in the order of the plan."""
        return [clause for clause in self.plan.clauses if clause.id in self.cells]

    @cached_property
    def units(self) -> Mapping[str, _Unit]:
        """The rows, in the order in which the plan first names them."""
        units: dict[str, _Unit] = {}
        for one in self.found:
            units.setdefault(one.key or one.unit, _Unit(one.unit, one.key, len(units)))
        return units

    @cached_property
    def totals(self) -> Counter[str]:
        """In how many clauses each unit stands."""
        return Counter(unit for roles in self.cells.values() for unit in roles)

    @cached_property
    def roles(self) -> list[str]:
        """Each role once, in the order of the plan."""
        return list(dict.fromkeys(one.role for one in self.found))

    def units_of(self, clauses: Iterable[Unit]) -> list[_Unit]:
        """The rows that have a cell in one of the columns."""
        ids = {unit for clause in clauses for unit in self.cells[clause.id]}
        return sorted((self.units[id_] for id_ in ids), key=attrgetter("rank"))

    def sign(self, role: str) -> str:
        """What stands for a role in a narrow column: 牵头 for 牵头单位."""
        return _ONE_ROLE if len(self.roles) == 1 else _BEARER.sub("", role)


def pages(plan: Plan, assigned: Sequence[Assignment], authority: Authority) -> Iterator[Page]:
    """The matrix of a plan and its print; nothing if the plan does not say who answers."""
    if assigned:
        matrix = _Matrix(plan, assigned)
        title = f"{display_title(plan)}：职责矩阵"
        yield Page(Path(f"matrix/{matrix.work}.md"), _page(matrix, authority))
        address = f"matrix/{matrix.work}/"
        yield print_sheet.drawn_from([cards.of(plan)], address, title, _LAYOUT)


def _where(matrix: _Matrix) -> str:
    return escape.markdown("".join(place_names(matrix.plan))) or "地区未详"


def _counts(matrix: _Matrix) -> str:
    return (
        f"全文 {clause_count(matrix.plan)} 条，{len(matrix.clauses)} 条列明责任单位；"
        f"{len(matrix.units)} 个单位，共 {len(matrix.found)} 处。"
    )


def _downloads(path: str) -> str:
    return f"[下载 CSV](../data/{path}) [数据说明](../about/data.md)\n{{: .links }}"


def _page(matrix: _Matrix, authority: Authority) -> str:
    title = f"{display_title(matrix.plan)}：职责矩阵"
    work = matrix.work
    parts = [
        f"---\ntitle: {escape.front_matter(title)}\nprint_sheet: matrix/{work}/print.css\n---",
        f"[职责矩阵](index.md) / {_where(matrix)}\n{{: .path }}",
        f"# {title_shown(matrix.plan)}：职责矩阵 {{: #page }}",
        f"{_counts(matrix)}\n{{: .account }}",
        f"[校读本](../plans/{work}/index.md) {_downloads(f'responsibility/{work}.csv')}",
        f"{_key(matrix)}\n{{: .matrix-key }}",
        *_tables(matrix, authority),
    ]
    return "\n\n".join(parts) + "\n"


def _key(matrix: _Matrix) -> str:
    signs = "　".join(escape.markdown(_meaning(matrix, role)) for role in matrix.roles)
    unknown = "" if all(unit.key for unit in matrix.units.values()) else _UNKNOWN
    return f"{signs}　单位以首见为序。行末的合计通向该单位的职责单，可以打印。{unknown}"


def _meaning(matrix: _Matrix, role: str) -> str:
    """牵头：牵头单位, or the role alone if it is its own sign."""
    sign = matrix.sign(role)
    return role if sign == role else f"{sign}：{role}"


def _tables(matrix: _Matrix, authority: Authority) -> Iterator[str]:
    """The matrix, cut into tables of a width that can be read."""
    runs = list(_runs(matrix.clauses))
    for clauses in runs:
        ends = [matrix.addresses[clause.id].shown for clause in (clauses[0], clauses[-1])]
        reach = f"，{ends[0]} 至 {ends[1]}" if len(runs) > 1 else ""
        yield _table(matrix, clauses, escape.markdown(f"职责矩阵{reach}"), authority)


def _runs(clauses: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Clauses in runs of at most `_MAX_COLUMNS`; a part of the plan is kept whole if it fits."""
    run: list[Unit] = []
    for _, part in groupby(clauses, key=lambda clause: clause.id.partition("-")[0]):
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


def _table(matrix: _Matrix, clauses: Sequence[Unit], caption: str, authority: Authority) -> str:
    one_role = "" if matrix.roles[1:] else " one-role"
    heads = '<th scope="col">单位</th>'
    heads += "".join(_head(matrix, clause) for clause in clauses)
    heads += '<th scope="col" class="total">合计</th>'
    return "\n".join(
        [
            f'<table class="matrix{one_role}" markdown="1">',
            f'<caption markdown="span">{caption}</caption>',
            f'<thead markdown="1"><tr markdown="1">{heads}</tr></thead>',
            '<tbody markdown="1">',
            *(_row(matrix, unit, clauses, authority) for unit in matrix.units_of(clauses)),
            "</tbody>",
            f'<tfoot markdown="1">{_foot(matrix, clauses)}</tfoot>',
            "</table>",
        ]
    )


def _head(matrix: _Matrix, clause: Unit) -> str:
    link = f"[{_clause(matrix, clause)}]({_address(matrix, clause)})"
    return f'<th scope="col" markdown="span">{link}</th>'


def _clause(matrix: _Matrix, clause: Unit) -> str:
    """二（四） 强化风险防控."""
    address = matrix.addresses[clause.id]
    where = escape.markdown(address.shown)
    return f'<span class="where">{where}</span> {escape.markdown(address.heading)}'.rstrip()


def _address(matrix: _Matrix, clause: Unit) -> str:
    return f"../plans/{matrix.work}/index.md#{clause.id}"


def _row(matrix: _Matrix, unit: _Unit, clauses: Sequence[Unit], authority: Authority) -> str:
    name = escape.markdown(punctuation.restore(unit.name))
    count = matrix.totals[unit.id]
    total = f'{count}<span class="word"> 条</span>'
    if unit.key:
        title = escape.markdown(authority.records[unit.key].pref)
        name = f'[{name}](../{unit.key}.md){{: title="{title}" }}'
        total = f'[{count}<span class="word"> 条，职责单</span>](../{unit.key}/duties.md)'
    cells = "".join(_cell(matrix, unit, clause) for clause in clauses)
    return (
        f'<tr markdown="1"><th scope="row" markdown="span">{name}</th>{cells}'
        f'<td class="total" markdown="span">{total}</td></tr>'
    )


def _cell(matrix: _Matrix, unit: _Unit, clause: Unit) -> str:
    """The roles of a unit in a clause: as signs and, where there is room or need, in words."""
    roles = matrix.cells[clause.id].get(unit.id)
    if not roles:
        return "<td></td>"
    signs = "".join(f"<span>{escape.markdown(matrix.sign(role))}</span>" for role in roles)
    words = escape.markdown("、".join(roles))
    text = (
        f'<span class="sign" aria-hidden="true">{signs}</span>'
        f'<span class="word"><span class="clause">{_clause(matrix, clause)}</span> '
        f'<span class="role">{words}</span></span>'
    )
    return f'<td markdown="span">[{text}]({_address(matrix, clause)})</td>'


def _foot(matrix: _Matrix, clauses: Sequence[Unit]) -> str:
    counts = [len(matrix.cells[clause.id]) for clause in clauses]
    cells = "".join(
        f'<td markdown="span"><span class="word"><span class="clause">'
        f'{_clause(matrix, clause)}</span> </span>{count}<span class="word"> 个单位</span></td>'
        for clause, count in zip(clauses, counts, strict=True)
    )
    return (
        f'<tr markdown="1"><th scope="row">单位数</th>{cells}'
        f'<td class="total">{sum(counts)}<span class="word"> 处</span></td></tr>'
    )
