"""On a phone the lists open over the text and the bars give way; every way of seeing is served."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.landing import rest
from tests.browser.page_kinds import open_page

DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
YICHUN = "plans/360900-yichun-2023-yaodian/"

_BARS = """
() => Array.from(document.querySelectorAll(".masthead, .toolbar"), (bar) => {
  const box = bar.getBoundingClientRect();
  return Math.max(0, Math.min(innerHeight, box.bottom) - Math.max(0, box.top));
}).reduce((sum, one) => sum + one, 0)
"""


@pytest.mark.parametrize(("word", "choice"), [("目录", "（三）"), ("栏目", "凡例")])
def test_a_list_opens_over_the_text_and_the_place_is_kept(
    home: str, phone: Page, word: str, choice: str
) -> None:
    phone.goto(f"{home}{DONGCHANG}#a4-b3")
    rest(phone)
    before = phone.evaluate("scrollY")
    opener = phone.get_by_role("link", name=word, exact=True)
    box = opener.bounding_box()
    assert box
    phone.mouse.click(box["x"] + 5, box["y"] + 5)  # `click` of Playwright scrolls to what sticks
    sheet = phone.get_by_role("dialog", name=word)
    expect(sheet.get_by_role("link", name=choice).first).to_be_in_viewport()
    if word == "目录":
        expect(sheet.locator("[aria-current]")).to_be_in_viewport()
        expect(sheet.locator("[aria-current]")).to_be_focused()
    assert phone.evaluate("scrollY") == before
    phone.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()
    assert phone.evaluate("scrollY") == before
    current = phone.locator(".outline [aria-current]")
    expect(current).to_contain_text("（三）")


def test_a_link_of_the_sheet_leads_there(home: str, phone: Page) -> None:
    phone.goto(f"{home}{DONGCHANG}#a4-b3")
    phone.get_by_role("link", name="目录", exact=True).click()
    phone.get_by_role("dialog").get_by_role("link", name="六、").click()
    expect(phone).to_have_url(f"{home}{DONGCHANG}#a6")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.locator("#a6")).to_be_in_viewport()


def test_without_scripts_both_lead_to_the_lists_at_the_end(home: str, scriptless: Page) -> None:
    scriptless.set_viewport_size({"width": 360, "height": 740})
    scriptless.goto(home + DONGCHANG)
    for word, list_ in (("目录", "#outline"), ("栏目", "#site-nav")):
        scriptless.get_by_role("link", name=word, exact=True).click()
        expect(scriptless.locator(list_)).to_be_in_viewport()


def test_the_bars_give_way_and_come_back(home: str, phone: Page) -> None:
    phone.goto(home + DONGCHANG)
    bars = phone.locator(".masthead, .toolbar")
    phone.mouse.move(180, 500)
    for _ in range(2):
        phone.mouse.wheel(0, 400)
    for bar in bars.all():
        expect(bar).not_to_be_in_viewport()
    phone.mouse.wheel(0, -60)
    for bar in bars.all():
        expect(bar).to_be_in_viewport()
    phone.mouse.wheel(0, 400)
    expect(bars.first).not_to_be_in_viewport()
    phone.evaluate("document.querySelector('.masthead__contents').focus({ preventScroll: true })")
    expect(bars.first).to_be_in_viewport()
    phone.goto(f"{home}{DONGCHANG}#a4-b3")  # who comes by a link has not read on
    expect(bars.first).to_be_in_viewport()


def test_at_four_times_the_size_bars_take_less_than_a_quarter(home: str, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        tab = context.new_page()
        tab.goto(f"{home}{YICHUN}#a2-b4")
        rest(tab)
        assert tab.evaluate(_BARS) < 64
        assert tab.evaluate("document.documentElement.scrollWidth") == 320  # nothing to the side
        expect(tab.locator("#a2-b4")).to_be_in_viewport()


def test_forced_colours_show_target_view_and_legend(home: str, browser: Browser) -> None:
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, forced_colors="active"
    ) as context:
        tab = context.new_page()
        tab.goto(f"{home}{SHANGHAI}#a2-b2")
        line = "(e) => getComputedStyle(e).outlineStyle"
        assert tab.locator(".unit:has(> #a2-b2)").evaluate(line) == "solid"
        assert tab.locator(".unit:has(> #a2-b3)").evaluate(line) == "none"
        ground = "(e) => getComputedStyle(e).backgroundColor"
        pressed, other, *_ = tab.locator(".switch button").all()
        assert pressed.evaluate(ground) != other.evaluate(ground)
        for place in (".legend", ".document"):
            marks = {}
            for kind in ("agency", "term", "instrument"):
                mark = tab.locator(f"{place} .mention.{kind}:not(.unreviewed)").first
                line = "(e) => getComputedStyle(e)"
                marks[kind] = [
                    mark.evaluate(f"{line}.textDecoration{part}") for part in ("Line", "Style")
                ]
            kinds = {"agency": "solid", "term": "dotted", "instrument": "wavy"}
            assert marks == {kind: ["underline", style] for kind, style in kinds.items()}


def test_a_heading_is_read_as_its_heading(home: str, page: Page) -> None:
    page.goto(home + DONGCHANG)
    heads = page.locator(".document :is(h2, h3, h4, h5, h6)")
    assert heads.count() > 50
    assert page.locator(":is(h2, h3, h4, h5, h6) :is(.address, .line-number)").count() == 0
    expect(
        page.get_by_role("heading", name="（一）深化体制机制改革", exact=False).first
    ).to_be_visible()
    snapshot = page.locator(".document").aria_snapshot()
    told = [one for one in snapshot.splitlines() if one.strip().startswith("- heading")]
    assert told
    assert not any("原文第" in one or "部分第" in one for one in told)
    assert page.locator(".document .line-number:not([tabindex='-1'])").count() == 0


def test_there_is_a_way_back_to_the_systems_scheme(home: str, fresh: Page) -> None:
    fresh.emulate_media(color_scheme="light")
    open_page(fresh, home)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = fresh.evaluate(ground)
    back = fresh.get_by_role("button", name="自动", exact=True)
    expect(back).to_be_hidden()
    fresh.get_by_role("button", name="夜", exact=True).click()
    assert fresh.evaluate(ground) != light
    back.click()
    assert fresh.evaluate(ground) == light
    fresh.reload()
    fresh.emulate_media(color_scheme="dark")
    assert fresh.evaluate(ground) != light
    expect(back).to_be_hidden()
