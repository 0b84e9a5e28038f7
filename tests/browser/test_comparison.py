"""比较: texts side by side are whole, what they share is grounded, the address is the state."""

import csv
from pathlib import Path

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


_ALIGNED = """
() => Array.from(document.querySelectorAll(".comparison__aligned td"), cell =>
  [Number(cell.dataset.column), Array.from(cell.querySelectorAll(".comparison__unit"), unit => unit.textContent)])
"""


def test_whole_plans_stand_by_topic_each_text_once_and_whole(
    home: str, library: dict[str, Plan], window: Page
) -> None:
    works = [*library]
    query = "&".join(f"{slot}={work}" for slot, work in zip("abcde", works, strict=True))
    window.goto(f"{home}compare/?{query}")
    expect(window.locator(".comparison__aligned thead th")).to_have_count(5)
    cells = window.evaluate(_ALIGNED)
    for number, work in enumerate(works):
        shown = [text for column, texts in cells if column == number for text in texts]
        assert sorted(shown) == sorted(reading(library[work])), work
    assert sticking_out(window) == []
    topics = window.locator(".comparison__topic").all_text_contents()
    assert len(topics) == len({*topics}) > 20
    assert topics[-1] == "没有归入主题的"
    silent = window.locator("tbody", has_text="烟花爆竹").locator(".unseen")
    expect(silent.first).to_have_text("未见")


def test_what_is_alike_stands_in_one_row_and_numbers_are_bold(home: str, page: Page) -> None:
    page.goto(f"{home}compare/?a={WUJIN}&b={DONGCHANG}")
    row = page.locator(".comparison__aligned tr", has=page.locator('[data-unit="a4-c11"]'))
    expect(row.locator("td").nth(1)).to_contain_text("加强应急预案演练评估")
    expect(page.locator(".in-numbers").first).to_be_visible()
    page.get_by_role("link", name="各依原文次序").click()
    expect(page.locator(".comparison__column")).to_have_count(2)
    assert page.url.endswith("&view=text")


def test_a_comparison_goes_as_a_table_with_what_is_the_editors(home: str, page: Page) -> None:
    page.goto(f"{home}compare/?a={YICHUN}&b={GAOTAI}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 CSV").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    head, *rows = csv.reader(text.splitlines(keepends=True))
    assert head[0] == "主题"
    assert len(head) == 3
    assert ["烟花爆竹", "未见"] in [[row[0], row[2]] for row in rows]
    assert any("二（四） " in row[1] for row in rows)
    expect(page.get_by_text("共同提到的 12 个名称")).to_be_visible()


def test_clauses_and_plans_are_chosen_from_their_tables(home: str, page: Page) -> None:
    page.goto(f"{home}topics/yuan/")
    page.get_by_role("link", name="并排比较").click()
    expect(page.locator(".comparison__column").nth(1)).to_be_visible()
    page.goto(f"{home}topics/")
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.get_by_role("link", name="并排比较所选的 2 份").click()
    expect(page.locator(".comparison__aligned")).to_be_visible()
