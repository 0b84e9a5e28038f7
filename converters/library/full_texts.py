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
        for form in (_title(card.title), name_folding.fold(card.doc_number)):
            if len(form) >= _SHORTEST:
                found[form] = card.work
    return found


def find(titles: Iterable[str], number: str, works: Mapping[str, str]) -> str:
    """The work id of a document, empty if it is no plan of the library.

    Args:
        titles: what it is cited as.
        number: its 发文字号, empty if that is not known.
        works: as `known` says.
    """
    forms = [_title(one) for one in titles]
    forms += [_title(notice["title"]) for one in titles if (notice := _OF_NOTICE.search(one))]
    every = (name_folding.fold(number), *forms)
    return next((works[form] for form in every if form in works), "")


def _title(title: str) -> str:
    return name_folding.fold(_IN_BRACKETS.sub("", title) or title)
