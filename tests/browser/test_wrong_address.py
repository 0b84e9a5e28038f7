"""An address that is not there says so and offers the nearest: of a clause on the page of its plan, of a
page on the 404."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser import landing
from tests.browser.axe import faults
from tests.browser.page_kinds import sticking_out

YICHUN = "plans/360900-yichun-2023-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"

NEAREST = {
    (YICHUN, "a9-b9"): ["a6", "a5", "a4"],
    (YICHUN, "a2-b40"): ["a2", "a2-b7", "a2-b6"],
    (YICHUN, "a2-b4-c1"): ["a2-b4"],
    (YICHUN, "b99"): ["a6-b20", "a6-b19", "a6-b18"],
    (YICHUN, "a2-b5-y9"): ["a2-b5"],
    (DONGCHANG, "a4-b1-c4-u7"): ["a4-b1-c4", "a4-b1-c4-u4", "a4-b1-c4-u3"],
    (DONGCHANG, "a3-b3-t1-r99"): ["a3-b3-t1"],
    (DONGCHANG, "toc"): [],
}
"""What is offered first for an address of a plan that is none."""


def note(page: Page) -> Locator:
    return page.get_by_role("alert")


def offered(page: Page) -> list[str]:
    return list(note(page).locator("a").evaluate_all("(all) => all.map((a) => a.hash.slice(1))"))


def test_a_wrong_clause_says_so_and_offers_the_nearest(home: str, in_scheme: Page) -> None:
    in_scheme.goto(f"{home}{YICHUN}#a9-b9")
    expect(note(in_scheme)).to_be_in_viewport(ratio=1)
    expect(note(in_scheme)).to_contain_text("本规划没有 a9-b9 这个地址")
    expect(note(in_scheme).locator("a").first).to_have_text("第六部分")
    assert sticking_out(in_scheme) == []
    assert faults(in_scheme, [".document"]) == []  # the text has tests of its own
    note(in_scheme).locator("a").first.click()
    expect(note(in_scheme)).to_have_count(0)
    assert landing.fault(in_scheme, "a6") == ""
    in_scheme.evaluate("location.hash = '#a6-b99'")  # while the reader is far down the page
    expect(note(in_scheme)).to_be_in_viewport(ratio=1)


def test_what_is_offered_is_nearest_in_the_order_of_layers(home: str, page: Page) -> None:
    for (plan, wrong), wanted in NEAREST.items():
        page.goto("about:blank")
        page.goto(f"{home}{plan}#{wrong}")
        expect(note(page)).to_contain_text(wrong)
        found = offered(page)
        assert found[: len(wanted)] == wanted, wrong
        assert bool(found) == bool(wanted), wrong
        for id_ in found:
            assert page.locator(f"[id='{id_}']").count() == 1


def test_a_wrong_clause_loads_nothing_more(home: str, fresh: Page) -> None:
    asked: list[str] = []

    def keep(request: Request) -> None:
        asked.append(request.url)

    fresh.on("request", keep)
    fresh.goto(f"{home}{YICHUN}#a2-b4", wait_until="networkidle")
    right = {*asked}
    asked.clear()
    fresh.goto("about:blank")
    fresh.goto(f"{home}{YICHUN}?at=a9-b9", wait_until="networkidle")
    expect(note(fresh)).to_be_visible()
    assert {url.partition("?")[0] for url in asked} <= {url.partition("#")[0] for url in right}


def test_at_lands_as_the_fragment_does(home: str, in_scheme: Page) -> None:
    in_scheme.goto(f"{home}{YICHUN}?at=a2-b4")
    expect(in_scheme).to_have_url(f"{home}{YICHUN}#a2-b4")
    assert landing.fault(in_scheme, "a2-b4") == ""
    in_scheme.goto(f"{home}{YICHUN}?at=b4")  # the short form of an address
    assert landing.fault(in_scheme, "b4") == ""
    expect(note(in_scheme)).to_have_count(0)
    in_scheme.goto(f"{home}{YICHUN}?at=a2-b40")
    expect(note(in_scheme)).to_contain_text("a2-b40")
    assert offered(in_scheme)[0] == "a2"


@pytest.mark.parametrize(
    "odd", ["%E0%A4%A", "<img src=x onerror=alert(1)>", "二（四）", "-", "a" * 999]
)
def test_an_odd_address_is_shown_as_it_is(home: str, page: Page, odd: str) -> None:
    page.goto("about:blank")
    page.goto(f"{home}{YICHUN}#{odd}")
    expect(note(page)).to_contain_text(odd)
    expect(note(page).locator("img")).to_have_count(0)
    assert sticking_out(page) == []


@pytest.mark.parametrize("end", ["#a2-b4", "?at=a2-b4"])
def test_a_wrong_plan_keeps_the_clause(home: str, in_scheme: Page, end: str) -> None:
    in_scheme.goto(f"{home}plans/{quote('yichun-2023')}/{end}")
    link = in_scheme.locator(".asked-for").get_by_role("link", name="宜春市2023年应急管理工作要点")
    link.first.click()
    expect(in_scheme).to_have_url(f"{home}{YICHUN}#a2-b4")
    assert landing.fault(in_scheme, "a2-b4") == ""
