"""主题: the grid of plans and topics, `topics/`: how many clauses of each are about it, or 未见."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.library.topical import Counted
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, to_part
from converters.pages.names.occurrences import MOST_ON_A_PAGE
from converters.pages.topics.topic_page import MEASURE, TOPIC
from converters.topics.scheme import Topic, Topics
from converters.views import plan_facets
from converters.views.pagination import Leaf
from converters.views.record_table import Cell, Record, Table

_ROWS = 40
"""Each has a cell for every topic, of 200 bytes."""
_WORDS = lexicon.glossary("fields")
_UNSEEN = Marked("unseen", "未见")


class _Row(NamedTuple):
    """A topic: the way to it, what belongs to it, how many clauses of how many plans."""

    topic: Link
    about: str
    clauses: int
    plans: int


class _Group(NamedTuple):
    """The topics of one kind."""

    name: str
    topics: Sequence[_Row]


@dataclass(frozen=True)
class _Grid:
    """What one page says; the list of topics stands on the first alone."""

    title: str
    size: int
    table: Table
    groups: Sequence[_Group]
    leaf: Leaf
    provinces: Sequence[Link]


def pages(topics: Topics, found: Sequence[Counted]) -> Iterator[View]:
    """The grid, so many plans a page.

    Args:
        topics: the columns.
        found: the plans, by work id.
    """
    columns = {
        _WORDS["title"]: "title",
        _WORDS["period"]: "years",
        **{topic.name: "topic" for topic in topics.values()},
    }
    listed = plan_facets.by_province(found, _ROWS, Path("topics/index.md"), lambda one: one.card)
    for leaf, shown, provinces in listed:
        records = [_record(one, topics, id_) for one, id_ in shown]
        table = Table(
            "各份规划讲到各个主题的条数", columns, records, plan_facets.FACETS, is_labelled=True
        )
        groups = _groups(topics, found) if leaf.number == 1 else []
        says = _Grid(f"{TOPIC}{leaf.suffix}", len(found), table, groups, leaf, provinces)
        yield View(leaf.path, "topic_grid.md", says)


def _record(one: Counted, topics: Topics, id_: str) -> Record:
    card = one.card
    cells = [
        Cell((to_part(card.title_shown, card.work, ""),), card.work),
        Cell(card.years, card.years),
        *(_cell(one, topic) for topic in topics.values()),
    ]
    return Record(cells, id_, plan_facets.of(card))


def _cell(one: Counted, topic: Topic) -> Cell:
    clauses = one.clauses.get(topic.id, 0)
    if not clauses:
        return Cell(_UNSEEN, 0)
    shown: Phrase = Link(str(clauses), _address(one, topic), f"{topic.name} {clauses} {MEASURE}")
    return Cell(shown, clauses)


def _address(one: Counted, topic: Topic) -> str:
    """Where the first of the clauses stands on the pages of the topic."""
    leaf = Leaf(one.before[topic.id] // MOST_ON_A_PAGE + 1, 0, Path(f"topics/{topic.id}.md"))
    return f"{leaf.path.as_posix()}#{one.card.work}"


def _groups(topics: Topics, found: Sequence[Counted]) -> list[_Group]:
    rows: dict[str, list[_Row]] = {}
    for topic in topics.values():
        sizes = [size for one in found if (size := one.clauses.get(topic.id))]
        link = Link(topic.name, f"topics/{topic.id}.md")
        rows.setdefault(topic.group, []).append(_Row(link, topic.about, sum(sizes), len(sizes)))
    return [_Group(name, of) for name, of in rows.items()]
