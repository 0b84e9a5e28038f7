"""The home page: what the library is, what it holds, and the ways into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from converters.citation import titles
from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.library.fold import Changed, Event, Library
from converters.models.page import View
from converters.models.phrase import Link, Phrase, to_part
from converters.names.authority import AuthorityRecord
from converters.pages.library import ways_in
from converters.pages.library.shared_terms import SharedTerms, shared_terms
from converters.pages.library.time_line import TimeLine, time_line
from converters.pages.library.ways_in import WaysIn
from converters.pages.names import name_list
from converters.pages.names.name_links import full_name
from converters.text import punctuation

_MAX_SHOWN = 40
"""The page must not grow with the library: so many plans, those of the latest periods."""

_MOST_CHANGES = 5


class _Row(NamedTuple):
    """A plan in the list by place; its province is named at the first of its plans."""

    province: str
    below: str
    plan: Link


class _Change(NamedTuple):
    """A change: the day, what was done, the plan, and how much of it there is or was changed."""

    date: str
    what: str
    plan: Link
    much: Phrase


@dataclass(frozen=True)
class _Home:
    """What the page says.

    Args:
        account: what the library holds, its figures counted; empty if it holds nothing.
        tries: what a reader may look for.
        size: how many plans there are; the time line and the list by place have the latest.
        time: the time line.
        terms: what places share.
        ways: the ways into the library, if there is an example of any.
        places: the plans shown, in the order of the codes of their places.
        changes: the latest.
    """

    account: str
    tries: Sequence[Link]
    size: int
    time: TimeLine
    terms: SharedTerms
    ways: WaysIn | None
    places: Sequence[_Row]
    changes: Sequence[_Change]


def page(library: Library) -> View:
    """The page, all its figures counted."""
    cards, references = library.cards, library.references
    terms = [references.records[row.key] for row in name_list.shared_terms(references)]
    # A plan without a known period stands before all others, so that it is the first left out.
    ordered = sorted(cards, key=lambda card: (card.period or (), card.work))
    shown = ordered[-_MAX_SHOWN:]
    says = _Home(
        _account(cards),
        [*_tries(library, terms)],
        len(cards),
        time_line([card for card in shown if card.period]),
        shared_terms(terms, references),
        ways_in.ways_in(terms, references, library.cited),
        [*_by_place(shown)],
        [*map(_change, library.changes[:_MOST_CHANGES])],
    )
    return View(Path("index.md"), "home.md", says)


def _account(cards: Sequence[Card]) -> str:
    if not cards:
        return ""
    years = sorted({year for card in cards for year in card.period or ()})
    span = f"，{' 至 '.join(map(str, dict.fromkeys((years[0], years[-1]))))}" if years else ""
    divisions = len({card.place_code for card in cards})
    clauses = sum(card.clauses for card in cards)
    return f"{counted(len(cards))}份规划{span}，{counted(divisions)}地，{clauses} 条。"


def _tries(library: Library, terms: Sequence[AuthorityRecord]) -> Iterator[Link]:
    """What a reader may look for: a term, a unit, a document number; and where a clause is."""
    references = library.references
    for term in terms[:1]:
        yield _try(full_name(term))
    for unit in ways_in.busiest(references)[:1]:
        yield _try(punctuation.restore(unit.answers.unit))
    numbers = [card.doc_number for card in library.cards if card.doc_number]
    for number in numbers[-1:]:
        yield _try(number)
    if library.cited:
        card, example = library.cited.card, library.cited.example
        shown = f"{card.short.partition(' ')[0]} {example.margin}"
        yield to_part(shown, card.work, example.clause_id)


def _try(text: str) -> Link:
    return Link(text, f"search/index.md?q={quote(text)}")


def _by_place(cards: Sequence[Card]) -> Iterator[_Row]:
    """The plans in the order of the codes; a province is named at the first of its plans."""
    ordered = sorted(cards, key=attrgetter("work"))
    for province, (first, *further) in groupby(ordered, key=_province):
        yield _row(first, province)
        yield from (_row(card, "") for card in further)


def _province(card: Card) -> str:
    return next(iter(card.place_names), "未详")


def _row(card: Card, province: str) -> _Row:
    return _Row(province, "".join(card.place_names[1:]), _plan(card))


def _change(changed: Event) -> _Change:
    if not isinstance(changed, Changed):
        gone = to_part(titles.of_work(changed.work), changed.work, "")
        return _Change(changed.date, "撤下", gone, changed.ground)
    card, change = changed.card, changed.change
    if change.is_new:
        if card.replaces:
            changes = Link("改了什么", f"plans/{card.work}/changes.md")
            return _Change(change.date, "新版", _plan(card), changes)
        return _Change(change.date, "收入", _plan(card), _extent(card))
    counts = {"新增": len(change.added), "改订": len(change.revised)}
    much = "，".join(f"{word} {n} 处" for word, n in counts.items() if n)
    return _Change(change.date, "改订", _plan(card), much)


def _extent(card: Card) -> Phrase:
    """How much there is of a new plan."""
    clauses = f"{card.clauses} 条"
    if not card.emendations:
        return clauses
    emended = Link(f"校改 {card.emendations} 处", f"plans/{card.work}/emendations.md")
    return f"{clauses}，", emended


def _plan(card: Card) -> Link:
    return to_part(card.title_shown, card.work, "")
