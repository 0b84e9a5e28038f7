"""Names that no person has looked at: from the text to the entry, to other plans, and back."""

import re
from contextlib import closing

from playwright.sync_api import Browser, Page, expect

from tests.browser.pointing import point_at
from tests.conftest import WORKS

GAOTAI = "plans/620724-gaotai-2025-yaodian/"
NAME = "安全生产标准化"


def test_a_name_leads_to_its_entry_to_other_plans_and_back(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    mention = page.locator(".document a.mention.unreviewed", has_text=NAME).first
    expect(mention).to_have_css("text-decoration-style", "dashed")
    expect(mention).to_have_attribute("title", "未核")
    clause = mention.locator("xpath=ancestor::*[@id][1]").get_attribute("id")
    mention.click()
    expect(page).to_have_url(re.compile(rf"{GAOTAI}names/#name-"))
    entry = page.locator("li:target")
    expect(entry.locator(".name")).to_have_text(NAME)
    sign = "(name) => getComputedStyle(name, '::after').content"
    assert entry.locator(".name").evaluate(sign) == '"未核"'
    expect(entry).to_be_in_viewport()
    # Every clause that has it, each a way back.
    places = entry.locator(".at a")
    expect(places).to_have_count(places.count())
    here = [str(one.get_attribute("href")) for one in places.all()]
    assert f"../#{clause}" in here
    index = page.url
    for way in here:
        page.goto(f"{home}{GAOTAI}{way.removeprefix('../')}")
        unit = page.locator(".unit:has(:target)")
        expect(unit.locator("a.mention.unreviewed", has_text=NAME).first).to_be_attached()
    page.goto(index)
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


def test_the_box_leads_to_the_entry_and_says_that_nobody_looked(home: str, page: Page) -> None:
    page.goto(f"{home}about/")
    page.keyboard.press("/")
    page.get_by_role("combobox").press_sequentially("aqscbzh")
    option = page.get_by_role("option").filter(has_text=NAME).first
    expect(option.locator(".unreviewed")).to_have_text("未核")
    expect(option.locator(".kind")).to_have_text("提法")
    page.get_by_role("combobox").fill(NAME)
    expect(page.get_by_role("option").first.locator(".label")).to_have_text(NAME)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/plans/[^/]+/names/#name-anquanshengchanbiaozhunhua$"))
    expect(page.locator("li:target .name")).to_have_text(NAME)


_FOUND = """
async ([home, works, name]) => {
  const { search } = await import(home + "assets/search.js");
  const found = await search("安全", { filters: { term: "~" + name }, limit: Infinity });
  const told = [];
  for (const work of works) {
    const plan = await (await fetch(`${home}data/plans/${work}.json`)).json();
    const units = plan.clauses.concat(plan.blocks);
    plan.terms.filter(one => !one.reviewed && one.canonical === name).forEach(one => {
      one.clause_ids.forEach(id => {
        const unit = units.find(each => each.id === id);
        if (((unit.heading || "") + unit.text).includes("安全")) told.push(`${work}#${id}`);
      });
    });
  }
  return [found.hits.map(hit => `${hit.work}#${hit.clause_id}`).sort(), told.sort()];
}
"""


def test_a_search_is_narrowed_by_a_name_exactly(home: str, page: Page) -> None:
    page.goto(f"{home}search/?q=安全&term=terms/~{NAME}")
    choice = page.locator(".filters-of-search label", has_text=NAME).filter(
        has=page.locator("input:checked")
    )
    expect(choice.locator(".unreviewed")).to_have_text("未核")
    found, told = page.evaluate(_FOUND, [home, [*WORKS], NAME])
    assert told
    assert found == told
    expect(choice.locator(".count")).to_have_text(str(len(told)))


def test_a_name_tells_what_its_entry_says_before_it_is_followed(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    mention = page.locator(".document a.mention.unreviewed", has_text=NAME).first
    mention.scroll_into_view_if_needed()
    point_at(page, mention)
    card = page.locator(".preview")
    expect(card.locator(".kind")).to_have_text("提法 · 未核")
    expect(card.locator(".name")).to_have_text(NAME)
    expect(card).to_contain_text("条")
    expect(card).to_contain_text("又见")
    assert not [url for url in asked if url.endswith("preview.js")]


def test_the_address_of_an_entry_on_the_page_of_its_plan_lands_in_the_text(
    home: str, browser: Browser
) -> None:
    """Where the entries stood before they had a page of their own; without a script, too."""
    with closing(browser.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(f"{home}{GAOTAI}names/")
        ids = [str(one.get_attribute("id")) for one in page.locator("li[id^=name-]").all()]
        page.goto(home + GAOTAI)
        assert [one for one in ids if page.locator(f"#{one}").count() != 1] == []
        page.goto(f"{home}{GAOTAI}#name-anquanshengchanbiaozhunhua")
        expect(page.locator("a.mention:target")).to_have_text(NAME)
        expect(page.locator("a.mention:target")).to_be_in_viewport()
        for id_ in ("topics", "names", "names-terms", "unreviewed", "unreviewed-terms"):
            expect(page.locator(f"#{id_}")).to_be_attached()
