"""另见: beside each clause those of other plans on the same matter, which its page draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from converters.library import likeness
from converters.library.counterparts import Counterparts, Told
from converters.models.page import Page
from converters.writing import elements

_MOST = 3
"""So many are shown beside a clause, with one reason each; the rest is in the data."""


def name(work: str) -> str:
    """What the file of a plan is called, in the folder of the furniture."""
    return f"{work}.related.json"


def page(of: Counterparts, told: Mapping[str, Sequence[Told]]) -> Page:
    """The file: for each clause the links, each with its words and the reason."""
    notes = [[id_, [*_links(of, near)]] for id_, near in told.items()]
    return elements.furniture(name(of.card.work), notes)


def _links(of: Counterparts, near: Sequence[Told]) -> Iterator[list[str]]:
    for one in near[:_MOST]:
        where = of.others.shown(one.work, one.clause_id)
        why = likeness.told(one.reasons[:1])
        yield [f"../{one.work}/index.md#{one.clause_id}", where, why]
