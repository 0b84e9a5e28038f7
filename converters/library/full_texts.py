"""The plans of the library that other plans cite: by their title or their 发文字号."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from converters.citation.cards import Card
from converters.names import name_folding

_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_OF_NOTICE = re.compile("关于印发(?P<title>.+)的通知$")
_SHORTEST = 6
"""A title of fewer characters (《实施方案》) is that of many documents."""


def known(cards: Iterable[Card]) -> Mapping[str, str]:
    """The work ids of plans by what they may be cited as; of two with one title the later one."""
    found: dict[str, str] = {}
    for card in sorted(cards, key=lambda one: one.order):
        found |= dict.fromkeys(forms([card.title], card.doc_number), card.work)
    return found


def find(titles: Iterable[str], number: str, works: Mapping[str, str]) -> str:
    """The work id of a document, empty if it is no plan of the library.

    Args:
        titles: what it is cited as.
        number: its 发文字号, empty if that is not known.
        works: as `known` says.
    """
    return next((works[form] for form in forms(titles, number) if form in works), "")


def forms(titles: Iterable[str], number: str) -> list[str]:
    """What a document may be known by: its number, its titles, what a notice of it encloses."""
    every = [*titles]
    inner = [notice["title"] for one in every if (notice := _OF_NOTICE.search(one))]
    found = [name_folding.fold(number), *map(_title, (*every, *inner))]
    return [one for one in found if len(one) >= _SHORTEST]


def _title(title: str) -> str:
    return name_folding.fold(_IN_BRACKETS.sub("", title) or title)
