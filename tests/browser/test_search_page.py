"""The page of the search as a reader uses it: keys, IME, touch, paste, history, filters, no script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from converters.search import scripts
from converters.stock import Stock
from tests import stocked
from tests.browser import answered, landing
from tests.browser.answered import EXACT, field, opened, status, typed
from tests.browser.axe import faults
from tests.browser.page_kinds import sticking_out


def test_what_is_typed_is_found_and_stands_in_the_address(home: str, window: Page) -> None:
    window.goto(f"{home}search/")
    typed(window, "安全生产月")
    expect(status(window)).to_have_text(re.compile(r"^6 条，4 份规划，6 处"))
    expect(window.locator(".search-results mark")).to_have_text(["安全生产月"] * 6)
    address = f"{home}search/?q=%E5%AE%89%E5%85%A8%E7%94%9F%E4%BA%A7%E6%9C%88"
    expect(window).to_have_url(address)
    expect(window).to_have_title(re.compile("^安全生产月 · 检索"))


def test_a_hit_says_what_in_it_is_conjecture(home: str, window: Page) -> None:
    opened(window, home, "工业互联网")
    shanghai = window.locator(".found-plan[data-work^='310000'] .hit")
    expect(shanghai.locator(".emended")).to_have_text(["展“", "网", "+", "”"])
    expect(shanghai.locator("mark")).to_have_text("工业互联网")
    expect(shanghai.locator(".hit__notes")).to_have_text("有圈或红色的 3 处由校者推定或不可读")
    gaotai = window.locator(".found-plan[data-work^='620724'] .hit")
    expect(gaotai).to_have_count(1)
    expect(gaotai.locator(".emended, .hit__notes")).to_have_count(0)


def test_each_plan_says_how_many_clauses_it_has(home: str, page: Page) -> None:
    opened(page, home, "应急")
    total = int(status(page).inner_text().split(" ")[0])
    abouts = page.locator(".found-plan__about").all_inner_texts()
    counts = [int(re.search(r"(\d+) 条$", text)[1]) for text in abouts]  # type: ignore[index]
    for count, section in zip(counts, page.locator(".found-plan").all(), strict=True):
        rest = section.locator(".rest")
        hidden = int(re.findall(r"\d+", rest.inner_text())[0]) if rest.count() else 0
        assert section.locator(".hit").count() + hidden == count
    assert sum(counts) <= total


def test_all_of_a_plan_is_shown_on_request_and_focus_goes_on(home: str, window: Page) -> None:
    opened(window, home, "应急演练")
    button = window.get_by_role("button", name=re.compile("^此件另有"))
    work = window.locator(".found-plan").filter(has=button).first.get_attribute("data-work")
    section = window.locator(f".found-plan[data-work='{work}']")
    before = section.locator(".hit").count()
    more = int(re.findall(r"\d+", button.first.inner_text())[0])
    button.first.click()
    expect(section.locator(".hit")).to_have_count(before + more)
    expect(section.locator(".hit").nth(before).locator("a")).to_be_focused()


def test_more_is_shown_below_what_was_there(home: str, window: Page) -> None:
    opened(window, home, "的")
    first = window.locator(".hit").first.inner_text()
    count = window.locator(".hit").count()
    further = window.get_by_role("button", name=re.compile("^再看"))
    more = int(re.findall(r"\d+", further.inner_text())[0])
    further.click()
    expect(window.locator(".hit")).to_have_count(count + more)
    expect(window.locator(".hit").nth(count).locator("a")).to_be_focused()
    expect(window.locator(".hit").first).to_have_text(first, use_inner_text=True)


def test_keys_go_all_the_way(home: str, page: Page) -> None:
    page.goto(f"{home}search/")
    expect(field(page)).to_be_focused()
    typed(page, "以案释法")
    expect(page.locator(".hit")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/*-*/**")
    assert landing.fault(page, page.url.partition("#")[2]) == ""


def test_every_result_lands_on_its_clause(home: str, window: Page) -> None:
    opened(window, home, "24小时")
    links = window.locator(".hit a").evaluate_all("(all) => all.map((one) => one.href)")
    assert len(links) == 4
    for link in links:
        window.goto("about:blank")
        window.goto(link)
        assert landing.fault(window, link.partition("#")[2]) == "", link


def test_back_returns_to_the_same_place_of_the_results(home: str, page: Page) -> None:
    opened(page, home, "应急")
    last = page.locator(".hit").last
    last.scroll_into_view_if_needed()
    text, scroll = last.inner_text(), page.evaluate("scrollY")
    assert scroll > 200
    last.locator("a").click()
    page.wait_for_url("**/plans/*-*/**")
    page.go_back()
    expect(page.locator(".hit").last).to_have_text(text, use_inner_text=True)
    page.wait_for_function("(wanted) => Math.abs(scrollY - wanted) < 60", arg=scroll)


def test_back_and_forward_go_from_query_to_query(home: str, page: Page) -> None:
    opened(page, home, "防汛办")
    field(page).fill("危化科")
    page.keyboard.press("Enter")
    expect(page.locator(".hit mark").first).to_have_text("危化科")
    page.go_back()
    expect(field(page)).to_have_value("防汛办")
    expect(page.locator(".hit mark").first).to_have_text("防汛办")
    page.go_forward()
    expect(field(page)).to_have_value("危化科")
    expect(page.locator(".hit mark").first).to_have_text("危化科")


def test_a_query_that_is_being_typed_is_one_step_back(home: str, page: Page) -> None:
    opened(page, home, "防汛办")
    field(page).fill("")
    field(page).press_sequentially("危化科执法", delay=120)
    expect(page).to_have_url(re.compile("%E6%B3%95$"))
    page.go_back()
    expect(field(page)).to_have_value("防汛办")


def test_the_address_holds_the_whole_state(home: str, window: Page) -> None:
    window.goto(f"{home}search/?q=三管三必须&also=三个必须&level=county&year=2021&order=newest")
    expect(status(window)).to_contain_text("1 条，1 份")
    expect(window.locator(".hit mark")).to_have_text(["三个必须"])
    for name, value in (("level", "county"), ("year", "2021"), ("also", "三个必须")):
        expect(window.locator(f"input[name='{name}'][value='{value}']")).to_be_checked()


def test_filters_narrow_and_say_by_how_much(home: str, page: Page) -> None:
    opened(page, home, "执法")
    label = page.locator("label:has(input[name='place'][value='360900'])")
    count = label.locator(".count").inner_text()
    label.click()
    expect(status(page)).to_have_text(re.compile(rf"^{count} 条，1 份"))
    expect(page).to_have_url(re.compile(r"[?&]place=360900(&|$)"))
    answered.wait(page)
    expect(page.locator("input[name='place'][value='360900']")).to_be_focused()
    expect(page.locator("label:has(input[name='place'])")).to_have_count(5)
    page.locator("label:has(input[name='place'][value='360900'])").click()
    expect(status(page)).not_to_have_text(re.compile(rf"^{count} 条"))


def test_agencies_and_terms_narrow_too(home: str, page: Page) -> None:
    opened(page, home, "执法")
    label = page.locator("label:has(input[name='agency'])").first
    count = label.locator(".count").inner_text()
    label.click()
    expect(status(page)).to_have_text(re.compile(rf"^{count} 条"))


def test_other_forms_of_a_name_are_offered_and_can_be_left_out(home: str, window: Page) -> None:
    opened(window, home, "三管三必须")
    expect(window.locator(".hit")).to_have_count(1)
    window.get_by_label("三个必须").check()
    expect(status(window)).to_contain_text("2 条，2 份")
    answered.wait(window)
    marks = window.locator(".hit mark").all_inner_texts()
    assert sorted(marks) == sorted(["三管三必须", "三个必须"])
    window.get_by_role("button", name="只查字面").click()
    expect(window.locator(".hit")).to_have_count(1)


def test_half_typed_pinyin_is_no_query(home: str, fresh: Page) -> None:
    page = fresh
    page.clock.install()
    page.goto(f"{home}search/")
    client = page.context.new_cdp_session(page)
    for text in ("w", "wei", "wei'hua", "wei'hua'ke"):
        client.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        page.clock.run_for(150)
        assert page.evaluate("location.search") == ""
        expect(status(page)).to_have_text("")
    client.send("Input.insertText", {"text": "危化科"})
    expect(page.locator(".hit mark").first).to_have_text("危化科")


def test_what_is_pasted_is_found(home: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{home}search/")
    page.evaluate("navigator.clipboard.writeText('  互联网＋执法 ')")
    field(page).focus()
    page.keyboard.press("Control+v")
    expect(page.locator(".hit mark").first).to_be_visible()


def test_touch(home: str, browser: Browser) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        opened(page, home, "危化科")
        page.get_by_text("筛选").tap()
        box = page.locator("label:has(input[name='place'])").first
        expect(box).to_be_visible()
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 44
        page.get_by_text("筛选").tap()
        expect(box).to_be_hidden()
        page.locator(".hit a").first.tap()
        page.wait_for_url("**/plans/*-*/**")


def test_nothing_found_says_which_term_failed_and_what_is_near(home: str, window: Page) -> None:
    window.goto(f"{home}search/?q=危化科 叫叫应急")
    none = window.locator(".none")
    expect(none).to_contain_text("“叫叫应急” 0 条")
    expect(none).to_contain_text("“危化科” 10 条")
    answered.wait(window)
    link = none.locator(".ways a").first
    expect(link).to_be_visible()
    count = re.search(r"(\d+) 条", none.locator(".ways li").first.inner_text())
    assert count
    address = str(link.get_attribute("href"))
    link.click()
    expect(window).to_have_url(re.compile(re.escape(address) + "$"))
    expect(status(window)).to_have_text(re.compile(rf"^{count[1]} 条，"))
    expect(window.locator(".hit").first).to_be_visible()


def test_what_bears_the_name_stands_above_the_hits(home: str, in_scheme: Page) -> None:
    """And each count says what it counts: all forms of the term, or these very characters."""
    opened(in_scheme, home, "双重预防机制")
    names = in_scheme.locator(".search-names li")
    expect(names).to_have_text(["提法双重预防机制各写法共 10 处，见于 4 份规划"])
    expect(status(in_scheme)).to_have_text(f"5 条，3 份规划，7 处 · {EXACT}")
    assert names.locator("a").evaluate(_IS_ABOVE, "a.hit__heading")
    names.locator("a").click()
    in_scheme.wait_for_url("**/terms/shuangchong-yufang-jizhi/")


_IS_ABOVE = """
(one, selector) => one.getBoundingClientRect().bottom
  < document.querySelector(selector).getBoundingClientRect().top
"""


def test_a_section_has_its_duty_sheet_above_the_hits(home: str, in_scheme: Page) -> None:
    opened(in_scheme, home, "危化科")
    names = in_scheme.locator(".search-names")
    expect(names.locator("li .kind")).to_have_text(["职责单", "机构", "机构类型"])
    more = names.get_by_role("button")
    if more.is_visible():  # on a phone the first alone has room
        more.click()
        expect(more).to_be_hidden()
        expect(names.get_by_role("link").nth(1)).to_be_focused()
    for link in names.get_by_role("link").all():
        expect(link).to_be_visible()
        size = link.bounding_box()
        assert size is not None
        assert link.evaluate(_IS_SEEN)
    assert sticking_out(in_scheme) == []
    names.get_by_role("link").first.click()
    in_scheme.wait_for_url("**/duties/")


_IS_SEEN = """
(link) => {
  const box = link.getBoundingClientRect();
  return link.contains(document.elementFromPoint(box.x + 4, box.y + box.height / 2));
}
"""


def test_text_that_names_nothing_has_no_name_above_the_hits(home: str, page: Page) -> None:
    """The line that is kept for names says so."""
    opened(page, home, "危化品 执法")
    expect(page.locator(".search-names")).to_have_text("没有叫这个名称的机构、提法、文件或规划")
    expect(page.locator(".search-names li")).to_have_count(0)


def test_what_can_be_asked_stands_in_a_line_that_is_kept(home: str, window: Page) -> None:
    hint, top = window.locator(".search-offers .about"), "(one) => one.offsetTop"
    window.goto(f"{home}search/")
    expect(hint).to_be_visible()
    before = window.locator(".search-body").evaluate(top)
    window.locator("#query").fill("危化科")
    expect(hint).to_have_count(0)
    expect(window.locator(".hit").first).to_be_visible()
    assert window.locator(".search-body").evaluate(top) == before
    window.locator("#query").fill("")
    expect(hint).to_be_visible()
    assert window.locator(".search-body").evaluate(top) == before


@pytest.mark.parametrize("query", ["三管三必需", "危化科 三管三必需"])
def test_nothing_found_offers_the_near_name_once(home: str, in_scheme: Page, query: str) -> None:
    opened(in_scheme, home, query)
    body = in_scheme.locator(".search-body")
    expect(body.get_by_role("link", name="三管三必须", exact=True)).to_have_count(1)
    near = in_scheme.locator(".near-name")
    expect(near).to_have_count(1)
    expect(near).to_contain_text("2 处，见于 2 份规划")
    assert in_scheme.locator("main").inner_text().count("三管三必须") == 1
    near.get_by_role("link", name="查全文").click()
    expect(in_scheme.locator(".hit mark").first).to_contain_text("三管三必须")
    expect(in_scheme.locator("section.none")).to_have_count(0)


def test_no_way_on_is_offered_twice(home: str, page: Page) -> None:
    opened(page, home, "建立三管三必需制度")
    ways = page.locator(".ways a").all_inner_texts()
    assert ways
    assert len({*ways}) == len(ways)


def test_results_look_like_links(home: str, in_scheme: Page) -> None:
    opened(in_scheme, home, "安全生产月")
    for selector in (".hit__heading", ".found-plan h2 a"):
        line, colour, text = in_scheme.locator(selector).first.evaluate(_LOOK)
        assert line == "underline", selector
        assert colour != text, selector


_LOOK = """
(link) => [
  getComputedStyle(link).textDecorationLine,
  getComputedStyle(link).color,
  getComputedStyle(document.body).color,
]
"""

# Of ten provinces the last two have hits; the numbers are those of GB/T 2260.
_PROVINCES = """
() => {
  const codes = Array.from({ length: 10 }, (_, at) => [`${11 + at}0100`, `${11 + at}0200`]).flat();
  const plans = codes.map((adcode) => ({ adcode, places: [`省${adcode.slice(0, 2)}`, adcode], kind: ["yuan", "预案"] }));
  const counts = { place: codes.map((code) => [code, code > "190000" ? 3 : 0]), level: [], year: [], kind: [], topic: [], agency: [], term: [] };
  const side = document.createElement("div");
  side.dataset.place = "地区";
  document.body.append(side);
  library.filters.show(side, counts, plans, {}, () => {});
  const shown = Array.from(side.querySelectorAll("label:not([hidden])"), (one) => one.textContent);
  side.remove();
  return shown;
}
"""


def test_of_many_provinces_those_with_hits_are_shown(home: str, page: Page) -> None:
    opened(page, home, "危化科")
    shown = page.evaluate(_PROVINCES)
    assert shown[:3] == ["省196 条", "省206 条", "省110 条"]
    assert len(shown) == 8


def test_nothing_found_with_filters_offers_to_drop_them(home: str, page: Page) -> None:
    page.goto(f"{home}search/?q=危化科&place=310000")
    page.get_by_role("link", name="不加筛选").click()
    expect(status(page)).to_contain_text("10 条")


@pytest.mark.parametrize("query", ["危化品 执法", "没有这样的字", ""])
def test_it_fits_and_axe_finds_nothing(home: str, in_scheme: Page, query: str) -> None:
    in_scheme.goto(f"{home}search/?q={query}")
    if query:
        expect(status(in_scheme)).to_contain_text(EXACT)
        answered.wait(in_scheme)
    assert sticking_out(in_scheme) == []
    assert faults(in_scheme) == []


def test_without_scripts_it_says_so_and_offers_the_indexes(home: str, scriptless: Page) -> None:
    scriptless.goto(f"{home}search/")
    expect(scriptless.locator(".search-noscript")).to_be_visible()
    for name in ("规划一览", "机构", "提法", "文件"):
        link = scriptless.locator(".search-help").get_by_role("link", name=name)
        expect(link).to_be_visible()


@pytest.fixture
def without_data(fresh: Page) -> Page:
    fresh.route("**/data/search/**", lambda route: route.abort())
    return fresh


def test_data_that_do_not_come_are_said(home: str, without_data: Page) -> None:
    without_data.goto(f"{home}search/?q=应急")
    expect(status(without_data)).to_contain_text("没有载入")


def test_nothing_is_asked_of_anyone_else(home: str, fresh: Page) -> None:
    asked: list[str] = []
    fresh.on("request", lambda request: asked.append(request.url))
    opened(fresh, home, "应急")
    expect(fresh.locator(".filters-of-search")).to_be_attached()  # what is asked for last
    assert asked
    assert [url for url in asked if not url.startswith(home)] == []


@pytest.fixture
def shards(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The data of the search as a library that fills a shard with each plan would have them."""
    monkeypatch.setattr(scripts, "_FULL", 1)
    return {one.path.name: one.text for one in stocked.files_of(stock, "检索", "繁简")}


def test_a_library_of_many_shards_is_searched_to_its_end(
    home: str, fresh: Page, page: Page, shards: dict[str, str]
) -> None:
    assert len([name for name in shards if name.startswith("units-")]) == 5
    wanted = status(opened(page, home, "应急 演练")).inner_text()
    fresh.route(
        re.compile("data/search/[0-9a-f]+/(units|names)-"),
        lambda route: route.fulfill(
            body=shards[route.request.url.rpartition("/")[2]], content_type="text/javascript"
        ),
    )
    opened(fresh, home, "应急 演练")
    expect(status(fresh)).to_have_text(wanted)
    expect(fresh.locator("label:has(input[name='place'])")).to_have_count(5)
    expect(fresh.locator("label:has(input[name='term'])").first).to_be_visible()
