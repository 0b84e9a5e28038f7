"""The filters of a search in a library that has many places, some within others."""

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

YICHUN, FENGCHENG = "360900", "360981"
PLACES = {
    YICHUN: ("江西省", "宜春市"),
    FENGCHENG: ("江西省", "宜春市", "丰城市"),
    "310000": ("上海市",),
    **{f"3204{number}": ("江苏省", "常州市", f"第{number}区") for number in range(11, 21)},
}
COUNTS = dict.fromkeys(PLACES, 1) | {YICHUN: 20, FENGCHENG: 300}

_SHOW = """
([places, counts, chosen]) => {
  const side = document.createElement("div");
  const plans = places.map(([adcode, names]) => ({ adcode, places: names, short: "", kind: ["yuan", "预案"] }));
  const none = { level: [], year: [], kind: [], topic: [], agency: [], term: [] };
  library.filters.show(side, { ...none, place: counts }, plans, { place: chosen }, () => {});
  return Array.from(side.querySelectorAll("label"), (label) => [
    label.querySelector("input").value,
    label.querySelector(".word").textContent,
    Number(label.querySelector(".count").textContent),
    label.querySelector("input").checked,
  ]);
}
"""


def shown(page: Page, places: list[str], chosen: list[str]) -> list[list[object]]:
    """Value, word, count of each choice, and whether it is chosen."""
    for name in ("elements.js", "search/filters.js"):
        page.add_script_tag(path=ROOT / "docs" / "assets" / name)
    own = [[code, PLACES[code]] for code in places]
    return list(page.evaluate(_SHOW, [own, [[code, COUNTS[code]] for code in places], chosen]))


def test_a_place_counts_what_is_within_it(page: Page) -> None:
    assert shown(page, [YICHUN, FENGCHENG, "310000"], []) == [
        [YICHUN, "宜春市", 320, False],
        [FENGCHENG, "丰城市", 300, False],
        ["310000", "上海市", 1, False],
    ]


@pytest.mark.parametrize("chosen", [[], [FENGCHENG], [YICHUN, "310000"]])
def test_of_many_places_there_are_provinces_and_what_is_chosen(
    page: Page, chosen: list[str]
) -> None:
    """An address that was copied when there were few places says what it narrows to."""
    assert len(PLACES) > 12
    provinces = [
        ["310000", "上海市", 1, "310000" in chosen],
        ["320000", "江苏省", 10, False],
        ["360000", "江西省", 320, False],
    ]
    own = {YICHUN: ["宜春市", 320], FENGCHENG: ["丰城市", 300]}
    narrower = [[code, *own[code], True] for code in own if code in chosen]
    assert shown(page, [*PLACES], chosen) == [*provinces, *narrower]
