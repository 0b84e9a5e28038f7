"""What a link tells before it is followed: opened by pointer or focus, dismissible, hoverable.

WCAG 1.4.13. Playwright's mouse moves are real pointer events; its taps are those of a finger.
"""

import csv
import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from converters.edition import ids
from converters.models.plan import Plan
from tests.browser import landing
from tests.browser.axe import faults
from tests.browser.pointing import next_frame, point_at

GAOTAI = "plans/620724-gaotai-2025-yaodian/"
_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_NAME = re.compile(r"(?:agencies|agency-types|terms|instruments)/[a-z0-9.-]+")


def card(page: Page) -> Locator:
    """That of a name, which holds links."""
    return page.locator("[role='dialog'].preview")


def clause(page: Page) -> Locator:
    """That of a clause, which is text only."""
    return page.get_by_role("tooltip")


def mention(page: Page, name: str) -> Locator:
    return page.locator(".document a.mention").filter(has_text=name).first


def test_it_says_what_the_name_is_and_where_else_it_stands(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    point_at(page, mention(page, "三管三必须"))
    expect(card(page)).to_have_accessible_name("三管三必须")
    text = card(page).inner_text()
    assert "三管三必须" in text
    assert "又作：三个必须" in text
    rows = [row.split("\t") for row in card(page).locator("tr").all_inner_texts()]
    counted = _counted(home, page, "三管三必须")
    assert sorted(int(row[-1]) for row in rows) == sorted(counted.values())
    assert f"共 {sum(counted.values())} 处" in text


def _counted(home: str, page: Page, pref: str) -> dict[str, int]:
    """The mentions of a name by plan, counted from the published table."""
    table = page.request.get(f"{home}data/mentions.csv").text().removeprefix("\ufeff")
    found: dict[str, int] = {}
    for row in csv.DictReader(table.splitlines()):
        if row["canonical"] == pref:
            found[row["work"]] = found.get(row["work"], 0) + 1
    return found


def test_it_waits_for_the_pointer_to_rest(home: str, fresh: Page) -> None:
    fresh.clock.install(time="2026-11-23T09:00:00")
    fresh.goto(home + GAOTAI)
    link = mention(fresh, "三管三必须")
    link.scroll_into_view_if_needed()
    next_frame(fresh)
    fresh.clock.pause_at("2026-11-23T10:00:00")
    for rests in (False, True):
        link.hover()
        if not rests:
            fresh.mouse.move(2, 2)
        fresh.clock.run_for(600)
        expect(card(fresh)).to_have_count(int(rests))


def test_it_stays_while_the_pointer_is_on_it(home: str, fresh: Page) -> None:
    fresh.clock.install()
    fresh.goto(home + GAOTAI)
    point_at(fresh, mention(fresh, "三管三必须"))
    card(fresh).hover()
    fresh.clock.run_for(600)
    expect(card(fresh)).to_be_visible()
    fresh.mouse.move(2, 2)
    expect(card(fresh)).to_have_count(0)


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_escape_dismisses_it_without_moving_anything(home: str, page: Page, way: str) -> None:
    page.goto(home + GAOTAI)
    link = mention(page, "三管三必须")
    _open(page, link, way)
    before = page.evaluate("scrollY")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).not_to_have_attribute("aria-describedby", re.compile(""))
    assert page.evaluate("scrollY") == before


def _open(page: Page, link: Locator, way: str) -> None:
    if way == "hover":
        point_at(page, link)
    else:
        link.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
    expect(link).to_have_attribute("aria-describedby", "preview")
    expect(card(page)).to_be_visible()


def test_focus_describes_the_link(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    _open(page, mention(page, "三管三必须"), "focus")
    focused = page.locator("a.mention:focus")
    expect(focused).to_have_attribute("aria-describedby", "preview")
    page.keyboard.press("Tab")
    expect(focused).not_to_have_text("三管三必须")


def test_the_text_does_not_move(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    link = mention(page, "三管三必须")
    link.scroll_into_view_if_needed()
    measure = (
        "() => [document.documentElement.scrollHeight, document.querySelector('#a1-b2').offsetTop]"
    )
    before = page.evaluate(measure)
    point_at(page, link)
    expect(card(page)).to_be_visible()
    assert page.evaluate(measure) == before


def test_it_is_whole_in_the_window_and_axe_is_content(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + GAOTAI)
    point_at(in_scheme, mention(in_scheme, "三管三必须"))
    expect(card(in_scheme)).to_be_visible()
    box = card(in_scheme).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= in_scheme.evaluate("innerWidth")
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= in_scheme.evaluate("innerHeight")
    assert faults(in_scheme) == []


def test_a_finger_just_follows_the_link(home: str, browser: Browser) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto(home + GAOTAI)
        link = mention(page, "三管三必须")
        link.scroll_into_view_if_needed()
        link.tap()
        page.wait_for_url("**/terms/*/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("三管三必须")


def test_the_card_of_a_link_goes_with_the_focus(home: str, fresh: Page) -> None:
    """Though what the next link leads to is long in coming."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    fresh.goto(home + GAOTAI)
    link = mention(fresh, "三管三必须")
    _open(fresh, link, "focus")
    fresh.route("**/preview.js", hold)
    other = fresh.locator(".document a.mention").last
    with fresh.expect_request("**/preview.js"):
        other.evaluate("(link) => link.focus({ focusVisible: true })")
    expect(card(fresh)).to_have_count(0)
    for route in held:
        route.continue_()
    fresh.unroute("**/preview.js")
    expect(other).to_have_attribute("aria-describedby", "preview")
    expect(card(fresh)).to_be_visible()


def test_a_scroll_under_a_resting_mouse_opens_nothing(home: str, fresh: Page) -> None:
    page = fresh
    page.clock.install()
    page.goto(home + GAOTAI + "#a1-b2")
    assert landing.fault(page, "a1-b2") == ""  # and the page is at rest
    link = page.locator(".unit:has(> #a2-b1) a.mention").first
    x, y = link.evaluate(
        "(link) => { const box = link.getClientRects()[0]; return [box.x + box.width / 2, box.y + 9]; }"
    )
    page.mouse.move(x, 390)
    page.mouse.move(x, 400)
    page.mouse.wheel(0, y - 400)
    page.wait_for_function(
        "([x, y]) => document.elementFromPoint(x, y).closest('a.mention') !== null", arg=[x, 400]
    )
    landing.rest(page)
    page.clock.run_for(500)
    expect(page.locator(".preview")).to_have_count(0)
    page.mouse.move(x + 1, 401)
    expect(page.locator(".preview")).to_be_visible()


def test_the_other_plans_are_a_key_away(home: str, page: Page) -> None:
    """↓ goes into the card and from plan to plan, ↑ back, Enter to the first place there."""
    page.goto(home + GAOTAI)
    link = mention(page, "安全生产月")
    _open(page, link, "focus")
    expect(card(page)).to_have_accessible_name("安全生产月")
    expect(page.locator("a.mention:focus")).to_have_accessible_description(
        "提法 · 宣传和主题活动 安全生产月 上海市 2022 1 宜春市 2023 1 东昌区 2021—2025 3 高台县 2025 1"
        " 共 6 处 按 ↓ 选一份，看它在那里的第一处"
    )
    page.keyboard.press("ArrowDown")
    expect(card(page).get_by_role("link", name="上海市 2022")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(link).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(card(page).get_by_role("link", name="东昌区 2021—2025")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/220502-dongchang-2021-2025-guihua/#a1-b1*")
    expect(page.locator(".unit:has(:target)")).to_contain_text("开展“安全生产月”")


def test_tab_and_escape_lead_out_of_the_card(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    link = mention(page, "安全生产月")
    _open(page, link, "focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(link).not_to_be_focused()
    after = page.evaluate_handle("document.activeElement").as_element()
    page.keyboard.press("Shift+Tab")
    expect(link).to_have_attribute("aria-describedby", "preview")
    page.keyboard.press("ArrowDown")
    expect(card(page).locator("a:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("(after) => document.activeElement === after", after)


def test_a_clause_is_shown_where_a_page_names_it(home: str, page: Page) -> None:
    """From the page of a name: heading and text, the editor's readings marked."""
    page.goto(f"{home}terms/anquan-shengchan-yue/")
    link = page.locator(".quotations a", has_text="三（四）").first
    point_at(page, link)
    expect(clause(page).locator(".kind")).to_have_text("上海市 2022 · 三（四）")
    expect(clause(page).locator(".name")).to_have_text("深化宣传教育培训实效")
    expect(clause(page).locator(".text")).to_contain_text("深入推进安全宣传“五进”")
    expect(clause(page).locator(".emended.likely").first).to_have_text("传“")
    expect(link).to_have_accessible_description(re.compile("^上海市 2022 · 三（四） 深化宣传"))


def test_a_clause_is_shown_where_its_own_plan_names_it(home: str, page: Page) -> None:
    page.goto(f"{home}{GAOTAI}names/")
    link = page.locator(".names-of-plan .at a").first
    id_ = (link.get_attribute("href") or "").partition("#")[2]
    point_at(page, link)
    expect(clause(page)).to_be_visible()
    shown = clause(page).locator(".text, .name").first.inner_text()
    page.goto(home + GAOTAI)
    assert shown.rstrip("…") in page.locator(f".unit:has(#{id_})").first.inner_text().replace(
        "\n", ""
    )


_KNOWN = """
async (all) => {
  const names = all.filter(to => !to.startsWith("plans/"));
  await Promise.all(names.map(to => library.script(`${to}/preview.js`)));
  const known = await Promise.all(all.filter(to => to.startsWith("plans/")).map(async to => {
    const { units } = await library.textsOf(to.split("/")[1]);
    const parts = units.id.flatMap((id, at) => [].concat(units.parts[at] || []).map(part => id + part[0]));
    return [to, [...units.id, ...parts]];
  }));
  return Object.fromEntries([...names.map(to => [to, library.previews[to].name ? [""] : []]), ...known]);
}
"""


def test_each_link_to_a_clause_or_a_name_has_its_preview(
    home: str, page: Page, site_folder: Path, library: dict[str, Plan]
) -> None:
    """Of every page: the data beside the page that a link leads to knows the address."""
    addresses = {f"plans/{work}": {*ids.texts(plan)} for work, plan in library.items()}
    asked: set[tuple[str, str]] = set()
    for path in sorted(site_folder.rglob("index.html")):
        base = path.parent.relative_to(site_folder).as_posix()
        for href in _HREF.findall(path.read_text("utf-8").partition("<main")[2]):
            target, _, id_ = href.partition("#")
            to = posixpath.normpath(f"{base}/{target}")
            if id_ in addresses.get(to, ()) or _NAME.fullmatch(to):
                asked.add((to, id_ if to in addresses else ""))
    page.goto(f"{home}about/")
    known: dict[str, list[str]] = page.evaluate(_KNOWN, sorted({to for to, _ in asked}))
    assert [one for one in asked if one[1] not in known[one[0]]] == []
    assert len(known) > 300
    assert len(asked) > 700
