"""The box of the search, on any page: keys, mouse, touch, paste, IME, focus."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser import landing
from tests.browser.axe import faults
from tests.browser.page_kinds import sticking_out

PAGES = {
    "home": "",
    "plan": "plans/360900-yichun-2023-yaodian/",
    "term": "terms/anquan-shengchan-yue/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


def box(page: Page) -> Locator:
    return page.get_by_role("dialog", name="检索")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def control(page: Page) -> Locator:
    """What the masthead of every page has of the search."""
    return page.locator(".masthead").get_by_role("button", name=re.compile("^检索"))


def typed(page: Page, text: str) -> None:
    """Types as a reader does, and waits until what is offered is of all that was typed."""
    field(page).press_sequentially(text)
    expect(options(page).filter(has_text="全文")).to_contain_text(f"“{text}”")


@every_page
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_it_and_enter_goes_to_the_first(
    home: str, page: Page, path: str, key: str
) -> None:
    page.goto(home + path)
    page.keyboard.press(key)
    expect(field(page)).to_be_focused()
    typed(page, "三管三必须")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/san-guan-san-bixu/")


def test_the_masthead_opens_it_and_escape_gives_the_focus_back(home: str, window: Page) -> None:
    window.goto(home)
    for key in ("", " ", "Enter"):
        if key:
            control(window).press(key)
        else:
            control(window).click()
        expect(field(window)).to_be_focused()
        window.keyboard.press("Escape")
        expect(box(window)).to_be_hidden()
        expect(control(window)).to_be_focused()


def test_arrows_choose_and_the_choice_is_told(home: str, page: Page) -> None:
    page.goto(home)
    page.keyboard.press("/")
    typed(page, "应急管理局")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    for number in (1, 2):
        page.keyboard.press("ArrowDown")
        option = options(page).nth(number)
        expect(option).to_have_attribute("aria-selected", "true")
        expect(page.locator("[role='option'][aria-selected='true']")).to_have_count(1)
        id_ = str(option.get_attribute("id"))
        expect(field(page)).to_have_attribute("aria-activedescendant", id_)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.get_by_role("searchbox")).to_have_value("应急管理局")


def test_text_that_names_nothing_goes_to_the_full_text(home: str, page: Page) -> None:
    page.goto(home + PAGES["plan"])
    page.keyboard.press("/")
    typed(page, "急管")
    field(page).fill("量化考评细则办法的")
    expect(options(page)).to_have_text([re.compile("“量化考评细则办法的”")])
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


# Once the box can look something up, it would have shown what was looked up before this.
_LOOKED = """
async () => {
  while (!library.goTo) await new Promise(requestAnimationFrame);
  await library.goTo("危化科");
}
"""


def test_half_typed_pinyin_is_no_query_and_its_enter_no_choice(home: str, page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/*/search/choices.js", hold)
    page.goto(home)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    client = page.context.new_cdp_session(page)
    for text in ("w", "wei'h", "wei'hua'k"):
        client.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        while held:  # what is offered comes while half a word stands there
            held.pop().continue_()
            page.wait_for_function("() => Boolean(window.library.choices)")
        page.evaluate(_LOOKED)
        expect(options(page)).to_have_count(0)
    field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True, "keyCode": 229})
    page.evaluate(_LOOKED)
    expect(page).to_have_url(home)
    client.send("Input.insertText", {"text": "危化科"})
    expect(options(page).first).to_contain_text("危化科")


def test_what_is_pasted_is_looked_for(home: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(home)
    page.evaluate("navigator.clipboard.writeText(' 宜春 二(四) ')")
    page.keyboard.press("/")
    page.keyboard.press("Control+v")
    expect(options(page).first).to_contain_text("二（四）")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/360900-yichun-2023-yaodian/#a2-b4")


def test_the_mouse_chooses(home: str, page: Page) -> None:
    page.goto(home)
    page.keyboard.press("/")
    typed(page, "安全生产月")
    options(page).first.click()
    page.wait_for_url("**/terms/anquan-shengchan-yue/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("安全生产月")


def test_a_finger_chooses(home: str, browser: Browser) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto(home + PAGES["plan"])
        control(page).tap()
        typed(page, "宜春市应急管理局")
        for option in options(page).all():
            size = option.bounding_box()
            assert size is not None
            assert size["height"] >= 44
        options(page).first.tap()
        page.wait_for_url("**/agencies/**")


def test_a_slash_in_a_field_is_a_slash(home: str, page: Page) -> None:
    page.goto(home)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")


def test_on_the_page_of_the_search_its_own_field_is_used(home: str, page: Page) -> None:
    page.goto(f"{home}search/?q=应急")
    page.locator("h1").click(force=True)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(box(page)).to_have_count(0)


def test_what_is_sent_before_anything_is_offered_goes_to_the_name(home: str, fresh: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    fresh.route("**/assets/*/search/choices.js", hold)
    fresh.goto(home)
    fresh.keyboard.press("/")
    fresh.keyboard.insert_text("危化科")
    fresh.keyboard.press("Enter")
    fresh.wait_for_function("document.querySelector('.search-box').open")
    (script,) = held
    script.continue_()
    expect(fresh).to_have_url(f"{home}agencies/yichun-yingjiju-weihuake/duties/")


def test_without_its_data_it_still_leads_to_the_full_text(home: str, fresh: Page) -> None:
    fresh.route("**/data/search/*/goto.js", lambda route: route.abort())
    fresh.goto(home)
    fresh.keyboard.press("/")
    typed(fresh, "危化科")
    expect(options(fresh)).to_have_count(1)
    fresh.route("**/assets/*/search/choices.js", lambda route: route.abort())
    fresh.goto(f"{home}about/")
    fresh.keyboard.press("/")
    field(fresh).fill("危化科")
    fresh.keyboard.press("Enter")
    fresh.wait_for_url("**/search/?q=*")


def test_nothing_of_it_is_loaded_before_it_is_opened(home: str, fresh: Page) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.goto(home + PAGES["plan"], wait_until="networkidle")
    assert not [url for url in asked if "goto" in url or "lunr" in url or "units" in url]
    fresh.bring_to_front()  # on a busy machine a new page may not have the keyboard yet
    fresh.keyboard.press("/")
    typed(fresh, "危化科")
    assert [url for url in asked if re.search("goto.js|lunr", url)]
    assert [url for url in asked if not url.startswith(home)] == []


def test_it_fits_and_axe_finds_nothing(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + PAGES["plan"])
    in_scheme.keyboard.press("/")
    typed(in_scheme, "yjglj")
    expect(box(in_scheme)).to_be_visible()
    assert sticking_out(in_scheme) == []
    size = box(in_scheme).bounding_box()
    assert size is not None
    assert size["x"] >= 0
    assert size["x"] + size["width"] <= in_scheme.evaluate("innerWidth")
    assert faults(in_scheme) == []


def test_the_masthead_has_a_box_and_a_phone_a_button(home: str, in_scheme: Page) -> None:
    """It looks like what it is, and can be pressed by a finger where it is small."""
    for path in PAGES.values():
        in_scheme.goto(home + path)
        size = control(in_scheme).bounding_box()
        assert size is not None
        is_wide = in_scheme.evaluate("innerWidth") > 1000
        assert size["width"] >= (240 if is_wide else 44)
        assert control(in_scheme).evaluate("(one) => getComputedStyle(one).borderTopWidth") == "1px"
        x, y, height = size["x"] + 8, size["y"] + size["height"] / 2, 34 if is_wide else 44
        for edge in (y - height / 2 + 1, y + height / 2 - 1):
            meant = (
                "([x, y]) => document.elementFromPoint(x, y).closest('.masthead__search') !== null"
            )
            assert in_scheme.evaluate(meant, [x, edge])
        assert sticking_out(in_scheme) == []


def test_names_stand_above_the_full_text_and_say_what_they_count(
    home: str, in_scheme: Page
) -> None:
    in_scheme.goto(home)
    control(in_scheme).click()
    typed(in_scheme, "双重预防机制")
    first = options(in_scheme).first
    expect(first.locator(".label")).to_have_text("双重预防机制")
    expect(first.locator(".by")).to_have_text("10 处，见于 4 份规划")
    expect(options(in_scheme).last.locator(".kind")).to_have_text("全文")


def test_what_only_begins_a_name_is_looked_for_in_the_text(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home)
    control(in_scheme).click()
    typed(in_scheme, "双重预防")
    expect(options(in_scheme).nth(1).locator(".label")).to_have_text("双重预防机制")
    in_scheme.keyboard.press("Enter")
    in_scheme.wait_for_url("**/search/?q=*")


def test_what_is_nearly_a_name_offers_that_once(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home)
    control(in_scheme).click()
    typed(in_scheme, "三管三必需")
    expect(options(in_scheme).filter(has_text="三管三必须")).to_have_count(1)


def test_on_the_page_of_a_plan_the_number_of_a_clause_goes_there(
    home: str, in_scheme: Page
) -> None:
    in_scheme.goto(home + PAGES["plan"])
    control(in_scheme).click()
    typed(in_scheme, "二（四）")
    in_scheme.keyboard.press("Enter")
    expect(box(in_scheme)).to_be_hidden()
    expect(in_scheme).to_have_url(f"{home}{PAGES['plan']}#a2-b4")
    assert landing.fault(in_scheme, "a2-b4") == ""
    control(in_scheme).click()
    field(in_scheme).fill("二（五）")
    options(in_scheme).first.click()
    expect(box(in_scheme)).to_be_hidden()
    assert landing.fault(in_scheme, "a2-b5") == ""


def test_without_scripts_the_link_leads_to_the_page(home: str, scriptless: Page) -> None:
    scriptless.goto(home)
    scriptless.get_by_role("link", name=re.compile("^检索")).first.click()
    expect(scriptless.get_by_role("searchbox")).to_be_visible()


def test_a_browser_can_add_the_site(home: str, page: Page) -> None:
    page.goto(home + PAGES["plan"])
    href = page.locator("link[rel='search']").get_attribute("href")
    text = page.request.get(page.evaluate("(href) => new URL(href, location).href", href)).text()
    assert 'template="https://example.org/plans/search/?q={searchTerms}"' in text
