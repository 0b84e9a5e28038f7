"""What lists of all plans are filtered by, of each of their rows the values of its plan.

And by what one finds a plan in such a list if it has many pages: its province.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import KINDS
from converters.models.phrase import Link
from converters.names import divisions
from converters.views import pagination
from converters.views.pagination import Leaf

_Item = TypeVar("_Item")
_WORDS = {**lexicon.glossary("fields"), **lexicon.glossary("plan")}
_UNKNOWN = "未详"

FACETS: Mapping[str, str] = {
    **{name: _WORDS[name] for name in ("kind", "level", "place")},
    "year": "年份",
}
"""The facets, each with what it is called."""


def of(card: Card) -> Mapping[str, str]:
    """The value of each facet, of one plan: the place is its province, the year its first."""
    return {
        "kind": KINDS[card.kind],
        "level": divisions.level(card.place_code),
        "place": _province(card),
        "year": str(card.period.first) if card.period else _UNKNOWN,
    }


def _province(card: Card) -> str:
    return next(iter(card.place_names), _UNKNOWN)


class Leafed(NamedTuple, Generic[_Item]):
    """One page of a list of plans that goes by place.

    Args:
        leaf: which page it is.
        items: what it lists, each with its id if it is the first of its province there.
        provinces: the ways to all provinces; none of a list that is seen whole.
    """

    leaf: Leaf
    items: Sequence[tuple[_Item, str]]
    provinces: Sequence[Link]


def by_province(
    items: Sequence[_Item], size: int, first: Path, card: Callable[[_Item], Card]
) -> Iterator[Leafed[_Item]]:
    """The pages of a list that goes by place.

    Args:
        items: what it lists.
        size: how many a page has.
        first: the path of the first page, relative to `docs/`.
        card: the plan of an item.
    """

    def guide(item: _Item) -> tuple[str, str]:
        return f"province-{card(item).place_code[:2]}", _province(card(item))

    leaves = [*pagination.split(items, size, first)]
    guides = pagination.guides(leaves, guide) if len(leaves) > 1 else ()
    for leaf, shown in leaves:
        named = pagination.guided(shown, lambda one: guide(one)[0] if guides else "")
        yield Leafed(leaf, [*named], leaf.to(guides))
