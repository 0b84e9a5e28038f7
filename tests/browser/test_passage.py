"""A link to selected words: what it says, and what its receiver sees."""

import json
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.landing import fault, rest
from tests.browser.pointing import next_frame

YICHUN = "plans/360900-yichun-2023-yaodian/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
CLAUSE = "a2-b5"
WORDS = "狠抓“三违”整治，常态化开展煤矿隐蔽致灾因素普查"

_SELECT = """
([id, words, nth]) => {
  const holder = document.getElementById(id);
  const unit = holder.closest(".unit") || holder;
  const shown = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (shown.nextNode()) {
    const node = shown.currentNode;
    if (!node.parentElement.getClientRects().length) continue;
    nodes.push([text.length, node]);
    text += node.data;
  }
  let start = -1;
  for (let count = 0; count < nth; count += 1) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`${words} is not there: ${text}`);
  const place = (at) => {
    const [from, node] = nodes.filter(([before]) => before <= at).pop();
    return [node, at - from];
  };
  const [last, end] = place(start + words.length - 1);
  getSelection().setBaseAndExtent(...place(start), last, end + 1);
}
"""
"""Selects words in a unit as a reader does with a mouse, across elements."""


@pytest.fixture(autouse=True)
def clipboard(tabs: dict[str, Page]) -> None:
    for page in tabs.values():
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def select(page: Page, id_: str, words: str, nth: int = 1) -> None:
    page.evaluate(_SELECT, [id_, words, nth])
    next_frame(page)  # what was offered of other words is gone


def offer(page: Page) -> Locator:
    return page.get_by_role("button", name="复制链接")


def link_to(page: Page, id_: str, words: str, nth: int = 1) -> str:
    select(page, id_, words, nth)
    offer(page).click()
    expect(page.locator(".passage-offer").get_by_role("status")).to_have_text("已复制")
    return str(page.evaluate("navigator.clipboard.readText()"))


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="链接所指的文字")


def marked(page: Page) -> str:
    return "".join(page.locator("mark.match").all_text_contents())


def passage(words: str, id_: str = CLAUSE, **more: str) -> str:
    """The end of an address as it was given before words had short ones: it lands for ever."""
    return f"?{urlencode({'passage': words, **more})}#{id_}"


def test_the_receiver_sees_just_these_words(home: str, window: Page) -> None:
    window.goto(home + YICHUN + passage(WORDS))
    expect(bar(window)).to_contain_text("已标出")
    assert marked(window) == WORDS
    expect(window.locator("mark.match").first).to_be_in_viewport()
    assert fault(window, CLAUSE) == ""
    bar(window).get_by_role("button", name="去掉标记").click()
    expect(window.locator("mark.match")).to_have_count(0)
    expect(window).to_have_url(f"{home}{YICHUN}#{CLAUSE}")


def test_words_of_a_heading_are_told_by_themselves(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}?q=应急")
    url = link_to(page, CLAUSE, "强化专项")
    assert url.startswith(f"{home}{YICHUN}?")
    assert parse_qs(urlsplit(url).query) == {"passage": ["强化专项"]}
    assert unquote(urlsplit(url).fragment) == CLAUSE
    page.goto("about:blank")
    page.goto(url)
    expect(bar(page)).to_contain_text("已标出")
    assert marked(page) == "强化专项"


def test_a_quote_has_its_source_and_what_in_it_is_conjecture(home: str, window: Page) -> None:
    words = "开展“工业互联网+危化安全生产”建设试点"
    window.goto(home + SHANGHAI)
    select(window, "a2-b3", words)
    expect(offer(window)).to_be_visible()
    expect(window.locator(".passage-offer").get_by_role("status")).to_contain_text(
        "其中 3 处由校者推定"
    )
    window.get_by_role("button", name="复制引文").click()
    expect(window.locator(".passage-offer").get_by_role("status")).to_have_text("已复制")
    quoted, source, url, told = window.evaluate("navigator.clipboard.readText()").split("\n")
    assert quoted == words
    assert source == "——《上海市应急管理局2022年工作要点》第二部分第（三）项"
    assert told.startswith(
        "校勘：［］里的字由校者推定，不是原文所载：「开［展“］工业互联［网+］危化安全"
    )
    window.goto("about:blank")
    window.goto(url)
    expect(bar(window)).to_contain_text("已标出，其中 3 处由校者推定")
    assert marked(window) == words


def test_a_quote_that_is_as_received_says_nothing_more(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    select(page, CLAUSE, WORDS)
    page.get_by_role("button", name="复制引文").click()
    expect(page.locator(".passage-offer").get_by_role("status")).to_have_text("已复制")
    quoted, source, url = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert (quoted, source[:3]) == (WORDS, "——《")
    assert urlsplit(url).fragment.startswith(f"{CLAUSE}~")


def test_a_long_passage_is_named_by_its_ends(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    text = page.evaluate(f"document.querySelector('.unit:has(> #{CLAUSE})').textContent")
    start = text.index("四是聚焦")
    words = text[start : text.index("开展安全事故防控攻坚战") + 11]
    assert len(words) > 60
    page.goto(home + YICHUN + passage(words[:20], to=words[-20:]))
    expect(bar(page)).to_contain_text("已标出")
    assert marked(page) == words


def test_the_second_of_equal_words_is_meant(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    select(page, CLAUSE, "开展", 3)
    before = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().x")
    page.goto("about:blank")
    page.goto(home + YICHUN + passage("开展", nth="3"))
    expect(bar(page)).to_contain_text("已标出")
    assert marked(page) == "开展"
    rest(page)
    assert page.locator("mark.match").bounding_box()["x"] == pytest.approx(before, abs=1)  # type: ignore[index]


def test_words_as_received_are_marked_there(home: str, page: Page) -> None:
    page.goto(f"{home}{SHANGHAI}?view=received#a2-b2")
    expect(page.locator(".document")).to_have_attribute("data-view", "received")
    url = link_to(page, "a2-b2", "?ldquo;")
    assert parse_qs(urlsplit(url).query)["view"] == ["received"]
    page.goto("about:blank")
    page.goto(url)
    expect(bar(page)).to_contain_text("已标出")
    assert marked(page) == "?ldquo;"


def test_where_the_text_has_changed_one_still_lands_on_the_clause(home: str, window: Page) -> None:
    window.goto(f"{home}{YICHUN}?passage=从前有过的文字#{CLAUSE}")
    expect(bar(window)).to_contain_text("已有改动")
    expect(window.locator("mark.match")).to_have_count(0)
    assert fault(window, CLAUSE) == ""


def test_words_that_have_moved_are_found_elsewhere(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}?passage={WORDS}#a1")
    expect(bar(page)).to_contain_text("已标出")
    assert marked(page) == WORDS
    expect(page.locator("mark.match").first).to_be_in_viewport()


def test_without_scripts_one_lands_on_the_clause(home: str, scriptless: Page) -> None:
    scriptless.goto(f"{home}{YICHUN}?passage={WORDS}#{CLAUSE}")
    expect(scriptless.locator(f"#{CLAUSE}")).to_be_in_viewport()


def test_nothing_is_offered_for_what_is_in_no_clause_or_in_several(home: str, fresh: Page) -> None:
    page = fresh
    page.clock.install()
    page.goto(home + YICHUN)
    select(page, CLAUSE, WORDS)
    expect(offer(page)).to_be_visible()  # all that it needs is loaded
    for script in (
        "getSelection().selectAllChildren(document.querySelector('.document'))",
        "getSelection().selectAllChildren(document.querySelector('h1'))",
    ):
        page.evaluate(script)
        next_frame(page)
        page.clock.run_for(500)
        expect(offer(page)).to_have_count(0)


def test_escape_withdraws_the_offer_and_the_marks(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    select(page, CLAUSE, WORDS)
    expect(offer(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(offer(page)).to_have_count(0)
    page.goto(f"{home}{YICHUN}?passage={WORDS}#{CLAUSE}")
    expect(bar(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)


def test_where_the_clipboard_is_refused_the_link_is_selected(home: str, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.goto(home + YICHUN)
        select(page, CLAUSE, WORDS)
        offer(page).click()
        expect(page.get_by_role("textbox", name="请复制这个链接")).to_be_focused()
        copied = page.evaluate("getSelection().toString()")
        assert urlsplit(copied).fragment.startswith(f"{CLAUSE}~")


def test_axe_finds_nothing(home: str, in_scheme: Page) -> None:
    in_scheme.goto(f"{home}{YICHUN}?passage={WORDS}#{CLAUSE}")
    expect(bar(in_scheme)).to_be_visible()
    select(in_scheme, "pre", "应急")
    in_scheme.evaluate("scrollTo(0, 0)")  # neither offer nor bar covers half of a link there
    expect(offer(in_scheme)).to_be_visible()
    assert faults(in_scheme) == []


def test_hostile_words_are_words(home: str, page: Page) -> None:
    for words in ("<img src=x onerror=alert(1)>", '"', "\\", "%"):
        page.goto(f"{home}{YICHUN}?passage={json.dumps(words)[1:-1]}#%E0%A4%A")
        expect(bar(page)).to_contain_text("已有改动")
        expect(page.locator("img[src=x]")).to_have_count(0)
