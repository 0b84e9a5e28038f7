"""规划一览: all plans of the library, `plans/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation import titles
from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.library.withdrawn import Withdrawn
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, joined, to_part
from converters.names import divisions
from converters.text import dates, punctuation
from converters.views import plan_facets
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table

_ROWS = 200
_WORDS = {**lexicon.glossary("fields"), **lexicon.glossary("plan")}
_COLUMNS = {
    "place": "",
    "level": "short",
    "title": "title",
    "kind": "short",
    "period": "number",
    "state": "short",
    "成文日期": "number",
    "issuer": "",
    "doc_number": "short",
    "clauses": "number",
    "emendations": "number",
}
_FACETS = {name: _WORDS[name] for name in ("kind", "level", "state")}
_UNSTATED = lexicon.glossary("evidence")["absent"]
_ABSENT = Marked("value-absent", _UNSTATED)


@dataclass(frozen=True)
class _List:
    """What one page says; `size` is the number of plans on all pages.

    `withdrawn` are those that were taken down, on the last page alone.
    """

    title: str
    size: int
    unstated: str
    table: Table
    withdrawn: Phrase
    leaf: Leaf
    provinces: Sequence[Link]


def pages(cards: Sequence[Card], withdrawn: Sequence[Withdrawn]) -> Iterator[View]:
    """The list, by place and period."""
    columns = {_WORDS[name]: style for name, style in _COLUMNS.items()}
    listed = plan_facets.by_province(cards, _ROWS, Path("plans/index.md"), lambda card: card)
    for leaf, shown, provinces in listed:
        records = [_record(card, id_) for card, id_ in shown]
        table = Table("全部规划", columns, records, _FACETS)
        gone = _gone(withdrawn) if leaf.is_last else ()
        title = f"规划一览{leaf.suffix}"
        says = _List(title, len(cards), _UNSTATED, table, gone, leaf, provinces)
        yield View(leaf.path, "plan_list.md", says)


def _gone(withdrawn: Sequence[Withdrawn]) -> Phrase:
    return joined("、", (to_part(titles.of_work(one.work), one.work, "") for one in withdrawn))


def _record(card: Card, id_: str) -> Record:
    kind, level = KINDS[card.kind], divisions.level(card.place_code)
    emendations = Link(str(card.emendations), f"plans/{card.work}/emendations.md")
    cells = [
        Cell("".join(card.place_names), card.place_code),
        Cell(level, card.place_code[2:]),
        Cell(Link(card.title_shown, f"plans/{card.work}/index.md")),
        Cell(kind),
        Cell(card.years, card.years),
        Cell(card.state),
        Cell(dates.to_printed(card.date) if card.date else _ABSENT, card.date),
        _named(card.issuer),
        _named(card.doc_number),
        Cell(str(card.clauses), card.clauses),
        Cell(emendations, card.emendations),
    ]
    return Record(cells, id_, {"level": level, "kind": kind, "state": card.state})


def _named(value: str) -> Cell:
    text = punctuation.restore(value)
    return Cell(text or _ABSENT, text)
