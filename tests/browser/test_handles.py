"""What stands at the parts of a plan: what everybody has, and what scripts make of it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from converters.citation import places
from converters.models.plan import Plan
from tests.conftest import WORKS

DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

_ADDRESSES = """
() => Array.from(document.querySelectorAll(".document a.address"),
  (one) => [one.hash.slice(1), one.dataset.address, one.getAttribute("aria-label")])
"""

_LINES = """
() => Array.from(document.querySelectorAll(".document .line-number"), (one) => {
  const part = one.closest("p") || one.nextElementSibling;
  return [one.dataset.line, one.getAttribute("aria-label"), one.href, part.dataset.at];
})
"""


def places_of(plan: Plan) -> dict[str, tuple[str, str]]:
    """What the margin prints and what a citation says of each address of a plan."""
    found = dict(zip((one.id for one in plan.units), places.of(plan), strict=True))
    for unit in plan.units:
        for number, part in enumerate(unit.parts, 1):
            if part.id and part.id != unit.id:
                found[part.id] = places.paragraph(found[unit.id], number)
    return {id_: (one.margin, one.words) for id_, one in found.items()}


@pytest.mark.parametrize("work", WORKS)
def test_an_address_is_said_as_a_citation_says_it(
    home: str, page: Page, library: dict[str, Plan], work: str
) -> None:
    page.goto(f"{home}plans/{work}/")
    expected = places_of(library[work])
    found = page.evaluate(_ADDRESSES)
    assert len(found) > 20
    assert [one for one in found if expected[one[0]] != (one[1], one[2])] == []


def test_the_number_of_a_line_leads_there(home: str, page: Page, library: dict[str, Plan]) -> None:
    page.goto(home + DONGCHANG)
    text = library[DONGCHANG.split("/")[1]].source.text
    found = page.evaluate(_LINES)
    assert len(found) > 200
    for line, said, href, part in found:
        begin, end = map(int, part.split("-"))
        first = end - len(text[begin:end].lstrip())
        assert line == str(text.count("\n", 0, first) + 1)
        assert (said, href) == (f"原文第 {line} 行", f"{home}{DONGCHANG}source/#L{line}")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without scripts."""
    with closing(browser.new_context(java_script_enabled=False)) as context:
        yield context.new_page()


def test_without_scripts_the_margin_is_there(home: str, plain: Page) -> None:
    plain.set_viewport_size({"width": 1280, "height": 800})
    plain.goto(f"{home}{DONGCHANG}#a4-b1-c1")
    unit = plain.locator(".unit:has(> :target)")
    address = unit.locator("a.address")
    expect(address).to_have_accessible_name("四（一）1")
    expect(address).to_have_attribute("href", "#a4-b1-c1")
    drawn = "(one) => getComputedStyle(one, '::before').content"
    assert unit.locator("[data-line]").first.evaluate(drawn).startswith('"220"')
    expect(unit.get_by_role("heading")).to_have_accessible_name("1.完善应急管理体系。")


def test_without_scripts_a_clause_has_its_address_on_a_phone(home: str, plain: Page) -> None:
    plain.set_viewport_size({"width": 360, "height": 740})
    plain.goto(f"{home}{DONGCHANG}#a4-b1-c1-u1")
    address = plain.locator(".unit:has(> #a4-b1-c1-u1) > a.address")
    box, head = address.bounding_box(), plain.locator("#a4-b1-c1-u1").bounding_box()
    assert box
    assert head
    assert box["width"] > 40
    assert box["y"] + box["height"] <= head["y"] + 2


def test_the_menu_tells_the_topics_of_a_clause(home: str, window: Page) -> None:
    window.goto(f"{home}{DONGCHANG}names/")
    lines = window.locator(".names-of-plan:has(#topics) li")
    here = lines.filter(has=window.locator("a[href='../#a5-b2-c1']"))
    expected = here.locator(".name").all_inner_texts()
    assert expected
    window.goto(f"{home}{DONGCHANG}#a5-b2-c1")
    wide = (window.viewport_size or {"width": 0})["width"] > 700
    window.locator(f"a.{'address' if wide else 'label'}[href='#a5-b2-c1']").click()
    told = window.locator(".address-menu .topics-of-clause")
    expect(told).to_be_visible()
    assert told.locator("a").all_inner_texts() == expected
    told.locator("a").first.click()
    expect(window.get_by_role("heading", level=1)).to_have_text(expected[0])
