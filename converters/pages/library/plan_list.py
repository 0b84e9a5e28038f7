"""规划一览: all plans of the library, `plans/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.models.page import Page
from converters.names import divisions
from converters.text import dates, punctuation
from converters.text.markdown import Markdown, span
from converters.writing import pagination, record_table
from converters.writing.record_table import Cell, Record

_ROWS = 500
_WORDS = {**lexicon.glossary("fields"), **lexicon.glossary("plan")}
_COLUMNS = {
    "place": "",
    "level": "",
    "title": "title",
    "kind": "short",
    "period": "number",
    "成文日期": "number",
    "issuer": "",
    "doc_number": "short",
    "clauses": "number",
    "emendations": "number",
}
_FACETS = {name: _WORDS[name] for name in ("kind", "level")}
_UNSTATED = lexicon.glossary("evidence")["absent"]
_ABSENT = span("value-absent", _UNSTATED)


def pages(cards: Sequence[Card]) -> Iterator[Page]:
    """The list, by place and period."""
    columns = {_WORDS[name]: style for name, style in _COLUMNS.items()}
    for leaf, shown in pagination.split(cards, _ROWS, Path("plans/index.md")):
        title = f"规划一览{leaf.suffix}"
        about = f"条款数只计有编号的条款；“{_UNSTATED}”指所据文件里没有，不是没有。"
        parts = [
            f"---\ntitle: {title}\nscripts: [records]\n---",
            f"# {title} {{: #page }}",
            f"共 {len(cards)} 份。{about}",
            *leaf.turning,
            record_table.table("全部规划", columns, map(_record, shown), _FACETS),
            *leaf.turning,
        ]
        yield Page(leaf.path, "\n\n".join(parts) + "\n")


def _record(card: Card) -> Record:
    kind, level = KINDS[card.kind], divisions.level(card.place_code)
    made = f"[{card.emendations}](../plans/{card.work}/emendations.md)"
    cells = [
        Cell("".join(card.place_names), card.place_code),
        Cell(level, card.place_code[2:]),
        Cell(Markdown(f"[{card.title_shown}](../plans/{card.work}/index.md)")),
        Cell(kind),
        Cell(card.years, card.years),
        Cell(dates.to_printed(card.date) if card.date else _ABSENT, card.date),
        _named(card.issuer),
        _named(card.doc_number),
        Cell(str(card.clauses), card.clauses),
        Cell(Markdown(made), card.emendations),
    ]
    return Record(cells, facets={"level": level, "kind": kind})


def _named(value: str) -> Cell:
    text = punctuation.restore(value)
    return Cell(text or _ABSENT, text)
