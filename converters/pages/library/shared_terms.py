"""各地共有的提法: the terms that most places share, by plan, one square a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Occurrence
from converters.library.references import InPlan, References
from converters.models.phrase import Link, to_part
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links

_MOST_TERMS = 12
_MOST_PLANS = 6
_MOST_SQUARES = 12


class Square(NamedTuple):
    """A mention: a sign that leads to it, its address, whether the editor read the name there."""

    link: Link
    address: str
    is_read: bool


class Mentions(NamedTuple):
    """What a plan has of a term.

    Args:
        squares: one a mention, as far as there is room.
        total: how many mentions there are.
        form: the name as the plan has it, if that is another.
    """

    squares: tuple[Square, ...]
    total: int
    form: str


class Row(NamedTuple):
    """A term: its link, how each plan is called and what it has of it, how many plans have it."""

    term: Link
    cells: tuple[tuple[str, Mentions | None], ...]
    plans: int


@dataclass(frozen=True)
class SharedTerms:
    """The table.

    Args:
        heads: of each column the place and the years.
        rows: the terms shown.
        has_readings: whether the editor read a name somewhere, so that its square is hollow.
        size: how many terms are shared.
    """

    heads: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    has_readings: bool
    size: int


def shared_terms(terms: Sequence[AuthorityRecord], references: References) -> SharedTerms:
    """The table of the home page.

    Args:
        terms: those that two or more places share, the one to begin with first.
        references: all of them.
    """
    shown = terms[:_MOST_TERMS]
    cards = _columns(references)
    rows = [_row(record, cards, references) for record in shown]
    heads = [(place, years) for place, _, years in (card.short.partition(" ") for card in cards)]
    return SharedTerms(heads, rows, _has_readings(shown, references), len(terms))


def _has_readings(terms: Sequence[AuthorityRecord], references: References) -> bool:
    return any(
        occurrence.is_emended
        for record in terms
        for one in references.of(record.key)
        for occurrence in one.named.occurrences
    )


def _columns(references: References) -> list[Card]:
    """The plans that have a column: all of a small library, of a larger one the latest."""
    ordered = sorted(
        references.cards.values(), key=lambda card: (card.period or (0, 0), card.short)
    )
    return ordered[-_MOST_PLANS:]


def _row(record: AuthorityRecord, cards: Sequence[Card], references: References) -> Row:
    mentioned = references.of(record.key)
    by_work = {one.card.work: one for one in mentioned}
    cells = tuple((card.short, _mentions(by_work.get(card.work), record)) for card in cards)
    return Row(name_links.named(references.records, record.key), cells, len(mentioned))


def _mentions(one: InPlan | None, record: AuthorityRecord) -> Mentions | None:
    if not one:
        return None
    shown = one.named.occurrences[:_MOST_SQUARES]
    squares = tuple(_square(one.card, occurrence) for occurrence in shown)
    return Mentions(squares, one.count, _other_form(one, record))


def _square(card: Card, occurrence: Occurrence) -> Square:
    """Hollow where the editor read the name."""
    is_read = occurrence.is_emended
    link = to_part("□" if is_read else "■", card.work, occurrence.part)
    return Square(link, occurrence.address, is_read)


def _other_form(one: InPlan, record: AuthorityRecord) -> str:
    """The first form of the name in a plan, if none there has the canonical name in it."""
    pref = name_folding.fold(record.pref)
    forms = [occurrence.shown for occurrence in one.named.occurrences]
    return "" if any(pref in name_folding.fold(form) for form in forms) else forms[0]
