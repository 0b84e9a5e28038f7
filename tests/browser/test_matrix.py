"""The responsibility matrix: its heads stay in view, on a phone it is a list, it prints whole."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from converters.models.plan import Plan
from tests.browser import landing
from tests.browser.page_kinds import sticking_out
from tests.browser.test_print import Sheet, characters, found, opening_of, printed
from tests.test_assignments import OF_WEIHUAKE

YICHUN = "360900-yichun-2023-yaodian"
MATRIX = f"matrix/{YICHUN}/"
DUTIES = "agencies/yichun-yingjiju-weihuake/duties/"
WEIHUAKE = "tbody tr:has(th a:text-is('危化科'))"
_MM = 72 / 25.4
_IN_VIEW = """
(element) => {
  const box = element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element === hit || element.contains(hit);
}
"""


def test_each_cell_leads_to_its_clause(home: str, window: Page) -> None:
    window.goto(home + MATRIX)
    links = window.locator(f"{WEIHUAKE} td:not(.total) a")
    found = links.evaluate_all("(all) => all.map((one) => one.href)")
    assert found == [f"{home}plans/{YICHUN}/#{id_}" for id_ in OF_WEIHUAKE]
    assert all(links.nth(at).is_visible() for at in range(len(OF_WEIHUAKE)))


def test_each_cell_says_in_words_what_it_means(home: str, window: Page) -> None:
    window.goto(home + MATRIX)
    row = window.locator(WEIHUAKE)
    names = ["二（四） 强化风险防控 责任科室", "五（十六） 推进社会共治 责任科室"]
    for name in names:
        assert row.get_by_role("link", name=name, exact=True).count() == 1
    assert row.get_by_role("link", name="10 条，职责单", exact=True).count() == 1


def test_the_heads_of_columns_and_rows_stay_in_view(home: str, fresh: Page) -> None:
    fresh.set_viewport_size({"width": 1280, "height": 500})
    fresh.goto(home + MATRIX)
    row = fresh.locator("tbody tr").nth(8)
    row.evaluate("(row) => row.scrollIntoView({block: 'end'})")
    landing.rest(fresh)
    assert fresh.evaluate("scrollY") > 300
    assert fresh.locator("thead th a").first.evaluate(_IN_VIEW)
    assert row.locator("th a").evaluate(_IN_VIEW)


@pytest.mark.parametrize("width", [940, 1024, 1280])
def test_the_whole_matrix_is_seen_at_once(home: str, browser: Browser, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(home + MATRIX)
        expect(page.locator("thead")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_each_unit_has_its_clauses_below_it(home: str, phone: Page) -> None:
    phone.goto(home + MATRIX)
    expect(phone.locator("thead")).to_be_hidden()
    row = phone.locator(WEIHUAKE)
    lines = [line for line in row.inner_text().split("\n") if line.strip()]
    assert lines[0] == "危化科"
    clauses = row.locator("b")
    assert clauses.count() == 10
    tops = clauses.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    heights = row.locator("a").evaluate_all("(all) => all.map((a) => a.offsetHeight)")
    assert min(heights[1:]) >= 44


def test_the_matrix_is_printed_on_one_sheet_on_its_side(home: str, page: Page) -> None:
    (sheet,) = printed(page, home + MATRIX, {})
    assert abs(sheet.width - 297 * _MM) < 1
    text = characters(sheet.text)
    for words in ("危化科", "机关党委", "单位数", "职责矩阵", f"…/matrix/{YICHUN}/"):
        assert found(text, words) >= 0, words


@pytest.fixture(scope="module")
def prints() -> dict[str, list[Sheet]]:
    """The prints made so far, by address."""
    return {}


def test_a_duty_sheet_is_printed_with_every_clause_in_order(
    home: str, library: dict[str, Plan], page: Page, prints: dict[str, list[Sheet]]
) -> None:
    made = printed(page, home + DUTIES, prints)
    text = characters("".join(sheet.text for sheet in made))
    clauses = {clause.id: clause for clause in library[YICHUN].clauses}
    at = 0
    for id_ in OF_WEIHUAKE:
        heading = re.sub("。.*", "", opening_of(clauses[id_]))
        place = found(text, heading, at)
        assert place >= 0, id_
        at = place


def test_each_duty_sheet_is_a4_with_address_and_edition_at_its_foot(
    home: str, library: dict[str, Plan], page: Page, prints: dict[str, list[Sheet]]
) -> None:
    made = printed(page, home + DUTIES, prints)
    for number, sheet in enumerate(made, 1):
        assert abs(sheet.width - 210 * _MM) < 1
        assert abs(sheet.height - 297 * _MM) < 1
        text = characters(sheet.text)
        plan = library[YICHUN]
        edition = f"{plan.published}版源文SHA-256{plan.source.sha256[:12]}"
        for words in (f"…/{DUTIES}", edition, f"—{number}—", "危化科：本科室职责"):
            assert found(text, words) >= 0, words


def test_a_button_prints_the_duty_sheet(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + DUTIES)
    assert sticking_out(in_scheme) == []
    assert "{:" not in in_scheme.inner_text("article")
    assert in_scheme.locator(".duty-key").inner_text() == "正文里加重的是多久一次、至少几次。"
    in_scheme.evaluate("() => { window.print = () => { window.isPrinted = true; }; }")
    in_scheme.get_by_role("button", name="打印职责单").click()
    assert in_scheme.evaluate("window.isPrinted")
    expect(in_scheme.locator(".often")).to_contain_text("每季度至少编制一期（二（六））")
