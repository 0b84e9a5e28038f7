"""职责矩阵: the list of plans that say who answers for their clauses, `matrix/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.library.facts import MatrixFigures
from converters.models.page import View
from converters.models.phrase import Link
from converters.views import plan_facets
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table

_PAGE_SIZE = 200
_FEW = 3
"""So many plans are shown one by one; more are a table."""

_FIELDS = lexicon.glossary("fields")
_COLUMNS = {
    _FIELDS["place"]: "",
    _FIELDS["title"]: "title",
    _FIELDS["period"]: "number",
    "条款": "number",
    "单位": "number",
}

_Matrix = tuple[Card, MatrixFigures]


@dataclass(frozen=True)
class _Entry:
    """A plan of which the page tells more than a row of a table can."""

    place: str
    years: str
    link: Link
    clauses: int
    figures: MatrixFigures


@dataclass(frozen=True)
class _List:
    """What one page says; of few plans one by one, of more in a table."""

    title: str
    account: str
    entries: Sequence[_Entry]
    table: Table | None
    leaf: Leaf
    provinces: Sequence[Link]


def pages(matrices: Sequence[_Matrix], plans: int) -> Iterator[View]:
    """The list, so many plans a page.

    Args:
        matrices: of the plans that have any.
        plans: how many plans there are in all.
    """
    size = len(matrices)
    account = _account(size, plans)
    listed = plan_facets.by_province(
        matrices, _PAGE_SIZE, Path("matrix/index.md"), lambda matrix: matrix[0]
    )
    for leaf, shown, provinces in listed:
        entries = [_entry(*matrix) for matrix, _ in shown] if size <= _FEW else []
        table = _table(shown) if size > _FEW else None
        says = _List(f"职责矩阵{leaf.suffix}", account, entries, table, leaf, provinces)
        yield View(leaf.path, "matrix_list.md", says)


def _account(size: int, plans: int) -> str:
    if size:
        return f"{counted(size)}份规划逐条列明责任单位。"
    return "所收规划都没有逐条列明责任单位。" if plans else "还没有收入规划。"


def _table(listed: Sequence[tuple[_Matrix, str]]) -> Table:
    records = [_record(*matrix, id_) for matrix, id_ in listed]
    return Table("有职责矩阵的规划", _COLUMNS, records)


def _entry(card: Card, figures: MatrixFigures) -> _Entry:
    return _Entry(_where(card), card.years, _link(card), card.clauses, figures)


def _record(card: Card, figures: MatrixFigures, id_: str) -> Record:
    cells = [
        Cell(_where(card), card.work),
        Cell(_link(card)),
        Cell(card.years, card.years),
        Cell(str(figures.clauses), figures.clauses),
        Cell(str(figures.units), figures.units),
    ]
    return Record(cells, id_)


def _link(card: Card) -> Link:
    return Link(card.title_shown, f"matrix/{card.work}.md")


def _where(card: Card) -> str:
    return "".join(card.place_names) or "地区未详"
