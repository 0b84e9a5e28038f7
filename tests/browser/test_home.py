"""What a reader does on the home page: looks for something, follows a square, comes back."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults


def hits(page: Page) -> Locator:
    return page.locator(".search-results .hit")


def test_what_is_typed_is_found(home: str, window: Page) -> None:
    window.goto(home)
    field = window.get_by_role("searchbox", name="在全部规划里查找的字样")
    field.click()
    window.keyboard.type("危化品 执法")
    window.keyboard.press("Enter")
    expect(window.locator(".search-status")).to_contain_text("2 条，2 份")
    expect(window).to_have_url(re.compile(rf"search/\?q={quote('危化品')}\+{quote('执法')}$"))
    window.go_back()
    expect(field).to_be_visible()


def test_the_button_searches_too(home: str, phone: Page) -> None:
    phone.goto(home)
    phone.get_by_role("searchbox").fill("12350")
    phone.get_by_role("search").get_by_role("button", name="检索").click()
    expect(hits(phone).first).to_be_visible()


def test_without_a_script_the_search_says_what_it_needs(home: str, scriptless: Page) -> None:
    scriptless.goto(home)
    scriptless.get_by_role("searchbox").fill("24小时")
    scriptless.get_by_role("searchbox").press("Enter")
    expect(scriptless).to_have_url(re.compile(rf"search/\?q=24{quote('小时')}$"))
    expect(scriptless.locator(".search-noscript")).to_be_visible()


def test_each_thing_to_try_leads_somewhere(home: str, page: Page) -> None:
    page.goto(home)
    tries = page.locator(".tries a")
    addresses = tries.evaluate_all("(all) => all.map((one) => [one.textContent, one.href])")
    assert len(addresses) == 4
    for text, address in addresses:
        page.goto(address)
        if "/search/" in address:
            expect(hits(page).first).to_be_visible()
            expect(hits(page).first.locator("mark").first).to_have_text(re.compile(re.escape(text)))
        else:
            expect(page.locator(":target")).to_be_visible()


@pytest.mark.parametrize("number", [0, 7, -1])
def test_a_square_leads_to_its_clause_and_back(home: str, window: Page, number: int) -> None:
    window.goto(home)
    square = window.locator(".shared-terms .squares a").nth(number)
    place = square.get_attribute("title")
    assert place
    expect(square).to_have_accessible_name(place)
    square.click()
    expect(window.locator(":target")).to_be_in_viewport()
    window.go_back()
    expect(square).to_be_in_viewport()


def test_squares_are_large_enough_for_a_finger(home: str, phone: Page) -> None:
    phone.goto(home)
    boxes = phone.locator(".shared-terms .squares a").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )
    assert min(size for box in boxes for size in box) >= 24


def test_on_a_phone_each_square_has_its_plan_beside_it(home: str, phone: Page) -> None:
    """The heads of the columns are not there to say it."""
    phone.goto(home)
    expect(phone.locator(".shared-terms thead")).to_be_hidden()
    for cell in phone.locator(".shared-terms td:visible").all()[:8]:
        label = cell.get_attribute("data-label")
        shown = cell.evaluate("(one) => getComputedStyle(one, '::before').content")
        assert label
        assert shown == f'"{label}"'


def test_axe_finds_nothing(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home)
    assert faults(in_scheme) == []
