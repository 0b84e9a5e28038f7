"""Whatever a reader can do, he can do by keys alone, and hears what it does."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import answered, landing
from tests.browser.page_kinds import every_kind, open_page
from tests.browser.pointing import next_frame
from tests.browser.spoken import Listener
from tests.trials import tried

SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
YICHUN = "plans/360900-yichun-2023-yaodian/"
MOST = tried(10, 40)
"""Stops of a page that are gone over."""

# How a stop looks: whether it is in the page at all; something of it can be seen, because all that
# lies over it is itself (WCAG 2.2, 2.4.11); and the focus is shown (2.4.7), in a field by its caret.
_STOP = """
() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  return {
    ends: here === document.body,
    seen: Array.from(here.getClientRects()).some((box) => [0.1, 0.5, 0.9].some((share) => {
      const hit = document.elementFromPoint(box.x + box.width * share, box.y + box.height / 2);
      return hit && (here.contains(hit) || hit.contains(here));
    })),
    shown: here.matches("input:not([type]), input[type='text'], input[type='search']")
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0),
  };
}
"""
_NARROWED = """
() => {
  const group = document.activeElement.closest(".filters");
  const tables = Array.from(document.querySelectorAll("table.records"));
  return tables.find((one) => group.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
}
"""


@pytest.fixture(autouse=True)
def clipboard(tabs: dict[str, Page]) -> None:
    for page in tabs.values():
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])


@pytest.fixture
def listener(window: Page) -> Listener:
    return Listener(window)


def opened(page: Page, address: str) -> None:
    """A page at an address within it: where the keys go on from is in sight."""
    page.goto(address)
    landing.rest(page)


@every_kind
def test_the_first_stop_leads_to_the_text_and_all_after_it_are_seen(
    home: str, window: Page, listener: Listener, path: str
) -> None:
    open_page(window, home + path)
    if path == "search/":
        listener.hear(lambda here: here.role == "searchbox")
        window.evaluate("document.activeElement.blur()")
    else:
        listener.press("Tab")
        listener.hear_words("link 跳到正文")
        window.keyboard.press("Enter")
    passed = walked(window, listener, MOST)
    assert passed
    if path != "search/":
        assert passed[0] not in {"link 应急规划文库", "link 跳到正文"}


def test_every_stop_above_the_text_is_seen(home: str, window: Page, listener: Listener) -> None:
    window.goto(home + YICHUN)
    passed = walked(window, listener, 20)
    assert passed[:2] == ["link 跳到正文", "link 应急规划文库"]
    assert {"button 昼", "button 夜"} < {*passed}
    assert [one for one in passed if one.startswith("button 检索")]


def walked(window: Page, listener: Listener, most: int) -> list[str]:
    """Goes on by Tab, as far as the page or so many stops go; each is told, shown and seen."""
    passed = []
    for _ in range(most):
        here = listener.press("Tab")
        stop = window.evaluate(_STOP)
        if stop["ends"]:
            break  # the next stop is of the browser
        passed.append(here.words)
        assert here.name, passed
        assert stop["shown"], passed[-3:]
        if not stop["seen"]:  # the page may still scroll to it
            window.wait_for_function(f"() => ({_STOP})().seen")
    return passed


def test_light_and_dark(home: str, fresh: Page) -> None:
    fresh.goto(home)
    listener = Listener(fresh)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = fresh.evaluate(ground)
    listener.tab_to("button 夜")
    listener.hear(lambda here: here.states["pressed"] == "false")
    listener.press("Enter")
    listener.hear(lambda here: here.states["pressed"] == "true")
    assert fresh.evaluate(ground) != before


def test_reading_and_text_as_received(home: str, window: Page, listener: Listener) -> None:
    window.goto(home + SHANGHAI)
    listener.tab_to("button 校读")
    listener.hear(lambda here: here.states["pressed"] == "true")
    listener.press("Tab")
    listener.hear_words("button 原文")
    listener.press("Space")
    expect(window.locator(".document[data-view='received']")).to_be_attached()
    listener.hear(lambda here: here.states["pressed"] == "true")


def test_the_menu_of_a_clause(home: str, window: Page, listener: Listener) -> None:
    opened(window, f"{home}{YICHUN}#a2-b4")
    listener.press("j", "k")
    listener.hear_words("link 第二部分第（四）项")
    listener.press("Enter")
    listener.hear_words("button 复制链接")
    menu = listener.told("document.querySelector('.address-menu')")
    assert menu.words == "dialog 第二部分第（四）项"
    listener.press("ArrowDown")
    listener.hear(lambda here: here.name.startswith("复制引文"))
    status = window.get_by_role("dialog").get_by_role("status")
    expect(status).to_be_empty()
    listener.press("Enter")
    expect(status).to_have_text("已复制")
    assert window.evaluate("navigator.clipboard.readText()").endswith("第二部分第（四）项")
    listener.press("Escape")
    listener.hear_words("link 第二部分第（四）项")
    expect(window.get_by_role("dialog")).to_have_count(0)


def test_the_keys_leave_the_menu_of_a_clause_where_they_came(
    home: str, window: Page, listener: Listener
) -> None:
    opened(window, f"{home}{YICHUN}#a2-b4")
    listener.press("j", "k", "Enter")
    listener.hear_words("button 复制链接")
    last = window.locator(".address-menu :is(a, button)").last.inner_text()
    listener.press("ArrowUp")
    listener.hear(lambda here: here.name.replace("\n", "") == last.replace("\n", ""))
    listener.press("Tab")
    listener.hear(lambda here: here.name == "安全准入制度")  # the next in the text
    expect(window.locator(".address-menu")).to_have_count(0)
    listener.press("k", "j", "Enter")
    listener.hear_words("button 复制链接")
    if window.get_by_role(
        "button", name="关闭"
    ).is_visible():  # it is there with the others, or not
        listener.press("Shift+Tab")
        listener.hear_words("button 关闭")
    listener.press("Shift+Tab")
    listener.hear_words("link 第二部分第（四）项")
    expect(window.get_by_role("dialog")).to_have_count(0)


def test_a_note_of_the_editor(home: str, window: Page, listener: Listener) -> None:
    opened(window, home + SHANGHAI + "#a2-b2")
    listener.press("j", "k")
    mark = listener.tab_to("button ")
    assert re.search(r"\[\d+\]", mark.description)
    listener.hear(lambda here: here.states["expanded"] is True)
    listener.press("Escape")
    listener.hear(lambda here: here.states["expanded"] is False)


def test_what_a_link_leads_to(home: str, window: Page, listener: Listener) -> None:
    opened(window, f"{home}{YICHUN}#a2-b4")
    listener.press("j", "k")
    mention = listener.tab_to("link 危化科")
    told = listener.hear(lambda here: "共 " in here.description)
    assert told.words == mention.words
    expect(window.get_by_role("dialog")).to_be_visible()
    card = listener.told("document.querySelector('.preview')")
    assert card.words == "dialog 宜春市应急管理局危化科"
    listener.press("Escape")
    expect(window.get_by_role("dialog")).to_have_count(0)
    listener.hear_words(mention.words)


def test_a_passage_that_is_selected_by_keys(home: str, window: Page, listener: Listener) -> None:
    window.goto(f"{home}{YICHUN}#a2-b4")
    # As with the caret that F7 gives to a reader.
    window.evaluate(
        """() => {
          const at = document.querySelector("#a2-b4 ~ p").firstChild;
          getSelection().setBaseAndExtent(at, 0, at, 1);
        }"""
    )
    for _ in range(5):
        window.keyboard.press("Shift+ArrowRight")
    words = window.evaluate("String(getSelection())")
    next_frame(window)  # what was offered of fewer words is gone
    offer = listener.page.get_by_role("button", name="复制链接")
    expect(offer).to_be_visible()
    expect(offer).to_have_attribute("aria-keyshortcuts", "c")
    window.keyboard.press("c")
    status = window.locator(".passage-offer").get_by_role("status")
    expect(status).to_have_text("已复制")
    window.goto(window.evaluate("navigator.clipboard.readText()"))
    expect(window.locator("mark.match.current")).to_have_text(words)
    expect(window.get_by_role("status")).to_have_text("链接所指的文字已标出")
    window.keyboard.press("Escape")
    expect(window.locator("mark.match")).to_have_count(0)


def test_the_box_of_the_search(home: str, window: Page, listener: Listener) -> None:
    window.goto(home + YICHUN)
    listener.press("/")
    field = listener.hear_words("combobox 名称、地址或字样")
    assert field.states["expanded"] is False
    window.keyboard.type("yjglj")
    expect(window.get_by_role("option").last).to_contain_text("“yjglj”")
    expect(window.get_by_role("dialog").get_by_role("status")).to_have_text(
        re.compile(r"^\d+ 个去处$")
    )
    listener.hear(lambda here: here.states["expanded"] is True)
    first = listener.active()
    assert first.role == "option"
    assert first.states["selected"] is True
    options = window.get_by_role("option")
    listener.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert listener.active().name != first.name
    listener.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert listener.active().name == first.name
    listener.press("Escape")
    expect(window.get_by_role("dialog")).to_have_count(0)
    listener.press("Control+k", "Control+a")
    listener.hear(lambda here: here.role == "combobox")
    window.keyboard.type("宜春 二(四)")
    expect(window.get_by_role("option").first).to_contain_text("（四）")
    window.keyboard.press("Enter")
    expect(window).to_have_url(f"{home}{YICHUN}#a2-b4")


def test_the_page_of_the_search(home: str, window: Page, listener: Listener) -> None:
    window.goto(f"{home}search/")
    listener.hear(lambda here: here.role == "searchbox")
    answered.typed(window, "应急")
    status = answered.status(window)
    expect(status).to_contain_text(re.compile(r"^\d+ 条，5 份规划，\d+ 处"))
    before = status.inner_text()
    expect(window.locator(".filters-of-search")).to_be_attached()
    listener.press("ArrowDown")
    hit = listener.hear(lambda here: here.role == "link")
    listener.press("ArrowDown")
    listener.hear(lambda here: here.role == "link" and here.name != hit.name)
    listener.press("ArrowUp", "ArrowUp")
    listener.hear(lambda here: here.role == "searchbox")
    if window.locator(".filters-of-search").get_attribute("open") is None:
        listener.tab_to("DisclosureTriangle 筛选")
        listener.hear(lambda here: here.states["expanded"] is False)
        listener.press("Enter")
        expect(window.locator(".filters-of-search")).to_have_attribute("open", "")
    box = listener.tab_to("checkbox ")
    assert box.states["checked"] == "false"
    listener.press("Space")
    expect(status).not_to_have_text(before)
    answered.wait(window)
    place = box.name.split()[0]
    listener.hear(lambda here: here.name.startswith(place) and here.states["checked"] == "true")
    listener.press("Space")
    expect(status).to_have_text(before)
    answered.wait(window)
    count = window.locator(".hit").count()
    more = listener.tab_to("button 再看")
    listener.press("Enter")
    expect(window.locator(".hit")).not_to_have_count(count)
    expect(window.locator(".hit a:focus")).to_have_count(1)
    listener.hear(lambda here: here.words != more.words)


def test_from_match_to_match(home: str, window: Page, listener: Listener) -> None:
    window.goto(f"{home}{YICHUN}?q=应急演练#a2-b4")
    bar = window.get_by_role("region", name="检索所得")
    count = bar.get_by_role("status").locator(".spoken")
    expect(count).to_have_text(re.compile(r"^第 \d+ 处，共 \d+ 处$"))
    first = count.inner_text()
    window.keyboard.press("n")
    expect(count).not_to_have_text(first)
    window.keyboard.press("p")
    expect(count).to_have_text(first)
    bar.get_by_role("button", name="下一处").focus()
    listener.press("Enter")
    expect(count).not_to_have_text(first)
    window.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    listener.hear(lambda here: here.role == "link")


def test_a_list_is_sorted_and_narrowed(home: str, window: Page, listener: Listener) -> None:
    window.goto(f"{home}agencies/")
    listener.tab_to("button 全部", 400)
    listener.press("Tab")
    chosen = listener.hear(lambda here: here.states.get("pressed") == "false")
    listener.press("Enter")
    listener.hear(lambda here: here.states["pressed"] == "true")
    count = int(chosen.name.rpartition(" ")[2])
    rows = window.evaluate_handle(_NARROWED).evaluate(
        "(table) => Array.from(table.tBodies[0].rows).filter((row) => row.offsetHeight).length"
    )
    assert rows == count
    if window.locator("table.records thead").last.is_visible():
        header = window.locator("th:has(:focus)")
        listener.tab_to("button 名称")
        for order in ("ascending", "descending"):
            listener.press("Enter")
            expect(header).to_have_attribute("aria-sort", order)


def test_an_address_that_is_not_there(home: str, window: Page, listener: Listener) -> None:
    window.goto(home + "plans/yichun-2023/")
    expect(window.get_by_role("status")).to_have_text(re.compile("^找到 [1-6] 个可能的去处$"))
    listener.tab_to("link 宜春市2023年应急管理工作要点")
    window.keyboard.press("Enter")
    expect(window).to_have_url(home + YICHUN)


def test_the_outline_of_a_plan(home: str, window: Page, listener: Listener) -> None:
    window.goto(home + YICHUN)
    if window.locator(".masthead__contents").is_visible():
        listener.tab_to("link 目录")
        listener.press("Enter")
    entry = listener.tab_to("link 二、")
    listener.press("Enter")
    expect(window).to_have_url(f"{home}{YICHUN}#a2")
    assert listener.told("document.querySelector('.outline')").words == "navigation 目次"
    listener.press("Tab")
    listener.hear(lambda here: here.words != entry.words)
