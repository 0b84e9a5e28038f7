"""The outline follows the reading."""

from playwright.sync_api import Page, expect

YICHUN = "plans/360900-yichun-2023-yaodian/"


def test_the_current_clause_is_marked_and_only_its_part_is_open(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}#a2-b6")
    outline = page.get_by_role("navigation", name="目次")
    current = outline.locator("[aria-current]")
    expect(current).to_have_text("（六）强化综合行政执法")
    expect(outline.get_by_role("link", name="（四）强化风险防控")).to_be_visible()
    expect(outline.get_by_role("link", name="（一）完善体制机制")).to_be_hidden()
    page.evaluate("location.hash = '#a1-b1'")
    expect(current).to_have_text("（一）完善体制机制")
    expect(outline.get_by_role("link", name="（一）完善体制机制")).to_be_visible()


def test_at_the_top_the_title_is_current_and_at_the_end_the_names(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    current = page.locator(".outline [aria-current]")
    expect(current).to_have_text("卷首")
    page.evaluate("document.querySelector('#a6-b20').scrollIntoView()")
    expect(current).to_have_text("（二十）打造过硬队伍")
    page.keyboard.press("End")
    expect(current).to_have_text("名称和主题")
