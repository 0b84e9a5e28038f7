"""Lists of plans on several pages: each page has the way to every province, short lists have none."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import ModuleType

import pytest

from converters import output
from converters.citation import cards
from converters.citation.cards import Card
from converters.library.facts import MatrixFigures
from converters.library.indicators import Indicator
from converters.library.topical import Counted
from converters.models.page import View
from converters.models.plan import Plan
from converters.pages.library import indicator_list, matrix_list, plan_list
from converters.pages.topics import grid
from converters.topics.scheme import Topic

PROVINCES = {"11": "北京市", "36": "江西省", "62": "甘肃省"}
WORKS = ["110101", "110102", "360101", "360102", "360103", "360104", "360105", "620102"]
PROMISE = Indicator("a1", "a1", "演练", "", "2", "次", 2023, "2次", "演练2次。")
TOPIC = Topic("xunhan", "防汛", "灾种与行业", "防汛。")

Pages = Callable[[Sequence[Card]], Iterable[View]]
LISTS: dict[str, tuple[ModuleType, str, Pages]] = {
    "plans": (plan_list, "_ROWS", lambda cards: plan_list.pages(cards, [])),
    "matrix": (
        matrix_list,
        "_PAGE_SIZE",
        lambda cards: matrix_list.pages([(card, MatrixFigures(1, 1, 1)) for card in cards], 8),
    ),
    "indicators": (
        indicator_list,
        "_ROWS",
        lambda cards: indicator_list.pages([(card, [(PROMISE, "一")]) for card in cards]),
    ),
    "topics": (
        grid,
        "_ROWS",
        lambda cards: grid.pages({TOPIC.id: TOPIC}, [Counted(card, {}, {}) for card in cards]),
    ),
}


@pytest.fixture
def listed(library: dict[str, Plan]) -> list[Card]:
    """The cards of eight plans of three provinces."""
    of = cards.of(next(iter(library.values())))
    return [
        replace(
            of,
            work=f"{code}-xian-2023-yaodian",
            place_code=code,
            place_names=(PROVINCES[code[:2]], f"{code}县"),
        )
        for code in WORKS
    ]


def texts(name: str, size: int, listed: Sequence[Card]) -> dict[str, str]:
    """The pages of a list, by their paths, of which each has so many rows."""
    module, rows, pages = LISTS[name]
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(module, rows, size)
        return {page.path.as_posix(): page.text for page in output.written(pages(listed))}


@pytest.mark.parametrize("name", LISTS)
def test_every_page_of_a_long_list_leads_to_every_province(name: str, listed: list[Card]) -> None:
    made = texts(name, 3, listed)
    assert [*made] == [f"{name}/index.md", f"{name}/page-2.md", f"{name}/page-3.md"]
    ways = (
        "[北京市 2](index.md#province-11) [江西省 5](index.md#province-36) "
        "[甘肃省 1](page-3.md#province-62)\n"
    )
    for text in made.values():
        assert ways in re.sub(r"</?span[^>]*>", "", text)
    ids = [re.findall(r'<tr id="province-(\d+)"', text) for text in made.values()]
    assert ids == [["11", "36"], ["36"], ["36", "62"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_seen_whole_has_no_ways_to_provinces(name: str, listed: list[Card]) -> None:
    (text,) = texts(name, 8, listed).values()
    assert "province-" not in text
    assert "initials" not in text
