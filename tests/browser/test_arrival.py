"""Where a search leads: on the clause, with every match of the plan marked, and away again.

What must be marked is counted in the published JSON of the plan, by a fold and a regular
expression that are no part of the site.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from converters.models.page import Page as WrittenPage
from converters.models.plan import Plan
from converters.search import scripts
from tests.browser import landing
from tests.browser.axe import faults
from tests.browser.becoming import becomes
from tests.browser.landing import fault
from tests.browser.pointing import point_at
from tests.browser.test_received import press
from tests.conftest import WORKS
from tests.search_truth import Unit, fold, units
from tests.test_search_scripts import read

YICHUN = "plans/360900-yichun-2023-yaodian/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

QUERIES: dict[str, list[str]] = {
    "应": ["应"],
    "安全生产月": ["安全生产月"],
    "24小时": ["24小时"],
    "２４小时": ["24小时"],
    "ｍＨＺ": ["mhz"],
    "“五进”": ["“五进”"],
    "应急 演练": ["应急", "演练"],
    "应急 应急管理 管理局": ["应急", "应急管理", "管理局"],
    '"应急 管理"': ["应急管理"],
    "危化品 -运输": ["危化品"],
    "-运输": ["-运输"],
    "應急管理": ["应急管理"],
    "全市安全风险“一张图”": ["全市安全风险“一张图”"],
    "风险防控。严格高危": ["风险防控。严格高危"],
    "保安全”大走访": ["保安全”大走访"],
    "死亡率 下降": ["死亡率", "下降"],
    "。": ["。"],
}
"""What is typed, and the strings that it looks for."""

_PLACES = """
() => Array.from(document.querySelectorAll(".document > .unit"), (unit) => {
  const range = document.createRange();
  range.selectNodeContents(unit);
  const boxes = Array.from(range.getClientRects());
  const last = boxes[boxes.length - 1];
  return [last.right, last.bottom + scrollY, unit.offsetHeight].map(Math.round);
})
"""
"""Where the last line of each unit ends."""


@pytest.fixture(scope="module")
def published(site_folder: Path, library: dict[str, Plan]) -> dict[str, list[Unit]]:
    """The units of each plan in its data, by work."""
    folder = site_folder / "data" / "plans"
    return {
        work: [*units(json.loads((folder / f"{work}.json").read_text("utf-8")), plan.source.text)]
        for work, plan in library.items()
    }


def expected(data: list[Unit], forms: list[str], view: str = "reading") -> list[str]:
    """Every match in a plan, folded: the earliest, of those the longest, none over another."""
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return [
        match
        for unit in data
        if view == "received" or not unit.id.startswith("noise")
        for match in re.findall(pattern, unit.texts[view == "received"])
    ]


def arrive(page: Page, home: str, path: str, query: str, rest: str = "") -> None:
    page.goto(f"{home}{path}?q={quote(query)}{rest}")
    expect(bar(page)).to_be_visible()


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="检索所得")


def position(page: Page) -> Locator:
    return bar(page).get_by_role("status").locator(".figures")


def total(page: Page) -> int:
    words = bar(page).locator(".words").inner_text()
    found = re.search(r"(\d+) 处$", words)
    assert found or words.endswith("未见"), words
    return int(found[1]) if found else 0


def marked(page: Page) -> str:
    """All that is marked, folded."""
    return fold("".join(page.locator("mark.match").all_text_contents()))


def html(page: Page) -> str:
    return page.inner_html(".document").replace('hidden=""', 'hidden="hidden"')


SOON = {work.split("/")[1] for work in (DONGCHANG, SHANGHAI)}
"""The longest plan, and that with the most emendations."""


@pytest.mark.parametrize(
    "plan",
    [pytest.param(one, marks=() if one in SOON else pytest.mark.long) for one in WORKS],
    indirect=True,
)
def test_the_marks_are_the_matches_of_the_plan(
    home: str, plan: Plan, page: Page, published: dict[str, list[Unit]]
) -> None:
    work = str(plan.source.work)
    wrong = {}
    for query, forms in QUERIES.items():
        arrive(page, home, f"plans/{work}/", query)
        want = expected(published[work], forms)
        if (total(page), Counter(marked(page))) != (len(want), Counter("".join(want))):
            wrong[query] = (total(page), marked(page), want)
    assert wrong == {}


def test_each_query_finds_something_in_some_plan(
    published: dict[str, list[Unit]],
) -> None:
    for query, forms in QUERIES.items():
        if query != "-运输":
            assert any(expected(data, forms) for data in published.values()), query


def searched(site_folder: Path, work: str) -> Iterator[tuple[str, str, str]]:
    """The units of a plan in the data of the engine: id, as read, as received; folded."""
    for path in site_folder.glob("data/search/*/units-*.js"):
        script = WrittenPage(scripts.FOLDER / path.name, path.read_text("utf-8"))
        for plan in read([script]).all_plans:
            if plan["work"] != work:
                continue
            columns = plan["units"]
            names = ("label", "heading", "separator", "body")
            pieces = zip(*(columns[name] for name in names), strict=True)
            for id_, own, received in zip(columns["id"], pieces, columns["received"], strict=True):
                yield id_, fold("".join(own)), fold("".join(received or own))


@pytest.mark.parametrize("view", ["reading", "received"])
def test_the_page_has_the_units_of_the_engine(
    home: str, site_folder: Path, plan: Plan, page: Page, view: str
) -> None:
    work = str(plan.source.work)
    arrive(page, home, f"plans/{work}/", "应急", f"&view={view}")
    expect(bar(page).locator(".words")).to_contain_text(re.compile("[0-9] 处"))
    found = page.evaluate("library.marks.units().map((unit) => [unit.id, unit.text])")
    shown = {id_: fold(text) for id_, text in found if id_}
    wanted = {
        id_: received if view == "received" else reading
        for id_, reading, received in searched(site_folder, work)
        if not id_.startswith("noise")  # lines that are no part of the document have no address
    }
    assert shown == wanted


def test_a_blank_that_only_parts_label_and_heading_is_no_text(home: str, page: Page) -> None:
    """第一章　总则: the page keeps the blank of the file, the engine has none."""
    arrive(page, home, DONGCHANG, "应急")
    page.evaluate("library.marks.clear()")
    script = "library.marks.units().find((unit) => unit.id === 'a3-b3-c1').text.slice(0, 4)"
    assert page.evaluate(script) == "1.总体"
    page.evaluate("document.querySelector('#a3-b3-c1 .label').after('\u3000')")
    assert page.evaluate(script) == "1.总体"


CROSSINGS = {
    "the border of a link": (YICHUN, "全市安全风险“一张图”", "a2-b4"),
    "a head and its paragraph": (YICHUN, "风险防控。严格高危", "a2-b4"),
    "an emendation": (SHANGHAI, "保安全”大走访", "a2-b2"),
}


@pytest.mark.parametrize(("path", "query", "id_"), CROSSINGS.values(), ids=CROSSINGS)
def test_a_match_runs_over_elements(home: str, page: Page, path: str, query: str, id_: str) -> None:
    arrive(page, home, path, query, f"#{id_}")
    expect(position(page)).to_have_text("1/1")
    parts = page.locator("mark.match.current")
    assert "".join(parts.all_text_contents()) == query
    parents = parts.evaluate_all("(all) => new Set(all.map((one) => one.parentElement)).size")
    assert parents > 1


def test_one_lands_on_the_clause_and_its_first_match_is_current(home: str, window: Page) -> None:
    arrive(window, home, SHANGHAI, "安全", "#a2-b2")
    assert fault(window, "a2-b2") == ""
    current = window.locator("mark.match.current")
    first = window.locator(".unit:has(> #a2-b2) mark.match").first
    assert current.element_handle().evaluate("(a, b) => a === b", first.element_handle())
    expect(current).to_have_attribute("aria-current", "true")
    assert is_clear(window)


def is_clear(page: Page) -> bool:
    """Whether the current match is in sight, with nothing over it."""
    return bool(
        page.evaluate(
            """() => {
              const mark = document.querySelector("mark.match.current");
              const box = mark.getClientRects()[0];
              const seen = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
              return mark.contains(seen);
            }"""
        )
    )


def test_a_match_far_down_in_its_clause_is_brought_into_sight(home: str, phone: Page) -> None:
    arrive(phone, home, YICHUN, "防溺水", "#a2-b5")
    landing.rest(phone)
    assert is_clear(phone)


def test_a_part_is_washed_and_its_clause_has_the_bar(home: str, window: Page) -> None:
    arrive(window, home, YICHUN, "应急", "#a2-b5-y3")
    assert fault(window, "a2-b5-y3") == ""
    expect(window.locator("#a2-b5-y3 mark.match.current")).to_have_count(1)
    expect(window.locator(".unit:has(> #a2-b5)")).not_to_have_css("box-shadow", "none")
    expect(window.locator(".unit:has(> #a2-b6)")).to_have_css("box-shadow", "none")


def test_without_an_address_the_first_match_is_current(home: str, page: Page) -> None:
    arrive(page, home, YICHUN, "职责清单")
    expect(position(page)).to_have_text(re.compile("^1/"))
    page.goto(f"{home}{YICHUN}?q={quote('职责清单')}#%E0%A4%A")
    expect(position(page)).to_have_text(re.compile("^1/"))


def test_buttons_and_keys_lead_from_match_to_match_and_around(home: str, window: Page) -> None:
    arrive(window, home, YICHUN, "清单 演练")
    count = total(window)
    assert count > 2
    bar(window).get_by_role("button", name="上一处").click()
    expect(position(window)).to_have_text(f"{count}/{count}")
    assert is_clear(window)
    bar(window).get_by_role("button", name="下一处").click()
    expect(position(window)).to_have_text(f"1/{count}")
    window.keyboard.press("n")
    expect(position(window)).to_have_text(f"2/{count}")
    assert is_clear(window)
    window.keyboard.press("p")
    window.keyboard.press("p")
    expect(position(window)).to_have_text(f"{count}/{count}")
    expect(bar(window).get_by_role("status")).to_contain_text(f"第 {count} 处，共 {count} 处")
    expect(window.locator("mark.match.current")).not_to_have_count(0)


def test_keys_are_letters_where_one_types(home: str, page: Page) -> None:
    arrive(page, home, YICHUN, "应急")
    expect(position(page)).to_have_text(re.compile("^1/"))
    before = position(page).inner_text()
    page.evaluate("document.body.append(document.createElement('input'))")
    page.locator("body > input").last.focus()
    page.keyboard.type("np")
    expect(page.locator("body > input").last).to_have_value("np")
    page.keyboard.press("Escape")
    expect(position(page)).to_have_text(before)


@pytest.mark.parametrize("way", ["button", "escape"])
def test_what_is_taken_away_leaves_the_page_as_it_was(
    home: str, plan: Plan, page: Page, way: str
) -> None:
    path = f"plans/{plan.source.work}/"
    page.goto(home + path)
    before = html(page)
    arrive(page, home, path, "应 。 管理", "&also=" + quote("安全") + "#a1")
    assert html(page) != before
    if way == "button":
        bar(page).get_by_role("button", name="去掉标记").click()
        expect(page.locator(".unit:has(:focus) mark, .document .address:focus")).to_have_count(1)
    else:
        page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)
    assert html(page) == before
    expect(page).to_have_url(f"{home}{path}#a1")
    page.keyboard.press("n")
    assert html(page) == before


def test_the_focus_goes_to_the_clause_that_was_shown(home: str, page: Page) -> None:
    arrive(page, home, SHANGHAI, "安全", "#a2-b2")
    bar(page).get_by_role("button", name="去掉标记").press("Enter")
    expect(page.locator(".address:focus")).to_have_attribute("href", "#a2-b2")


def test_escape_first_closes_what_is_open(home: str, page: Page) -> None:
    arrive(page, home, SHANGHAI, "安全", "#a2-b2")
    page.locator(".unit:has(> #a2-b2) > .address").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#a2-b2 ~ p .emended").first.focus()
    page.locator("#a2-b2 ~ p .emended").first.click()
    expect(page.locator(".note-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".note-card")).to_have_count(0)
    expect(bar(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)


def test_what_stands_only_as_received_is_marked_there(
    home: str, window: Page, published: dict[str, list[Unit]]
) -> None:
    arrive(window, home, SHANGHAI, "?ldquo;", "#a2-b2")
    expect(bar(window)).to_contain_text("校读未见")
    expect(window.locator("mark.match")).to_have_count(0)
    arrive(window, home, SHANGHAI, "?ldquo;", "&view=received#a2-b2")
    expect(bar(window)).to_contain_text("原文")
    want = expected(published[SHANGHAI.split("/")[1]], ["?ldquo;"], "received")
    assert total(window) == len(want) > 5
    assert marked(window) == "".join(want)
    assert fault(window, "a2-b2") == ""
    expect(window.locator(".unit:has(> #a2-b2) mark.match.current")).not_to_have_count(0)


@pytest.mark.parametrize("query", ["安全", "保安全”大走访", "?ldquo;"])
def test_marks_are_those_of_the_view_that_is_shown(
    home: str, page: Page, published: dict[str, list[Unit]], query: str
) -> None:
    page.goto(home + SHANGHAI)
    before = html(page)
    press(page, "原文")
    received = html(page)
    data = published[SHANGHAI.split("/")[1]]
    counts = {view: len(expected(data, [query], view)) for view in ("reading", "received")}
    arrive(page, home, SHANGHAI, query)
    assert total(page) == counts["reading"]
    press(page, "原文")
    assert total(page) == counts["received"]
    assert len(marked(page)) == len(query) * counts["received"]
    press(page, "校读")
    assert total(page) == counts["reading"]
    assert len(marked(page)) == len(query) * counts["reading"]
    press(page, "原文")
    page.keyboard.press("Escape")
    assert html(page) == received
    press(page, "校读")
    assert html(page) == before


def test_an_item_is_the_target_as_received_too(home: str, page: Page) -> None:
    arrive(page, home, YICHUN, "应急", "&view=received#a2-b5-y3")
    expect(bar(page)).to_contain_text("原文")
    assert fault(page, "a2-b5-y3") == ""
    expect(page.locator("#a2-b5-y3 mark.match.current")).to_have_count(1)


def test_other_forms_of_a_name_are_marked_too(
    home: str, page: Page, published: dict[str, list[Unit]]
) -> None:
    forms = ["三管三必须", "三个必须"]
    path = "plans/620724-gaotai-2025-yaodian/"
    arrive(page, home, path, forms[0], "&also=" + quote(forms[1]))
    assert total(page) == len(expected(published[path.split("/")[1]], forms))
    assert total(page) > 0


def test_names_have_their_cards_and_clauses_their_menus(home: str, fresh: Page) -> None:
    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    arrive(fresh, home, SHANGHAI, "安全", "#a2-b2")
    link = fresh.locator(".document a.mention:has(mark)").first
    point_at(fresh, link.locator("mark").first)
    expect(fresh.locator(".preview")).to_be_visible()
    fresh.keyboard.press("Escape")
    fresh.locator(".unit:has(> #a2-b2) > .address").click()
    menu = fresh.get_by_role("dialog")
    menu.get_by_role("button", name="复制链接").click()
    expect(menu.get_by_role("status")).to_have_text("已复制")
    copied = fresh.evaluate("navigator.clipboard.readText()")
    assert copied == f"{home}{SHANGHAI}#a2-b2"
    menu.get_by_role("button", name="复制文本").click()
    assert becomes(fresh, _IS_COPIED, copied)
    copied = fresh.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("（二）强化风险隐患动态排查整治。牵头开展好城市运行安全和安全生产领")


_IS_COPIED = "async before => (await navigator.clipboard.readText()) !== before"
"""Whether something else is in the clipboard by now."""


def test_copied_text_has_no_trace_of_marks(home: str, fresh: Page) -> None:
    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copies = []
    nothing = "还没有复制"
    for address in (SHANGHAI, f"{SHANGHAI}?q={quote('安全')}"):
        fresh.goto(home + address)
        if "q=" in address:
            expect(bar(fresh)).to_be_visible()
        fresh.evaluate(
            "getSelection().selectAllChildren(document.querySelector('.unit:has(> #a2-b2)'))"
        )
        fresh.evaluate("(text) => navigator.clipboard.writeText(text)", nothing)
        fresh.keyboard.press("Control+c")
        assert becomes(fresh, _IS_COPIED, nothing)
        copies.append(fresh.evaluate("navigator.clipboard.readText()"))
    assert copies[0] == copies[1]
    markup = fresh.evaluate(
        "navigator.clipboard.read().then((all) => all[0].getType('text/html'))"
        ".then((one) => one.text())"
    )
    assert "安全" in markup
    assert "<mark" not in markup
    assert "data-address" not in markup


@pytest.mark.parametrize("view", ["校读", "原文"])
def test_no_line_of_the_text_moves(home: str, window: Page, view: str) -> None:
    window.goto(home + SHANGHAI)
    press(window, view)
    before = window.evaluate(_PLACES)
    arrive(window, home, SHANGHAI, "24小时 应急 安全 。 ?ldquo; rdquo")
    press(window, view)
    assert total(window) > 100
    assert window.evaluate(_PLACES) == before


def test_a_phone_has_room_for_the_bar(home: str, phone: Page) -> None:
    arrive(phone, home, DONGCHANG, '"安全 生产" 应急管理部门协调联动机制 建设', "#a4-b1")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert fault(phone, "a4-b1") == ""
    for control in bar(phone).locator("button, a").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] + box["height"] <= 740
    end = "scrollTo(0, document.documentElement.scrollHeight)"
    phone.evaluate(end)
    last = phone.locator(".colophon").bounding_box()
    foot = bar(phone).bounding_box()
    assert last is not None
    assert foot is not None
    assert last["y"] + last["height"] <= foot["y"] + 1


@pytest.mark.parametrize("view", ["reading", "received"])
def test_axe_finds_nothing(home: str, in_scheme: Page, view: str) -> None:
    arrive(in_scheme, home, SHANGHAI, "安全 ” 。", f"&view={view}#a2-b2")
    expect(in_scheme.locator("mark.match.current")).not_to_have_count(0)
    assert faults(in_scheme) == []


def test_the_way_back_is_the_page_of_results(home: str, page: Page) -> None:
    arrive(page, home, YICHUN, "应急 演练")
    link = bar(page).get_by_role("link", name="回到检索结果")
    address = f"{home}search/?q={quote('应急 演练')}"
    expect(link).to_have_js_property("href", address)
    results = f"{home}search/?q={quote('应急 演练')}&year=2023"
    page.goto(results)
    page.evaluate("(to) => { location.href = to; }", f"{home}{YICHUN}?q={quote('应急 演练')}#a2")
    expect(link).to_have_js_property("href", results)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_url(results)


def test_neither_marks_nor_bar_are_printed(home: str, page: Page) -> None:
    arrive(page, home, YICHUN, "应急")
    page.emulate_media(media="print")
    expect(page.locator(".match-bar")).to_be_hidden()
    look = page.locator("mark.match").evaluate_all(
        "(all) => Array.from(new Set(all.map((one) => { const style = getComputedStyle(one);"
        " return [style.backgroundImage, style.backgroundColor, style.boxShadow,"
        " style.webkitTextStrokeWidth].join(); })))"
    )
    assert look == ["none,rgba(0, 0, 0, 0),none,0px"]


def test_without_a_query_nothing_more_is_loaded(home: str, fresh: Page) -> None:
    loaded: list[str] = []

    def note(request: Request) -> None:
        loaded.append(request.url.rpartition("/")[2])

    fresh.on("request", note)
    for rest in ("", "?q=", "?q=%20", "?view=reading"):
        fresh.goto(f"{home}{YICHUN}{rest}", wait_until="networkidle")
    assert "arrival.js" in loaded
    assert not {"marks.js", "match-bar.js", "folding.js", "simplified.js"} & set(loaded)
    fresh.goto(f"{home}{YICHUN}?q={quote('应急')}", wait_until="networkidle")
    assert {"marks.js", "match-bar.js", "folding.js"} <= set(loaded)
    assert "simplified.js" not in loaded


def test_without_scripts_the_page_reads_as_always(home: str, scriptless: Page) -> None:
    scriptless.goto(f"{home}{YICHUN}?q={quote('应急')}#a2-b4")
    expect(scriptless.locator(".match-bar, mark")).to_have_count(0)
    expect(scriptless.locator(".unit:has(> #a2-b4)")).to_contain_text("强化风险防控。")


def test_a_page_from_disk_marks_too(site_folder: Path, fresh: Page) -> None:
    address = (site_folder / YICHUN / "index.html").as_uri()
    fresh.goto(f"{address}?q={quote('應急')}#a2-b4")
    expect(position(fresh)).to_have_text(re.compile(r"^\d+/\d+$"))
    link = bar(fresh).get_by_role("link", name="回到检索结果")
    assert str(link.evaluate("(a) => a.href")).startswith(
        (site_folder / "search" / "index.html").as_uri() + "?q="
    )
    fresh.keyboard.press("Escape")
    expect(fresh.locator("mark")).to_have_count(0)
