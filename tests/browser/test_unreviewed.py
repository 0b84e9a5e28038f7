"""Names that no person has looked at: from the text to the entry, to other plans, and back."""

import re

from playwright.sync_api import Page, expect

GAOTAI = "plans/620724-gaotai-2025-yaodian/"
NAME = "安全生产标准化"


def test_a_name_leads_to_its_entry_to_other_plans_and_back(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    mention = page.locator(".document a.mention.unreviewed", has_text=NAME).first
    expect(mention).to_have_css("text-decoration-style", "dashed")
    expect(mention).to_have_attribute("title", "未核")
    clause = mention.locator("xpath=ancestor::*[@id][1]").get_attribute("id")
    mention.click()
    entry = page.locator("li:target")
    expect(entry.locator(".name")).to_have_text(NAME)
    expect(entry.locator(".sign")).to_have_text("未核")
    expect(entry).to_be_in_viewport()
    # Every clause that has it, each a way back.
    places = entry.locator(".at a")
    expect(places).to_have_count(places.count())
    here = [str(one.get_attribute("href")) for one in places.all()]
    assert f"#{clause}" in here
    for way in here:
        unit = page.locator(f".unit:has({way})")
        expect(unit.locator("a.mention.unreviewed", has_text=NAME).first).to_be_attached()
    # Other plans that have it, each at its own entry.
    entry.locator(".in-others a").first.click()
    expect(page).not_to_have_url(re.compile(GAOTAI))
    expect(page.locator("li:target .name")).to_have_text(NAME)
    expect(page.locator("li:target .in-others a", has_text="高台").first).to_be_visible()


def test_the_mark_is_told_in_words_and_shows_without_colours(home: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(home + GAOTAI)
    expect(page.locator(".legend .mention.unreviewed")).to_have_text("未核")
    mention = page.locator(".document a.mention.unreviewed").first
    expect(mention).to_have_css("text-decoration-style", "dashed")
    expect(mention).to_have_css("text-decoration-line", "underline")


def test_the_head_of_a_plan_leads_to_its_places(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    page.locator(".facts .path a", has_text="高台县").click()
    expect(page).to_have_url(f"{home}places/620724/")
