"""比较: texts side by side are whole, what they share is grounded, the address is the state."""

from playwright.sync_api import Page, expect

from converters.models.plan import Plan
from converters.search import units
from tests.browser.page_kinds import sticking_out
from tests.browser.test_address_menu import open_menu

YICHUN, WUJIN = "360900-yichun-2023-yaodian", "320412-wujin-2017-yaodian"
DONGCHANG, GAOTAI = "220502-dongchang-2021-2025-guihua", "620724-gaotai-2025-yaodian"
_TEXTS = """
() => Array.from(document.querySelectorAll(".comparison__column"), column =>
  Array.from(column.querySelectorAll(".comparison__unit"), unit => unit.textContent))
"""


def reading(plan: Plan, clause: str = "") -> list[str]:
    """What is read of a plan, or of a clause and all below it, unit by unit."""
    every = [one for one in units.of(plan) if one.line is None]
    of_clause = [one for one in every if one.id == clause or one.id.startswith(f"{clause}-")]
    return [one.reading.whole.replace("\n", "") for one in (of_clause if clause else every)]


def test_two_plans_and_a_clause_stand_side_by_side_to_the_character(
    home: str, library: dict[str, Plan], window: Page
) -> None:
    window.goto(f"{home}compare/?a={DONGCHANG}&b={YICHUN}&c={GAOTAI}/a2")
    expect(window.locator(".comparison__column")).to_have_count(3)
    shown = window.evaluate(_TEXTS)
    plans = [(DONGCHANG, ""), (YICHUN, ""), (GAOTAI, "a2")]
    assert shown == [reading(library[work], clause) for work, clause in plans]
    assert sticking_out(window) == []


def test_the_same_words_are_grounded_and_set_phrases_grey(home: str, page: Page) -> None:
    page.goto(f"{home}compare/?a={WUJIN}/a4-c11&b={DONGCHANG}/a4-b5-c1-u2")
    expect(page.locator(".comparison .same")).to_have_text(["区级专项应急预案和部门应急预案"] * 2)
    expect(page.get_by_role("status").first).to_contain_text("着色的是逐字相同的")
    page.goto(f"{home}compare/?a={YICHUN}/a2-b4&b={DONGCHANG}/a5-b2-c2")
    expect(page.locator(".comparison .formula").first).to_contain_text("风险分级管控和隐患排查治理")
    expect(page.locator(".comparison .same")).to_have_count(0)


def test_the_menu_of_a_clause_leads_there_and_more_can_be_added(home: str, page: Page) -> None:
    open_menu(page, f"{home}plans/{YICHUN}/#a2-b4")
    page.get_by_role("link", name="比较：与另见的").click()
    columns = page.locator(".comparison__column")
    expect(columns.first).to_contain_text("强化风险防控")
    count = columns.count()
    assert count > 1
    page.get_by_label("规划").select_option(WUJIN)
    page.get_by_label("条款").select_option("a3-c6")
    page.get_by_role("button", name="加入比较").click()
    expect(columns).to_have_count(count + 1)
    page.get_by_role("link", name="移去").first.click()
    expect(columns).to_have_count(count)
    expect(columns.first).not_to_contain_text("强化风险防控")


def test_what_is_not_there_is_told(home: str, page: Page, scriptless: Page) -> None:
    page.goto(f"{home}compare/?a={YICHUN}/a99&b=000000-nowhere-2000-yaodian")
    expect(page.get_by_role("status").first).to_have_text("网址里有的规划这里没有收入。")
    expect(page.locator(".comparison__column")).to_contain_text("没有这一条。")
    scriptless.goto(f"{home}compare/?a={YICHUN}")
    expect(scriptless.locator("noscript p")).to_be_visible()
