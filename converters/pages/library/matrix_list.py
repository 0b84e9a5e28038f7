"""职责矩阵: the list of plans that say who answers for their clauses, `matrix/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.library.facts import MatrixFigures
from converters.models.page import Page
from converters.text.markdown import Markdown
from converters.writing import pagination, record_table, sections
from converters.writing.pagination import Leaf
from converters.writing.record_table import Cell, Record

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


def pages(matrices: Sequence[_Matrix]) -> Iterator[Page]:
    """The list, so many plans a page."""
    for leaf, listed in pagination.split(matrices, _PAGE_SIZE, Path("matrix/index.md")):
        yield Page(leaf.path, _page(len(matrices), listed, leaf))


def _page(size: int, listed: Sequence[_Matrix], leaf: Leaf) -> str:
    count = f"{counted(size)}份规划逐条列明责任单位。"
    if not size:
        body = ["所收规划都没有逐条列明责任单位。"]
    elif size <= _FEW:
        body = [count, *(_entry(*matrix) for matrix in listed)]
    else:
        records = [_record(*matrix) for matrix in listed]
        body = [count, record_table.table("有职责矩阵的规划", _COLUMNS, records)]
    title = f"职责矩阵{leaf.suffix}"
    parts = [
        f"---\ntitle: {title}\nscripts: [records]\n---",
        f"# {title} {{: #page }}",
        *body,
        *leaf.turning,
        "[下载 CSV](../data/responsibility.csv) [数据说明](../about/data.md)\n{: .links }",
    ]
    return "\n\n".join(parts) + "\n"


def _entry(card: Card, figures: MatrixFigures) -> str:
    body = [
        f"[{card.title_shown}]({card.work}.md)\n{{: .matrix-link }}",
        (
            f"全文 {card.clauses} 条，{figures.clauses} 条列明责任单位；"
            f"{figures.units} 个单位，共 {figures.assignments} 处。"
        ),
    ]
    heading = f"{_where(card)}\n{{: .place }}"
    return "\n\n".join(sections.section(heading, card.years, body))


def _record(card: Card, figures: MatrixFigures) -> Record:
    cells = [
        Cell(_where(card), card.work),
        Cell(Markdown(f"[{card.title_shown}]({card.work}.md)")),
        Cell(card.years, card.years),
        Cell(str(figures.clauses), figures.clauses),
        Cell(str(figures.units), figures.units),
    ]
    return Record(cells)


def _where(card: Card) -> Markdown:
    return Markdown.escape("".join(card.place_names) or "地区未详")
