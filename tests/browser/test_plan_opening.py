"""A plan opens with the plan; every page stands on one grid; titles are broken between words."""

from itertools import chain, pairwise
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES
from tests.browser.page_kinds import KINDS
from tests.conftest import WORKS

YICHUN = "plans/360900-yichun-2023-yaodian/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"

_FIRST_CLAUSE = """
() => document.querySelector('.unit[class*="layer-"]').getBoundingClientRect().top + scrollY
"""
_EDGES = """
() => {
  const edges = (selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box ? [Math.round(box.left), Math.round(box.right)] : null;
  };
  const title = document.querySelector("article h1:not(.visually-hidden)") ?? document.querySelector("article h1");
  const heading = Math.round(title.getBoundingClientRect().left);
  return {
    heading, size: parseFloat(getComputedStyle(title).fontSize),
    name: edges(".masthead__name")[0], scheme: edges(".masthead__scheme")[1],
    foot: edges(".colophon p")[0], nav: edges(".colophon nav")[1],
  };
}
"""
# The lines of a heading, as they are seen: the text between one end of a line and the next.
_LINES = """
(heading) => {
  const lines = [];
  let last = null;
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { bottom } = range.getBoundingClientRect();
      if (last === null || Math.abs(bottom - last) > 10) lines.push("");
      last = bottom;
      lines[lines.length - 1] += node.data[at];
    }
  }
  return lines;
}
"""


WORDS = (
    "应急",
    "管理",
    "应急管理局",
    "工作",
    "要点",
    "规划",
    "办公室",
    "人民政府",
    "宜春市",
    "2023年",
)
PRINTED = 590 + 76
"""The width of the text of a printed sheet and of the margin for addresses (156 and 20 mm)."""


@pytest.mark.parametrize("work", WORKS)
def test_the_first_clause_is_in_the_first_window(home: str, page: Page, work: str) -> None:
    page.goto(f"{home}plans/{work}/")
    assert page.evaluate(_FIRST_CLAUSE) < 800
    expect(page.locator(".record dl")).to_be_hidden()
    expect(page.locator(".facts")).to_be_in_viewport()


def test_facts_and_actions_are_there_and_do_what_they_say(home: str, in_scheme: Page) -> None:
    tab = in_scheme
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(home + YICHUN)
    facts = tab.locator(".facts")
    for fact in ("江西省", "宜春市应急管理局", "宜应急字〔2023〕45号", "2023年3月30日"):
        expect(facts).to_contain_text(fact)
    compare = tab.locator(".toolbar .side-by-side")
    assert parse_qs(urlsplit(str(compare.get_attribute("href"))).query)["a"] == [
        YICHUN.split("/")[1]
    ]
    tab.evaluate("window.print = () => { window.printed = true; }")
    tab.get_by_role("button", name="打印", exact=True).click()
    assert tab.evaluate("window.printed")
    tab.get_by_role("link", name="引用", exact=True).click()
    expect(tab.locator("#citation")).to_be_in_viewport()
    tab.locator("#citation").get_by_role("button", name="复制").click()
    expect(tab.locator("#citation")).to_contain_text("已复制")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）"
    assert "SHA-256" in tab.locator(".record").inner_text()
    assert max(map(len, tab.locator(".record code").inner_text().split())) < 20


def test_the_record_is_opened_without_a_script(home: str, scriptless: Page) -> None:
    scriptless.goto(home + YICHUN)
    expect(scriptless.locator(".record dl")).to_be_hidden()
    scriptless.get_by_text("题录", exact=True).click()
    expect(scriptless.locator(".record dl")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 1920, 360])
def test_all_titles_stand_on_one_axis_and_head_and_foot_on_the_grid(
    home: str, browser: Browser, width: int
) -> None:
    found = {}
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        tab = context.new_page()
        for name, path in KINDS.items():
            if name != "not-found":
                tab.goto(home + path)
                found[name] = tab.evaluate(_EDGES)
    assert len({one["heading"] for one in found.values()}) == 1, found
    assert len({one["size"] for name, one in found.items() if name != "search"}) == 2, found
    left, right = {360: (18, 342), 1280: (40, 1240), 1920: (360, 1560)}[width]
    for name, one in found.items():
        assert (one["name"], one["foot"]) == (left, left), name
        assert one["scheme"] == right, name
        if width > 360:
            assert one["nav"] == right, name


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_title_is_broken_between_words(
    home: str, phone: Page, work: str, media: Literal["screen", "print"]
) -> None:
    phone.goto(f"{home}plans/{work}/")
    phone.emulate_media(media=media)
    phone.set_viewport_size({"width": 360 if media == "screen" else PRINTED, "height": 740})
    try:
        titles = phone.locator("h1:visible, .document p.title:visible").all()
        broken = [one.evaluate(_LINES) for one in titles]
    finally:
        phone.set_viewport_size(SIZES["phone"])
    assert titles or media == "print"  # one has none in its text
    for before, after in chain.from_iterable(map(pairwise, broken)):
        assert [word for word in WORDS if cuts(word, before, after)] == [], (before, after)


def cuts(word: str, before: str, after: str) -> bool:
    """Whether a word goes over from one line to the next."""
    return any(
        before.endswith(word[:size]) and after.startswith(word[size:])
        for size in range(1, len(word))
    )


def test_the_words_of_a_title_are_copied_and_found_as_they_were(home: str, phone: Page) -> None:
    phone.goto(home + SHANGHAI)
    assert phone.locator("h1").text_content() == "上海市应急管理局2022年工作要点"
    phone.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert phone.evaluate("String(getSelection())").strip() == "上海市应急管理局2022年工作要点"
    assert phone.evaluate("find('应急管理局2022年工作要点')")


def test_the_legend_explains_the_marks_that_there_are(home: str, window: Page) -> None:
    window.goto(home + SHANGHAI)
    legend = window.locator(".legend")
    expect(legend).to_be_in_viewport()
    for words in ("机构", "提法", "文件", "确定", "可能", "不可读", "行首地址"):
        expect(legend).to_contain_text(words)
    window.goto(home + YICHUN)
    expect(legend).not_to_contain_text("不可读")


def test_marks_are_hidden_for_quiet_reading_and_that_is_kept(home: str, fresh: Page) -> None:
    fresh.goto(home + SHANGHAI)
    mark = fresh.locator("#a2-b2 ~ p .emended.likely").first
    style = "(e) => [getComputedStyle(e).textEmphasisStyle, getComputedStyle(e, '::after').content]"
    name = fresh.locator(".document a.mention.agency").first
    line = "(e) => getComputedStyle(e).textDecorationLine"
    before = mark.evaluate(style)
    assert (before[0] != "none", name.evaluate(line)) == (True, "underline")
    fresh.get_by_role("button", name="隐去标注").click()
    for _ in range(2):
        assert mark.evaluate(style) == ["none", "none"]
        assert name.evaluate(line) == "none"
        fresh.reload()
    fresh.get_by_role("button", name="显示标注").click()
    assert mark.evaluate(style) == before


def test_the_address_that_opens_a_menu_looks_like_it(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    address = page.get_by_role("link", name="第二部分第（四）项", exact=True)
    style = address.evaluate(
        "(e) => [getComputedStyle(e).textDecorationLine, getComputedStyle(e, '::after').content]"
    )
    assert style[0] == "underline"
    assert "▾" in style[1]


def test_a_question_mark_lists_the_keys(home: str, window: Page) -> None:
    window.goto(home + YICHUN)
    window.keyboard.press("?")
    keys = window.get_by_role("dialog", name="快捷键")
    expect(keys).to_contain_text("下一条")
    window.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    window.get_by_role("button", name="快捷键").click()
    expect(keys).to_be_visible()
