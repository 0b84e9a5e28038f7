"""The card of a name in the text: opened by pointer or focus, dismissible, hoverable (WCAG 1.4.13).

Playwright's mouse moves are real pointer events; its taps are those of a finger.
"""

import csv

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_accessibility import faults

GAOTAI = "plans/620724-gaotai-2025-yaodian/"
TERM = "a.mention[href*='terms/']"


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def mention(page: Page, name: str) -> Locator:
    return page.locator(".document a.mention").filter(has_text=name).first


def test_it_says_what_the_name_is_and_where_else_it_stands(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    mention(page, "三管三必须").hover()
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


def test_it_waits_for_the_pointer_to_rest(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    mention(page, "三管三必须").hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    expect(card(page)).to_have_count(0)


def test_it_stays_while_the_pointer_is_on_it(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    mention(page, "三管三必须").hover()
    card(page).hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_escape_dismisses_it_without_moving_anything(home: str, page: Page, way: str) -> None:
    page.goto(home + GAOTAI)
    link = mention(page, "三管三必须")
    _open(page, link, way)
    before = page.evaluate("scrollY")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    assert page.evaluate("scrollY") == before
    assert link.get_attribute("aria-describedby") is None


def _open(page: Page, link: Locator, way: str) -> None:
    if way == "hover":
        link.hover()
    else:
        link.evaluate("(link) => link.parentElement.querySelector('a.mention').focus()")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
    expect(card(page)).to_be_visible()


def test_focus_describes_the_link(home: str, page: Page) -> None:
    page.goto(home + GAOTAI)
    _open(page, mention(page, "三管三必须"), "focus")
    focused = page.locator("a.mention:focus")
    expect(focused).to_have_attribute("aria-describedby", "name-card")
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
    link.hover()
    expect(card(page)).to_be_visible()
    assert page.evaluate(measure) == before


@pytest.mark.parametrize("size", [(1280, 800), (360, 640)], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_whole_in_the_window_and_axe_is_content(
    home: str, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(home + GAOTAI)
        mention(page, "三管三必须").hover()
        expect(card(page)).to_be_visible()
        box = card(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        assert faults(page) == []


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


def test_every_name_of_a_plan_has_its_card(home: str, page: Page) -> None:
    """The data of the cards has the record of each link of the page, and of nothing else."""
    page.goto(home + GAOTAI)
    keys = page.locator(".document a.mention").evaluate_all(
        "(links) => links.map((one) => one.pathname.split('/').slice(-3, -1).join('/'))"
    )
    mention(page, "三管三必须").hover()
    expect(card(page)).to_be_visible()
    known = set(page.evaluate("Object.keys(library.names)"))
    assert set(keys) - {"plans/" + GAOTAI.split("/")[1]} == known
