"""本科室职责: all that a body answers for, on a sheet to print, `agencies/<id>/duties/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.models.page import Page
from converters.names.authority import AuthorityRecord
from converters.text import escape, punctuation
from converters.text.markdown import Markdown
from converters.writing import links, pagination, print_sheet
from converters.writing.pagination import Leaf

_PLANS_ON_A_PAGE = 20
_LAYOUT = "margin: 22mm 20mm 20mm;"
_OF_SECTIONS = "section"


@dataclass(frozen=True)
class Duties:
    """What one plan has a body answer for: how many clauses, and these as Markdown."""

    card: Card
    clauses: int
    markdown: str


def pages(record: AuthorityRecord, found: Sequence[Duties]) -> Iterator[Page]:
    """The sheet of a body and its print; nothing if no plan has it answer for clauses."""
    first = Path(f"{record.key}/duties.md")
    for leaf, shown in pagination.split(found, _PLANS_ON_A_PAGE, first):
        if found:
            cards = [one.card for one in shown]
            address = f"{leaf.path.with_suffix('').as_posix()}/"
            yield Page(leaf.path, _page(record, found, shown, leaf))
            yield print_sheet.drawn_from(cards, address, _title(record), _LAYOUT)


def _word(record: AuthorityRecord) -> str:
    return "科室" if record.kind == _OF_SECTIONS else "单位"


def _title(record: AuthorityRecord) -> str:
    return f"{punctuation.restore(record.pref)}：本{_word(record)}职责"


def _page(
    record: AuthorityRecord, found: Sequence[Duties], shown: Sequence[Duties], leaf: Leaf
) -> str:
    title = _title(record)
    sheet = leaf.path.with_suffix("").as_posix() + "/print.css"
    count = sum(one.clauses for one in found)
    name = record.alt[0] if record.alt else record.pref
    matrix = links.link("职责矩阵", "matrix/index.md", leaf.path)
    body = links.link(name, f"{record.key}.md", leaf.path)
    parts = [
        f"---\ntitle: {escape.front_matter(title + leaf.suffix)}\nprint_sheet: {sheet}\n---",
        f"{matrix} / {body} / 本{_word(record)}职责\n{{: .path }}",
        f"# {Markdown.escape(title)} {{: #page }}",
        f"{counted(len(found))}份规划，{count} 条。\n{{: .account }}",
        *leaf.turning,
        *(links.placed(one.markdown, leaf.path) for one in shown),
        *print_sheet.version([one.card for one in shown]),
    ]
    return "\n\n".join(parts) + "\n"
