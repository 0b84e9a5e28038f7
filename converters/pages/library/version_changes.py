"""改了什么: a plan beside what it takes the place of, clause by clause, `plans/<work>/changes/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters.citation import titles
from converters.citation.cards import Card
from converters.library import comparison
from converters.library.comparison import Comparable, Pair
from converters.models import phrase
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase, to_part

_SAME, _CHANGED, _MOVED, _ADDED, _GONE = "未改", "改动", "移位", "新增", "删去"
_CLASSES = {_CHANGED: "changed", _MOVED: "moved", _ADDED: "added", _GONE: "gone"}


_MOST_OF_MOVED = 30
"""Of a text that stands elsewhere, and nothing else, its beginning is enough."""

_KEY: Phrase = (
    *(Marked("deleted", "删去的字"), "　", Marked("inserted", "增入的字")),
    "　条款按文字和编号对应；未改的不列，只改标点、空白的算未改。",
)


class Version(NamedTuple):
    """A plan and its units, to be compared."""

    card: Card
    units: Sequence[Comparable]


class Versions(NamedTuple):
    """A plan, what it takes the place of, and the work ids of what was taken down of that."""

    newer: Version
    older: Sequence[Version]
    former: Sequence[str]


class _Row(NamedTuple):
    """What became of one clause: as a class, in words with where it is and was, how it reads."""

    kind: str
    where: Phrase
    text: Phrase


class _Group(NamedTuple):
    """The comparison with one plan: how much of what became of it, and row by row."""

    summary: Phrase
    rows: Sequence[_Row]


@dataclass(frozen=True)
class _Changes:
    """What the page says; `former` are plans that were taken down, `key` explains the marks."""

    name: str
    plan: Link
    all: Link
    key: Phrase
    groups: Sequence[_Group]
    former: Sequence[Link]


def compared(versions: Versions) -> Iterator[tuple[Version, list[Pair]]]:
    """Each plan that another takes the place of, and what became of its clauses."""
    for older in versions.older:
        yield older, comparison.compare(older.units, versions.newer.units)


def page(versions: Versions, found: Iterable[tuple[Version, list[Pair]]]) -> View:
    """The page of a plan that takes the place of others."""
    card = versions.newer.card
    says = _Changes(
        titles.of_work(card.work),
        to_part(card.title_shown, card.work, ""),
        Link("规划一览", "plans/index.md"),
        _KEY,
        [_group(older.card, card, pairs) for older, pairs in found],
        [to_part(titles.of_work(work), work, "") for work in versions.former],
    )
    return View(Path(f"plans/{card.work}/changes.md"), "version_changes.md", says)


def _group(older: Card, newer: Card, pairs: Sequence[Pair]) -> _Group:
    counts = Counter(map(_what, pairs))
    told = (f"{what} {counts[what]} 处" for what in (_SAME, *_CLASSES) if counts[what])
    ways = (to_part(card.citation, card.work, "") for card in (newer, older))
    return _Group(
        (*phrase.joined("取代", ways), f"：{'，'.join(told)}。"),
        [_row(pair, older, newer) for pair in pairs if _what(pair) != _SAME],
    )


def _what(pair: Pair) -> str:
    if not pair.older:
        return _ADDED
    if not pair.newer:
        return _GONE
    if not pair.is_same:
        return _CHANGED
    return _MOVED if pair.is_moved else _SAME


def _row(pair: Pair, older: Card, newer: Card) -> _Row:
    what = _what(pair)
    now = to_part(pair.newer.shown, newer.work, pair.newer.id) if pair.newer else ""
    was = to_part(pair.older.shown, older.work, pair.older.id) if pair.older else ""
    before = ("，原 ", was) if now and was else was
    return _Row(_CLASSES[what], (Marked("strong", what), " ", now, before), _text(pair))


def _text(pair: Pair) -> Phrase:
    before, after = (_whole(unit) for unit in pair)
    if not before or not after:
        return Marked("inserted", after) if after else Marked("deleted", before)
    if pair.is_same:
        return after if len(after) <= _MOST_OF_MOVED else f"{after[:_MOST_OF_MOVED]}……"
    runs = comparison.runs(before, after)
    return tuple(text if kind == "kept" else Marked(kind, text) for kind, text in runs)


def _whole(unit: Comparable | None) -> str:
    """The text on one line."""
    return "　".join(f"{unit.label}{unit.text}".split("\n")).replace("\t", "　") if unit else ""
