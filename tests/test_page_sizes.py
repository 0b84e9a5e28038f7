"""No list of a library of a thousand plans makes a page of more than 300 KB.

A page is full of the rows that the founding plans have; that is what 1,000 plans make of it, too.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import markdown
import pytest

from converters import output
from converters.citation.cards import Card
from converters.library.facts import MatrixFigures
from converters.library.references import References
from converters.library.topical import Counted
from converters.models.page import Page, View
from converters.names.authority import Authority
from converters.names.divisions import every
from converters.pages.library import indicator_list, matrix_list, plan_list
from converters.pages.names import name_list
from converters.pages.names.name_list import ListView, Row
from converters.pages.topics import grid
from converters.pieces import indicators
from converters.stock import Stock
from converters.views.pagination import Guide, Leaf

PLANS = 1_000
MOST = 300_000
SKELETON = 18_000
"""Bytes of a page round its content: head, header, navigation, foot."""

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def size(page: Page) -> int:
    """Bytes of a page, its content rendered."""
    text = re.sub(r"\A---\n.*?\n---\n", "", page.text, count=1, flags=re.DOTALL)
    return len(markdown.markdown(text, extensions=EXTENSIONS).encode()) + SKELETON


def first(views: Iterator[View]) -> Page:
    """The first of several pages, and the one that has more than the others."""
    page = next(output.written(views))
    assert "第 1 页，共 " in html.unescape(page.text)
    return page


@pytest.fixture(scope="module")
def cards(references: References) -> list[Card]:
    """The founding plans over and over, in every province."""
    provinces = [one for one in every() if one.adcode.endswith("0000") and one.until is None]
    found = islice(cycle(references.cards.values()), PLANS)
    return [
        replace(
            card, place_code=province.adcode, place_names=(province.name, *card.place_names[1:])
        )
        for number, card in enumerate(found)
        for province in [provinces[number * len(provinces) // PLANS]]
    ]


def test_the_lists_of_plans(cards: list[Card], stock: Stock, records: Authority) -> None:
    (piece,) = indicators(stock)
    promised = cycle(of for _, of in piece.load())
    counted = [
        Counted(card, dict.fromkeys(records.topics, 10), dict.fromkeys(records.topics, 9_000))
        for card in cards
    ]
    lists = {
        "plans": plan_list.pages(cards, []),
        "matrix": matrix_list.pages([(card, MatrixFigures(99, 99, 999)) for card in cards], PLANS),
        "indicators": indicator_list.pages([*zip(cards, promised, strict=False)]),
        "topics": grid.pages(records.topics, counted),
    }
    sizes = {name: size(first(pages)) for name, pages in lists.items()}
    assert {name: found for name, found in sizes.items() if found > MOST} == {}


@pytest.mark.parametrize("scheme", ["agencies", "terms", "instruments"])
def test_the_lists_of_names(scheme: str, references: References) -> None:
    """The first page has what places share, and of bodies their kinds."""
    listed, kinds = (name_list.rows(one, references) for one in (scheme, "agency-types"))
    shared = [(scheme, repeated(listed, name_list._MOST_SHARED))]
    if scheme == "agencies":
        shared.append(("agency-types", repeated(kinds, name_list._MOST_SHARED)))
    guides = tuple(Guide(f"initial-{one}", one, 9_999, 99) for one in map(chr, range(65, 91)))
    view = ListView(
        scheme,
        Leaf(1, 99, Path(f"{scheme}/index.md")),
        24_000,
        repeated(listed, name_list._size(24_000)),
        tuple(shared),
        guides,
    )
    page = name_list.page(view, references.relations)
    (made,) = output.written([page])
    assert size(made) < MOST


def repeated(rows: Sequence[Row], count: int) -> tuple[Row, ...]:
    return tuple(islice(cycle(rows), count))
